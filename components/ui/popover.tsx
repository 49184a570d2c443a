"use client";

import { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A small panel under a button, for what is too much for a menu and too little for a dialog. */
export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;
export const PopoverClose = Radix.Close;

export function PopoverContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        align="end"
        sideOffset={4}
        collisionPadding={8}
        className={cn(
          "z-50 w-72 animate-appear rounded-lg border border-border bg-raised p-3 shadow-float outline-none",
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  );
}
