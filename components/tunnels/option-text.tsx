import { useFormatter, useTranslations } from "next-intl";
import type { OptionRow, OptionValue, ShownOption } from "./option-rows";

type Row = Pick<OptionRow, "option" | "unit" | "awsDefault">;

/** What EC2's answer says of an option, so that a default is never taken for something that was seen. */
export function ShownOptionText({ row, shown }: { row: Row; shown: ShownOption }) {
  const t = useTranslations("connections.options");
  switch (shown.from) {
    case "answer":
      return <OptionText row={row} value={shown.value} />;
    case "default":
      return t.rich("byDefault", { value: () => <OptionText row={row} value={shown.value} /> });
    case "unset":
      return <span className="text-muted">{t("notSet")}</span>;
    case "nowhere":
      return <span className="text-muted">{t("notInAnswer")}</span>;
    default: {
      const impossible: never = shown;
      throw new Error(`Unknown source of an option: ${JSON.stringify(impossible)}`);
    }
  }
}

/** The value of an option in words: a list that leaves out nothing is "all", a number has its unit. */
export function OptionText({ row: { option, unit, awsDefault }, value }: { row: Row; value: OptionValue }) {
  const t = useTranslations("connections.options");
  const fields = useTranslations("kinds.vpn-connection.fields.tunnels.fields");
  const format = useFormatter();
  const choice = (item: string | number) => {
    const key = `${option}.choices.${item}`;
    return fields.has(key) ? fields(key) : String(item);
  };
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
