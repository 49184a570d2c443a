import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";

export type ImpactLevel = 0 | 1 | 2 | 3 | 4;

interface ImpactBarsProps {
  impact: ImpactLevel;
  /** "short" for rows ("1 · no effect"), "long" where it decides something. */
  form?: "short" | "long";
  className?: string;
}

const filled: Record<ImpactLevel, string> = {
  0: "text-text-2",
  1: "text-text-2",
  2: "text-degraded",
  3: "text-down",
  4: "text-down",
};

const words: Record<ImpactLevel, string> = {
  0: "text-text-2",
  1: "text-text-2",
  2: "font-medium text-degraded-text",
  3: "font-medium text-down-text",
  4: "font-medium text-down-text",
};

/** Each bar from its foot up. */
const bars = ["M1.5 11v-5", "M6.5 11v-7", "M11.5 11v-9", "M16.5 11v-11"];

/** What a step or change does to traffic: four rising bars filled to n, the figure, and words. */
export function ImpactBars({ impact, form = "short", className }: ImpactBarsProps) {
  const t = useTranslations(`common.impact.${form}`);
  return (
    <span className={cn("inline-flex items-center gap-1.5 text-xs whitespace-nowrap", words[impact], className)}>
      <svg aria-hidden="true" width="18" height="11" strokeWidth="3" className={filled[impact]}>
        <path d={bars.slice(0, impact).join("")} stroke="currentColor" />
        <path d={bars.slice(impact).join("")} className="stroke-border-strong forced-colors:stroke-[GrayText]" />
      </svg>
      {t(String(impact))}
    </span>
  );
}
