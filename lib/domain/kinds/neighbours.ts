import { groupBy } from "../group-by";
import { contains, overlaps } from "../net/cidr";
import type { Neighbour, NetworkView } from "./kind";

/** A text field of a neighbour's spec; undefined where the neighbour or the field is missing. */
export function textOf(neighbour: Neighbour | undefined, field: string): string | undefined {
  const value = neighbour?.spec[field];
  return typeof value === "string" ? value : undefined;
}

/** A number field of a neighbour's spec. */
export function numberOf(neighbour: Neighbour | undefined, field: string): number | undefined {
  const value = neighbour?.spec[field];
  return typeof value === "number" ? value : undefined;
}

/** The neighbour that a reference field points at. */
export function neighbourOf(view: NetworkView, from: Neighbour | undefined, field: string): Neighbour | undefined {
  const key = textOf(from, field);
  return key === undefined ? undefined : view.get(key);
}

/** Of each view, by kind and field: a plan of many edits asks for the same one thousands of times. A view never changes. */
const pointers = new WeakMap<NetworkView, Map<string, ReadonlyMap<string | undefined, Neighbour[]>>>();

/** Neighbours of that kind whose field points at the key. */
export function pointingAt(view: NetworkView, kind: string, field: string, key: string): readonly Neighbour[] {
  const indexes = pointers.get(view) ?? new Map<string, ReadonlyMap<string | undefined, Neighbour[]>>();
  pointers.set(view, indexes);
  const name = `${kind} ${field}`;
  const index = indexes.get(name) ?? groupBy(view.all(kind), (neighbour) => textOf(neighbour, field));
  indexes.set(name, index);
  return index.get(key) ?? [];
}

/** The attachment of a VPN gateway to its VPC; a gateway has one at most. */
export function attachmentOfVpnGateway(view: NetworkView, gatewayKey: string): Neighbour | undefined {
  return pointingAt(view, "vpn-gateway-attachment", "vpnGateway", gatewayKey)[0];
}

/** The VPC that a VPN gateway is attached to. */
export function vpcOfVpnGateway(view: NetworkView, gatewayKey: string): Neighbour | undefined {
  return neighbourOf(view, attachmentOfVpnGateway(view, gatewayKey), "vpc");
}

/** The attachment of an internet gateway to its VPC. */
export function attachmentOfInternetGateway(view: NetworkView, gatewayKey: string): Neighbour | undefined {
  return pointingAt(view, "internet-gateway-attachment", "internetGateway", gatewayKey)[0];
}

/** Keys of the connections that end at a VPN gateway. */
export function connectionsOfGateway(view: NetworkView, gatewayKey: string): string[] {
  return pointingAt(view, "vpn-connection", "vpnGateway", gatewayKey).map((connection) => connection.key);
}

/** Keys of the connections whose VPN gateway is attached to the VPC. */
export function connectionsOfVpc(view: NetworkView, vpcKey: string): string[] {
  return pointingAt(view, "vpn-gateway-attachment", "vpc", vpcKey).flatMap((attachment) => {
    const gateway = textOf(attachment, "vpnGateway");
    return gateway === undefined ? [] : connectionsOfGateway(view, gateway);
  });
}

/**
 * How a prefix beyond the VPN stands to the VPC's own block: `inside` never leaves the VPC, because the local route wins;
 * `around` does, except for the VPC's part of it. The default route is what it is on purpose.
 */
export function overlapWithVpc(prefix: string, vpcCidr: string): "inside" | "around" | null {
  if (prefix === "0.0.0.0/0" || !overlaps(prefix, vpcCidr)) return null;
  return contains(vpcCidr, prefix) ? "inside" : "around";
}
