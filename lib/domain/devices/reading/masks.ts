import { ipv4FromNumber, ipv4ToNumber, isIpv4 } from "../../net/ip";

/** "255.255.255.252" → 30; null for what is no mask. */
export function prefixLengthOf(mask: string): number | null {
  if (!isIpv4(mask)) return null;
  const ones = ipv4ToNumber(mask).toString(2).padStart(32, "0").lastIndexOf("1") + 1;
  return 2 ** 32 - 2 ** (32 - ones) === ipv4ToNumber(mask) ? ones : null;
}

/** The mask's opposite, as access lists have it: "0.0.0.255" → 24. */
export function prefixLengthOfWildcard(wildcard: string): number | null {
  if (!isIpv4(wildcard)) return null;
  return prefixLengthOf(ipv4FromNumber(2 ** 32 - 1 - ipv4ToNumber(wildcard)));
}
