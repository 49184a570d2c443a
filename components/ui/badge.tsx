import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { type Tone, toneText, toneTint } from "./tone";

interface BadgeProps extends ComponentProps<"span"> {
  tone?: Tone;
  icon?: LucideIcon;
}

/** A state or fact on a tint. For headers and single facts; in table rows a `Status` is quieter. */
export function Badge({ tone = "neutral", icon: Icon, className, children, ...props }: BadgeProps) {
  return (
    <span
      className={cn(
        "inline-flex h-5 items-center gap-[5px] rounded-sm border pr-[7px] pl-1.5 text-xs font-medium whitespace-nowrap",
        toneTint[tone],
        toneText[tone],
        className,
      )}
      {...props}
    >
      {Icon && <Icon aria-hidden="true" className="size-3 shrink-0" />}
      {children}
    </span>
  );
}
