"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field-context";
import { controlFrame } from "./input";

/** Several lines of text; grows with them. */
export function Textarea({ isMono, className, ...props }: ComponentProps<"textarea"> & { isMono?: boolean }) {
  return (
    <span className={cn("flex", controlFrame, className)}>
      <textarea
        rows={3}
        spellCheck={!isMono}
        {...useFieldControl()}
        {...props}
        className={cn(
          "field-sizing-content max-h-80 min-h-8 w-full resize-y bg-transparent px-[9px] py-1.5 outline-none placeholder:text-muted max-sm:text-base",
          isMono && "mono",
        )}
      />
    </span>
  );
}
