/** The reader's time zone as the browser told it, or UTC until it has, so that server and browser write the same time. */
export function parseTimeZone(value: string | undefined): string {
  if (value === undefined) return "UTC";
  const name = safelyDecode(value);
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch (error) {
    // Intl says "unknown zone" with a RangeError; a cookie anyone may write must not break the page.
    if (error instanceof RangeError) return "UTC";
    throw error;
  }
}

function safelyDecode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
