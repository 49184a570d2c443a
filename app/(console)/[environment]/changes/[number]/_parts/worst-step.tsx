import { useTranslations } from "next-intl";
import { stepAnchor } from "@/components/changes/step-anchor";
import { ImpactBars } from "@/components/status/impact-bars";
import { cn } from "@/components/ui/cn";
import { PhraseText } from "@/components/ui/phrase";
import { toneTint } from "@/components/ui/tone";
import type { PlanView } from "@/lib/domain/changes/change-view";

/** On a phone the plan stands far below: the worst of it first, in words. */
export function WorstStep({ plan }: { plan: PlanView }) {
  const t = useTranslations("changes.plan");
  const { highest, keepsAll } = plan.summary;
  if (!highest) return null;
  const { impact, stepNumber } = highest;
  const step = plan.steps[stepNumber - 1];
  const tone = impact > 2 ? "down" : impact === 2 ? "degraded" : "neutral";
  return (
    <section className={cn("rounded-lg border px-4 py-2.5 md:hidden", toneTint[tone])}>
      <span className="flex flex-wrap items-center gap-x-1.5">
        <ImpactBars impact={impact} form="long" />
        <a href={`#${stepAnchor(stepNumber)}`} className="link text-xs">
          {t("atStep", { number: stepNumber })}
        </a>
      </span>
      <p className="mt-1 text-xs text-text-2">
        {step && <PhraseText phrase={step.phrase} />}
        {step?.reason && (
          <>
            {". "}
            <PhraseText phrase={step.reason} />
          </>
        )}
      </p>
      <p className="mt-1 text-xs text-text-2">{t(keepsAll ? "keepsAll" : "losesSome")}</p>
    </section>
  );
}
