// Edge and Opera call themselves Chrome as well, and Chrome calls itself Safari, so the order decides.
const browsers = [
  ["Edg/", "Edge"],
  ["OPR/", "Opera"],
  ["Firefox/", "Firefox"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
] as const;
const systems = [
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Android", "Android"],
  ["Windows", "Windows"],
  ["Mac OS X", "macOS"],
  ["Linux", "Linux"],
] as const;

/** "Firefox · Windows" out of a User-Agent header, as far as it says; null for one that says neither. */
export function browserName(userAgent: string | null): string | null {
  const names = [browsers, systems].map((known) => known.find(([sign]) => userAgent?.includes(sign))?.[1]);
  return names.filter(Boolean).join(" · ") || null;
}
