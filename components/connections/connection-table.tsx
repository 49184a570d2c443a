import { ArrowDown, ArrowUp } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Strip } from "@/components/status/strip";
import { ConnectionPair } from "@/components/tunnels/connection-pair";
import { cn } from "@/components/ui/cn";
import { CopyId } from "@/components/ui/copy-id";
import { Link } from "@/components/ui/link";
import { numeric, Table, Td, Th, Tr } from "@/components/ui/table";
import type { TimeRange } from "@/lib/domain/tunnels/availability";
import { type ConnectionHistory, stripTunnels } from "./connection-history";
import { connectionPath } from "./connection-path";
import type { ConnectionRow } from "./connection-row";
import { ConnectionStatus } from "./connection-status";
import type { SortColumn } from "./list-query";
import { ShareOfTime } from "./share-of-time";

interface ConnectionTableProps {
  slug: string;
  rows: readonly ConnectionRow[];
  /** The last day of each, by key. */
  days: ReadonlyMap<string, ConnectionHistory>;
  /** This month so far of each, by key. */
  months: ReadonlyMap<string, ConnectionHistory>;
  day: TimeRange;
  /** Where the list is sorted: the address for each column; without it heads are plain. */
  sorting?: { column: SortColumn; isDescending: boolean; hrefOf: (column: SortColumn) => string };
  hasIds?: boolean;
}

/** Connections as rows: name, pair, status, last day, facts, figure. */
export function ConnectionTable({ slug, rows, days, months, day, sorting, hasIds }: ConnectionTableProps) {
  const t = useTranslations("connections.table");
  const format = useFormatter();
  return (
    // Beside other panels it may be wider than its column, and then scrolls in itself.
    <Table label={t("label")} hasStickyHead={hasIds}>
      <thead>
        <tr>
          <SortHead column="name" label={t("connection")} sorting={sorting} />
          <Th>{t("tunnels")}</Th>
          <SortHead column="status" label={t("status")} sorting={sorting} />
          <Th className="w-44 min-w-36">
            <span className="flex justify-between">
              <span>{t("day")}</span>
              <span>{t("now")}</span>
            </span>
          </Th>
          <SortHead column="gateway" label={t("gateway")} sorting={sorting} />
          <SortHead column="routing" label={t("routing")} sorting={sorting} />
          {hasIds && <Th>{t("id")}</Th>}
          <Th className={numeric} title={t("monthTitle")}>
            {format.dateTime(day.to, { month: "short", timeZone: "UTC" })}
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.key}>
            <Td className="max-sm:py-1.5">
              <Link href={connectionPath(slug, row.key)} className="font-strong hover:underline">
                {row.name}
              </Link>
              <SiteName row={row} />
            </Td>
            <Td>
              <ConnectionPair tunnels={row.tunnels} />
            </Td>
            <Td>
              <ConnectionStatus row={row} />
            </Td>
            <Td>
              <Strip tunnels={stripTunnels(row, days.get(row.key))} from={day.from} to={day.to} />
            </Td>
            <Td className="mono">{row.gateway?.name ?? t("noGateway")}</Td>
            <Td className="text-text-2">
              {row.routing === "bgp" ? t("bgp", { asn: String(row.site?.asn ?? "") }) : t("static")}
            </Td>
            {hasIds && <Td>{row.awsId && <CopyId id={row.awsId} />}</Td>}
            <Td className={numeric}>
              <ShareOfTime
                isBrief={!hasIds}
                availability={row.health === "never-up" ? null : (months.get(row.key)?.availability ?? null)}
              />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Where it leads, unless the connection bears the same name. */
function SiteName({ row: { site, name } }: { row: ConnectionRow }) {
  if (site === null) return null;
  const isSameName = site.name === name;
  if (isSameName && site.ipAddress === null) return null;
  return (
    <span className={cn("ml-2 text-muted max-sm:ml-0 max-sm:block max-sm:text-xs", isSameName && "mono")}>
      {isSameName ? site.ipAddress : site.name}
    </span>
  );
}

interface SortHeadProps {
  column: SortColumn;
  label: string;
  sorting: ConnectionTableProps["sorting"];
}

function SortHead({ column, label, sorting }: SortHeadProps) {
  if (sorting === undefined) return <Th>{label}</Th>;
  const isSorted = sorting.column === column;
  const Arrow = sorting.isDescending ? ArrowDown : ArrowUp;
  return (
    <Th aria-sort={isSorted ? (sorting.isDescending ? "descending" : "ascending") : undefined}>
      <Link
        href={sorting.hrefOf(column)}
        replace
        scroll={false}
        className={
          isSorted ? "inline-flex items-center gap-1 text-text" : "inline-flex items-center gap-1 hover:text-text"
        }
      >
        {label}
        {isSorted && <Arrow aria-hidden="true" className="size-3" />}
      </Link>
    </Th>
  );
}
