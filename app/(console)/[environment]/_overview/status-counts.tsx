import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type ConnectionRow, isInService, isReadable, upCount } from "@/components/connections/connection-row";
import { everything, writeListQuery } from "@/components/connections/list-query";
import { environmentPath } from "@/components/shell/paths";
import { healthTone } from "@/components/status/health";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { StatusIcon } from "@/components/ui/status-icon";
import type { Health } from "@/lib/domain/tunnels/tunnel-status";

const shown = ["healthy", "degraded", "down", "unknown", "pending"] as const satisfies readonly Health[];

/** How many connections are how, and what is left of the redundancy; each figure leads to its rows. */
export function StatusCounts({ slug, rows }: { slug: string; rows: readonly ConnectionRow[] }) {
  const t = useTranslations("overview.counts");
  const words = useTranslations("common.health");
  const countOf = (health: Health) => rows.filter((row) => row.health === health).length;
  // Never UP is no outage; its cell appears only where somebody has a device to configure.
  const hasNeverUp = countOf("never-up") > 0;
  const cells: readonly Health[] = hasNeverUp ? [...shown.slice(0, 3), "never-up", ...shown.slice(3)] : shown;
  const inService = rows.filter(isInService);
  const readable = inService.filter(isReadable);
  const sites = sitesOf(readable);
  const unknownTunnels = (inService.length - readable.length) * 2;
  const hrefOf = (statuses: Health[]) =>
    environmentPath(slug, `/connections${writeListQuery(everything, { statuses })}`);
  return (
    <section
      aria-label={t("label")}
      className={cn(
        "mb-4 grid overflow-hidden rounded-lg border border-border bg-surface max-lg:grid-cols-4 max-md:grid-cols-2",
        hasNeverUp
          ? "lg:grid-cols-[repeat(6,minmax(0,1fr))_repeat(2,minmax(max-content,1.3fr))]"
          : "lg:grid-cols-[repeat(5,minmax(0,1fr))_repeat(2,minmax(max-content,1.3fr))]",
      )}
    >
      {cells.map((health) => (
        <CountCell key={health} href={hrefOf([health])} isZero={countOf(health) === 0} value={countOf(health)}>
          <StatusIcon tone={healthTone[health]} />
          <span className={cn((health === "down" || health === "degraded") && countOf(health) > 0 && "font-strong")}>
            {words(health)}
          </span>
        </CountCell>
      ))}
      <CountCell
        href={environmentPath(slug, "/connections")}
        value={readable.reduce((sum, row) => sum + upCount(row), 0)}
        note={t("ofTunnels", { count: inService.length * 2, unknown: unknownTunnels })}
      >
        <span className="text-muted">{t("tunnelsUp")}</span>
      </CountCell>
      <CountCell
        href={hrefOf(["down", "degraded", "never-up"])}
        value={[...sites.values()].filter((up) => up < 2).length}
        note={t("ofSites", { count: sites.size })}
      >
        <span className="text-muted">{t("redundancyLost")}</span>
      </CountCell>
    </section>
  );
}

/** Tunnels that are UP, by site. */
function sitesOf(rows: readonly ConnectionRow[]): Map<string, number> {
  const up = new Map<string, number>();
  for (const row of rows) {
    const site = row.site?.key ?? row.key;
    up.set(site, (up.get(site) ?? 0) + upCount(row));
  }
  return up;
}

interface CountCellProps {
  href: string;
  value: number;
  note?: string;
  isZero?: boolean;
  children: ReactNode;
}

function CountCell({ href, value, note, isZero, children }: CountCellProps) {
  const format = useFormatter();
  return (
    <Link
      href={href}
      className="-mt-px -ml-px flex flex-col max-md:last:odd:col-span-2 gap-0.5 border-t border-l border-border px-4 pt-2.5 pb-[11px] hover:bg-hover focus-visible:-outline-offset-2"
    >
      <span className="flex items-center gap-1.5">{children}</span>
      <b className={cn("text-xl leading-[26px] tabular-nums", isZero ? "font-normal text-muted" : "font-medium")}>
        {format.number(value)}
        {note && <span className="ml-1.5 text-sm font-normal tracking-normal text-muted">{note}</span>}
      </b>
    </Link>
  );
}
