import type { VpnConnection } from "../resources/vpn/vpn-connection";
import { timings } from "../timings";
import type { World } from "../world";
import type { Telemetry, Tunnel, TunnelPhase } from "./tunnel";

/** Works out a tunnel anew after anything about it changed: going down is at once, coming up takes its time. */
export function reviseTunnel(world: World, connection: VpnConnection, tunnel: Tunnel): void {
  const was = tunnel.phase;
  enter(world, connection, tunnel, nextPhase(world, connection, tunnel));
  if (was === "down" && tunnel.phase === "negotiating")
    world.later(timings.ipsecUp, "tunnel-ipsec-up", tunnel.outsideAddress);
  if (was === "ipsec" && tunnel.phase === "ipsec") expectBgp(world, connection, tunnel);
}

/** Brings a tunnel up as far as its device allows without waiting. */
export function hurryTunnel(world: World, connection: VpnConnection, tunnel: Tunnel): void {
  enter(world, connection, tunnel, farthestPhase(world, connection, tunnel));
}

export function ipsecComesUp(world: World, outsideAddress: string): void {
  const found = findTunnel(world, outsideAddress);
  if (found?.tunnel.phase !== "negotiating") return;
  enter(world, found.connection, found.tunnel, "ipsec");
  expectBgp(world, found.connection, found.tunnel);
}

export function bgpComesUp(world: World, outsideAddress: string): void {
  const found = findTunnel(world, outsideAddress);
  if (found?.tunnel.phase !== "ipsec" || !canPeer(found.connection, found.tunnel, world)) return;
  enter(world, found.connection, found.tunnel, "bgp");
}

export function findTunnel(world: World, outsideAddress: string) {
  for (const connection of world.vpnConnections.values()) {
    const tunnel = connection.tunnels.find((other) => other.outsideAddress === outsideAddress);
    if (tunnel && connection.state !== "deleted") return { connection, tunnel };
  }
  return undefined;
}

/**
 * The prefixes a VPN gateway knows: static ones of connections that are UP, and those learned by BGP on tunnels that
 * are UP (reference §7, "Propagation").
 */
export function learnedPrefixes(vpnGatewayId: string, world: World): Set<string> {
  const prefixes = new Set<string>();
  for (const connection of world.vpnConnections.values()) {
    if (connection.target?.id !== vpnGatewayId) continue;
    const tunnelsUp = connection.tunnels.filter((tunnel) => tunnel.telemetry.status === "UP");
    if (connection.isStatic && tunnelsUp.length)
      for (const route of connection.routes) if (route.state === "available") prefixes.add(route.cidr);
    if (!connection.isStatic)
      for (const tunnel of tunnelsUp) for (const prefix of tunnel.device?.bgp?.prefixes ?? []) prefixes.add(prefix);
  }
  return prefixes;
}

function nextPhase(world: World, connection: VpnConnection, tunnel: Tunnel): TunnelPhase {
  const farthest = farthestPhase(world, connection, tunnel);
  if (farthest === "down") return "down";
  if (tunnel.phase === "down") return "negotiating";
  return tunnel.phase === "bgp" ? farthest : tunnel.phase;
}

function farthestPhase(world: World, connection: VpnConnection, tunnel: Tunnel): TunnelPhase {
  if (!canNegotiate(connection, tunnel)) return "down";
  return canPeer(connection, tunnel, world) ? "bgp" : "ipsec";
}

function canNegotiate(connection: VpnConnection, tunnel: Tunnel): boolean {
  const isServed = connection.state === "available" || connection.state === "modifying";
  const isKeyRight = tunnel.device?.preSharedKey === tunnel.preSharedKey;
  return isServed && isKeyRight && !tunnel.isReplacing && !tunnel.outage;
}

/** BGP needs a session configured on the device, with the ASN that its customer gateway promises. */
function canPeer(connection: VpnConnection, tunnel: Tunnel, world: World): boolean {
  const { asn } = world.customerGateways.require(connection.customerGatewayId);
  return !connection.isStatic && tunnel.device?.bgp?.asn === asn;
}

function expectBgp(world: World, connection: VpnConnection, tunnel: Tunnel): void {
  if (canPeer(connection, tunnel, world)) world.later(timings.bgpUp, "tunnel-bgp-up", tunnel.outsideAddress);
}

function enter(world: World, connection: VpnConnection, tunnel: Tunnel, phase: TunnelPhase): void {
  tunnel.phase = phase;
  const next = telemetryFor(connection, tunnel);
  const { status, message, acceptedRoutes, lastChangeMs } = tunnel.telemetry;
  const isSame = status === next.status && message === next.message;
  if (isSame && acceptedRoutes === next.acceptedRoutes) return;
  tunnel.telemetry = { ...next, lastChangeMs: isSame ? lastChangeMs : world.nowMs };
  connection.version += 1;
}

/** Reference §6.1. That a static tunnel which is UP says IPSEC IS UP is (unconfirmed). */
function telemetryFor(connection: VpnConnection, tunnel: Tunnel): Omit<Telemetry, "lastChangeMs"> {
  switch (tunnel.phase) {
    case "down":
    case "negotiating":
      return { status: "DOWN", message: tunnel.outage?.message ?? "IPSEC IS DOWN", acceptedRoutes: 0 };
    case "ipsec":
      return connection.isStatic
        ? { status: "UP", message: "IPSEC IS UP", acceptedRoutes: connection.routes.length }
        : { status: "DOWN", message: "IPSEC IS UP", acceptedRoutes: 0 };
    case "bgp": {
      const count = tunnel.device?.bgp?.prefixes.length ?? 0;
      return { status: "UP", message: `${count} BGP ROUTES`, acceptedRoutes: count };
    }
    default:
      return tunnel.phase satisfies never;
  }
}
