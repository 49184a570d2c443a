"use client";

import { Hourglass, type LucideIcon, Send, UserCheck } from "lucide-react";
import type { ReactNode } from "react";
import { ImpactBars, type ImpactLevel } from "@/components/status/impact-bars";
import { cn } from "@/components/ui/cn";
import { useHash } from "@/components/ui/use-hash";
import type { Step } from "@/lib/domain/plan/step";
import { stepAnchor } from "./step-anchor";
import { StepNumber } from "./step-number";
import { type RunStepProgress, type StepPace, StepStateIcon, StepStateLine } from "./step-state";
import { TypicalTime } from "./typical-time";

const icons: Record<Step["type"], LucideIcon> = { call: Send, wait: Hourglass, confirm: UserCheck };

interface StepLineProps {
  id: string;
  number: number;
  pace: StepPace;
  /** What kind of step it is, in words. */
  kind: string;
  title: string;
  reason: string | null;
  /** EC2's action, of a call. */
  action: string | null;
  /** What becomes of the object or who acts, and what is kept; either may give way to how long it takes. */
  place: {
    word: string | null;
    note: string | null;
    isLoud: boolean;
    typicalSeconds: readonly [number, number] | null;
  };
  impact: ImpactLevel | null;
  progress: RunStepProgress | null;
  /** What was said about it, and to say something. */
  tools?: ReactNode;
  /** Why it failed, and buttons of a step that waits for a person. */
  children?: ReactNode;
}

/** One step as it stands in the list. Its words come from the server, because plans are long and the words of all steps are many. */
export function StepLine({ id, number, pace, progress, tools, ...step }: StepLineProps) {
  const Icon = icons[pace.type];
  const isMeant = useHash() === stepAnchor(number);
  const isCall = pace.type === "call";
  return (
    <li
      id={stepAnchor(number)}
      data-step={id}
      data-state={progress?.state}
      className={cn(
        "grid grid-cols-[28px_20px_minmax(0,1fr)_116px_108px] items-start gap-x-2 border-b border-border py-[9px] pr-4 pl-3 last:border-b-0",
        "max-md:grid-cols-[20px_20px_minmax(0,1fr)]",
        // The step that the address names stands under the top bar, not behind it.
        "scroll-mt-16",
        isMeant ? "bg-selected shadow-[inset_2px_0_0_var(--accent)]" : !isCall && "bg-background",
      )}
    >
      <StepNumber number={number} isMeant={isMeant} />
      <span className={cn("grid h-5 w-5 place-items-center", isCall ? "text-text" : "text-muted")}>
        {progress && progress.state !== "pending" ? (
          <StepStateIcon progress={progress} />
        ) : (
          <Icon role="img" aria-label={step.kind} strokeWidth={1.75} className="size-4" />
        )}
      </span>
      <div className="min-w-0 break-words">
        <div className="flex items-start gap-1">
          <div
            className={cn("min-w-0 grow", isCall && "font-strong", progress?.state === "failed" && "text-down-text")}
          >
            {step.title}
          </div>
          {tools && <span className="-my-0.5 flex shrink-0 items-center">{tools}</span>}
        </div>
        {step.reason && <div className="text-xs text-text-2">{step.reason}</div>}
        {step.action && <div className="mono text-2xs text-muted">{step.action}</div>}
        {progress && <StepStateLine step={pace} progress={progress} />}
        {step.children}
      </div>
      <span className="text-xs leading-5 text-text-2 max-md:hidden">
        <Place {...step.place} />
      </span>
      <span className="text-xs leading-5 empty:hidden max-md:col-start-3">
        {step.impact !== null && <ImpactBars impact={step.impact} />}
      </span>
    </li>
  );
}

function Place({ word, note, isLoud, typicalSeconds }: StepLineProps["place"]) {
  const second = note ?? (typicalSeconds && <TypicalTime seconds={typicalSeconds} />);
  if (word === null) return second;
  return (
    <>
      <span className={isLoud ? "font-medium text-degraded-text" : undefined}>{word}</span>
      {second && <span className="block text-muted">{second}</span>}
    </>
  );
}
