import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { differenceRows } from "@/lib/domain/changes/difference-rows";
import type { Edit, ResourceDiff, Step } from "@/lib/domain/plan/step";
import { DifferenceTable } from "./difference-table";
import type { Names } from "./field-words";
import { useShownInput } from "./use-shown-input";

export type DifferenceView = "fields" | "calls";

interface DifferencePanelProps {
  diffs: readonly ResourceDiff[];
  edits: readonly Edit[];
  steps: readonly Step[];
  names: Names;
  view: DifferenceView;
  hrefOf: (view: DifferenceView) => string;
}

/** What changes, by the names of objects and fields, or as the very calls that are made. */
export function DifferencePanel({ diffs, edits, steps, names, view, hrefOf }: DifferencePanelProps) {
  const t = useTranslations("changes.difference");
  const specs = new Map(edits.flatMap((edit) => (edit.operation === "put" ? [[edit.key, edit.spec] as const] : [])));
  const fields = diffs.reduce((sum, diff) => sum + differenceRows(diff).length, 0);
  return (
    <Panel className="overflow-hidden">
      <PanelHeader title={t("title")} count={t("count", { objects: diffs.length, fields })}>
        <SegmentedLinks
          label={t("view")}
          value={view}
          options={(["fields", "calls"] as const).map((one) => ({ value: one, label: t(one), href: hrefOf(one) }))}
          isInPlace
        />
      </PanelHeader>
      {diffs.length === 0 && <EmptyState title={t("none")} />}
      {view === "fields" ? (
        diffs.map((diff) => (
          <ObjectDifference key={diff.key} diff={diff} names={names} spec={specs.get(diff.key) ?? null} />
        ))
      ) : (
        <Calls steps={steps} />
      )}
    </Panel>
  );
}

function ObjectDifference({ diff, names, spec }: ComponentProps<typeof DifferenceTable>) {
  const t = useTranslations("changes.difference");
  const kinds = useTranslations("kinds");
  return (
    <section aria-label={diff.name}>
      <h3 className="flex flex-wrap items-center gap-x-2 border-b border-border bg-background px-4 py-2">
        <b className="font-strong">{diff.name}</b>
        <span className="text-xs font-normal text-muted">
          {kinds(`${diff.kind}.label`)} · {t(`operation.${diff.operation}`)}
        </span>
      </h3>
      {diff.changes.length === 0 ? (
        <p className="border-b border-border px-4 py-2 text-xs text-muted">{t("along")}</p>
      ) : (
        <DifferenceTable diff={diff} names={names} spec={spec} />
      )}
    </section>
  );
}

function Calls({ steps }: { steps: readonly Step[] }) {
  const t = useTranslations("changes.difference");
  const show = useShownInput();
  return (
    <ol className="flex flex-col gap-3 p-4">
      {steps.map((step, index) =>
        step.type === "call" ? (
          <li key={step.id}>
            <CodeBlock
              label={t("inputOf", { number: index + 1, action: step.call.action })}
              title={
                <span className="mono">
                  {index + 1} · {step.call.action}
                </span>
              }
              code={show(step.call.input)}
            />
          </li>
        ) : null,
      )}
    </ol>
  );
}
