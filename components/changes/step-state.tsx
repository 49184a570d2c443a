"use client";

import {
  CircleCheck,
  CircleMinus,
  CircleQuestionMark,
  LoaderCircle,
  type LucideIcon,
  OctagonX,
  UserCheck,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { Age, useAgeMs, useDuration } from "@/components/ui/age";
import { cn } from "@/components/ui/cn";
import type { RunStepView } from "@/lib/domain/changes/change-view";
import type { StepState } from "@/lib/domain/changes/run-progress";
import type { Step } from "@/lib/domain/plan/step";
import { Took } from "./typical-time";

/** How far a step is; why it failed is said apart from it. */
export type RunStepProgress = Omit<RunStepView, "error" | "errorCode" | "requestId">;

const icons: Record<StepState, LucideIcon> = {
  pending: CircleMinus,
  calling: LoaderCircle,
  settling: LoaderCircle,
  done: CircleCheck,
  failed: OctagonX,
  unknown: CircleQuestionMark,
  skipped: CircleMinus,
};

const colors: Record<StepState, string> = {
  pending: "text-unknown",
  calling: "text-pending",
  settling: "text-pending",
  done: "text-up",
  failed: "text-down",
  unknown: "text-unknown",
  skipped: "text-unknown",
};

/** The state of a step in place of its kind. Its word stands in the line below. */
export function StepStateIcon({ progress }: { progress: RunStepProgress }) {
  const { state } = progress;
  const Icon = state === "settling" && isAsking(progress) ? UserCheck : icons[state];
  const turns = Icon === LoaderCircle;
  return (
    <Icon
      aria-hidden="true"
      strokeWidth={1.75}
      className={cn("size-4", colors[state], turns && "motion-safe:animate-turn")}
    />
  );
}

/** A question has no next look: only a person's word moves it. */
function isAsking({ stepId }: RunStepProgress): boolean {
  return stepId.includes("#confirm:");
}

/** What of a step says how it goes; what it calls stays on the server. */
export type StepPace = Pick<Step, "type"> & { longestSeconds: number | null };

/** The state as a word, with how long it lasts and how long it may. */
export function StepStateLine({ step, progress }: { step: StepPace; progress: RunStepProgress }) {
  const t = useTranslations("changes.run");
  const { state, callingAt, finishedAt, confirmedBy, attempts } = progress;
  if (state === "skipped") return null;
  if (state === "pending" && attempts === 0) return null;
  const isOpen = state === "calling" || state === "settling" || state === "unknown";
  return (
    <div className="flex flex-wrap gap-x-2 text-xs text-text-2" aria-live="polite">
      <span className={cn(state === "failed" && "font-strong text-down-text")}>
        {t(`state.${wordOf(step, progress)}`)}
      </span>
      {isOpen && callingAt && <Age since={callingAt} className="text-muted" />}
      {isOpen && callingAt && step.longestSeconds !== null && (
        <Longest since={callingAt} type={step.type} longestSeconds={step.longestSeconds} />
      )}
      {state === "done" && callingAt && finishedAt && (
        <span className="text-muted">
          <Took from={callingAt} to={finishedAt} />
        </span>
      )}
      {confirmedBy && <span className="text-muted">{t("confirmedBy", { name: confirmedBy })}</span>}
      {attempts > 1 && state !== "done" && <span className="text-muted">{t("attempt", { number: attempts })}</span>}
    </div>
  );
}

function wordOf(step: StepPace, { state }: RunStepProgress): string {
  if (state === "settling" && step.type === "wait") return "waiting";
  if (state === "settling" && step.type === "confirm") return "asking";
  return state === "pending" ? "retrying" : state;
}

interface LongestProps {
  since: Date;
  type: Step["type"];
  longestSeconds: number;
}

function Longest({ since, type, longestSeconds }: LongestProps) {
  const t = useTranslations("changes.run");
  const write = useDuration();
  const isOverdue = useAgeMs(new Date(since)) > longestSeconds * 1000;
  if (isOverdue && type === "wait") return <span className="font-strong text-degraded-text">{t("overdue")}</span>;
  return <span className="text-muted">{t("longest", { duration: write(longestSeconds * 1000) })}</span>;
}
