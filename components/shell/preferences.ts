/** How a person wants the console to look. Kept in cookies, so that the server's first answer is right already. */
export const themes = ["system", "light", "dark"] as const;
export const densities = ["compact", "default", "comfortable"] as const;

export type Theme = (typeof themes)[number];
export type Density = (typeof densities)[number];

/** Cookies of one browser; none of them says anything about the person or the network. */
export const preferenceCookies = {
  theme: "theme",
  density: "density",
  locale: "locale",
  timeZone: "time-zone",
} as const;

export function parseTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}

export function parseDensity(value: string | undefined): Density {
  return densities.find((density) => density === value) ?? "default";
}

/** Keeps a preference for a year. Runs in the browser only. */
export function rememberPreference(cookie: keyof typeof preferenceCookies, value: string): void {
  const oneYearSeconds = 365 * 24 * 60 * 60;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR and on plain http.
  document.cookie = `${preferenceCookies[cookie]}=${encodeURIComponent(value)}; path=/; max-age=${oneYearSeconds}; samesite=lax`;
}
