"use client";

import { Check, Minus } from "lucide-react";
import type { ComponentProps, ReactNode, Ref } from "react";
import { cn } from "./cn";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type"> {
  label: ReactNode;
  /** In table heads and rows the label is only for screen readers. */
  isLabelHidden?: boolean;
  help?: ReactNode;
  /** Some, not all of what it stands for. */
  isMixed?: boolean;
}

/** Yes or no. Takes what `register()` returns. */
export function Checkbox({ label, isLabelHidden, help, isMixed, className, ref, ...props }: CheckboxProps) {
  return (
    <label
      className={cn(
        "inline-flex items-start gap-2 align-middle pointer-coarse:min-h-11 pointer-coarse:items-center",
        className,
      )}
    >
      <span
        className={cn(
          "relative inline-grid size-3.5 shrink-0 place-items-center",
          !isLabelHidden && "mt-[3px] pointer-coarse:mt-0",
        )}
      >
        <input
          type="checkbox"
          {...props}
          ref={(input) => {
            if (input !== null) input.indeterminate = isMixed === true;
            return assignRef(ref, input);
          }}
          className="peer size-3.5 appearance-none rounded-sm border border-control bg-surface checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent"
        />
        {isMixed ? (
          <Minus aria-hidden="true" strokeWidth={3} className="pointer-events-none absolute size-[11px] text-surface" />
        ) : (
          <Check
            aria-hidden="true"
            strokeWidth={3}
            className="pointer-events-none invisible absolute size-[11px] text-surface peer-checked:visible"
          />
        )}
      </span>
      <span className={isLabelHidden ? "sr-only" : "min-w-0"}>
        {label}
        {help && <span className="block text-xs text-muted">{help}</span>}
      </span>
    </label>
  );
}

/** Hands the element on to whoever asked for it, in either form a ref can have. */
function assignRef(ref: Ref<HTMLInputElement> | undefined, input: HTMLInputElement | null) {
  if (typeof ref === "function") return ref(input);
  if (ref) ref.current = input;
}
