import type { ComponentProps } from "react";
import { cn } from "./cn";
import { type Tone, toneText, toneTint } from "./tone";

interface ChipProps extends ComponentProps<"span"> {
  tone?: Tone;
}

/** A short literal beside other words: a route table, an address, a tag. */
export function Chip({ tone = "neutral", className, ...props }: ChipProps) {
  return (
    <span
      className={cn(
        "inline-flex h-[18px] items-center gap-1 rounded-sm border px-[5px] font-mono text-2xs whitespace-nowrap",
        tone === "neutral" ? "border-border bg-sunken" : toneTint[tone],
        toneText[tone],
        className,
      )}
      {...props}
    />
  );
}
