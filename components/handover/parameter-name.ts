import { useTranslations } from "next-intl";
import type { ParameterChange } from "@/lib/domain/handover/compare-parameters";

/** Names a parameter, with the end that it changed at where it did not at both. */
export function useParameterName(): (change: ParameterChange) => string {
  const t = useTranslations("handover");
  return ({ name, end }) =>
    end === "both"
      ? t(`parameter.${name}`)
      : t("outdated.end", { name: t(`parameter.${name}`), end: t(`ends.${end}`) });
}
