import { type Phrase, phrase } from "../phrase";
import { isUp, type TunnelState } from "./tunnel-view";

/** One connection as far as redundancy goes. */
export interface PathFacts {
  key: string;
  name: string;
  /** Key of the customer gateway: one device. */
  device: string | null;
  deviceName: string;
  deviceIpAddress: string | null;
  /** ASN of the device; tells devices of one site apart from others where routes are learned. */
  asn: number | null;
  /** Key of the VPN or transit gateway at AWS's end. */
  gateway: string | null;
  routing: "static" | "bgp";
  /** Destinations entered by hand; empty with BGP. */
  prefixes: readonly string[];
  tunnels: readonly { outsideIpAddress: string | null; state: TunnelState | "pending" | "proposed" }[];
}

/** What happens to traffic when a part fails: nothing, it moves to another path, it stops, or nobody can tell. */
export type LossEffect = "none" | "moves" | "cut-off" | "unknown";

export interface Loss {
  part: Phrase;
  effect: LossEffect;
  /** What that means here: where traffic goes, or why nothing happens. */
  consequence: Phrase;
}

export interface Redundancy {
  /** How many devices and tunnels lead to the site. */
  level: Phrase;
  /** What is missing of it at this moment; null while nothing is. */
  missing: Phrase | null;
  losses: Loss[];
}

/** What a site has, and what is lost when each part of it fails now. `all` are the connections of the environment. */
export function redundancyOf(connection: PathFacts, all: readonly PathFacts[]): Redundancy {
  const spares = all.filter((other) => isSpareOf(other, connection));
  const up = upTunnels(connection).length;
  return {
    level: phrase("connections.redundancy.level", { devices: 1 + devicesOf(spares).size, tunnels: 2 }),
    missing: missingOf(connection, up),
    losses: [
      ...connection.tunnels.flatMap((tunnel) => lossOfTunnel(tunnel, connection, spares)),
      lossOfDevice(connection, spares),
    ],
  };
}

/** Another device that leads to the same place. */
function isSpareOf(other: PathFacts, connection: PathFacts): boolean {
  return other.key !== connection.key && other.device !== connection.device && leadsToSame(other, connection);
}

/**
 * True when the other one, at the same gateway, leads to all that this one leads to. EC2 does not say what a BGP session of a VPN
 * gateway carries, so there the same ASN counts as the same site.
 */
export function leadsToSame(other: PathFacts, connection: PathFacts): boolean {
  if (other.gateway === null || other.gateway !== connection.gateway) return false;
  if (connection.routing === "bgp")
    return other.routing === "bgp" && other.asn !== null && other.asn === connection.asn;
  return connection.prefixes.length > 0 && connection.prefixes.every((prefix) => other.prefixes.includes(prefix));
}

type PathTunnel = PathFacts["tunnels"][number];

function lossOfTunnel(tunnel: PathTunnel, connection: PathFacts, spares: readonly PathFacts[]): Loss[] {
  if (tunnel.outsideIpAddress === null) return [];
  const part = phrase("connections.redundancy.tunnel", { address: tunnel.outsideIpAddress });
  if (!carries(tunnel)) return [withoutEffect(part, tunnel.state)];
  const sibling = connection.tunnels.find((other) => other !== tunnel && carries(other));
  if (sibling?.outsideIpAddress) {
    return [
      {
        part,
        effect: "moves",
        consequence: phrase("connections.redundancy.movesToTunnel", { address: sibling.outsideIpAddress }),
      },
    ];
  }
  const isSiblingUnknown = connection.tunnels.some((other) => other !== tunnel && other.state === "unknown");
  return [{ part, ...withoutConnection(spares, isSiblingUnknown) }];
}

function lossOfDevice(connection: PathFacts, spares: readonly PathFacts[]): Loss {
  const part = connection.deviceIpAddress
    ? phrase("connections.redundancy.deviceAt", { name: connection.deviceName, address: connection.deviceIpAddress })
    : phrase("connections.redundancy.device", { name: connection.deviceName });
  if (upTunnels(connection).length > 0) return { part, ...withoutConnection(spares, false) };
  const isUnknown = connection.tunnels.some((tunnel) => tunnel.state === "unknown");
  return withoutEffect(part, isUnknown ? "unknown" : "down");
}

/** What remains of the site without this connection. */
function withoutConnection(spares: readonly PathFacts[], isUnknown: boolean): Omit<Loss, "part"> {
  const working = spares.find((spare) => upTunnels(spare).length > 0);
  if (working) {
    return { effect: "moves", consequence: phrase("connections.redundancy.movesToConnection", { name: working.name }) };
  }
  const isAnyUnknown = isUnknown || spares.some((spare) => spare.tunnels.some((tunnel) => tunnel.state === "unknown"));
  return isAnyUnknown
    ? { effect: "unknown", consequence: phrase("connections.redundancy.unknown") }
    : { effect: "cut-off", consequence: phrase("connections.redundancy.cutOff") };
}

/** A part that carries nothing takes nothing with it; what cannot be read may carry something. */
function withoutEffect(part: Phrase, state: PathTunnel["state"]): Loss {
  return state === "unknown"
    ? { part, effect: "unknown", consequence: phrase("connections.redundancy.unknown") }
    : { part, effect: "none", consequence: phrase("connections.redundancy.none") };
}

function missingOf(connection: PathFacts, up: number): Phrase | null {
  const unknown = connection.tunnels.filter((tunnel) => tunnel.state === "unknown").length;
  if (unknown > 0) return phrase("connections.redundancy.unreadable", { unknown });
  if (up >= 2) return null;
  return up === 1 ? phrase("connections.redundancy.oneDown") : phrase("connections.redundancy.allDown");
}

function devicesOf(connections: readonly PathFacts[]): Set<string | null> {
  return new Set(connections.map((connection) => connection.device));
}

function upTunnels(connection: PathFacts): PathTunnel[] {
  return connection.tunnels.filter(carries);
}

function carries({ state }: PathTunnel): boolean {
  return state !== "pending" && state !== "proposed" && isUp(state);
}
