"use client";

import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { instantOf } from "@/lib/domain/policy/wall-time";

interface InstantFieldProps {
  label: string;
  /** What the clock on the reader's wall shows, as `wallTime` writes it; "" while nothing is chosen. */
  value: string;
  onChange: (value: string) => void;
  error?: string;
  className?: string;
}

/** A moment, chosen in the reader's time zone, with the same moment in UTC under it. */
export function InstantField({ label, value, onChange, error, className }: InstantFieldProps) {
  const t = useTranslations("policy.freeze");
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const instant = instantOf(value, timeZone);
  const isElsewhere = instant !== null && timeZone !== "UTC";
  const help = isElsewhere
    ? t("zoneUtc", { zone: timeZone, time: format.dateTime(instant, { ...MOMENT, timeZone: "UTC" }) })
    : t("zone", { zone: timeZone });
  return (
    <Field label={label} error={error} help={help} className={className}>
      <Input type="datetime-local" value={value} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}

const MOMENT = {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
} as const;
