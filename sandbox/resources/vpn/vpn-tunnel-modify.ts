import type {
  ModifyVpnTunnelCertificateRequest,
  ModifyVpnTunnelCertificateResult,
  ModifyVpnTunnelOptionsRequest,
  ModifyVpnTunnelOptionsResult,
  ModifyVpnTunnelOptionsSpecification,
} from "@aws-sdk/client-ec2";
import type { Operation } from "../../operation";
import { incorrectState, invalidCombination, need } from "../../protocol/errors";
import { timings } from "../../timings";
import type { Tunnel } from "../../vpn/tunnel";
import { checkTunnelOptions, mergeTunnelOptions, splitTunnelRequest } from "../../vpn/tunnel-options";
import { checkInsideCidrs, inUse } from "./inside-cidrs";
import { newCertificateArn } from "./new-tunnel";
import { readKeyStorage, settleSecret } from "./pre-shared-keys";
import { noteMaintenance } from "./tunnel-maintenance";
import { surroundings, type VpnConnection } from "./vpn-connection";
import { replaceTunnels, requireModifiable, requireTunnel } from "./vpn-connection-modify";
import { view } from "./vpn-connection-view";

/** Takes one tunnel down; the other goes on. */
export const ModifyVpnTunnelOptions: Operation<ModifyVpnTunnelOptionsRequest, ModifyVpnTunnelOptionsResult> = (
  input,
  world,
) => {
  const connection = requireModifiable(world, need(input.VpnConnectionId, "VpnConnectionId"));
  const tunnel = requireTunnel(connection, need(input.VpnTunnelOutsideIpAddress, "VpnTunnelOutsideIpAddress"));
  const keyStorage = readKeyStorage(input.PreSharedKeyStorage);
  const given = input.TunnelOptions ?? {};
  const asked = splitTunnelRequest(given);
  const options = mergeTunnelOptions(tunnel.options, asked.options);
  const customerGateway = world.customerGateways.require(connection.customerGatewayId);
  checkTunnelOptions(given, options, surroundings(connection, customerGateway));
  checkInsideCidrs(world, connection.target, [given], [tunnel]);
  checkSibling(connection, tunnel, given);
  const isSkipped = mayStayUp(tunnel, input);
  tunnel.options = options;
  tunnel.preSharedKey = asked.preSharedKey ?? tunnel.preSharedKey;
  tunnel.insideCidr = asked.insideCidr ?? tunnel.insideCidr;
  tunnel.insideIpv6Cidr = asked.insideIpv6Cidr ?? tunnel.insideIpv6Cidr;
  tunnel.keyStorage = keyStorage ?? tunnel.keyStorage;
  if (!options.EnableTunnelLifecycleControl) noteMaintenance(world, tunnel);
  settleSecret(world, connection);
  connection.version += 1;
  replaceTunnels(world, connection, isSkipped ? [] : [tunnel], timings.tunnelReplacing);
  return { VpnConnection: view(connection, world) };
};

/** AWS's end gets a new certificate, under the authority that it had. */
export const ModifyVpnTunnelCertificate: Operation<
  ModifyVpnTunnelCertificateRequest,
  ModifyVpnTunnelCertificateResult
> = (input, world) => {
  const connection = requireModifiable(world, need(input.VpnConnectionId, "VpnConnectionId"));
  const tunnel = requireTunnel(connection, need(input.VpnTunnelOutsideIpAddress, "VpnTunnelOutsideIpAddress"));
  if (tunnel.certificateArn === undefined)
    throw invalidCombination(`The VPN connection ${connection.id} does not use certificate-based authentication.`);
  tunnel.certificateArn = newCertificateArn(world);
  replaceTunnels(world, connection, [tunnel], timings.tunnelReplacing);
  return { VpnConnection: view(connection, world) };
};

/**
 * SkipTunnelReplacement has its effect when nothing but lifecycle control changes (SDK). Lifecycle control cannot be
 * switched off without a replacement while maintenance is pending (Site-to-Site VPN User Guide, "Endpoint lifecycle control").
 */
function mayStayUp(tunnel: Tunnel, input: ModifyVpnTunnelOptionsRequest): boolean {
  const { EnableTunnelLifecycleControl: isWanted, ...others } = input.TunnelOptions ?? {};
  if (!input.SkipTunnelReplacement || Object.keys(others).length > 0) return false;
  if (isWanted === false && tunnel.maintenance.appliedAfterMs !== undefined)
    throw incorrectState(
      `Maintenance is pending for the tunnel ${tunnel.outsideAddress}: lifecycle control cannot be turned off without a tunnel replacement.`,
    );
  return true;
}

/** The other tunnel's blocks are taken on every kind of gateway. */
function checkSibling(connection: VpnConnection, tunnel: Tunnel, given: ModifyVpnTunnelOptionsSpecification): void {
  const others = connection.tunnels.filter((other) => other !== tunnel);
  const taken = others.flatMap(({ insideCidr, insideIpv6Cidr }) => [insideCidr, insideIpv6Cidr ?? []].flat());
  for (const cidr of [given.TunnelInsideCidr, given.TunnelInsideIpv6Cidr])
    if (cidr !== undefined && taken.includes(cidr)) throw inUse(cidr);
}
