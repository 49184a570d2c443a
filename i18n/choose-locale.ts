interface LocaleWishes {
  available: string[];
  /** What the person chose here; it wins. */
  cookie: string | undefined;
  /** The browser's Accept-Language header. */
  acceptLanguage: string | null;
}

/** The language to answer in: the chosen one, else the best of the browser's wishes, else the first available. */
export function chooseLocale({ available, cookie, acceptLanguage }: LocaleWishes): string {
  const [fallback] = available;
  if (fallback === undefined) throw new Error("no language has messages");
  if (cookie !== undefined && available.includes(cookie)) return cookie;
  const wanted = parseAcceptLanguage(acceptLanguage ?? "");
  return wanted.find((language) => available.includes(language)) ?? fallback;
}

/** Languages without their regions, most wanted first ("ko-KR;q=0.9" → "ko"). */
function parseAcceptLanguage(header: string): string[] {
  return header
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.split("-")[0]?.toLowerCase() ?? "", quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ language, quality }) => language !== "" && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ language }) => language);
}
