import { Hourglass, type LucideIcon, Send, UserCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ImpactBars } from "@/components/status/impact-bars";
import { cn } from "@/components/ui/cn";
import { PhraseText } from "@/components/ui/phrase";
import type { RunStepView } from "@/lib/domain/changes/change-view";
import type { Step } from "@/lib/domain/plan/step";
import { StepFailure } from "./step-failure";
import { StepStateIcon, StepStateLine } from "./step-state";
import { TypicalTime } from "./typical-time";

const icons: Record<Step["type"], LucideIcon> = { call: Send, wait: Hourglass, confirm: UserCheck };

interface StepRowProps {
  number: number;
  step: Step;
  /** How far it has come; without a run it is only planned. */
  progress?: RunStepView;
  actions?: ReactNode;
}

/** One step: what and why, where it happens or how long it takes, and what it does to traffic. */
export function StepRow({ number, step, progress, actions }: StepRowProps) {
  const t = useTranslations("changes");
  const Icon = icons[step.type];
  const isCall = step.type === "call";
  const isBegun = progress !== undefined && progress.state !== "pending";
  return (
    <li
      data-step={step.id}
      data-state={progress?.state}
      className={cn(
        "grid grid-cols-[28px_20px_minmax(0,1fr)_116px_108px] items-start gap-x-2 border-b border-border py-[9px] pr-4 pl-3 last:border-b-0",
        "max-md:grid-cols-[20px_20px_minmax(0,1fr)_auto]",
        !isCall && "bg-background",
      )}
    >
      <span className="text-right text-muted tabular-nums">{number}</span>
      <span className={cn("grid h-5 w-5 place-items-center", isCall ? "text-text" : "text-muted")}>
        {isBegun ? (
          <StepStateIcon progress={progress} />
        ) : (
          <Icon role="img" aria-label={t(`stepKind.${step.type}`)} strokeWidth={1.75} className="size-4" />
        )}
      </span>
      <div className="min-w-0 break-words">
        <div className={cn(isCall ? "font-strong" : undefined, progress?.state === "failed" && "text-down-text")}>
          <PhraseText phrase={step.phrase} />
        </div>
        {step.reason && (
          <div className="text-xs text-text-2">
            <PhraseText phrase={step.reason} />
          </div>
        )}
        {step.type === "call" && <div className="mono text-2xs text-muted">{step.call.action}</div>}
        {progress && <StepStateLine step={step} progress={progress} />}
        {progress && <StepFailure progress={progress} />}
        {actions && <div className="mt-1.5 flex flex-wrap gap-2">{actions}</div>}
      </div>
      <span className="text-xs leading-5 text-text-2 max-md:hidden">
        <Place step={step} />
      </span>
      <span className="text-xs leading-5">{isCall && <ImpactBars impact={step.impact} />}</span>
    </li>
  );
}

function Place({ step }: { step: Step }) {
  const t = useTranslations("changes");
  switch (step.type) {
    case "call":
      return (
        <>
          <span className={cn(step.effect === "replace" && "font-medium text-degraded-text")}>
            {t(`effect.${step.effect}`)}
          </span>
          <br />
          <span className="text-muted">
            {step.effect === "create" ? <TypicalTime seconds={step.timing.typicalSeconds} /> : t(`kept.${step.effect}`)}
          </span>
        </>
      );
    case "wait":
      return <TypicalTime seconds={step.timing.typicalSeconds} />;
    case "confirm":
      return t("person");
    default: {
      const impossible: never = step;
      throw new Error(`Unknown step: ${JSON.stringify(impossible)}`);
    }
  }
}
