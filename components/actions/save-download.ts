/** Why a file did not come; a refusal brings its own words, in the reader's language. */
export type DownloadFailure = { kind: "refused"; text: string } | { kind: "signedOut" } | { kind: "noAnswer" };

/**
 * Fetches a file and hands it to the browser to save; null when it is done. A plain link would save the words of a refusal
 * as if they were the configuration.
 */
export async function saveDownload(href: string): Promise<DownloadFailure | null> {
  const response = await fetch(href, { cache: "no-store" }).catch(() => null);
  if (response === null) return { kind: "noAnswer" };
  // A session that has ended leads to the sign-in page.
  if (response.redirected) return { kind: "signedOut" };
  if (!response.ok) return { kind: "refused", text: await wordsOf(response) };
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName(response.headers.get("Content-Disposition") ?? "");
  link.click();
  URL.revokeObjectURL(url);
  return null;
}

/** A refusal is a text, or a problem object with one (RFC 9457). */
async function wordsOf(response: Response): Promise<string> {
  const text = await response.text();
  if (!response.headers.get("Content-Type")?.startsWith("application/problem+json")) return text;
  const problem: unknown = JSON.parse(text);
  const detail: unknown = problem instanceof Object ? Reflect.get(problem, "detail") : undefined;
  return typeof detail === "string" ? detail : text;
}

/** The name in the header, in its form for all scripts where it has that (RFC 6266). */
function fileName(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/.exec(disposition)?.[1] ?? "";
}
