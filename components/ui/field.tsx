"use client";

import { Check, CircleAlert, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { cn } from "./cn";
import { FieldProvider } from "./field-context";

export interface FieldNotes {
  /** What it does, its bounds, AWS's default. */
  help?: ReactNode;
  /** What is wrong and the rule. Shown on leaving the field, and live once it was wrong. */
  error?: ReactNode;
  /** What to mind; nothing is refused for it. Gives way to an error. */
  warning?: ReactNode;
  /** The next valid value, offered as a link after the error or the warning. */
  suggestion?: { label: string; onUse: () => void };
  /** Good news, only where it was in doubt: "Free in this environment". */
  ok?: ReactNode;
}

interface FieldProps extends FieldNotes {
  label: ReactNode;
  /** Marked with a word, since most fields are required. */
  isOptional?: boolean;
  className?: string;
  /** One `Input`, `Textarea` or `Select`. */
  children: ReactNode;
}

/** A labelled control with its help and its error. */
export function Field({ label, isOptional, className, children, ...notes }: FieldProps) {
  const id = useId();
  const t = useTranslations("common.field");
  return (
    <FieldProvider value={{ id, describedBy: describedBy(id, notes), isInvalid: Boolean(notes.error) }}>
      <div className={cn("min-w-0", className)}>
        <label htmlFor={id} className="mb-1 flex items-baseline gap-1.5 font-medium">
          {label}
          {isOptional && <span className="text-xs font-normal text-muted">{t("optional")}</span>}
        </label>
        {children}
        <Notes id={id} {...notes} />
      </div>
    </FieldProvider>
  );
}

interface FieldSetProps extends FieldNotes {
  legend: ReactNode;
  className?: string;
  /** Several `Choice`, `Checkbox` or a `Segmented`. */
  children: ReactNode;
}

/** The same for a group of controls with one question. */
export function FieldSet({ legend, className, children, ...notes }: FieldSetProps) {
  const id = useId();
  return (
    <fieldset
      data-invalid={notes.error !== undefined}
      className={cn("min-w-0", className)}
      aria-describedby={describedBy(id, notes)}
    >
      <legend className="mb-1 font-medium">{legend}</legend>
      {children}
      <Notes id={id} {...notes} />
    </fieldset>
  );
}

function describedBy(id: string, { help, error, warning, ok }: FieldNotes): string | undefined {
  const said = error ? "error" : warning ? "warning" : ok ? "ok" : null;
  const ids = [said && `${id}-${said}`, help && `${id}-help`].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

function Notes({ id, help, error, warning, suggestion, ok }: FieldNotes & { id: string }) {
  return (
    <div className="text-xs">
      {error ? (
        <p id={`${id}-error`} className="mt-1 flex gap-[5px] text-down-text">
          <CircleAlert aria-hidden="true" className="mt-px size-3.5 shrink-0 text-down" />
          <Said text={error} suggestion={suggestion} />
        </p>
      ) : warning ? (
        <p id={`${id}-warning`} className="mt-1 flex gap-[5px] text-degraded-text">
          <TriangleAlert aria-hidden="true" className="mt-px size-3.5 shrink-0 text-degraded" />
          <Said text={warning} suggestion={suggestion} />
        </p>
      ) : (
        ok && (
          <p id={`${id}-ok`} className="mt-1 flex gap-[5px] text-muted">
            <Check aria-hidden="true" className="mt-px size-3.5 shrink-0 text-up" />
            {ok}
          </p>
        )
      )}
      {help && (
        <p id={`${id}-help`} className="mt-1 text-muted">
          {help}
        </p>
      )}
    </div>
  );
}

function Said({ text, suggestion }: { text: ReactNode; suggestion: FieldNotes["suggestion"] }) {
  return (
    <span className="min-w-0 break-words">
      {text}{" "}
      {suggestion && (
        <button type="button" onClick={suggestion.onUse} className="link-inline mono break-all text-left">
          {suggestion.label}
        </button>
      )}
    </span>
  );
}
