import type { ComponentProps } from "react";
import { cn } from "./cn";

/** What scrolls in itself, so that the page never does sideways. Named and in the tab order, so that keys can scroll it. */
export function ScrollRegion({ label, className, ...props }: ComponentProps<"section"> & { label: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className={cn("relative overflow-auto focus-visible:-outline-offset-2", className)}
      {...props}
    />
  );
}
