import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { Table, Td, Th } from "@/components/ui/table";
import type { ObservedTunnel } from "@/lib/domain/kinds/vpn-connection/observe";
import { type OptionRow, optionGroupNames, optionRows } from "./option-rows";
import { OptionText, ShownOptionText } from "./option-text";

interface OptionsTableProps {
  /** In the order of their outside addresses. */
  addresses: readonly string[];
  tunnels: readonly (ObservedTunnel | undefined)[];
}

/** Every option of both tunnels, beside AWS's defaults; what differs from them is counted and strong. */
export function OptionsTable({ addresses, tunnels }: OptionsTableProps) {
  const t = useTranslations("connections.options");
  const groups = optionGroupNames.map((group) => ({ group, rows: optionRows(group, tunnels) }));
  const rows = groups.flatMap((one) => one.rows);
  const counted = rows.filter(({ awsDefault }) => awsDefault !== null);
  const uneven = rows.filter(({ isUneven }) => isUneven).length;
  return (
    <Panel>
      <PanelHeader
        title={t("title")}
        count={t("summary", { changed: counted.filter(({ isChanged }) => isChanged).length, all: counted.length })}
      >
        {uneven > 0 && <span className="text-xs text-degraded-text">{t("uneven", { count: uneven })}</span>}
      </PanelHeader>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("option")}</Th>
            {addresses.map((address) => (
              <Th key={address} className="mono">
                {address}
              </Th>
            ))}
            <Th>{t("awsDefault")}</Th>
          </tr>
        </thead>
        {groups
          .filter((one) => one.rows.length > 0)
          .map(({ group, rows: members }) => (
            <tbody key={group}>
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={addresses.length + 2}
                  className="bg-background py-1 text-left text-2xs font-medium text-muted"
                >
                  {t(`group.${group}`)}
                </th>
              </tr>
              {members.map((row) => (
                <OptionLine key={row.option} row={row} addresses={addresses} />
              ))}
            </tbody>
          ))}
      </Table>
    </Panel>
  );
}

function OptionLine({ row, addresses }: { row: OptionRow; addresses: readonly string[] }) {
  const fields = useTranslations("kinds.vpn-connection.fields.tunnels.fields");
  const cell = "min-w-48 py-1.5 align-top whitespace-normal";
  return (
    <tr>
      <th scope="row" className="py-1.5 text-left align-top font-normal">
        {fields(`${row.option}.label`)}
      </th>
      {addresses.map((address, index) => (
        <Td key={address} className={cn(cell, row.isChanged && "font-strong")}>
          <ShownOptionText row={row} shown={row.values[index] ?? { from: "nowhere" }} />
        </Td>
      ))}
      <Td className={cn(cell, "text-muted")}>
        {row.awsDefault !== null && <OptionText row={row} value={row.awsDefault} />}
      </Td>
    </tr>
  );
}
