"use client";

import { useFormatter, useLocale, useTimeZone, useTranslations } from "next-intl";
import { cn } from "./cn";

const shapes = {
  time: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  minute: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  day: { day: "numeric", month: "short" },
  date: { day: "numeric", month: "short", year: "numeric" },
  full: {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  },
  dateTime: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
} as const;

interface InstantProps {
  at: Date | string;
  shape?: keyof typeof shapes;
  className?: string;
}

/** A moment in the reader's time zone; its title adds the offset and the same moment in UTC. */
export function Instant({ at, shape = "dateTime", className }: InstantProps) {
  const format = useFormatter();
  const instant = new Date(at);
  return (
    <time
      dateTime={instant.toISOString()}
      title={useInstantTitle(instant)}
      className={cn("whitespace-nowrap tabular-nums", className)}
    >
      {format.dateTime(instant, shapes[shape])}
    </time>
  );
}

/** "20 Nov 2026, 14:02:31 GMT+9 = 20 Nov 2026, 05:02:31 UTC"; one of the two when the reader is in UTC. */
export function useInstantTitle(instant: Date): string {
  const t = useTranslations("common");
  const locale = useLocale();
  const timeZone = useTimeZone() ?? "UTC";
  const utc = fullFormat(locale, { timeZone: "UTC" }).format(instant);
  if (timeZone === "UTC") return t("instantUtc", { utc });
  const local = fullFormat(locale, { timeZone, timeZoneName: "shortOffset" }).format(instant);
  return t("instant", { local, utc });
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Kept, because making one costs more than all else of a cell, and a page has hundreds. Languages times zones are few. */
function fullFormat(locale: string, zone: Pick<Intl.DateTimeFormatOptions, "timeZone" | "timeZoneName">) {
  const id = `${locale} ${zone.timeZone} ${zone.timeZoneName}`;
  const known = formats.get(id) ?? new Intl.DateTimeFormat(locale, { ...shapes.date, ...shapes.time, ...zone });
  formats.set(id, known);
  return known;
}
