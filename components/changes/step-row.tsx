import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { usePhrase } from "@/components/ui/phrase";
import type { RunStepView } from "@/lib/domain/changes/change-view";
import type { Step } from "@/lib/domain/plan/step";
import { StepFailure } from "./step-failure";
import { StepLine } from "./step-line";
import type { RunStepProgress } from "./step-state";

interface StepRowProps {
  number: number;
  step: Step;
  /** How far it has come; without a run it is only planned. */
  progress?: RunStepView;
  actions?: ReactNode;
  /** Small things at the right of its title. */
  tools?: ReactNode;
}

/** One step: what and why, where it happens or how long it takes, and what it does to traffic. */
export function StepRow({ number, step, progress, actions, tools }: StepRowProps) {
  const t = useTranslations("changes");
  const say = usePhrase();
  return (
    <StepLine
      id={step.id}
      number={number}
      pace={{ type: step.type, longestSeconds: step.type === "confirm" ? null : step.timing.longestSeconds }}
      kind={t(`stepKind.${step.type}`)}
      title={say(step.phrase)}
      reason={step.reason ? say(step.reason) : null}
      action={step.type === "call" ? step.call.action : null}
      place={usePlace(step)}
      impact={step.type === "call" ? step.impact : null}
      progress={progress ? howFar(progress) : null}
      tools={tools}
    >
      {progress?.error && <StepFailure progress={progress} />}
      {actions && <div className="mt-1.5 flex flex-wrap gap-2">{actions}</div>}
    </StepLine>
  );
}

/** Without why it failed, which is said below. */
function howFar({ stepId, state, attempts, callingAt, finishedAt, confirmedBy }: RunStepView): RunStepProgress {
  return { stepId, state, attempts, callingAt, finishedAt, confirmedBy };
}

function usePlace(step: Step): ComponentProps<typeof StepLine>["place"] {
  const t = useTranslations("changes");
  switch (step.type) {
    case "call": {
      const [word, isLoud] = [t(`effect.${step.effect}`), step.effect === "replace"];
      return step.effect === "create"
        ? { word, isLoud, note: null, typicalSeconds: step.timing.typicalSeconds }
        : { word, isLoud, note: t(`kept.${step.effect}`), typicalSeconds: null };
    }
    case "wait":
      return { word: null, isLoud: false, note: null, typicalSeconds: step.timing.typicalSeconds };
    case "confirm":
      return { word: t("person"), isLoud: false, note: null, typicalSeconds: null };
    default: {
      const impossible: never = step;
      throw new Error(`Unknown step: ${JSON.stringify(impossible)}`);
    }
  }
}
