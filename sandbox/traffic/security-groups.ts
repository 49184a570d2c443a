import { currentEntries } from "../resources/vpc/prefix-list";
import { rulesOf, type SecurityGroupRule } from "../resources/vpc/security-group-rule";
import type { World } from "../world";
import type { Direction } from "./hop";
import { holds, isMeant, type Packet } from "./packet";

/** The first rule of these groups that lets a packet through. The order says nothing: rules only allow. */
export function admittingRule(
  world: World,
  groupIds: string[],
  direction: Direction,
  packet: Packet,
): SecurityGroupRule | undefined {
  const peer = direction === "ingress" ? packet.source : packet.destination;
  return groupIds
    .flatMap((groupId) => rulesOf(world, groupId))
    .filter(({ isEgress }) => isEgress === (direction === "egress"))
    .filter(({ protocol, fromPort: from, toPort: to }) => isMeant(packet, { protocol, from, to }))
    .find((rule) => isPeer(world, rule, peer));
}

function isPeer(world: World, rule: SecurityGroupRule, address: string): boolean {
  const { peerGroupId, prefixListId } = rule;
  if (peerGroupId !== undefined) return isInGroup(world, peerGroupId, address);
  const list = world.prefixLists.get(prefixListId);
  const blocks = list ? currentEntries(list).map(({ cidr }) => cidr) : [rule.cidr, rule.cidrIpv6];
  return blocks.some((block) => block !== undefined && holds(block, address));
}

/** A group stands for the private addresses of its interfaces in its VPC. */
function isInGroup(world: World, groupId: string, address: string): boolean {
  return world.networkInterfaces
    .where((row) => row.groupIds.includes(groupId))
    .some((row) => row.privateAddresses.includes(address) || row.ipv6Addresses.includes(address));
}
