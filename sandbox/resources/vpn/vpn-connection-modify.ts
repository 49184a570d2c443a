import type {
  ModifyVpnConnectionOptionsRequest,
  ModifyVpnConnectionOptionsResult,
  ModifyVpnConnectionRequest,
  ModifyVpnConnectionResult,
  ModifyVpnTunnelOptionsRequest,
  ModifyVpnTunnelOptionsResult,
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
import { checkTunnelOptions } from "../../vpn/tunnel-options";
import { reviseTunnel } from "../../vpn/tunnel-status";
import type { World } from "../../world";
import {
  changeState,
  checkAsns,
  checkInsideCidrs,
  readCidr,
  requireCustomerGateway,
  type VpnConnection,
  view,
  vpnGatewayTarget,
} from "./vpn-connection";

/** Takes both tunnels down until AWS's ends are provisioned anew. */
export const ModifyVpnConnection: Operation<ModifyVpnConnectionRequest, ModifyVpnConnectionResult> = (input, world) => {
  const connection = requireModifiable(world, need(input.VpnConnectionId, "VpnConnectionId"));
  if (input.TransitGatewayId !== undefined)
    throw new ApiError(
      "InvalidTransitGatewayID.NotFound",
      `The transitGateway ID '${input.TransitGatewayId}' does not exist`,
    );
  if (input.VpnGatewayId !== undefined && input.CustomerGatewayId !== undefined)
    throw invalidCombination(
      "Only one of VpnGatewayId, TransitGatewayId and CustomerGatewayId can be modified at a time.",
    );
  if (input.VpnGatewayId === undefined && input.CustomerGatewayId === undefined) throw missingParameter("VpnGatewayId");
  const customerGateway = requireCustomerGateway(world, input.CustomerGatewayId ?? connection.customerGatewayId);
  const target = input.VpnGatewayId === undefined ? connection.target : vpnGatewayTarget(world, input.VpnGatewayId);
  checkAsns(world, customerGateway, target);
  connection.customerGatewayId = customerGateway.id;
  connection.target = target;
  replaceTunnels(world, connection, connection.tunnels, timings.vpnConnectionModifying);
  return { VpnConnection: view(connection, world) };
};

/** Takes both tunnels down briefly. */
export const ModifyVpnConnectionOptions: Operation<
  ModifyVpnConnectionOptionsRequest,
  ModifyVpnConnectionOptionsResult
> = (input, world) => {
  const connection = requireModifiable(world, need(input.VpnConnectionId, "VpnConnectionId"));
  const { LocalIpv4NetworkCidr: local, RemoteIpv4NetworkCidr: remote } = input;
  if (input.LocalIpv6NetworkCidr !== undefined || input.RemoteIpv6NetworkCidr !== undefined)
    throw invalidCombination("IPv6 CIDR blocks are only supported with TunnelInsideIpVersion ipv6.");
  if (input.TunnelBandwidth !== undefined && input.TunnelBandwidth !== "standard")
    throw new ApiError("UnsupportedOperation", "Large tunnels are only supported for transit gateways.");
  if (local === undefined && remote === undefined && input.TunnelBandwidth === undefined)
    throw missingParameter("LocalIpv4NetworkCidr");
  const next = {
    localCidr: local === undefined ? connection.localCidr : readCidr(local, "localIpv4NetworkCidr"),
    remoteCidr: remote === undefined ? connection.remoteCidr : readCidr(remote, "remoteIpv4NetworkCidr"),
  };
  Object.assign(connection, next);
  replaceTunnels(world, connection, connection.tunnels, timings.vpnConnectionModifying);
  return { VpnConnection: view(connection, world) };
};

/** Takes one tunnel down; the other goes on. */
export const ModifyVpnTunnelOptions: Operation<ModifyVpnTunnelOptionsRequest, ModifyVpnTunnelOptionsResult> = (
  input,
  world,
) => {
  const connection = requireModifiable(world, need(input.VpnConnectionId, "VpnConnectionId"));
  const address = need(input.VpnTunnelOutsideIpAddress, "VpnTunnelOutsideIpAddress");
  const tunnel = connection.tunnels.find((other) => other.outsideAddress === address);
  if (!tunnel) throw invalidValue("vpnTunnelOutsideIpAddress", address, `It is not a tunnel of ${connection.id}.`);
  if (input.PreSharedKeyStorage !== undefined && input.PreSharedKeyStorage !== "Standard")
    throw new ApiError("UnsupportedOperation", "Pre-shared keys in Secrets Manager are not simulated.");
  const given = input.TunnelOptions ?? {};
  const { PreSharedKey, TunnelInsideCidr, ...options } = given;
  const merged = { ...tunnel.options, ...options };
  checkTunnelOptions(given, merged);
  checkInsideCidrs(world, connection.target, [given], tunnel);
  tunnel.options = merged;
  tunnel.preSharedKey = PreSharedKey ?? tunnel.preSharedKey;
  tunnel.insideCidr = TunnelInsideCidr ?? tunnel.insideCidr;
  connection.version += 1;
  if (input.SkipTunnelReplacement) reviseTunnel(world, connection, tunnel);
  else replaceTunnels(world, connection, [tunnel], timings.tunnelReplacing);
  return { VpnConnection: view(connection, world) };
};

function replaceTunnels(world: World, connection: VpnConnection, tunnels: Tunnel[], seconds: number): void {
  for (const tunnel of tunnels) tunnel.isReplacing = true;
  changeState(world, connection, "modifying");
  world.later(seconds, "vpn-connection-available", connection.id);
}

/** One modification at a time. */
function requireModifiable(world: World, id: string): VpnConnection {
  const connection = world.vpnConnections.requireLive(id);
  if (connection.state === "modifying") throw incorrectState(`The VPN connection ${id} is being modified.`);
  if (connection.state !== "available")
    throw new ApiError(
      "InvalidVpnConnection.InvalidState",
      `The VPN connection ${id} must be in the available state to complete the request.`,
    );
  return connection;
}
