/** Tells Excel the encoding; stands once, before the first row. */
export const CSV_START = "\uFEFF";

type Row = readonly string[];

/** Rows as CSV (RFC 4180). */
export function writeCsv(rows: readonly Row[]): string {
  return `${CSV_START}${writeCsvRows(rows)}`;
}

/** The same for rows that follow others. */
export function writeCsvRows(rows: readonly Row[]): string {
  return rows.map((row) => `${row.map(writeCell).join(",")}\r\n`).join("");
}

/**
 * What begins like a formula is run by spreadsheets, in its full-width form too; an apostrophe keeps it text (OWASP, "CSV
 * injection").
 */
function writeCell(text: string): string {
  const safe = /^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
