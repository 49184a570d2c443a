import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { ChangeStatusWord } from "@/components/changes/change-status";
import { environmentPath } from "@/components/shell/paths";
import { ImpactBars } from "@/components/status/impact-bars";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Panel, PanelHeader } from "@/components/ui/panel";
import type { ChangeRow } from "@/lib/domain/changes/change-view";

const shownMax = 5;

/** What somebody still has to do something about: what waits for who looks first, then the newest. */
export function OpenChanges({ slug, changes }: { slug: string; changes: readonly ChangeRow[] }) {
  const t = useTranslations("overview.changes");
  const mine = changes.filter((change) => change.waitsForViewer);
  const shown = [...mine, ...changes.filter((change) => !change.waitsForViewer)].slice(0, shownMax);
  return (
    <Panel>
      <PanelHeader title={t("title")} count={changes.length}>
        <Link href={environmentPath(slug, "/changes")} className="link text-xs">
          {t("all")}
        </Link>
      </PanelHeader>
      {changes.length === 0 && <EmptyState title={t("none")}>{t("noneBody")}</EmptyState>}
      {mine.length > 0 && (
        <Link
          href={environmentPath(slug, "/changes?show=mine")}
          className="flex items-center gap-2 border-b border-border bg-pending-bg px-4 py-2 text-xs font-medium hover:underline"
        >
          <Eye aria-hidden="true" strokeWidth={1.75} className="size-3.5 text-pending" />
          {t("mine", { count: mine.length })}
        </Link>
      )}
      <ul>
        {shown.map(({ number, title, status, impact, waitsForViewer }) => (
          <li key={number} className="border-b border-border px-4 py-[9px] last:border-b-0">
            <Link
              href={environmentPath(slug, `/changes/${number}`)}
              className="block truncate font-strong hover:underline"
            >
              {t("name", { number: String(number), title })}
            </Link>
            <span className="flex flex-wrap items-center justify-between gap-x-3 text-xs text-muted">
              <span>
                <ChangeStatusWord status={status} />
                {waitsForViewer && <b className="font-medium text-text"> · {t("yours")}</b>}
              </span>
              {impact !== null && <ImpactBars impact={impact} />}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
