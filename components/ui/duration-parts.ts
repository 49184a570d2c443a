export interface DurationParts {
  /** Names the text in `common.duration`: which units are written. */
  form: "d" | "dh" | "h" | "hmin" | "min" | "mins" | "s";
  values: { d: number; h: number; min: number; s: number };
}

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** From here on hours no longer tell anybody anything. */
const wholeDaysFromMs = 14 * dayMs;

/**
 * Splits a time span into two units at most; what is below them is cut off, never rounded up. "age" leaves out seconds
 * from the first minute on, "elapsed" keeps them while somebody is waiting. A negative span (clocks differ) counts as 0.
 */
export function durationParts(durationMs: number, precision: "age" | "elapsed" = "age"): DurationParts {
  const ms = Math.max(0, durationMs);
  const values = {
    d: Math.floor(ms / dayMs),
    h: Math.floor((ms % dayMs) / hourMs),
    min: Math.floor((ms % hourMs) / minuteMs),
    s: Math.floor((ms % minuteMs) / secondMs),
  };
  return { form: chooseForm(ms, values, precision), values };
}

function chooseForm(ms: number, values: DurationParts["values"], precision: "age" | "elapsed"): DurationParts["form"] {
  if (ms >= wholeDaysFromMs) return "d";
  if (ms >= dayMs) return values.h > 0 ? "dh" : "d";
  if (ms >= hourMs) return values.min > 0 ? "hmin" : "h";
  if (ms >= minuteMs) return precision === "elapsed" && values.s > 0 ? "mins" : "min";
  return "s";
}
