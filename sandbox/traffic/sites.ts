import type { VpnConnection } from "../resources/vpn/vpn-connection";
import type { Line } from "../vpn/tunnel";
import type { World } from "../world";
import { drop, type Position, type Step } from "./journey";
import { holds, type Packet } from "./packet";
import { attachmentBehind, isRoutedFrom } from "./transit-gateways";
import { isAdvertised, preferredWay } from "./vpn-gateways";

/**
 * A host at a customer's site sends: its device chooses the tunnel. The highest local preference wins, then what AWS asks for
 * by MED, then the first tunnel. Local preference counts for all tunnels of the site, so a second device is one way more.
 */
export function leaveSite(
  { world, customerGatewayId }: Extract<Position, { kind: "leaves-site" }>,
  packet: Packet,
): Step {
  const lines = linesOf(world, packet.source, customerGatewayId);
  const up = lines.filter(({ tunnel }) => tunnel.telemetry.status === "UP" && !tunnel.isSilent && tunnel.device);
  const [chosen] = up.filter((line) => knowsWay(line, packet.destination)).sort((a, b) => compare(a, b, packet.source));
  if (chosen) {
    const { connection, tunnel } = chosen;
    return {
      next: { kind: "in-tunnel", world, connectionId: connection.id, tunnel: tunnel.outsideAddress, way: "to-aws" },
    };
  }
  const id = customerGatewayId ?? lines[0]?.connection.customerGatewayId ?? "";
  const hop = { kind: "customerGateway", id } as const;
  if (lines.length && !up.length)
    return drop(world, hop, "TUNNEL_DOWN", `No tunnel of the site of ${packet.source} is up.`);
  const text = `No device at the site of ${packet.source} has a way to ${packet.destination}.`;
  return drop(world, hop, "DEVICE_NO_ROUTE", text);
}

/** Whether a connection leads to the site that has an address. */
export function isServedBy(world: World, connection: VpnConnection, address: string): boolean {
  const attachmentId = attachmentBehind(world, connection)?.id;
  const transit = attachmentId === undefined ? [] : world.transitGatewayRouteTables.all();
  const written = transit.flatMap(({ routes }) => routes.filter((route) => route.attachmentId === attachmentId));
  const blocks = [
    ...connection.tunnels.flatMap(({ device }) => device?.bgp?.prefixes ?? []),
    ...connection.routes.map(({ cidr }) => cidr),
    ...written.map(({ destination }) => destination),
  ];
  return blocks.some((block) => holds(block, address));
}

/** Every tunnel of the site: those of the customer gateway's address, and those of others that serve the same host. */
export function linesOf(world: World, address: string, customerGatewayId: string | undefined): Line[] {
  const own = world.customerGateways.get(customerGatewayId)?.address;
  return world.vpnConnections
    .where((row) => row.state !== "deleted")
    .filter((connection) => {
      const at = world.customerGateways.get(connection.customerGatewayId)?.address;
      const isOwn = connection.customerGatewayId === customerGatewayId || (own !== undefined && at === own);
      return isOwn || isServedBy(world, connection, address);
    })
    .flatMap((connection) => connection.tunnels.map((tunnel) => ({ world, connection, tunnel })));
}

/** By BGP the device knows what AWS advertises; one with static routes is taken to know the same (ours). */
function knowsWay({ world, connection }: Line, address: string): boolean {
  if (connection.target?.kind === "vpn-gateway") return isAdvertised(world, connection.target.id, address);
  const attachment = attachmentBehind(world, connection);
  return attachment !== undefined && isRoutedFrom(world, attachment, address);
}

function compare(a: Line, b: Line, source: string): number {
  return preference(b) - preference(a) || Number(isAskedFor(b, source)) - Number(isAskedFor(a, source));
}

/** 100 is what routers take when nobody says otherwise. */
function preference({ tunnel }: Line): number {
  return tunnel.device?.bgp?.localPreference ?? 100;
}

/** A VPN gateway gives the tunnel that it sends by itself the lower MED; a transit gateway gives all the same (User Guide). */
function isAskedFor({ world, connection, tunnel }: Line, source: string): boolean {
  const { target, isStatic } = connection;
  if (isStatic || target?.kind !== "vpn-gateway") return false;
  return preferredWay(world, target.id, source)?.tunnel === tunnel.outsideAddress;
}
