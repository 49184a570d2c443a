"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { cn } from "./cn";
import { durationParts } from "./duration-parts";
import { useInstantTitle } from "./instant";
import { useNow } from "./use-now";

interface AgeProps {
  /** Since when, as a Date or its ISO string. */
  since: Date | string;
  /** "plain" is a duration (2 h 14 min), "ago" a distance (18 s ago). */
  form?: "plain" | "ago";
  className?: string;
}

/** How long something has lasted. It ticks by itself; its title gives the instant with offset and in UTC. */
export function Age({ since, form = "plain", className }: AgeProps) {
  const t = useTranslations("common");
  const start = new Date(since);
  const title = useInstantTitle(start);
  const duration = useDuration()(useAgeMs(start));
  return (
    <time dateTime={start.toISOString()} title={title} className={cn("whitespace-nowrap tabular-nums", className)}>
      {form === "ago" ? t("duration.ago", { duration }) : duration}
    </time>
  );
}

/** Milliseconds since an instant; ticks every second while seconds are shown, and twice a minute afterwards. */
export function useAgeMs(start: Date): number {
  const [showsSeconds, setShowsSeconds] = useState(true);
  const ageMs = useNow(showsSeconds ? 1000 : 30_000).getTime() - start.getTime();
  const isYoung = ageMs < 60_000;
  if (isYoung !== showsSeconds) setShowsSeconds(isYoung);
  return ageMs;
}

/** Writes a time span in the reader's language, two units at most. */
export function useDuration(): (durationMs: number, precision?: "age" | "elapsed") => string {
  const t = useTranslations("common.duration");
  return (durationMs, precision) => {
    const { form, values } = durationParts(durationMs, precision);
    return t(form, values);
  };
}
