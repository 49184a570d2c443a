import ipaddr from "ipaddr.js";
import { DomainError } from "../../errors";
import { ipv4FromNumber, ipv4ToNumber } from "./ip";

/** An IPv4 block. `address` is as written and may have host bits; `first` and `last` are unsigned 32-bit numbers, inclusive. */
export interface Cidr {
  address: string;
  prefixLength: number;
  first: number;
  last: number;
}

const KNOWN_MAX = 20_000;
const known = new Map<string, Readonly<Cidr>>();

/**
 * Reads "10.0.0.0/16"; host bits are allowed. Throws DomainError `invalid-cidr` on anything else. What was read is kept: a plan
 * compares each block of a network with each other, a million times where there are a thousand.
 */
export function parseCidr(text: string): Readonly<Cidr> {
  const before = known.get(text);
  if (before) return before;
  const cidr = read(text);
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(text, cidr);
  return cidr;
}

function read(text: string): Cidr {
  if (!isCidr(text)) throw new DomainError("invalid-cidr", { cidr: text });
  const [address, prefixLength] = ipaddr.IPv4.parseCIDR(text);
  const size = 2 ** (32 - prefixLength);
  const first = Math.floor(ipv4ToNumber(address.toString()) / size) * size;
  return { address: address.toString(), prefixLength, first, last: first + size - 1 };
}

/** True for an IPv4 block in CIDR notation, with or without host bits. */
export function isCidr(text: string): boolean {
  return known.has(text) || (ipaddr.IPv4.isValidCIDRFourPartDecimal(text) && !/\/0\d/.test(text));
}

/** The block as EC2 stores it, host bits cleared: "10.0.3.7/16" → "10.0.0.0/16". */
export function canonicalCidr(text: string): string {
  const cidr = parseCidr(text);
  return `${ipv4FromNumber(cidr.first)}/${cidr.prefixLength}`;
}

/** True when the text is a block whose address is its network address. */
export function isCanonicalCidr(text: string): boolean {
  return isCidr(text) && canonicalCidr(text) === text;
}

/** The first address of the block. */
export function networkAddress(text: string): string {
  return ipv4FromNumber(parseCidr(text).first);
}

/** The first address after the network address: in a VPC's block, the router of its first subnet (VPC user guide, "Subnet sizing"). */
export function firstHostAddress(text: string): string {
  return ipv4FromNumber(parseCidr(text).first + 1);
}

/** The block's mask in dotted form: "/30" → "255.255.255.252". */
export function netmask(text: string): string {
  return ipaddr.IPv4.subnetMaskFromPrefixLength(parseCidr(text).prefixLength).toString();
}

/** The mask's opposite, as Cisco's access lists have it: "/30" → "0.0.0.3". */
export function wildcardMask(text: string): string {
  return ipv4FromNumber(addressCount(text) - 1);
}

/** How many addresses the block holds, network and broadcast address included. */
export function addressCount(text: string): number {
  return 2 ** (32 - parseCidr(text).prefixLength);
}

/** How many addresses instances can have in a subnet of this block: AWS keeps five of each (VPC user guide, "Subnet sizing"). */
export function hostCount(text: string): number {
  return Math.max(0, addressCount(text) - 5);
}

/** True when every address of `inner` is in `outer`; a block contains itself. */
export function contains(outer: string, inner: string): boolean {
  const o = parseCidr(outer);
  const i = parseCidr(inner);
  return o.first <= i.first && i.last <= o.last;
}

/** True when the address is in the block. */
export function containsAddress(cidr: string, address: string): boolean {
  return contains(cidr, `${address}/32`);
}

/** True when the blocks share an address. */
export function overlaps(a: string, b: string): boolean {
  const x = parseCidr(a);
  const y = parseCidr(b);
  return x.first <= y.last && y.first <= x.last;
}

/** The lowest block of this size in `within` that overlaps nothing in `taken`; null when there is none. */
export function nextFreeCidr(within: string, prefixLength: number, taken: readonly string[]): string | null {
  const space = parseCidr(within);
  const size = 2 ** (32 - prefixLength);
  const blocked = taken.map(parseCidr).sort((a, b) => a.first - b.first);
  let start = Math.ceil(space.first / size) * size;
  for (const block of blocked) {
    if (block.first >= start + size) break;
    if (block.last >= start) start = Math.ceil((block.last + 1) / size) * size;
  }
  return start + size - 1 <= space.last ? `${ipv4FromNumber(start)}/${prefixLength}` : null;
}

/** AWS's address in a tunnel's inside /30: the first host (aws-vpn user guide, TunnelInsideCidr). */
export function awsInsideIp(insideCidr: string): string {
  return firstHostAddress(insideCidr);
}

/** The customer device's address in a tunnel's inside /30: the second host. */
export function customerInsideIp(insideCidr: string): string {
  return ipv4FromNumber(parseCidr(insideCidr).first + 2);
}
