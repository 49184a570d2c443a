import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ConnectionRow } from "@/components/connections/connection-row";
import { isNarrowed, type ListQuery } from "@/components/connections/list-query";
import { healthTone } from "@/components/status/health";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { StatusIcon } from "@/components/ui/status-icon";
import { healths } from "@/lib/domain/topology/severity";

interface ListFiltersProps {
  rows: readonly ConnectionRow[];
  query: ListQuery;
  hrefOf: (change: Partial<ListQuery>) => string;
}

/** Each state that occurs as a chip with its count, then routing; pressed ones narrow the list. */
export function ListFilters({ rows, query, hrefOf }: ListFiltersProps) {
  const t = useTranslations("connections.list");
  const words = useTranslations("common.health");
  const routings = ["static", "bgp"] as const;
  const hasBoth = routings.every((routing) => rows.some((row) => row.routing === routing));
  return (
    <nav aria-label={t("filters")} className="flex flex-wrap items-center gap-1.5 border-b border-border px-4 py-2">
      {healths.map((health) => {
        const count = rows.filter((row) => row.health === health).length;
        const isOn = query.statuses.includes(health);
        if (count === 0 && !isOn) return null;
        const statuses = isOn ? query.statuses.filter((other) => other !== health) : [...query.statuses, health];
        return (
          <FilterChip key={health} href={hrefOf({ statuses })} isOn={isOn} count={count}>
            <StatusIcon tone={healthTone[health]} className="size-3.5" />
            {words(health)}
          </FilterChip>
        );
      })}
      {hasBoth &&
        routings.map((routing) => (
          <FilterChip
            key={routing}
            href={hrefOf({ routing: query.routing === routing ? null : routing })}
            isOn={query.routing === routing}
            count={rows.filter((row) => row.routing === routing).length}
            className={routing === "static" ? "ml-2" : undefined}
          >
            {t(routing)}
          </FilterChip>
        ))}
      {query.gateway !== null && (
        <FilterChip href={hrefOf({ gateway: null })} isOn>
          {t("gateway", { name: query.gateway })}
        </FilterChip>
      )}
      {isNarrowed(query) && (
        <Link
          href={hrefOf({ text: "", statuses: [], routing: null, gateway: null })}
          scroll={false}
          className="link px-1 text-xs"
        >
          {t("clear")}
        </Link>
      )}
    </nav>
  );
}

interface FilterChipProps {
  href: string;
  isOn: boolean;
  count?: number;
  className?: string;
  children: ReactNode;
}

function FilterChip({ href, isOn, count, className, children }: FilterChipProps) {
  const t = useTranslations("connections.list");
  return (
    <Link
      href={href}
      replace
      scroll={false}
      className={cn(
        "inline-flex h-6 items-center gap-1.5 rounded-sm border px-2 text-xs pointer-coarse:h-11",
        isOn ? "border-accent-line bg-selected font-medium text-text" : "border-border text-text-2 hover:bg-hover",
        className,
      )}
    >
      {children}
      {count !== undefined && <span className="text-muted tabular-nums">{count}</span>}
      {isOn && (
        <>
          <span className="sr-only">{t("isOn")}</span>
          <X aria-hidden="true" className="size-3 text-muted" />
        </>
      )}
    </Link>
  );
}
