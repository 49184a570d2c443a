/** A line of a text with its number from 1 on. */
export interface TextLine {
  number: number;
  /** As it stands, without its line break. */
  text: string;
  /** Its words, without quotes being looked at. */
  words: string[];
  isIndented: boolean;
}

/** The lines of a text, whatever ends them. */
export function textLines(text: string): TextLine[] {
  return text.split(/\r\n|\n|\r/).map((line, index) => ({
    number: index + 1,
    text: line,
    words: wordsOf(line),
    isIndented: line.startsWith(" ") || line.startsWith("\t"),
  }));
}

export function wordsOf(text: string): string[] {
  return text.split(/[ \t]+/).filter((word) => word !== "");
}

/** Whether a line begins with these words. */
export function begins(words: readonly string[], ...expected: string[]): boolean {
  return expected.every((word, index) => words[index] === word);
}

/** A whole number without sign; undefined for anything else. */
export function wholeNumber(word: string | undefined): number | undefined {
  return word !== undefined && /^\d{1,10}$/.test(word) ? Number(word) : undefined;
}

/** A number behind a word, such as the 20 of "group20". */
export function numberAfter(prefix: string, word: string | undefined): number | undefined {
  return word?.startsWith(prefix) ? wholeNumber(word.slice(prefix.length)) : undefined;
}
