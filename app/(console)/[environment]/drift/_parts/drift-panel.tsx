import { useTranslations } from "next-intl";
import type { DraftOption } from "@/components/resources/change-choice";
import { resourcePath } from "@/components/resources/resource-path";
import { useFieldWords } from "@/components/resources/use-field-words";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel, PanelHeader } from "@/components/ui/panel";
import type { DriftView } from "@/lib/domain/drift/drift-view";
import type { DriftGroup } from "./drift-group";
import { DriftList } from "./drift-list";

interface DriftPanelProps {
  slug: string;
  drift: readonly DriftView[];
  managedCount: number;
  drafts: readonly DraftOption[];
  mayEdit: boolean;
  nameOf: (key: string) => string;
}

/** Resources that AWS has otherwise than they are wanted, field by field, with what can be done about each. */
export function DriftPanel({ slug, drift, managedCount, drafts, mayEdit, nameOf }: DriftPanelProps) {
  const t = useTranslations("drift");
  const groupOf = useGroups(slug, nameOf);
  return (
    <Panel>
      <PanelHeader title={t("told.title")} count={drift.length} />
      {drift.length > 0 ? (
        <DriftList slug={slug} groups={drift.map(groupOf)} drafts={drafts} mayEdit={mayEdit} />
      ) : managedCount > 0 ? (
        <EmptyState title={t("none")}>{t("noneBody", { count: managedCount })}</EmptyState>
      ) : (
        <EmptyState title={t("noneManaged")}>{t("noneManagedBody")}</EmptyState>
      )}
    </Panel>
  );
}

function useGroups(slug: string, nameOf: (key: string) => string): (view: DriftView) => DriftGroup {
  const t = useTranslations();
  const words = useFieldWords(nameOf);
  return ({ kind, key, name, what, fields, fingerprint, since, cause, notAdoptable, ...view }) => ({
    key,
    name,
    kindName: t(`kinds.${kind}.label`),
    href: resourcePath(slug, key),
    isGone: what === "gone",
    lines:
      what === "gone"
        ? [
            {
              label: t("drift.told.goneLine"),
              wanted: t("drift.told.present"),
              shown: t("drift.told.absent"),
              since: since?.toISOString() ?? null,
              path: "",
              fingerprint,
            },
          ]
        : fields.map((field) => ({
            label: words.label(kind, field.path),
            wanted: words.value(kind, field.path, field.wanted),
            shown: words.value(kind, field.path, field.shown),
            since: field.since?.toISOString() ?? null,
            path: field.pathText,
            fingerprint: field.fingerprint,
          })),
    since: since?.toISOString() ?? null,
    cause: t(cause.key, cause.values),
    changes: view.changes,
    stale: view.isStale ? { readAt: view.readAt?.toISOString() ?? null } : null,
    cannotAdopt:
      notAdoptable &&
      t("drift.told.cannotAdopt", {
        field: words.label(kind, [notAdoptable.field]),
        problem: t(notAdoptable.phrase.key, notAdoptable.phrase.values),
      }),
  });
}
