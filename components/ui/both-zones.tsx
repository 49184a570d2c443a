"use client";

import { useFormatter, useTimeZone, useTranslations } from "next-intl";

interface BothZonesProps {
  at: Date | string;
}

/**
 * A moment that people in several places agree on: "21 Nov, 21:00 UTC (22 Nov, 06:00 your time)", the day once where it
 * is the same; UTC alone for who is there.
 */
export function BothZones({ at }: BothZonesProps) {
  const t = useTranslations("common.bothZones");
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const instant = new Date(at);
  const dayIn = (zone: string) => format.dateTime(instant, { ...day, timeZone: zone });
  const write = (zone: string, parts: typeof time | typeof dayAndTime) =>
    format.dateTime(instant, { ...parts, timeZone: zone });
  const utc = write("UTC", dayAndTime);
  const local = write(timeZone, dayIn(timeZone) === dayIn("UTC") ? time : dayAndTime);
  return (
    <time dateTime={instant.toISOString()} className="tabular-nums">
      {utc === write(timeZone, dayAndTime) ? t("utc", { utc }) : t("both", { utc, local })}
    </time>
  );
}

const day = { day: "numeric", month: "short" } as const;
const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const dayAndTime = { ...day, ...time } as const;
