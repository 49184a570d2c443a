"use client";

import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { Segmented } from "@/components/ui/segmented";
import { rangeNames } from "./range";

/** How far back the timeline reaches; it stands in the address. */
export function RangeSwitch() {
  const t = useTranslations("connections.timeline");
  const [range, setRange] = useQueryState(
    "range",
    parseAsStringLiteral(rangeNames).withDefault("24h").withOptions({ shallow: false, scroll: false }),
  );
  return (
    <Segmented
      label={t("range")}
      value={range}
      options={rangeNames.map((value) => ({ value, label: t(value) }))}
      onChange={(next) => void setRange(next)}
    />
  );
}
