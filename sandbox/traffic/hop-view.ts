import type { Hop } from "./hop";

/** A hop as the control endpoint shows it: what it is, and in a few words what decided there. */
export type HopView = { kind: Hop["kind"]; id: string; tunnel?: string; by?: string };

export function hopView(hop: Hop): HopView {
  const { kind, id, tunnel } = hop;
  const by = decisionOf(hop);
  return { kind, id, ...(tunnel === undefined ? {} : { tunnel }), ...(by === undefined ? {} : { by }) };
}

function decisionOf({ kind, direction, aclEntry, securityGroupRule, route, transitRoute, became }: Hop) {
  if (aclEntry) return `${direction} entry ${aclEntry.number}: ${aclEntry.action}`;
  if (securityGroupRule) return `${direction} rule ${securityGroupRule.id}`;
  if (kind === "securityGroup") return `${direction}: a reply to what passed before`;
  if (transitRoute) return `${transitRoute.destination} to ${transitRoute.resourceId}`;
  if (became) return `from ${became.source} to ${became.destination}`;
  if (!route) return undefined;
  const { DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId, ...others } = route;
  const destination = DestinationCidrBlock ?? DestinationIpv6CidrBlock ?? DestinationPrefixListId;
  const target =
    others.GatewayId ??
    others.TransitGatewayId ??
    others.NatGatewayId ??
    others.NetworkInterfaceId ??
    others.EgressOnlyInternetGatewayId;
  return `${destination} to ${target}`;
}
