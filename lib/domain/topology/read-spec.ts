// Reads fields of a spec whose kind is known only by name. What EC2 did not show is absent, so every read may give null.

export function textIn(spec: Record<string, unknown>, field: string): string | null {
  const value = spec[field];
  return typeof value === "string" && value !== "" ? value : null;
}

export function numberIn(spec: Record<string, unknown>, field: string): number | null {
  const value = spec[field];
  return typeof value === "number" ? value : null;
}

export function recordsIn(spec: Record<string, unknown>, field: string): Record<string, unknown>[] {
  const value = spec[field];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
