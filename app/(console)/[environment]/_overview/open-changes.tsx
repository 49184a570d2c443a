import { useTranslations } from "next-intl";
import { ChangeStatusWord } from "@/components/changes/change-status";
import { environmentPath } from "@/components/shell/paths";
import { ImpactBars } from "@/components/status/impact-bars";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Panel, PanelHeader } from "@/components/ui/panel";
import type { ChangeRow } from "@/lib/domain/changes/change-view";

const shownMax = 5;

/** What somebody still has to do something about, newest first. */
export function OpenChanges({ slug, changes }: { slug: string; changes: readonly ChangeRow[] }) {
  const t = useTranslations("overview.changes");
  return (
    <Panel>
      <PanelHeader title={t("title")} count={changes.length}>
        <Link href={environmentPath(slug, "/changes")} className="link text-xs">
          {t("all")}
        </Link>
      </PanelHeader>
      {changes.length === 0 && <EmptyState title={t("none")}>{t("noneBody")}</EmptyState>}
      <ul>
        {changes.slice(0, shownMax).map(({ number, title, status, impact }) => (
          <li key={number} className="border-b border-border px-4 py-[9px] last:border-b-0">
            <Link
              href={environmentPath(slug, `/changes/${number}`)}
              className="block truncate font-strong hover:underline"
            >
              {t("name", { number: String(number), title })}
            </Link>
            <span className="flex flex-wrap items-center justify-between gap-x-3 text-xs text-muted">
              <ChangeStatusWord status={status} />
              {impact !== null && <ImpactBars impact={impact} />}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
