import type { VpnTunnelOptionsSpecification } from "@aws-sdk/client-ec2";
import { type Tunnel, tunnelAtRest } from "../../vpn/tunnel";
import { splitTunnelRequest } from "../../vpn/tunnel-options";
import type { World } from "../../world";
import { freeInsideCidr, freeInsideIpv6Cidr } from "./inside-cidrs";
import type { VpnConnection } from "./vpn-connection";

/** Both tunnels of a connection: what was not asked for is drawn. Outside addresses are new each time. */
export function newTunnels(
  world: World,
  connection: VpnConnection,
  requests: VpnTunnelOptionsSpecification[],
  keyStorage: Tunnel["keyStorage"],
): Tunnel[] {
  const asked = requests.flatMap((given) => [given.TunnelInsideCidr ?? [], given.TunnelInsideIpv6Cidr ?? []].flat());
  const { certificateArn } = world.customerGateways.require(connection.customerGatewayId);
  const tunnels: Tunnel[] = [];
  for (const given of requests) {
    const siblings = tunnels.flatMap((tunnel) => [tunnel.insideCidr, tunnel.insideIpv6Cidr ?? []].flat());
    const taken = [...asked, ...siblings];
    const { preSharedKey, insideCidr, insideIpv6Cidr, options } = splitTunnelRequest(given);
    const needsIpv6 = connection.insideIpVersion === "ipv6";
    tunnels.push({
      outsideAddress: world.outsideAddresses.next(connection.outsideAddressType),
      insideCidr: insideCidr ?? freeInsideCidr(world, connection.target, taken),
      insideIpv6Cidr: insideIpv6Cidr ?? (needsIpv6 ? freeInsideIpv6Cidr(world, connection.target, taken) : undefined),
      preSharedKey: preSharedKey ?? newPreSharedKey(world),
      keyStorage,
      certificateArn: certificateArn && newCertificateArn(world),
      maintenance: { appliedAfterMs: undefined, lastAppliedMs: undefined },
      options,
      isReplacing: false,
      ...tunnelAtRest(world.nowMs),
    });
  }
  return tunnels;
}

/** AWS makes the certificate of its own end under the customer's private authority, in the customer's account. */
export function newCertificateArn(world: World): string {
  const { account, region } = world.place;
  const id = [8, 4, 4, 4, 12].map((length) => world.random.pick("0123456789abcdef", length)).join("-");
  return `arn:aws:acm:${region}:${account}:certificate/${id}`;
}

function newPreSharedKey(world: World): string {
  const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return world.random.pick(letters, 1) + world.random.pick(`${letters}0123456789`, 31);
}
