import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ImpactBars } from "@/components/status/impact-bars";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { PhraseText } from "@/components/ui/phrase";
import type { PlanView, RunView } from "@/lib/domain/changes/change-view";
import { countImpacts } from "@/lib/domain/changes/count-delta";
import { nameInKey } from "@/lib/domain/kinds/key";
import type { PlanProblem, Step } from "@/lib/domain/plan/step";
import { StepRow } from "./step-row";
import { TypicalTime } from "./typical-time";

interface PlanPanelProps {
  plan: PlanView | null;
  run: RunView | null;
  hasEdits: boolean;
  /** Stands under the head while it is carried out. */
  progress?: ReactNode;
  /** Buttons of a step that waits for a person. */
  actionsOf?: (step: Step) => ReactNode;
  /** What was said about a step, and to say something. */
  toolsOf?: (step: Step, number: number) => ReactNode;
}

/** The plan as it is executed, step by step; while it runs each step says how far it is. */
export function PlanPanel({ plan, run, hasEdits, progress, actionsOf, toolsOf }: PlanPanelProps) {
  const t = useTranslations("changes.plan");
  if (!plan || (plan.steps.length === 0 && plan.problems.length === 0)) {
    return (
      <Panel>
        <PanelHeader title={t("title")} />
        <EmptyState title={t(hasEdits ? "empty" : "noEdits")}>{t(hasEdits ? "emptyText" : "noEditsText")}</EmptyState>
      </Panel>
    );
  }
  const { highest } = plan.summary;
  return (
    <Panel className="overflow-hidden">
      <PanelHeader title={t("title")} count={t("steps", { count: plan.steps.length })}>
        {highest && (
          <span className="inline-flex items-center gap-1 text-xs">
            <ImpactBars impact={highest.impact} form="long" />
            {highest.impact > 1 && <span className="text-muted">{t("atStep", { number: highest.stepNumber })}</span>}
          </span>
        )}
      </PanelHeader>
      <Problems problems={plan.problems} />
      {progress}
      {plan.steps.length > 0 && !run && <SummaryLine plan={plan} />}
      <ol>
        {plan.steps.map((step, index) => (
          <StepRow
            key={step.id}
            number={index + 1}
            step={step}
            progress={run?.steps.find(({ stepId }) => stepId === step.id)}
            actions={actionsOf?.(step)}
            tools={toolsOf?.(step, index + 1)}
          />
        ))}
      </ol>
    </Panel>
  );
}

function SummaryLine({ plan: { summary, steps } }: { plan: PlanView }) {
  const t = useTranslations("changes.plan");
  const { calls, waits, confirmations, keepsAll, typicalSeconds } = summary;
  const counts = [
    t("calls", { count: calls }),
    waits > 0 && t("waits", { count: waits }),
    confirmations > 0 && t("confirmations", { count: confirmations }),
  ].filter(Boolean);
  return (
    <p className="flex flex-wrap gap-x-5 gap-y-1 border-b border-border px-4 py-2 text-xs text-text-2">
      <span>{counts.join(", ")}</span>
      <span>{t(keepsAll ? "keepsAll" : "losesSome")}</span>
      <TypicalTime seconds={typicalSeconds} form="sentence" />
      <ImpactCounts counts={countImpacts(steps)} />
    </p>
  );
}

/** How many calls do how much: the head names only the worst. */
function ImpactCounts({ counts }: { counts: ReturnType<typeof countImpacts> }) {
  const t = useTranslations("changes.plan");
  if (counts.length < 2) return null;
  return (
    <span className="flex flex-wrap gap-x-3">
      {counts.map(({ impact, count }) => (
        <span key={impact} className="inline-flex items-center gap-1 tabular-nums">
          {t("impactCount", { count })} <ImpactBars impact={impact} />
        </span>
      ))}
    </span>
  );
}

function Problems({ problems }: { problems: readonly PlanProblem[] }) {
  const t = useTranslations("changes.plan");
  if (problems.length === 0) return null;
  return (
    <ul
      aria-label={t("problems", { count: problems.length })}
      className="flex flex-col gap-2 border-b border-border p-3"
    >
      {problems.map((problem) => (
        <li key={`${problem.key} ${problem.path?.join(".")} ${problem.phrase.key}`}>
          <Notice tone={problem.severity === "error" ? "down" : "degraded"}>
            <PhraseText phrase={problem.phrase} />{" "}
            <span className="text-xs text-muted">{t("field", { name: nameInKey(problem.key) })}</span>
          </Notice>
        </li>
      ))}
    </ul>
  );
}
