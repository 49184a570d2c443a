import type { CreateVpnConnectionRouteRequest, DeleteVpnConnectionRouteRequest } from "@aws-sdk/client-ec2";
import { formatBlock } from "../../net";
import type { Operation } from "../../operation";
import { ApiError, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { timings } from "../../timings";
import { reviseTunnel } from "../../vpn/tunnel-status";
import type { World } from "../../world";
import { readBlock } from "../vpc/vpc";
import { notAvailable, type VpnConnection } from "./vpn-connection";
import { transitGatewayOf } from "./vpn-target";

/** Asking for a route that is there already succeeds. */
export const CreateVpnConnectionRoute: Operation<CreateVpnConnectionRouteRequest> = (input, world) => {
  const connection = requireStatic(world, need(input.VpnConnectionId, "VpnConnectionId"));
  const cidr = readDestination(input);
  if (connection.routes.some((route) => route.cidr === cidr)) return undefined;
  requireRoom(world, "staticRoutesPerVpnConnection", connection.routes.length);
  connection.routes.push({ cidr, state: "pending" });
  routesChanged(world, connection);
  world.later(timings.vpnRoutePending, "vpn-route-available", connection.id);
  return undefined;
};

export const DeleteVpnConnectionRoute: Operation<DeleteVpnConnectionRouteRequest> = (input, world) => {
  const connection = requireStatic(world, need(input.VpnConnectionId, "VpnConnectionId"));
  const cidr = readDestination(input);
  const left = connection.routes.filter((route) => route.cidr !== cidr);
  if (left.length === connection.routes.length)
    throw new ApiError("InvalidRoute.NotFound", `The specified route ${cidr} does not exist`);
  connection.routes = left;
  routesChanged(world, connection);
  return undefined;
};

export function vpnRoutesBecomeAvailable(world: World, connectionId: string): void {
  const connection = world.vpnConnections.get(connectionId);
  if (!connection) return;
  for (const route of connection.routes) route.state = "available";
  routesChanged(world, connection);
}

function routesChanged(world: World, connection: VpnConnection): void {
  connection.version += 1;
  for (const tunnel of connection.tunnels) reviseTunnel(world, connection, tunnel);
}

function readDestination(input: { DestinationCidrBlock?: string }): string {
  return formatBlock(readBlock(need(input.DestinationCidrBlock, "DestinationCidrBlock"), "destinationCidrBlock"));
}

function requireStatic(world: World, id: string): VpnConnection {
  const connection = world.vpnConnections.requireLive(id);
  if (connection.state === "deleting") throw notAvailable(id);
  // On a transit gateway static prefixes are routes of its route tables (Site-to-Site VPN User Guide, "Edit static routes").
  if (!connection.isStatic || transitGatewayOf(world, connection.target) !== undefined)
    throw new ApiError("InvalidVpnConnection.InvalidType", `The VPN connection ${id} does not support static routes.`);
  return connection;
}
