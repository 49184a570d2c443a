"use client";

import { useTranslations } from "next-intl";
import { useDuration } from "@/components/ui/age";

interface TypicalTimeProps {
  /** Least and most, in seconds. */
  seconds: readonly [number, number];
  /** "sentence" begins with the word. */
  form?: "range" | "sentence";
}

/** How long something usually takes: "1 min–10 min". */
export function TypicalTime({ seconds: [least, most], form = "range" }: TypicalTimeProps) {
  const t = useTranslations("changes");
  const write = useDuration();
  const values = { least: write(least * 1000), most: write(most * 1000) };
  if (form === "sentence") return <span className="tabular-nums">{t("plan.typically", values)}</span>;
  return <span className="tabular-nums">{t(values.least === values.most ? "typicalSame" : "typical", values)}</span>;
}

/** A span between two moments that are past. */
export function Took({ from, to }: { from: Date; to: Date }) {
  const t = useTranslations("changes.run");
  const write = useDuration();
  return (
    <span className="tabular-nums">{t("took", { duration: write(to.getTime() - from.getTime(), "elapsed") })}</span>
  );
}
