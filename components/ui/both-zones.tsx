"use client";

import { useFormatter, useTimeZone, useTranslations } from "next-intl";

interface BothZonesProps {
  at: Date | string;
}

/** A moment that people in several places agree on: "21 Nov, 21:00 UTC (22 Nov, 06:00 your time)"; UTC alone for who is there. */
export function BothZones({ at }: BothZonesProps) {
  const t = useTranslations("common.bothZones");
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const instant = new Date(at);
  const write = (zone: string) => format.dateTime(instant, { ...shape, timeZone: zone });
  const [utc, local] = [write("UTC"), write(timeZone)];
  return (
    <time dateTime={instant.toISOString()} className="tabular-nums">
      {utc === local ? t("utc", { utc }) : t("both", { utc, local })}
    </time>
  );
}

const shape = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
