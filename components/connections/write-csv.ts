/** Rows as CSV (RFC 4180), with a mark at the front that tells Excel the encoding. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(writeCell).join(",")).join("\r\n")}\r\n`;
}

/** A name that begins like a formula is run by spreadsheets; an apostrophe keeps it text (OWASP, "CSV injection"). */
function writeCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
