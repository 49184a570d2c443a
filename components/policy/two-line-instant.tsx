import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Instant } from "@/components/ui/instant";

/** A moment that people in several places go by: in the reader's time zone, and under it in UTC where that differs. */
export function TwoLineInstant({ at, className }: { at: Date | string; className?: string }) {
  const t = useTranslations("policy");
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const utc = format.dateTime(new Date(at), { ...MOMENT, timeZone: "UTC" });
  return (
    <span className={cn("inline-block", className)}>
      <Instant at={at} shape="dateTime" />
      {timeZone !== "UTC" && <span className="block text-xs text-muted tabular-nums">{t("utc", { time: utc })}</span>}
    </span>
  );
}

const MOMENT = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
