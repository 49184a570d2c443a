import type { Impact } from "../plan/step";

/** Every impact that a step can have. */
export const impacts: readonly Impact[] = [0, 1, 2, 3, 4];

/** The impact that a text from a form or an address means; null for anything else. */
export function impactOf(text: string | undefined): Impact | null {
  return impacts.find((impact) => String(impact) === text) ?? null;
}
