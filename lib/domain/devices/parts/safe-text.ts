import { pskProblem } from "../../net/pre-shared-key";

/**
 * Free text as it may stand in a comment of any device file: one line, letters and digits of any language and harmless
 * punctuation; everything else becomes "_". Quotes, comment signs, braces and IOS's "?" (which opens its help) are gone.
 */
export function commentText(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N} .,:()/_-]/gu, "_").slice(0, TEXT_LENGTH_MAX);
}

/** Free text as part of a name on the device: ASCII letters, digits and hyphens only. */
export function nameText(text: string): string {
  return text.replace(/[^0-9A-Za-z-]/g, "-").slice(0, NAME_LENGTH_MAX);
}

/** The end of an id, for devices whose names are short: "vpn-0123456789abcdef0" → "9abcdef0". Always eight letters and digits. */
export function shortNameText(id: string): string {
  return id
    .replace(/[^0-9A-Za-z]/g, "")
    .slice(-SHORT_NAME_LENGTH)
    .padStart(SHORT_NAME_LENGTH, "0");
}

/**
 * The key as a file may hold it; null leaves a marked place instead. A key AWS could not have set (a redacted one, for
 * instance) is not written: outside AWS's alphabet it could change what the file means.
 */
export function keyText(key: string | null, options: { includeKeys: boolean }): string | null {
  return options.includeKeys && key !== null && pskProblem(key) === null ? key : null;
}

/** AWS allows 255 characters in a name; a line longer than this is cut by some consoles. */
const TEXT_LENGTH_MAX = 120;
const NAME_LENGTH_MAX = 40;
const SHORT_NAME_LENGTH = 8;
