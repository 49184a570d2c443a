import { CircleAlert, ClockAlert, Info, LoaderCircle, type LucideIcon, OctagonX, TriangleAlert } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { type Tone, toneIcon, toneTint } from "./tone";

const icons: Record<Tone, LucideIcon> = {
  up: Info,
  degraded: TriangleAlert,
  down: OctagonX,
  unknown: ClockAlert,
  pending: LoaderCircle,
  proposed: CircleAlert,
  neutral: Info,
};

interface NoticeProps extends ComponentProps<"div"> {
  tone?: Tone;
  icon?: LucideIcon;
  /** What to do about it, as a small button at the right. */
  action?: ReactNode;
}

/** One thing that everybody on this page should know, with its cause and the next step. */
export function Notice({ tone = "neutral", icon, action, className, children, ...props }: NoticeProps) {
  const Icon = icon ?? icons[tone];
  return (
    <div
      className={cn(
        "flex items-start gap-2 rounded-md border px-3 py-2 max-sm:flex-wrap",
        toneTint[tone],
        tone === "neutral" ? "text-text-2" : "text-text",
        className,
      )}
      {...props}
    >
      <Icon aria-hidden="true" strokeWidth={1.75} className={cn("mt-[3px] size-3.5 shrink-0", toneIcon[tone])} />
      <div className="min-w-0 flex-1">{children}</div>
      {action && <div className="shrink-0 max-sm:w-full max-sm:pl-[22px] print:hidden">{action}</div>}
    </div>
  );
}
