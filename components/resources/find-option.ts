import type { ReferenceOption } from "./form-fields";

/** The option that a typed text means: the one with that label or name, or else the only one whose label has it in it. */
export function findOption(options: readonly ReferenceOption[], typed: string): ReferenceOption | undefined {
  const text = typed.trim().toLowerCase();
  const isText = (other: string) => other.toLowerCase() === text;
  const exact = options.find((option) => isText(labelOf(option))) ?? only(options.filter(({ name }) => isText(name)));
  return exact ?? only(options.filter((option) => labelOf(option).toLowerCase().includes(text)));
}

/** How an option is written wherever one is chosen. */
export function labelOf({ name, detail }: ReferenceOption): string {
  return `${name} · ${detail}`;
}

function only<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}
