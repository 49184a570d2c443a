"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useDuration } from "@/components/ui/age";
import type { Availability } from "@/lib/domain/tunnels/availability";

/** What is too short to matter: the time between two looks, not a month of which half is missing. */
const UNWATCHED_MS_MAX = 60 * 60_000;

interface ShareOfTimeProps {
  availability: Availability | null;
  /** True where there is no room for how long was watched: it is then said on pointing, and to screen readers. */
  isBrief?: boolean;
}

/**
 * "99.81 %": cut off, never rounded up, because 100 % is a promise. Where part of the range was not watched it says of how
 * long the share is. A dash where nothing is known.
 */
export function ShareOfTime({ availability, isBrief }: ShareOfTimeProps) {
  const t = useTranslations("connections.table");
  const format = useFormatter();
  const duration = useDuration();
  if (availability === null || availability.fraction === null) {
    return (
      <span className="text-muted">
        <span aria-hidden="true">–</span>
        <span className="sr-only">{t("noFigure")}</span>
      </span>
    );
  }
  const { fraction, upMs, downMs, unknownMs } = availability;
  const share = `${format.number(Math.floor(fraction * 10_000) / 100, { maximumFractionDigits: 2 })} %`;
  if (unknownMs <= UNWATCHED_MS_MAX) return <span>{share}</span>;
  const values = { share, watched: duration(upMs + downMs) };
  if (isBrief) {
    const whole = t.markup("shareOfWatched", { ...values, quiet: (text) => text });
    return (
      <abbr title={whole}>
        <span aria-hidden="true">{share}</span>
        <span className="sr-only">{whole}</span>
      </abbr>
    );
  }
  return (
    <span className="whitespace-normal">
      {t.rich("shareOfWatched", {
        ...values,
        quiet: (text) => <span className="inline-block whitespace-nowrap text-xs text-muted">{text}</span>,
      })}
    </span>
  );
}
