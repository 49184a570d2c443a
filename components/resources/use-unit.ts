"use client";

import { useTranslations } from "next-intl";
import { useDuration } from "@/components/ui/age";
import type { FieldModel } from "./field-model";

const HOUR_SECONDS = 3600;

/** The unit inside a field; long times are also said in hours: "seconds · 8 h". */
export function useUnit(): (unit: NonNullable<FieldModel["unit"]>, text: string) => string {
  const t = useTranslations("resources.units");
  const duration = useDuration();
  return (unit, text) => {
    const amount = Number(text);
    const isLong = unit === "seconds" && amount >= HOUR_SECONDS && Number.isInteger(amount);
    return isLong ? t("secondsLong", { duration: duration(amount * 1000) }) : t(unit);
  };
}
