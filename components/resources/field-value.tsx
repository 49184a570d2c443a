import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import type { FieldModel } from "./field-model";
import { isKeptKey } from "./spec-values";

/** How a resource is called and where it stands, by its key; null for what is not known here. */
export type LinkOf = (key: string) => { name: string; href: string | null };

interface FieldValueProps {
  field: FieldModel;
  value: unknown;
  linkOf: LinkOf;
}

const MONO = new Set<FieldModel["widget"]>(["cidr", "ip", "asn"]);

/** A field's value in words: names instead of keys, choices by their label, numbers with their unit. */
export function FieldValue({ field, value, linkOf }: FieldValueProps) {
  const text = useFieldText();
  if ((field.widget === "reference" || field.widget === "references") && value !== undefined) {
    const keys = Array.isArray(value) ? value : [value];
    return keys
      .filter((key) => typeof key === "string")
      .map((key, index) => (
        <span key={key}>
          {index > 0 && ", "}
          <NamedLink {...linkOf(key)} />
        </span>
      ));
  }
  return <span className={MONO.has(field.widget) ? "mono" : undefined}>{text(field, value)}</span>;
}

function NamedLink({ name, href }: ReturnType<LinkOf>) {
  return href === null ? (
    name
  ) : (
    <Link href={href} className="link">
      {name}
    </Link>
  );
}

/** The same as plain text; references are left to their names. */
export function useFieldText(): (field: FieldModel, value: unknown) => string {
  const t = useTranslations();
  return (field, value) => {
    if (value === undefined || value === null || value === "") {
      return t(field.isUnlisted ? "resources.value.notShown" : "resources.value.none");
    }
    if (isKeptKey(value)) return t("resources.value.sealed");
    switch (field.widget) {
      case "flag":
        return t(value === true ? "resources.value.on" : "resources.value.off");
      case "choice":
      case "choices": {
        const choices: unknown[] = Array.isArray(value) ? value : [value];
        if (choices.length > 2 && choices.length === field.choices?.length) {
          return t("resources.form.allChosen", { count: choices.length });
        }
        const words = choices.map((choice) => `${field.words}.choices.${String(choice)}`);
        return words.map((key, index) => (t.has(key) ? t(key) : String(choices[index]))).join(", ");
      }
      default:
        return field.unit ? t(`resources.value.${field.unit}`, { amount: String(value) }) : String(value);
    }
  };
}
