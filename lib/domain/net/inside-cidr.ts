import { contains, isCanonicalCidr, isCidr, nextFreeCidr, overlaps, parseCidr } from "./cidr";

/** The space a tunnel's inside addresses come from. */
export const INSIDE_CIDR_SPACE = "169.254.0.0/16";

/** Blocks EC2 refuses as TunnelInsideCidr (VpnTunnelOptionsSpecification). */
export const RESERVED_INSIDE_CIDRS: readonly string[] = [
  "169.254.0.0/30",
  "169.254.1.0/30",
  "169.254.2.0/30",
  "169.254.3.0/30",
  "169.254.4.0/30",
  "169.254.5.0/30",
  "169.254.169.252/30",
];

/** Why EC2 would refuse the block; the first reason that applies. */
export type InsideCidrProblem = "notACidr" | "outsideSpace" | "wrongSize" | "hostBits" | "reserved";

/** What is wrong with the text as a tunnel's inside CIDR, or null. Uniqueness on the gateway is the caller's to check. */
export function insideCidrProblem(text: string): InsideCidrProblem | null {
  if (!isCidr(text)) return "notACidr";
  if (!contains(INSIDE_CIDR_SPACE, text)) return "outsideSpace";
  if (parseCidr(text).prefixLength !== 30) return "wrongSize";
  if (!isCanonicalCidr(text)) return "hostBits";
  if (RESERVED_INSIDE_CIDRS.some((reserved) => overlaps(reserved, text))) return "reserved";
  return null;
}

/** True when EC2 takes the text as a tunnel's inside CIDR. */
export function isInsideCidr(text: string): boolean {
  return insideCidrProblem(text) === null;
}

/** The lowest inside /30 that is neither reserved nor taken; null when none is left. */
export function nextFreeInsideCidr(taken: readonly string[]): string | null {
  return nextFreeCidr(INSIDE_CIDR_SPACE, 30, [...RESERVED_INSIDE_CIDRS, ...taken]);
}
