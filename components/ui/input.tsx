"use client";

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field-context";

interface InputProps extends ComponentProps<"input"> {
  /** Stands inside at the right: "seconds · 8 h", "16 of 64". */
  unit?: ReactNode;
  /** A button inside at the right end, such as show or copy. */
  action?: ReactNode;
  /** True for ids, addresses, prefixes and keys. */
  isMono?: boolean;
}

/** Outline shared by all that can be filled in: grey, blue with the focus, red when wrong. */
export const controlFrame =
  "rounded-md border border-control bg-surface has-focus-visible:border-accent has-focus-visible:outline-2 has-focus-visible:outline-accent has-aria-invalid:border-down has-aria-invalid:shadow-[0_0_0_1px_var(--down)]";

/** One line of text. */
export function Input({ unit, action, isMono, className, ...props }: InputProps) {
  return (
    <span className={cn("flex h-control items-center gap-2 px-[9px]", controlFrame, className)}>
      <input
        autoComplete="off"
        spellCheck={false}
        {...useFieldControl()}
        {...props}
        className={cn(
          "h-full w-full min-w-0 grow bg-transparent outline-none placeholder:text-muted max-sm:text-base",
          isMono && "mono",
        )}
      />
      {unit && <span className="text-xs whitespace-nowrap text-muted tabular-nums">{unit}</span>}
      {action}
    </span>
  );
}
