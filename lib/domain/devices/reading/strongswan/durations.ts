import type { Said } from "../read-tunnel";

/** "3600", "3600s", "60m", "1h", "1d" in seconds; undefined for anything else. */
export function durationSeconds(said: Said<string> | undefined): Said<number> | undefined {
  const [, number, unit = "s"] = /^(\d{1,9})\s?([smhd])?$/.exec(said?.value ?? "") ?? [];
  if (said === undefined || number === undefined) return undefined;
  const seconds = UNIT_SECONDS.get(unit);
  return seconds === undefined ? undefined : { value: Number(number) * seconds, line: said.line };
}

const UNIT_SECONDS = new Map([
  ["s", 1],
  ["m", 60],
  ["h", 3600],
  ["d", 86400],
]);
