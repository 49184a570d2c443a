import type { VpnTunnelOptionsSpecification } from "@aws-sdk/client-ec2";
import { formatAddress, known } from "../../net";
import { formatBlock6, known6 } from "../../net6";
import { ApiError } from "../../protocol/errors";
import type { Tunnel } from "../../vpn/tunnel";
import type { World } from "../../world";
import type { VpnTarget } from "./vpn-target";

type Requests = Pick<VpnTunnelOptionsSpecification, "TunnelInsideCidr" | "TunnelInsideIpv6Cidr">[];

/**
 * Inside blocks are unique among the connections of a VPN gateway, and IPv6 ones among those of a transit gateway. A
 * transit gateway takes the same IPv4 block again: the device has to tell them apart (SDK, VpnTunnelOptionsSpecification).
 */
export function checkInsideCidrs(
  world: World,
  target: VpnTarget | undefined,
  requests: Requests,
  except: Tunnel[] = [],
): void {
  const taken = insideCidrsOn(world, target, except);
  const isShared = target?.kind === "transit-gateway" || target?.kind === "vpn-concentrator";
  const within = new Set<string>();
  for (const cidr of requests.flatMap((given) => [given.TunnelInsideCidr, given.TunnelInsideIpv6Cidr])) {
    if (cidr === undefined) continue;
    const mayRepeat = isShared && !cidr.includes(":");
    if (within.has(cidr) || (taken.has(cidr) && !mayRepeat)) throw inUse(cidr);
    within.add(cidr);
  }
}

/** A free /30 on this gateway that none of `requested` asks for. */
export function freeInsideCidr(world: World, target: VpnTarget | undefined, requested: string[]): string {
  const taken = insideCidrsOn(world, target, []);
  const { base } = known("169.254.0.0/16");
  for (let tries = 0; tries < triesMax; tries++) {
    const cidr = `${formatAddress(base + 2048 + 4 * world.random.below(insideBlocks))}/30`;
    if (!cidr.startsWith("169.254.169.") && !taken.has(cidr) && !requested.includes(cidr)) return cidr;
  }
  throw new ApiError("InsufficientInsideCidrs", "No inside CIDR block is left on this gateway.", 500);
}

/** A free /126 of fd00::/8 on this gateway. */
export function freeInsideIpv6Cidr(world: World, target: VpnTarget | undefined, requested: string[]): string {
  const taken = insideCidrsOn(world, target, []);
  for (;;) {
    const offset = BigInt(`0x${world.random.pick("0123456789abcdef", 28)}`) * 4n;
    const cidr = formatBlock6({ base: known6("fd00::/8").base + offset, length: 126 });
    if (!taken.has(cidr) && !requested.includes(cidr)) return cidr;
  }
}

export function inUse(cidr: string): ApiError {
  return new ApiError("InvalidCidr.InUse", `The CIDR '${cidr}' is already in use.`);
}

function insideCidrsOn(world: World, target: VpnTarget | undefined, except: Tunnel[]): Set<string> {
  const cidrs = new Set<string>();
  for (const row of world.vpnConnections.under("target", target?.id ?? "")) {
    if (row.state === "deleted") continue;
    for (const tunnel of row.tunnels) {
      if (except.includes(tunnel)) continue;
      cidrs.add(tunnel.insideCidr);
      if (tunnel.insideIpv6Cidr !== undefined) cidrs.add(tunnel.insideIpv6Cidr);
    }
  }
  return cidrs;
}

/** /30 blocks from 169.254.8.0 to 169.254.255.252: above 169.254.0.0/21, where AWS's reserved blocks are. */
const insideBlocks = (65_536 - 2048) / 4;

const triesMax = 100_000;
