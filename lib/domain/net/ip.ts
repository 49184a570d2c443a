import ipaddr from "ipaddr.js";

/** True for a dotted IPv4 address of four plain decimal parts; short, octal and hexadecimal spellings are refused. */
export function isIpv4(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text);
}

/**
 * True when AWS could reach this address over the internet: not private (RFC 1918), carrier NAT (RFC 6598), loopback,
 * link-local, multicast or reserved. The documentation ranges of RFC 5737 count as public: whether EC2 refuses them is
 * not written anywhere we know of, and examples and the demo world need addresses that belong to nobody.
 */
export function isPublicIpv4(text: string): boolean {
  if (!isIpv4(text)) return false;
  const address = ipaddr.IPv4.parse(text);
  if (DOCUMENTATION_RANGES.some((range) => address.match(ipaddr.IPv4.parseCIDR(range)))) return true;
  return !NOT_PUBLIC.has(address.range());
}

/** The address as an unsigned 32-bit number, for arithmetic and sorting. Throws on text that is no IPv4 address. */
export function ipv4ToNumber(text: string): number {
  return ipaddr.IPv4.parse(text)
    .toByteArray()
    .reduce((sum, byte) => sum * 256 + byte, 0);
}

/** The address with this unsigned 32-bit value. Throws outside 0 … 2³²−1. */
export function ipv4FromNumber(value: number): string {
  const octets = [2 ** 24, 2 ** 16, 2 ** 8, 1].map((weight) => Math.floor(value / weight) % 256);
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** 32) throw new RangeError(`Not an IPv4 address: ${value}`);
  return new ipaddr.IPv4(octets).toString();
}

/** Orders addresses as numbers, so that .9 stands before .10. For Array.sort. */
export function compareIpv4(a: string, b: string): number {
  return ipv4ToNumber(a) - ipv4ToNumber(b);
}

const DOCUMENTATION_RANGES = ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"];

const NOT_PUBLIC = new Set<string>([
  "unspecified",
  "broadcast",
  "multicast",
  "linkLocal",
  "loopback",
  "carrierGradeNat",
  "private",
  "reserved",
]);
