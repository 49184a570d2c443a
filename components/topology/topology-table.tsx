"use client";

import { useTranslations } from "next-intl";
import { HealthStatus } from "@/components/status/status";
import { TunnelPair } from "@/components/status/tunnel-pair";
import { Button } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ConnectionRow, IdleRow, TopologyRows } from "@/lib/domain/topology/topology-rows";
import { pairOf, shownHealth } from "./tunnel-shown";

interface TopologyTableProps {
  rows: TopologyRows;
  focus: string | null;
  onSelect: (key: string) => void;
  onMore: () => void;
}

/** The canvas in words: the same connections under the same filters, the worst first, and what no connection uses. */
export function TopologyTable({ rows, focus, onSelect, onMore }: TopologyTableProps) {
  const t = useTranslations("topology.table");
  return (
    <div className="size-full overflow-auto bg-surface">
      <Table label={t("connections")}>
        <thead>
          <tr>
            <Th>{t("connection")}</Th>
            <Th>{t("tunnels")}</Th>
            <Th>{t("status")}</Th>
            <Th>{t("site")}</Th>
            <Th>{t("gateway")}</Th>
            <Th>{t("vpc")}</Th>
            <Th>{t("routing")}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.connections.map((row) => (
            <ConnectionLine
              key={row.connection.key}
              row={row}
              isSelected={focus === row.connection.key}
              onSelect={onSelect}
            />
          ))}
        </tbody>
      </Table>
      {rows.connections.length < rows.connectionCount && (
        <div className="flex items-center gap-3 px-4 py-2 text-xs text-muted">
          {t("cut", { shown: rows.connections.length, count: rows.connectionCount })}
          <Button size="small" onClick={onMore}>
            {t("more")}
          </Button>
        </div>
      )}
      {rows.idle.length > 0 && <IdleTable rows={rows.idle} focus={focus} onSelect={onSelect} />}
    </div>
  );
}

interface LineProps<Row> {
  row: Row;
  isSelected: boolean;
  onSelect: (key: string) => void;
}

function ConnectionLine({ row, isSelected, onSelect }: LineProps<ConnectionRow>) {
  const t = useTranslations("topology");
  const { connection, site, gateway, vpc } = row;
  return (
    <Tr aria-selected={isSelected}>
      <Td>
        <RowButton name={connection.name} onSelect={() => onSelect(connection.key)} />
      </Td>
      <Td>
        <TunnelPair lines={pairOf(connection)} />
      </Td>
      <Td>
        <HealthStatus health={shownHealth(connection)} since={connection.since} />
      </Td>
      <Td>
        {site?.name ?? <Missing />} <span className="mono text-muted">{site?.ipAddress}</span>
      </Td>
      <Td>{gateway?.name ?? <Missing />}</Td>
      <Td>
        {vpc ? vpc.name : <Missing />} <span className="mono text-muted">{vpc?.cidr}</span>
      </Td>
      <Td>{t(`node.${connection.routing}`)}</Td>
    </Tr>
  );
}

function IdleTable({
  rows,
  focus,
  onSelect,
}: {
  rows: IdleRow[];
  focus: string | null;
  onSelect: (key: string) => void;
}) {
  const t = useTranslations("topology");
  return (
    <>
      <h2 className="px-4 pt-5 pb-1 text-sm">{t("table.idle")}</h2>
      <Table label={t("table.idle")}>
        <thead>
          <tr>
            <Th>{t("table.name")}</Th>
            <Th>{t("table.kind")}</Th>
            <Th>{t("table.fact")}</Th>
            <Th>{t("table.awsId")}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.key} aria-selected={focus === row.key}>
              <Td>
                <RowButton name={row.name} onSelect={() => onSelect(row.key)} />
              </Td>
              <Td>{t(`kind.${row.kind}`)}</Td>
              <Td className="mono">{row.fact}</Td>
              <Td className="mono">{row.awsId}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}

function RowButton({ name, onSelect }: { name: string; onSelect: () => void }) {
  return (
    <button type="button" onClick={onSelect} className="font-strong hover:underline">
      {name}
    </button>
  );
}

function Missing() {
  const t = useTranslations("topology.table");
  return <span className="text-muted">{t("none")}</span>;
}
