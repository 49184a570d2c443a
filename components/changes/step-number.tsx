"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import { stepAnchor } from "./step-anchor";

interface StepNumberProps {
  number: number;
  /** The address names it: its link can be copied. */
  isMeant: boolean;
}

/** The number of a step, which leads to the step itself. */
export function StepNumber({ number, isMeant }: StepNumberProps) {
  const t = useTranslations("changes.step");
  return (
    <span className="flex flex-col items-end text-muted tabular-nums">
      <a href={`#${stepAnchor(number)}`} className="hover:text-text hover:underline">
        <span className="sr-only">{t("word")} </span>
        {number}
      </a>
      {isMeant && <CopyButton text={window.location.href} name={t("link", { number })} />}
    </span>
  );
}
