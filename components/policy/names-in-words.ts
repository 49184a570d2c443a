const NAMES_SHOWN = 6;

/** Names in a sentence; of many the first, and a sign that there are more. */
export function namesInWords(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).join(", ");
  return names.length > NAMES_SHOWN ? `${shown}, …` : shown;
}
