"use client";

import { useTranslations } from "next-intl";
import { useWeekdayName } from "@/components/policy/weekday-name";
import { useDuration } from "@/components/ui/age";
import { Checkbox } from "@/components/ui/checkbox";
import { Field, FieldSet } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { impactOf, impacts } from "@/lib/domain/policy/impacts";
import type { WindowValues } from "./window-values";

interface WindowFieldsProps {
  values: WindowValues;
  set: (changed: Partial<WindowValues>) => void;
  errors: Partial<Record<string, string>>;
  /** Offered first. */
  readerZone: string;
}

const WEEK = [1, 2, 3, 4, 5, 6, 7];
const DURATIONS = [30, 60, 120, 180, 240, 360, 480, 720, 1440];

export function WindowFields({ values, set, errors, readerZone }: WindowFieldsProps) {
  const t = useTranslations("policy.window");
  const duration = useDuration();
  const durations = [...new Set([...DURATIONS, values.durationMinutes])].sort((a, b) => a - b);
  return (
    <>
      <Field label={t("name")} error={errors.name}>
        <Input value={values.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <WeekdaysField values={values} set={set} error={errors.weekdays} />
      <div className="grid grid-cols-2 gap-4">
        <Field label={t("start")} error={errors.startMinute}>
          <Input type="time" value={values.start} onChange={(event) => set({ start: event.target.value })} />
        </Field>
        <Field label={t("lasts")} error={errors.durationMinutes}>
          <Select
            value={String(values.durationMinutes)}
            onChange={(event) => set({ durationMinutes: Number(event.target.value) })}
            options={durations.map((minutes) => ({ value: String(minutes), label: duration(minutes * 60_000) }))}
          />
        </Field>
      </div>
      <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
        <Field label={t("zone")} help={t("zoneHelp")} error={errors.timeZone}>
          <Select
            value={values.timeZone}
            onChange={(event) => set({ timeZone: event.target.value })}
            options={zonesWith(readerZone, values.timeZone).map((zone) => ({ value: zone, label: zone }))}
          />
        </Field>
        <Field label={t("impactFrom")} error={errors.impactFrom}>
          <Select
            value={String(values.impactFrom)}
            onChange={(event) => set({ impactFrom: impactOf(event.target.value) ?? values.impactFrom })}
            options={impacts.map((impact) => ({
              value: String(impact),
              label: impact === 0 ? t("impactAll") : t("impactOption", { impact }),
            }))}
          />
        </Field>
      </div>
    </>
  );
}

function WeekdaysField({ values, set, error }: Pick<WindowFieldsProps, "values" | "set"> & { error?: string }) {
  const t = useTranslations("policy.window");
  const nameOf = useWeekdayName();
  return (
    <FieldSet legend={t("days")} error={error}>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {WEEK.map((day) => (
          <Checkbox
            key={day}
            label={nameOf(day, "short")}
            aria-label={nameOf(day, "long")}
            checked={values.weekdays.includes(day)}
            onChange={(event) =>
              set({
                weekdays: WEEK.filter((one) => (one === day ? event.target.checked : values.weekdays.includes(one))),
              })
            }
          />
        ))}
      </div>
    </FieldSet>
  );
}

/** What the browser knows, the reader's own and UTC before all others. */
function zonesWith(...first: string[]): string[] {
  return [...new Set([...first, "UTC", ...Intl.supportedValuesOf("timeZone")])];
}
