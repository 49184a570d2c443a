import ipaddr from "ipaddr.js";

/** Both ends' addresses in a tunnel's inside IPv6 block. */
export interface InsideIpv6 {
  /** The /126, in canonical form. */
  cidr: string;
  awsInsideIp: string;
  customerInsideIp: string;
}

/**
 * The ends of a TunnelInsideIpv6Cidr, a /126 in fd00::/8 (VpnTunnelOptionsSpecification): AWS has the first host, the device the
 * second, as in the /30 beside it ("AWS Site-to-Site VPN (IPSec) with IPv6", edge-cloud.net). Null when the text is no such block.
 */
export function insideIpv6(text: string): InsideIpv6 | null {
  if (!ipaddr.IPv6.isValidCIDR(text)) return null;
  const [given, length] = ipaddr.IPv6.parseCIDR(text);
  if (length !== 126 || given.parts[0] === undefined || given.parts[0] >> 8 !== 0xfd) return null;
  const network = ipaddr.IPv6.networkAddressFromCIDR(text);
  return { cidr: `${network}/126`, awsInsideIp: hostOf(network, 1), customerInsideIp: hostOf(network, 2) };
}

/** The last two bits of a /126's network address are clear. */
function hostOf(network: ipaddr.IPv6, host: 1 | 2): string {
  const parts = network.parts.map((part, index) => (index === 7 ? part + host : part));
  return new ipaddr.IPv6(parts).toString();
}
