import { useTranslations } from "next-intl";
import type { KindName } from "@/lib/domain/kinds";
import { nameInKey } from "@/lib/domain/kinds/key";
import type { FieldChange } from "@/lib/domain/kinds/kind";
import { fieldAt } from "./field-at";
import { type FieldModel, fieldModels } from "./field-model";
import { useFieldText } from "./field-value";

interface FieldWords {
  /** "Phase 1 lifetime · tunnel 2". */
  label(kind: KindName, path: FieldChange["path"]): string;
  /** A value of that field as plain text: names instead of keys, and no key. */
  value(kind: KindName, path: FieldChange["path"], value: unknown): string;
}

/** Labels and values of fields by their path, as one line of text each. `nameOf` tells how a resource is called. */
export function useFieldWords(nameOf: (key: string) => string = nameInKey): FieldWords {
  const t = useTranslations();
  const text = useFieldText();
  const models = new Map<KindName, FieldModel[]>();
  const find = (kind: KindName, path: FieldChange["path"]) => {
    const known = models.get(kind) ?? fieldModels(kind);
    models.set(kind, known);
    return fieldAt(known, path);
  };
  return {
    label(kind, path) {
      const found = find(kind, path);
      if (!found) return path.join(".");
      const field = t(`${found.field.words}.label`);
      return found.tunnel === null ? field : t("drift.told.tunnel", { field, number: found.tunnel });
    },
    value(kind, path, value) {
      const found = find(kind, path);
      const fingerprint = fingerprintIn(value);
      if (fingerprint !== null) return t("drift.history.key", { fingerprint: fingerprint.slice(0, 8) });
      const keys = [value].flat().filter((one) => typeof one === "string");
      const isReference = found?.field.widget === "reference" || found?.field.widget === "references";
      if (isReference && keys.length > 0) return keys.map(nameOf).join(", ");
      return found ? text(found.field, value) : JSON.stringify(value ?? null);
    },
  };
}

/** A key's place in the history: its keyed fingerprint, which tells equal keys and nothing else. */
function fingerprintIn(value: unknown): string | null {
  if (typeof value !== "object" || value === null || !("$fingerprint" in value)) return null;
  return String(value.$fingerprint);
}
