import type { Dimension } from "@aws-sdk/client-cloudwatch";

/** Dimensions as the simulation records them. */
export function dimensionsOf(given: Dimension[] | undefined): Record<string, string> {
  return Object.fromEntries((given ?? []).map(({ Name = "", Value = "" }) => [Name, Value]));
}
