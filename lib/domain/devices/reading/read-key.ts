/** How a key stands in the text. Encrypted keys (type 6 and 7 of IOS, $9$ of Junos) say nothing of what they are. */
export type KeyForm = "clear" | "encrypted";

/** How the key of the text is related to the one of the connection. */
export type KeyVerdict = "equal" | "differs" | "spaceAround" | "quotesAround" | "letterCase" | "encrypted";

/**
 * A pre-shared key that a text holds. The key itself stays in the closure of `compare`: what was read can be printed, stored
 * or sent whole, and holds no key.
 */
export interface ReadKey {
  line: number;
  form: KeyForm;
  compare(key: string): KeyVerdict;
}

/** `text` is the key exactly as the device would take it, with any space that belongs to it. */
export function readKey(text: string, line: number): ReadKey {
  return { line, form: "clear", compare: (key) => judge(text, key) };
}

export function encryptedKey(line: number): ReadKey {
  return { line, form: "encrypted", compare: () => "encrypted" };
}

function judge(text: string, key: string): KeyVerdict {
  if (text === key) return "equal";
  if (text.trim() === key) return "spaceAround";
  if (withoutQuotes(text.trim()) === key) return "quotesAround";
  return text.toLowerCase() === key.toLowerCase() ? "letterCase" : "differs";
}

function withoutQuotes(text: string): string {
  const quote = text[0];
  return text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote) ? text.slice(1, -1) : text;
}
