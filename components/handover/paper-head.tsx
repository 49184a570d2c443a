interface PaperHeadProps {
  /** Which connection, which hand-over. */
  text: string;
}

/** What stands on the head of every printed page, with the page's number at its foot. On a screen it is nothing. */
export function PaperHead({ text }: PaperHeadProps) {
  return (
    <style>
      {`@page { margin: 18mm 14mm; @top-left { content: ${cssText(text)}; font: 9pt sans-serif; } @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; } }`}
    </style>
  );
}

/** A text as CSS may hold it: names are AWS tags, and whatever could end the string or the element is written by its number. */
export function cssText(text: string): string {
  const escaped = Array.from(text, (sign) =>
    /[\p{L}\p{N} .,_-]/u.test(sign) ? sign : `\\${(sign.codePointAt(0) ?? 0).toString(16)} `,
  );
  return `"${escaped.join("")}"`;
}
