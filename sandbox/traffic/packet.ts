import { isIPv6 } from "node:net";
import { type Cidr, containsCidr, parseCidr } from "../resources/transit-gateway/cidr";

/** One packet of a conversation. Of ICMP only echo and its reply are spoken of: that is what ping sends. */
export type Packet = { source: string; destination: string } & Service;

/** What is said, whoever says it to whom. */
export type Service =
  | { protocol: "tcp" | "udp"; sourcePort: number; destinationPort: number }
  | { protocol: "icmp"; isReply: boolean };

/** What the other end sends back. */
export function replyTo(packet: Packet): Packet {
  const { source: destination, destination: source } = packet;
  if (packet.protocol === "icmp") return { source, destination, protocol: "icmp", isReply: !packet.isReply };
  const { protocol, sourcePort: destinationPort, destinationPort: sourcePort } = packet;
  return { source, destination, protocol, sourcePort, destinationPort };
}

/** The five things by which flows are told apart, as text. */
export function flowKey(packet: Packet): string {
  const ports = packet.protocol === "icmp" ? "" : `${packet.sourcePort}>${packet.destinationPort}`;
  return `${packet.protocol} ${packet.source} ${packet.destination} ${ports}`;
}

/** Whether a rule that names a protocol, and ports or an ICMP type and code, speaks of this packet. */
export function isMeant(
  packet: Packet,
  rule: { protocol: string; from: number | undefined; to: number | undefined },
): boolean {
  const protocol = protocolNumbers[rule.protocol] ?? rule.protocol;
  if (protocol === "-1") return true;
  if (protocol !== protocolNumber(packet)) return false;
  const { from = -1, to = -1 } = rule;
  if (packet.protocol === "icmp") return (from === -1 || from === icmpType(packet)) && (to === -1 || to === 0);
  return from === -1 || (from <= packet.destinationPort && packet.destinationPort <= to);
}

/** By IANA's numbers, as network ACLs have it. */
export function protocolNumber(packet: Packet): string {
  if (packet.protocol !== "icmp") return packet.protocol === "tcp" ? "6" : "17";
  return isIPv6(packet.source) ? "58" : "1";
}

/** Whether an address lies in a block of its family. A prefix that is none holds nothing. */
export function holds(block: string, address: string): boolean {
  const outer = parseCidr(block);
  return outer !== undefined && containsCidr(outer, addressCidr(address));
}

/** An address as the block of one. Throws for text that is no address: packets are only made of those. */
export function addressCidr(address: string): Cidr {
  const cidr = parseCidr(`${address}/${isIPv6(address) ? 128 : 32}`);
  if (cidr) return cidr;
  throw new Error(`Not an IP address: ${address}`);
}

const protocolNumbers: Record<string, string> = { icmp: "1", tcp: "6", udp: "17", icmpv6: "58" };

/** Echo and its reply, RFC 792 and RFC 4443. */
function icmpType(packet: Packet & { protocol: "icmp" }): number {
  if (isIPv6(packet.source)) return packet.isReply ? 129 : 128;
  return packet.isReply ? 0 : 8;
}
