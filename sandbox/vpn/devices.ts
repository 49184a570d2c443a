import type { z } from "zod";
import type { bgpRoutesRequest, deviceRequest, tunnelRequest } from "../control";
import { ControlError } from "../control-error";
import type { VpnConnection } from "../resources/vpn/vpn-connection";
import type { World } from "../world";
import type { Tunnel } from "./tunnel";
import { findTunnel, hurryTunnel, reviseTunnel } from "./tunnel-status";

/** One tunnel as the control endpoint shows it. Never its key. */
export type TunnelView = {
  account: string;
  region: string;
  connectionId: string;
  outsideIp: string;
  configured: boolean;
  status: string;
  message: string;
};

/** Configures, or unconfigures, the device at the customer's end of some tunnels. */
export function configureDevices(worlds: World[], request: z.infer<typeof deviceRequest>): TunnelView[] {
  const chosen = worlds.flatMap((world) =>
    world.vpnConnections
      .where((connection) => connection.state !== "deleted" && isMeant(world, connection, request))
      .flatMap((connection) => connection.tunnels.map((tunnel) => ({ world, connection, tunnel }))),
  );
  const found = chosen.filter(({ tunnel }) => request.tunnels?.includes(tunnel.outsideAddress) ?? true);
  if (found.length === 0) throw new ControlError("No tunnel fits connectionId, customerGatewayIp and tunnels");
  for (const { world, connection, tunnel } of found) {
    configureDevice(world, connection, tunnel, request);
    if (request.immediate) hurryTunnel(world, connection, tunnel);
    else reviseTunnel(world, connection, tunnel);
  }
  return found.map(({ world, connection, tunnel }) => view(world, connection, tunnel));
}

/** Cuts the line of a tunnel, or mends it; a mended tunnel without a device gets one and is up at once. */
export function cutTunnel(worlds: World[], request: z.infer<typeof tunnelRequest>): TunnelView {
  const { world, connection, tunnel } = requireTunnel(worlds, request.outsideIp);
  if (request.up) {
    tunnel.outage = undefined;
    if (!tunnel.device) configureDevice(world, connection, tunnel, { configured: true });
    hurryTunnel(world, connection, tunnel);
  } else {
    tunnel.outage = { message: request.message ?? "IPSEC IS DOWN" };
    reviseTunnel(world, connection, tunnel);
  }
  return view(world, connection, tunnel);
}

/** Replaces the prefixes a device advertises on one tunnel. */
export function learnPrefixes(worlds: World[], request: z.infer<typeof bgpRoutesRequest>): TunnelView {
  const { world, connection, tunnel } = requireTunnel(worlds, request.outsideIp);
  if (!tunnel.device?.bgp) throw new ControlError(`The device of ${request.outsideIp} has no BGP session`);
  tunnel.device.bgp.prefixes = request.prefixes;
  reviseTunnel(world, connection, tunnel);
  return view(world, connection, tunnel);
}

export function listTunnels(world: World): TunnelView[] {
  return world.vpnConnections
    .where((connection) => connection.state !== "deleted")
    .flatMap((connection) => connection.tunnels.map((tunnel) => view(world, connection, tunnel)));
}

function configureDevice(
  world: World,
  connection: VpnConnection,
  tunnel: Tunnel,
  request: Pick<z.infer<typeof deviceRequest>, "configured" | "presharedKeys" | "bgp">,
): void {
  if (!request.configured) {
    tunnel.device = undefined;
    return;
  }
  const { asn } = world.customerGateways.require(connection.customerGatewayId);
  const hasBgp = !connection.isStatic && request.bgp !== null;
  const advertised = request.bgp?.prefixes ?? tunnel.device?.bgp?.prefixes ?? [];
  tunnel.device = {
    preSharedKey: request.presharedKeys?.[tunnel.outsideAddress] ?? tunnel.preSharedKey,
    bgp: hasBgp ? { asn: request.bgp?.asn ?? asn, prefixes: advertised } : undefined,
  };
}

function isMeant(world: World, connection: VpnConnection, request: z.infer<typeof deviceRequest>): boolean {
  const { connectionId, customerGatewayIp, tunnels } = request;
  if (connectionId === undefined && customerGatewayIp === undefined && tunnels === undefined)
    throw new ControlError("Give connectionId, customerGatewayIp or tunnels");
  if (connectionId !== undefined && connection.id !== connectionId) return false;
  const address = world.customerGateways.get(connection.customerGatewayId)?.address;
  return customerGatewayIp === undefined || address === customerGatewayIp;
}

function requireTunnel(worlds: World[], outsideIp: string) {
  for (const world of worlds) {
    const found = findTunnel(world, outsideIp);
    if (found) return { world, ...found };
  }
  throw new ControlError(`No tunnel has the outside address ${outsideIp}`);
}

function view(world: World, connection: VpnConnection, tunnel: Tunnel): TunnelView {
  return {
    ...world.place,
    connectionId: connection.id,
    outsideIp: tunnel.outsideAddress,
    configured: tunnel.device !== undefined,
    status: tunnel.telemetry.status,
    message: tunnel.telemetry.message,
  };
}
