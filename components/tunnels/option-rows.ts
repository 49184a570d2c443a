import { factsOf } from "@/lib/domain/kinds/fields";
import type { ObservedTunnel } from "@/lib/domain/kinds/vpn-connection/observe";
import { type TunnelOption, tunnelSpec } from "@/lib/domain/kinds/vpn-connection/tunnel-options";

export type OptionValue = string | number | boolean | readonly (string | number)[];

/**
 * What EC2's answer says of one option: a value; nothing, which means AWS's default; or nothing of the whole tunnel, of which then
 * nothing is known. `unset` is an option that the answer leaves out and AWS has no default for.
 */
export type ShownOption =
  | { from: "answer"; value: OptionValue }
  | { from: "default"; value: OptionValue }
  | { from: "unset" }
  | { from: "nowhere" };

/** One option of both tunnels beside what AWS uses when nobody says anything. */
export interface OptionRow {
  option: OptionName;
  unit: "seconds" | "packets" | "percent" | null;
  /** In the order of the tunnels given. */
  values: ShownOption[];
  awsDefault: OptionValue | null;
  /** Some tunnel is not at AWS's default. */
  isChanged: boolean;
  /** The tunnels are not alike, which is seldom meant. */
  isUneven: boolean;
}

/** The key is never shown, and the outside address is the tunnel's name. */
export type OptionName = Exclude<TunnelOption, "presharedKey">;

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
} as const satisfies Record<string, readonly OptionName[]>;

export type OptionGroup = keyof typeof optionGroups;
export const optionGroupNames: readonly OptionGroup[] = ["addresses", "ike", "phase1", "phase2", "timers", "logs"];

/** The options of a group; one that no tunnel has and that has no default, such as a log group that nobody named, is left out. */
export function optionRows(group: OptionGroup, tunnels: readonly (ObservedTunnel | undefined)[]): OptionRow[] {
  const options: readonly OptionName[] = optionGroups[group];
  return options
    .map((option): OptionRow => {
      const { awsDefault, unit } = factsOf(tunnelSpec.shape[option]);
      const byDefault = parseValue(awsDefault);
      const values = tunnels.map((tunnel) => optionOf(tunnel, option));
      const known = values.flatMap(comparable);
      return {
        option,
        unit: unit ?? null,
        values,
        awsDefault: byDefault,
        isChanged: byDefault !== null && known.some((text) => text !== textOf(byDefault)),
        isUneven: option !== "insideCidr" && new Set(known).size > 1,
      };
    })
    .filter(({ values }) => values.some((shown) => "value" in shown));
}

/** What the answer says of one option; `tunnel` is undefined where the answer has no options of it. */
export function optionOf(tunnel: ObservedTunnel | undefined, option: OptionName): ShownOption {
  if (!tunnel) return { from: "nowhere" };
  const value = parseValue(tunnel[option]);
  if (value !== null) return { from: "answer", value };
  const byDefault = parseValue(factsOf(tunnelSpec.shape[option]).awsDefault);
  return byDefault === null ? { from: "unset" } : { from: "default", value: byDefault };
}

/** A tunnel of which nothing is known is neither changed nor unlike the other. */
function comparable(shown: ShownOption): string[] {
  switch (shown.from) {
    case "answer":
    case "default":
      return [textOf(shown.value)];
    case "unset":
      return [""];
    case "nowhere":
      return [];
    default: {
      const impossible: never = shown;
      throw new Error(`Unknown source of an option: ${JSON.stringify(impossible)}`);
    }
  }
}

function parseValue(value: unknown): OptionValue | null {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return Array.isArray(value) ? value.filter((item) => typeof item === "string" || typeof item === "number") : null;
}

/** The order of a list means nothing to AWS. */
function textOf(value: OptionValue): string {
  return typeof value === "object" ? [...value].map(String).sort().join(" ") : String(value);
}
