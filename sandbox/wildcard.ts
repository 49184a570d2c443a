/** Text with wildcards, as filters know it: `*` is any text, `?` any one character, a backslash takes a meaning away. */
export type Wildcard = (string | typeof anyOne | typeof anyText)[];

const anyOne = Symbol("?");
const anyText = Symbol("*");

export function readWildcard(text: string): Wildcard {
  const parts: Wildcard = [];
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\\" && at + 1 < text.length) parts.push(text.charAt(++at));
    else if (character === "?") parts.push(anyOne);
    else if (character !== "*") parts.push(character);
    else if (parts.at(-1) !== anyText) parts.push(anyText);
  }
  return parts;
}

/**
 * Not a regular expression: `*a*a*a*a*b` would keep one busy for minutes. Of all `*` only the last one passed can be worth
 * another try, so this takes at most the product of both lengths.
 */
export function matchesWildcard(pattern: Wildcard, value: string): boolean {
  let at = 0;
  let lastStar = -1;
  let triedFrom = 0;
  for (let index = 0; index < value.length; ) {
    const part = pattern[at];
    if (part === anyText) {
      lastStar = at++;
      triedFrom = index;
    } else if (part === anyOne || part === value.charAt(index)) {
      at++;
      index++;
    } else if (lastStar >= 0) {
      at = lastStar + 1;
      index = ++triedFrom;
    } else return false;
  }
  return at === pattern.length || (at === pattern.length - 1 && pattern[at] === anyText);
}
