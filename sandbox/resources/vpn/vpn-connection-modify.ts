import type {
  ModifyVpnConnectionOptionsRequest,
  ModifyVpnConnectionOptionsResult,
  ModifyVpnConnectionRequest,
  ModifyVpnConnectionResult,
} from "@aws-sdk/client-ec2";
import type { Operation } from "../../operation";
import {
  ApiError,
  incorrectState,
  invalidCombination,
  invalidValue,
  missingParameter,
  need,
} from "../../protocol/errors";
import { timings } from "../../timings";
import type { Tunnel } from "../../vpn/tunnel";
import type { World } from "../../world";
import { checkBandwidth, checkCustomerAddress, checkTarget, readBandwidth, readSelectors } from "./connection-options";
import { checkInsideCidrs } from "./inside-cidrs";
import { newCertificateArn } from "./new-tunnel";
import { changeState, notAvailable, requireCustomerGateway, type VpnConnection } from "./vpn-connection";
import { view } from "./vpn-connection-view";
import { checkAsns, moveTo, readTarget, type VpnTarget } from "./vpn-target";

/** Takes both tunnels down until AWS's ends are provisioned anew. Outside addresses and tunnel options stay. */
export const ModifyVpnConnection: Operation<ModifyVpnConnectionRequest, ModifyVpnConnectionResult> = (input, world) => {
  const connection = requireModifiable(world, need(input.VpnConnectionId, "VpnConnectionId"));
  const target = readTarget(world, input) ?? connection.target;
  if (target !== connection.target && input.CustomerGatewayId !== undefined)
    throw invalidCombination(
      "Only one of VpnGatewayId, TransitGatewayId and CustomerGatewayId can be modified at a time.",
    );
  if (target === connection.target && input.CustomerGatewayId === undefined) throw missingParameter("VpnGatewayId");
  const customerGateway = requireCustomerGateway(world, input.CustomerGatewayId ?? connection.customerGatewayId);
  checkAsns(world, customerGateway, target);
  checkCustomerAddress(connection, customerGateway);
  checkBandwidth(connection, customerGateway);
  if (target !== connection.target) checkMove(world, connection, target);
  connection.customerGatewayId = customerGateway.id;
  for (const tunnel of connection.tunnels)
    tunnel.certificateArn = customerGateway.certificateArn && (tunnel.certificateArn ?? newCertificateArn(world));
  if (target !== connection.target) {
    moveTo(world, connection, target);
    world.vpnConnections.reindex();
  }
  replaceTunnels(world, connection, connection.tunnels, timings.vpnConnectionModifying);
  return { VpnConnection: view(connection, world) };
};

/** Takes both tunnels down briefly. */
export const ModifyVpnConnectionOptions: Operation<
  ModifyVpnConnectionOptionsRequest,
  ModifyVpnConnectionOptionsResult
> = (input, world) => {
  const { VpnConnectionId, ...given } = input;
  const connection = requireModifiable(world, need(VpnConnectionId, "VpnConnectionId"));
  if (Object.keys(given).length === 0) throw missingParameter("LocalIpv4NetworkCidr");
  const asked = readSelectors(given, connection.insideIpVersion);
  const next = {
    ...connection,
    localCidr: asked.localCidr ?? connection.localCidr,
    remoteCidr: asked.remoteCidr ?? connection.remoteCidr,
    bandwidth: given.TunnelBandwidth === undefined ? connection.bandwidth : readBandwidth(given.TunnelBandwidth),
  };
  checkTarget(next, connection.target);
  checkBandwidth(next, world.customerGateways.require(connection.customerGatewayId));
  const { localCidr, remoteCidr, bandwidth } = next;
  Object.assign(connection, { localCidr, remoteCidr, bandwidth });
  replaceTunnels(world, connection, connection.tunnels, timings.vpnConnectionModifying);
  return { VpnConnection: view(connection, world) };
};

/** Provisions AWS's ends of these tunnels anew; the connection is `modifying` meanwhile. */
export function replaceTunnels(world: World, connection: VpnConnection, tunnels: Tunnel[], seconds: number): void {
  for (const tunnel of tunnels) tunnel.isReplacing = true;
  changeState(world, connection, "modifying");
  world.later(seconds, "vpn-connection-available", connection.id);
}

/** One modification at a time. */
export function requireModifiable(world: World, id: string): VpnConnection {
  const connection = world.vpnConnections.requireLive(id);
  if (connection.state === "modifying") throw incorrectState(`The VPN connection ${id} is being modified.`);
  if (connection.state !== "available") throw notAvailable(id);
  return connection;
}

/** A tunnel of this connection, by its outside address. */
export function requireTunnel(connection: VpnConnection, outsideAddress: string): Tunnel {
  const tunnel = connection.tunnels.find((other) => other.outsideAddress === outsideAddress);
  if (!tunnel)
    throw invalidValue("vpnTunnelOutsideIpAddress", outsideAddress, `It is not a tunnel of ${connection.id}.`);
  return tunnel;
}

/** From one gateway to another of the two kinds that connections move between (Site-to-Site VPN User Guide, "Modify the target gateway"). */
function checkMove(world: World, connection: VpnConnection, target: VpnTarget | undefined): void {
  if (connection.target?.kind === "vpn-concentrator")
    throw new ApiError("UnsupportedOperation", "The target of a connection on a VPN concentrator cannot be modified.");
  if (target?.kind === "transit-gateway" && connection.routes.length)
    throw incorrectState(`The VPN connection ${connection.id} has static routes, which must be deleted first.`);
  checkTarget(connection, target);
  checkInsideCidrs(
    world,
    target,
    connection.tunnels.map(({ insideCidr, insideIpv6Cidr }) => ({
      TunnelInsideCidr: insideCidr,
      TunnelInsideIpv6Cidr: insideIpv6Cidr,
    })),
    connection.tunnels,
  );
}
