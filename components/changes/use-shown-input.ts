import { useTranslations } from "next-intl";

/** Writes the input of a call as JSON; what is only known when it runs, and what is secret, stands there in words. */
export function useShownInput(): (input: unknown) => string {
  const t = useTranslations("changes.late");
  const show = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(show);
    if (typeof value !== "object" || value === null) return value;
    if ("$awsId" in value) return `<${t("awsId", { key: String(value.$awsId) })}>`;
    if ("$secret" in value) return `<${t("secret")}>`;
    if ("$marker" in value) return `<${t("marker")}>`;
    return Object.fromEntries(Object.entries(value).map(([field, member]) => [field, show(member)]));
  };
  return (input) => JSON.stringify(show(input), null, 2);
}
