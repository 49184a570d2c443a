import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

interface ChoiceProps extends Omit<ComponentProps<"input">, "type" | "title"> {
  title: ReactNode;
  /** What follows from choosing it. */
  children?: ReactNode;
}

/** One card of several that exclude each other; all of a group share `name`. Stands in a `FieldSet`. */
export function Choice({ title, children, className, ...props }: ChoiceProps) {
  return (
    <label
      className={cn(
        "flex cursor-pointer gap-[9px] rounded-md border border-border-strong bg-surface px-[11px] py-[7px] hover:bg-hover",
        "has-checked:border-accent has-checked:shadow-[inset_0_0_0_1px_var(--accent)] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
        "has-disabled:cursor-not-allowed has-disabled:bg-sunken has-disabled:text-muted",
        className,
      )}
    >
      <input
        type="radio"
        {...props}
        className="mt-[3px] size-3.5 shrink-0 appearance-none rounded-full border border-control bg-surface outline-none checked:border-4 checked:border-accent"
      />
      <span className="min-w-0">
        {title}
        {children && <span className="block text-xs text-muted">{children}</span>}
      </span>
    </label>
  );
}
