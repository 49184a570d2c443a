import type { FieldModel } from "./field-model";

/** A sealed key that stays as it is. */
export interface KeptKey {
  $secret: string;
}

/** What one control holds: what was typed, not yet what it means. */
export type FormValue = string | boolean | string[] | KeptKey | FormValues[];
export interface FormValues {
  [field: string]: FormValue;
}

/** A spec as controls hold it. Missing fields are filled with what a new spec has. */
export function toValues(fields: readonly FieldModel[], spec: Record<string, unknown>): FormValues {
  return Object.fromEntries(fields.map((field) => [field.name, toValue(field, spec[field.name] ?? field.initial)]));
}

function toValue(field: FieldModel, value: unknown): FormValue {
  switch (field.widget) {
    case "flag":
      return value === true;
    case "choices":
    case "references":
      return Array.isArray(value) ? value.map(String) : [];
    case "tunnels": {
      const tunnels: unknown[] = Array.isArray(value) ? value : [{}, {}];
      return tunnels.map((tunnel) => toValues(field.fields ?? [], asRecord(tunnel)));
    }
    case "presharedKey":
      return isKeptKey(value) ? value : "";
    default:
      return typeof value === "string" || typeof value === "number" ? String(value) : "";
  }
}

/** What was filled in, in the shape of a spec. What is not a number stays text, so that the schema can say so. */
export function toSpec(fields: readonly FieldModel[], values: FormValues): Record<string, unknown> {
  const members = fields.flatMap((field): [string, unknown][] => {
    const value = fromValue(field, values[field.name]);
    return value === undefined ? [] : [[field.name, value]];
  });
  return Object.fromEntries(members);
}

function fromValue(field: FieldModel, value: FormValue | undefined): unknown {
  switch (field.widget) {
    case "tunnels":
      return asTunnels(value).map((tunnel) => toSpec(field.fields ?? [], tunnel));
    case "choices": {
      const chosen = asTexts(value);
      // In the order of the list, so that the same choice is always the same spec.
      return (field.choices ?? []).filter((choice) => chosen.includes(String(choice)));
    }
    case "number":
    case "asn":
      return typeof value === "string" && value.trim() !== "" ? numberOr(value.trim()) : undefined;
    case "flag":
    case "references":
      return value;
    default:
      return typeof value === "string" && value.trim() === "" ? undefined : value;
  }
}

function numberOr(text: string): number | string {
  return /^-?\d+$/.test(text) ? Number(text) : text;
}

/** The values with one of them changed; the path goes through tunnels by their place. */
export function withValue(values: FormValues, path: readonly (string | number)[], value: FormValue): FormValues {
  const [field, place, ...rest] = path;
  if (typeof field !== "string") throw new Error(`No field at ${path.join(".")}`);
  if (place === undefined) return { ...values, [field]: value };
  const tunnels = asTunnels(values[field]).map((tunnel, index) =>
    index === place ? withValue(tunnel, rest, value) : tunnel,
  );
  return { ...values, [field]: tunnels };
}

/** What may be kept in the browser: everything but typed keys. */
export function withoutKeys(fields: readonly FieldModel[], values: FormValues): FormValues {
  return Object.fromEntries(
    fields.map((field): [string, FormValue] => {
      const value = values[field.name] ?? "";
      if (field.widget === "presharedKey") return [field.name, typeof value === "string" ? "" : value];
      if (field.widget !== "tunnels") return [field.name, value];
      return [field.name, asTunnels(value).map((tunnel) => withoutKeys(field.fields ?? [], tunnel))];
    }),
  );
}

export function asTunnels(value: FormValue | undefined): FormValues[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "object") : [];
}

export function asTexts(value: FormValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

export function asText(value: FormValue | undefined): string {
  return typeof value === "string" ? value : "";
}

export function isKeptKey(value: unknown): value is KeptKey {
  return typeof value === "object" && value !== null && "$secret" in value;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
