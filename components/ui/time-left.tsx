"use client";

import { useTranslations } from "next-intl";
import { useDuration } from "./age";
import { useNow } from "./use-now";

/** How far off a moment is: "in 21 h 4 min"; "now" once it has come. */
export function TimeLeft({ until }: { until: Date | string }) {
  const t = useTranslations("common.duration");
  const write = useDuration();
  const leftMs = new Date(until).getTime() - useNow(30_000).getTime();
  return (
    <span className="whitespace-nowrap tabular-nums">
      {leftMs > 0 ? t("in", { duration: write(leftMs) }) : t("now")}
    </span>
  );
}
