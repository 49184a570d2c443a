import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

interface SwitchProps extends Omit<ComponentProps<"input">, "type"> {
  label: ReactNode;
  help?: ReactNode;
}

/** Takes effect at once, unlike a checkbox, which waits for its form. */
export function Switch({ label, help, className, ...props }: SwitchProps) {
  return (
    <label className={cn("inline-flex items-start gap-2 pointer-coarse:min-h-11", className)}>
      <span className="relative mt-0.5 inline-flex h-4 w-7 shrink-0">
        <input
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox tells by itself whether it is checked.
          role="switch"
          {...props}
          className="peer h-4 w-7 appearance-none rounded-full border border-control bg-sunken transition-colors checked:border-accent checked:bg-accent"
        />
        <span
          aria-hidden="true"
          className="pointer-events-none absolute top-[3px] left-[3px] size-2.5 rounded-full bg-control transition-transform peer-checked:translate-x-3 peer-checked:bg-surface"
        />
      </span>
      <span className="min-w-0">
        {label}
        {help && <span className="block text-xs text-muted">{help}</span>}
      </span>
    </label>
  );
}
