import { entriesOf, type NetworkAclEntry } from "../resources/vpc/network-acl-entry";
import type { Subnet } from "../resources/vpc/subnet";
import type { World } from "../world";
import type { Direction } from "./hop";
import { drop, type Journey, type Step } from "./journey";
import { holds, isMeant, type Packet } from "./packet";

/** Lets a packet into or out of a subnet, or says why not. It knows no conversations: replies need entries too. */
export function passNetworkAcl(
  { world, subnet }: { world: World; subnet: Subnet },
  direction: Direction,
  packet: Packet,
  journey: Journey,
): Step | undefined {
  const aclEntry = decidingEntry(world, subnet, direction, packet);
  const { id: subnetId, vpcId, networkAclId: id } = subnet;
  const hop = { kind: "networkAcl", id, subnetId, vpcId, direction, aclEntry } as const;
  if (aclEntry?.action !== "allow") {
    const way = direction === "ingress" ? "into" : "out of";
    const number = aclEntry && aclEntry.number < 32_767 ? `entry ${aclEntry.number}` : "no entry that allows it";
    return drop(world, hop, "SUBNET_ACL_RESTRICTION", `${id} does not let it ${way} ${subnetId}: ${number}.`);
  }
  journey.pass(world, hop);
  return undefined;
}

/** The entry with the lowest number that speaks of the packet. */
export function decidingEntry(
  world: World,
  subnet: Subnet,
  direction: Direction,
  packet: Packet,
): NetworkAclEntry | undefined {
  const peer = direction === "ingress" ? packet.source : packet.destination;
  return entriesOf(world.networkAcls.require(subnet.networkAclId), world)
    .filter(({ isEgress }) => isEgress === (direction === "egress"))
    .find((entry) => holds(entry.cidr, peer) && isMeant(packet, { protocol: entry.protocol, ...portsOf(entry) }));
}

/** As `isMeant` takes them: for ICMP type and code, with -1 for all. */
function portsOf({ ports, icmp }: NetworkAclEntry): { from: number | undefined; to: number | undefined } {
  return { from: ports?.from ?? icmp?.type, to: ports?.to ?? icmp?.code };
}
