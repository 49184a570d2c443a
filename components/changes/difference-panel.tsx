import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { differenceRows } from "@/lib/domain/changes/difference-rows";
import type { Edit, ResourceDiff, Step } from "@/lib/domain/plan/step";
import { DifferenceTable, type Names } from "./difference-table";
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
        <nav aria-label={t("view")} className="inline-flex rounded-md border border-border-strong bg-surface p-px">
          {(["fields", "calls"] as const).map((one) => (
            <Link
              key={one}
              href={hrefOf(one)}
              scroll={false}
              replace
              aria-current={one === view ? "true" : undefined}
              className={cn(
                "inline-flex h-6 items-center rounded-[4px] px-[9px] text-xs hover:text-text pointer-coarse:h-10",
                one === view ? "bg-selected font-strong text-text" : "text-text-2",
              )}
            >
              {t(one)}
            </Link>
          ))}
        </nav>
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
