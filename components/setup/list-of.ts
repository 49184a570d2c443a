/** What was typed as one line, as a list: "10.60.0.0/16, 10.61.0.0/16". Each entry once. */
export function listOf(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
}
