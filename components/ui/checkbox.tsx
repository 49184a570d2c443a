import { Check, Minus } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
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
export function Checkbox({ label, isLabelHidden, help, isMixed, className, ...props }: CheckboxProps) {
  return (
    <label
      className={cn("inline-flex items-start gap-2 pointer-coarse:min-h-11 pointer-coarse:items-center", className)}
    >
      <span className="relative mt-[3px] inline-grid size-3.5 shrink-0 place-items-center">
        <input
          type="checkbox"
          aria-checked={isMixed ? "mixed" : undefined}
          {...props}
          className={cn(
            "peer size-3.5 appearance-none rounded-sm border border-control bg-surface checked:border-accent checked:bg-accent",
            isMixed && "border-accent bg-accent",
          )}
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
