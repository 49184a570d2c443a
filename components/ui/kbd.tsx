import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A key to press. */
export function Kbd({ className, ...props }: ComponentProps<"kbd">) {
  return (
    <kbd
      className={cn(
        "inline-block h-[18px] min-w-[18px] rounded-sm border border-border-strong bg-surface px-1 text-center font-sans text-2xs text-muted",
        className,
      )}
      {...props}
    />
  );
}
