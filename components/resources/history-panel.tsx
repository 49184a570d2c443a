import { useTranslations } from "next-intl";
import { environmentPath } from "@/components/shell/paths";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Instant } from "@/components/ui/instant";
import { Link } from "@/components/ui/link";
import { Panel, PanelHeader } from "@/components/ui/panel";
import type { HistoryEntry, HistoryPage } from "@/lib/domain/drift/history-view";
import type { KindName } from "@/lib/domain/kinds";
import { SpecChanges } from "./spec-changes";

interface HistoryPanelProps {
  slug: string;
  kind: KindName;
  name: string;
  history: HistoryPage;
  /** Address of this page, to which `?page=` is added. */
  path: string;
  nameOf: (key: string) => string;
}

/** What was wanted of a resource and what EC2 showed, newest first, each with the fields it changed. */
export function HistoryPanel({ slug, kind, name, history, path, nameOf }: HistoryPanelProps) {
  const t = useTranslations("drift.history");
  const { entries, count } = history;
  return (
    <Panel>
      <PanelHeader title={t("title")} count={count} />
      {entries.length === 0 ? (
        <EmptyState title={t("none", { name })}>{t("noneBody")}</EmptyState>
      ) : (
        <ol>
          {entries.map((entry) => (
            <Entry key={entry.id} slug={slug} kind={kind} entry={entry} nameOf={nameOf} />
          ))}
        </ol>
      )}
      <Pager history={history} path={path} />
    </Panel>
  );
}

type EntryProps = Pick<HistoryPanelProps, "slug" | "kind" | "nameOf"> & { entry: HistoryEntry };

function Entry({ slug, kind, entry, nameOf }: EntryProps) {
  const t = useTranslations("drift.history");
  const { at, what, actorName, changeNumber, changes, fieldCount } = entry;
  const isSame = changes.length === 0 && fieldCount === null && what !== "gone" && what !== "forgotten";
  return (
    <li className="grid grid-cols-[168px_minmax(0,1fr)] gap-x-4 gap-y-1 border-b border-border px-4 py-2.5 last:border-b-0 max-md:grid-cols-1">
      <div className="text-xs leading-5 text-muted">
        <Instant at={at} shape="full" />
        <span className="block max-md:ml-2 max-md:inline">
          <Age since={at} form="ago" />
        </span>
      </div>
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-strong">{t(`what.${what}`)}</span>
          {actorName !== null && <span>{actorName}</span>}
          {changeNumber !== null && (
            <Link href={environmentPath(slug, `/changes/${changeNumber}`)} className="link">
              {t("change", { number: String(changeNumber) })}
            </Link>
          )}
          <State entry={entry} />
        </p>
        {fieldCount !== null && <p className="text-xs text-muted">{t("first", { count: fieldCount })}</p>}
        {isSame && entry.stateBefore === null && <p className="text-xs text-muted">{t("same")}</p>}
        {changes.length > 0 && <SpecChanges kind={kind} changes={changes} nameOf={nameOf} />}
      </div>
    </li>
  );
}

function State({ entry: { state, stateBefore } }: { entry: HistoryEntry }) {
  const t = useTranslations("drift.history");
  if (stateBefore === null || state === null) return null;
  return (
    <span className="text-xs text-muted">
      {t.rich("stateChanged", {
        before: stateBefore,
        after: state,
        mono: (text) => <span className="mono">{text}</span>,
      })}
    </span>
  );
}

function Pager({ history: { page, pageSize, count }, path }: Pick<HistoryPanelProps, "history" | "path">) {
  const t = useTranslations("drift.history");
  if (count <= pageSize) return null;
  const [from, to] = [(page - 1) * pageSize + 1, Math.min(count, page * pageSize)];
  return (
    <footer className="flex items-center justify-end gap-2 border-t border-border px-4 py-2 text-xs text-muted tabular-nums">
      <span className="mr-auto">{t("page", { from, to, count })}</span>
      {page > 1 && (
        <Button asChild size="small">
          <Link href={`${path}?page=${page - 1}`}>{t("newer")}</Link>
        </Button>
      )}
      {to < count && (
        <Button asChild size="small">
          <Link href={`${path}?page=${page + 1}`}>{t("older")}</Link>
        </Button>
      )}
    </footer>
  );
}
