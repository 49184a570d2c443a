import { useTranslations } from "next-intl";
import { ChangeStatusWord } from "@/components/changes/change-status";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import type { ChangeStatus } from "@/lib/domain/changes/lifecycle";
import { type ListView, listPath } from "./list-view";

interface StatusFilterProps {
  slug: string;
  view: ListView;
  /** With how many have each. */
  statuses: readonly [ChangeStatus, number][];
}

/** Leaves one status of what is listed; pressing the chosen one brings all back. */
export function StatusFilter({ slug, view, statuses }: StatusFilterProps) {
  const t = useTranslations("changes.list");
  return (
    <nav aria-label={t("status")} className="flex flex-wrap gap-1.5 border-b border-border px-4 py-2">
      {statuses.map(([status, count]) => {
        const isChosen = view.status === status;
        return (
          <Link
            key={status}
            href={listPath(slug, { show: view.show, status: isChosen ? null : status })}
            aria-current={isChosen ? "true" : undefined}
            className={cn(
              "inline-flex h-6 items-center gap-1.5 rounded-sm border px-2 text-xs pointer-coarse:h-10",
              isChosen ? "border-accent bg-selected font-strong" : "border-border text-text-2 hover:bg-hover",
            )}
          >
            <ChangeStatusWord status={status} />
            <span className="text-muted tabular-nums">{count}</span>
          </Link>
        );
      })}
    </nav>
  );
}
