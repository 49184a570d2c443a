import type { Browser } from "@playwright/test";
import type { SandboxControl } from "@/sandbox/control-client";
import type { RunningProduct } from "../test/run-product";

/** One measured number, printed as a line of JSON. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** What a reader needs to judge the number: how it was taken, its spread, its limit. */
  detail: Record<string, string | number | string[]>;
  /** True when the value is over the limit that the product has set itself; the run then ends with an error. */
  isOverLimit?: boolean;
}

/** What a figure is measured with. */
export interface Bench {
  /** The product that runs now; another one after a restart. */
  product(): RunningProduct;
  /** Ends the product and starts it again on the same data. */
  restart(): Promise<RunningProduct>;
  control(): SandboxControl;
  browser: Browser;
  /** The file with the session of the first admin. */
  session: string;
  /** Calls a page or a download of the product, signed in; throws unless it answers 200. */
  get(path: string): Promise<string>;
}

/** The demo's environment, which every start of the product with UNDERPASS_DEMO has. */
export const ENVIRONMENT = "seoul-demo";

/** The value below which `share` of the samples lie (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error("No samples");
  return value;
}

/** To one decimal, so that lines can be compared by eye. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
