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
  0: "bg-text-2",
  1: "bg-text-2",
  2: "bg-degraded",
  3: "bg-down",
  4: "bg-down",
};

const words: Record<ImpactLevel, string> = {
  0: "text-text-2",
  1: "text-text-2",
  2: "font-medium text-degraded-text",
  3: "font-medium text-down-text",
  4: "font-medium text-down-text",
};

const heightsPx = [5, 7, 9, 11];

/** What a step or change does to traffic: four rising bars filled to n, the figure, and words. */
export function ImpactBars({ impact, form = "short", className }: ImpactBarsProps) {
  const t = useTranslations(`common.impact.${form}`);
  return (
    <span className={cn("inline-flex items-center gap-1.5 text-xs whitespace-nowrap", words[impact], className)}>
      <span aria-hidden="true" className="inline-flex h-[11px] items-end gap-0.5">
        {heightsPx.map((height, index) => (
          <span
            key={height}
            style={{ height }}
            className={cn(
              "w-[3px] rounded-[1px] forced-colors:border",
              index < impact
                ? cn(filled[impact], "forced-colors:bg-[CanvasText] forced-color-adjust-none")
                : "bg-border-strong",
            )}
          />
        ))}
      </span>
      {t(String(impact))}
    </span>
  );
}
