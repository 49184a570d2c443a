import { factsOf } from "@/lib/domain/kinds/fields";
import type { ObservedTunnel } from "@/lib/domain/kinds/vpn-connection/observe";
import { type TunnelOption, tunnelSpec } from "@/lib/domain/kinds/vpn-connection/tunnel-options";

export type OptionValue = string | number | boolean | readonly (string | number)[];

/** One option of both tunnels beside what AWS uses when nobody says anything. */
export interface OptionRow {
  option: ShownOption;
  unit: "seconds" | "packets" | "percent" | null;
  /** In the order of the tunnels given; null where EC2 shows nothing and there is no default. */
  values: (OptionValue | null)[];
  awsDefault: OptionValue | null;
  /** Some tunnel is not at AWS's default. */
  isChanged: boolean;
  /** The tunnels are not alike, which is seldom meant. */
  isUneven: boolean;
}

/** The key is never shown, and the outside address is the tunnel's name. */
export type ShownOption = Exclude<TunnelOption, "presharedKey">;

export const optionGroups = {
  addresses: ["insideCidr"],
  ike: ["ikeVersions", "startupAction"],
  phase1: ["phase1EncryptionAlgorithms", "phase1IntegrityAlgorithms", "phase1DhGroupNumbers", "phase1LifetimeSeconds"],
  phase2: ["phase2EncryptionAlgorithms", "phase2IntegrityAlgorithms", "phase2DhGroupNumbers", "phase2LifetimeSeconds"],
  timers: [
    "rekeyMarginTimeSeconds",
    "rekeyFuzzPercentage",
    "replayWindowSize",
    "dpdTimeoutSeconds",
    "dpdTimeoutAction",
  ],
  logs: [
    "activityLog",
    "activityLogGroupArn",
    "activityLogFormat",
    "bgpLog",
    "bgpLogGroupArn",
    "bgpLogFormat",
    "lifecycleControl",
  ],
} as const satisfies Record<string, readonly ShownOption[]>;

export type OptionGroup = keyof typeof optionGroups;
export const optionGroupNames: readonly OptionGroup[] = ["addresses", "ike", "phase1", "phase2", "timers", "logs"];

/** The options of a group. What EC2 leaves out stands at its default; a log group that nobody named is left out. */
export function optionRows(group: OptionGroup, tunnels: readonly (ObservedTunnel | undefined)[]): OptionRow[] {
  const options: readonly ShownOption[] = optionGroups[group];
  return options
    .map((option): OptionRow => {
      const { awsDefault, unit } = factsOf(tunnelSpec.shape[option]);
      const byDefault = parseValue(awsDefault);
      const values = tunnels.map((tunnel) => parseValue(tunnel?.[option]) ?? byDefault);
      const texts = values.map(textOf);
      return {
        option,
        unit: unit ?? null,
        values,
        awsDefault: byDefault,
        isChanged: byDefault !== null && texts.some((text) => text !== textOf(byDefault)),
        isUneven: option !== "insideCidr" && new Set(texts).size > 1,
      };
    })
    .filter(({ values }) => values.some((value) => value !== null));
}

function parseValue(value: unknown): OptionValue | null {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return Array.isArray(value) ? value.filter((item) => typeof item === "string" || typeof item === "number") : null;
}

/** The order of a list means nothing to AWS. */
function textOf(value: OptionValue | null): string {
  return typeof value === "object" && value !== null ? [...value].map(String).sort().join(" ") : String(value);
}
