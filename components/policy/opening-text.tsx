"use client";

import { useFormatter, useTimeZone, useTranslations } from "next-intl";

interface OpeningTextProps {
  from: Date;
  /** The window's own. */
  timeZone: string;
}

const MOMENT = {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
} as const;

/** When a window opens, by its own clock and by the reader's where that shows something else. */
export function OpeningText({ from, timeZone }: OpeningTextProps) {
  const t = useTranslations("policy.windows");
  const format = useFormatter();
  const here = format.dateTime(from, { ...MOMENT, timeZone: useTimeZone() ?? "UTC" });
  const there = format.dateTime(from, { ...MOMENT, timeZone });
  return (
    <span className="tabular-nums">
      {there}
      {here !== there && (
        <span className="text-muted max-sm:block">
          <span className="max-sm:hidden"> · </span>
          {t("yours", { here })}
        </span>
      )}
    </span>
  );
}
