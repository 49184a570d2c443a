import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { cn } from "./cn";

export interface StepperStep {
  id: string;
  title: string;
  /** What was decided in it. */
  summary?: ReactNode;
  state: "done" | "current" | "ahead";
  /** Steps that can be opened are links. */
  href?: string;
}

/** Stages of a longer job, top down, with what each of them brought. */
export function Stepper({ label, steps, className }: { label: string; steps: StepperStep[]; className?: string }) {
  return (
    <nav aria-label={label} className={className}>
      <ol>
        {steps.map((step, index) => (
          <li key={step.id} className="relative flex gap-2.5 pb-4 last:pb-0">
            {index < steps.length - 1 && (
              <span aria-hidden="true" className="absolute top-[22px] bottom-0.5 left-[9.5px] w-px bg-border-strong" />
            )}
            <StepMark number={index + 1} state={step.state} />
            <StepText step={step} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepMark({ number, state }: { number: number; state: StepperStep["state"] }) {
  const t = useTranslations("common.stepper");
  return (
    <span
      className={cn(
        "grid size-5 shrink-0 place-items-center rounded-full border text-2xs tabular-nums",
        state === "current"
          ? "border-primary bg-primary font-semibold text-on-primary"
          : "border-border-strong bg-surface text-muted",
      )}
    >
      {state === "done" ? <Check role="img" aria-label={t("done")} className="size-3" /> : number}
    </span>
  );
}

function StepText({ step }: { step: StepperStep }) {
  const title = (
    <span
      className={cn(
        step.state === "current" ? "font-strong text-text" : step.state === "done" ? "text-text" : "text-muted",
      )}
    >
      {step.title}
    </span>
  );
  return (
    <span className="min-w-0">
      {step.href ? (
        <Link
          href={step.href}
          aria-current={step.state === "current" ? "step" : undefined}
          className="block hover:underline"
        >
          {title}
        </Link>
      ) : (
        <span className="block" aria-current={step.state === "current" ? "step" : undefined}>
          {title}
        </span>
      )}
      {step.summary && <span className="block truncate text-2xs text-muted">{step.summary}</span>}
    </span>
  );
}

/** The same as one line, for a life that only moves forward: Draft — Planned — In review — Applied. */
export function StepLine({ label, steps, className }: { label: string; steps: StepperStep[]; className?: string }) {
  return (
    <ol aria-label={label} className={cn("flex flex-wrap items-center gap-x-2 gap-y-1 text-xs", className)}>
      {steps.map((step, index) => (
        <li
          key={step.id}
          aria-current={step.state === "current" ? "step" : undefined}
          className={cn(
            "flex items-center gap-1.5",
            step.state === "current" ? "font-strong text-text" : "text-text-2",
          )}
        >
          {index > 0 && <span aria-hidden="true" className="mr-0.5 h-px w-[18px] bg-border-strong" />}
          {step.state === "done" && <Check aria-hidden="true" className="size-3 text-muted" />}
          {step.state === "current" && (
            <span
              aria-hidden="true"
              className="grid size-3 place-items-center rounded-full border-[1.5px] border-current"
            >
              <span className="size-1 rounded-full bg-current" />
            </span>
          )}
          {step.title}
        </li>
      ))}
    </ol>
  );
}
