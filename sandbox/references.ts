import { kindFacts } from "./resources/kinds";
import type { World } from "./world";

/** An id that a row holds and that no table has. */
export type Dangling = { from: string; path: string; to: string };

/**
 * Ids in a world's rows that lead nowhere. Every table is walked, and every value in its rows, so a new kind is covered as soon as
 * its table is listed. Rows that are only listed as gone may name what went with them.
 */
export function danglingReferences(world: World): Dangling[] {
  const known = new Set<string>();
  for (const table of world.tables) for (const { id } of table.values()) known.add(id);
  const found: Dangling[] = [];
  for (const table of world.tables)
    for (const row of table.values()) {
      if (isGone(row)) continue;
      for (const [path, value] of textsIn(row, table.kind))
        if (prefixes.some((prefix) => isIdOf(prefix, value)) && !known.has(value) && !mayDangle(path, row))
          found.push({ from: row.id, path, to: value });
    }
  return found;
}

/** Kinds without a table of their own (associations of route tables, …) are parts of other rows. */
const prefixes = [
  ...["vpc", "subnet", "igw", "rtb", "sg", "acl", "cgw", "vgw", "vpn", "i", "eni", "nat", "eipalloc", "eigw", "pl"],
  ...["tgw", "tgw-attach", "tgw-rtb", "dopt", "vol", "key", "vcn", "cvpn-endpoint", "nip"],
].filter((prefix) => Object.values(kindFacts).some((facts) => facts.prefix === prefix));

function isIdOf(prefix: string, text: string): boolean {
  return text.startsWith(`${prefix}-`) && /^[0-9a-f]{17}$/.test(text.slice(prefix.length + 1));
}

/**
 * What EC2 itself leaves behind: a written route outlives its target as a blackhole (VPC User Guide), and a VPN gateway goes on
 * naming the VPC it was detached from.
 */
function mayDangle(path: string, row: object): boolean {
  if (/^(routeTable|transitGatewayRouteTable)\.routes\./.test(path)) return true;
  // A path and what was found on it outlive what they name (Reachability Analyzer: analyses are of one moment).
  if (/^networkInsightsPath\.(source|destination)\.|^networkInsightsAnalysis\.finding\./.test(path)) return true;
  // An endpoint of Client VPN goes on naming the transit gateway that it was cut off from.
  if (path.startsWith("clientVpnEndpoint.transitGateway.")) return true;
  return path === "vpnGateway.attachment.vpcId" && /"state":"detached"/.test(JSON.stringify(row));
}

/** Whether a row is only listed as gone. */
export function isGone(row: object): boolean {
  const state = "state" in row ? row.state : undefined;
  return state === "deleted" || state === "terminated" || state === "failed" || state === "rejected";
}

/** Every text in a value with the way to it; places in lists are left out of the way. */
function* textsIn(value: unknown, path: string): Generator<[string, string]> {
  if (typeof value === "string") yield [path, value];
  else if (value instanceof Map) yield* textsIn([...value.values()], path);
  else if (Array.isArray(value) || value instanceof Set) for (const item of value) yield* textsIn(item, path);
  else if (typeof value === "object" && value !== null)
    for (const [name, item] of Object.entries(value)) yield* textsIn(item, `${path}.${name}`);
}
