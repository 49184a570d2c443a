import { useFormatter, useTranslations } from "next-intl";
import type { OptionRow, OptionValue } from "./option-rows";

interface OptionTextProps {
  row: Pick<OptionRow, "option" | "unit" | "awsDefault">;
  value: OptionValue | null;
}

/** The value of an option in words: a list that leaves out nothing is "all", a number has its unit. */
export function OptionText({ row: { option, unit, awsDefault }, value }: OptionTextProps) {
  const t = useTranslations("connections.options");
  const fields = useTranslations("kinds.vpn-connection.fields.tunnels.fields");
  const format = useFormatter();
  const choice = (item: string | number) => {
    const key = `${option}.choices.${item}`;
    return fields.has(key) ? fields(key) : String(item);
  };
  if (value === null) return <span className="text-muted">{t("notSet")}</span>;
  switch (typeof value) {
    case "boolean":
      return t(value ? "on" : "off");
    case "number":
      return unit === null ? String(value) : t(`unit.${unit}`, { value: format.number(value) });
    case "string":
      return option === "insideCidr" ? <span className="mono">{value}</span> : choice(value);
    default:
      return isAll(value, awsDefault) && value.length > 2
        ? t("all", { list: value.map(choice).join(", ") })
        : value.map(choice).join(", ");
  }
}

function isAll(value: readonly (string | number)[], awsDefault: OptionValue | null): boolean {
  return typeof awsDefault === "object" && awsDefault !== null && awsDefault.length === value.length;
}
