import { ArrowDown, ArrowUp } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { numeric, Table, Th } from "@/components/ui/table";
import type { TimeRange } from "@/lib/domain/tunnels/availability";
import { type ConnectionHistory, stripTunnels } from "./connection-history";
import { type ConnectionLine, ConnectionLines } from "./connection-lines";
import type { ConnectionRow } from "./connection-row";
import type { SortColumn } from "./list-query";

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
  /** Id of the form to which ticked rows belong; without one rows cannot be ticked. */
  tickForm?: string;
}

/** Connections as rows: name, pair, status, last day, facts, figure. */
export function ConnectionTable({ slug, rows, days, months, day, sorting, ...props }: ConnectionTableProps) {
  const { hasIds, tickForm } = props;
  const t = useTranslations("connections.table");
  const format = useFormatter();
  return (
    // Beside other panels it may be wider than its column, and then scrolls in itself.
    <Table label={t("label")} hasStickyHead={hasIds}>
      <thead>
        <tr>
          {tickForm !== undefined && (
            <Th className="w-px pr-0!">
              <span className="sr-only">{t("ticks")}</span>
            </Th>
          )}
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
        <ConnectionLines
          slug={slug}
          lines={rows.map((row) => lineOf(row, { days, months }))}
          day={day}
          hasIds={hasIds}
          tickForm={tickForm}
        />
      </tbody>
    </Table>
  );
}

function lineOf(row: ConnectionRow, { days, months }: Pick<ConnectionTableProps, "days" | "months">): ConnectionLine {
  const { key, name, awsId, health, state, since, routing, site, gateway, tunnels } = row;
  return {
    ...{ key, name, awsId, health, state, since, routing },
    site: site && { name: site.name, ipAddress: site.ipAddress, asn: site.asn },
    gateway: gateway?.name ?? null,
    tunnels: tunnels.map((tunnel) => ({ state: tunnel.state })),
    strip: stripTunnels(row, days.get(key)),
    month: health === "never-up" ? null : (months.get(key)?.availability ?? null),
  };
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
