import ipaddr from "ipaddr.js";
import type { ReadTunnel } from "./read-tunnel";

/** Whether an address is in the network of a tunnel's inside address, in either version; never where its length is not known. */
export function isInsidePeer(inside: ReadTunnel["inside"], address: string): boolean {
  const { address: own = "", prefixLength = null } = inside?.value ?? {};
  if (prefixLength === null) return false;
  if (ipaddr.IPv4.isValidFourPartDecimal(own))
    return (
      prefixLength <= 32 &&
      ipaddr.IPv4.isValidFourPartDecimal(address) &&
      ipaddr.IPv4.parse(address).match(ipaddr.IPv4.parse(own), prefixLength)
    );
  return (
    prefixLength <= 128 &&
    ipaddr.IPv6.isValid(own) &&
    ipaddr.IPv6.isValid(address) &&
    ipaddr.IPv6.parse(address).match(ipaddr.IPv6.parse(own), prefixLength)
  );
}
