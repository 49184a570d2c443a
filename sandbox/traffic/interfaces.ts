import type { NetworkInterface } from "../resources/vpc/network-interface";
import type { World } from "../world";
import type { Direction } from "./hop";
import { drop, type Journey, type Position, type Step } from "./journey";
import { passNetworkAcl } from "./network-acls";
import type { Packet } from "./packet";
import { admittingRule } from "./security-groups";

type At<Kind extends Position["kind"]> = Extract<Position, { kind: Kind }>;

/** A host sends: its interface lets out what comes from its own address and what its security groups allow. */
export function leaveInterface(position: At<"leaves-interface">, packet: Packet, journey: Journey): Step {
  const { world } = position;
  const row = world.networkInterfaces.require(position.interfaceId);
  const stopped = passInstance(world, row, journey);
  if (stopped) return stopped;
  journey.pass(world, hopOf(row, "egress"));
  if (row.sourceDestCheck && !isOwn(row, packet.source)) return spoofed(world, row, packet, "egress");
  return passSecurityGroups(world, row, "egress", packet, journey) ?? fromSubnetOf(world, row);
}

/** A packet comes to an interface: to its host, to a NAT gateway, or to an appliance that sends it on. */
export function reachInterface(position: At<"reaches-interface">, packet: Packet, journey: Journey): Step {
  const { world } = position;
  const row = world.networkInterfaces.require(position.interfaceId);
  const subnet = world.subnets.require(row.subnetId);
  const denied =
    position.fromSubnetId === subnet.id ? undefined : passNetworkAcl({ world, subnet }, "ingress", packet, journey);
  if (denied) return denied;
  const refused = passSecurityGroups(world, row, "ingress", packet, journey);
  if (refused) return refused;
  journey.pass(world, hopOf(row, "ingress"));
  if (row.interfaceType === "nat_gateway") return passNatGateway(world, row, packet, journey);
  const stopped = passInstance(world, row, journey);
  if (stopped) return stopped;
  if (isOwn(row, packet.destination)) return { isArrived: true };
  if (row.sourceDestCheck) return spoofed(world, row, packet, "ingress");
  return passSecurityGroups(world, row, "egress", packet, journey) ?? fromSubnetOf(world, row);
}

/** The interface that has an address in a VPC. */
export function interfaceWith(world: World, vpcId: string, address: string): NetworkInterface | undefined {
  return world.networkInterfaces.find((row) => row.vpcId === vpcId && isOwn(row, address));
}

export function isOwn(row: NetworkInterface, address: string): boolean {
  return row.privateAddresses.includes(address) || row.ipv6Addresses.includes(address);
}

/** A NAT gateway puts its own address in the place of the source, and the source back into replies. */
function passNatGateway(world: World, row: NetworkInterface, packet: Packet, journey: Journey): Step {
  const gateway = world.natGateways.find(({ networkInterfaceId }) => networkInterfaceId === row.id);
  const id = gateway?.id ?? row.id;
  const hop = { kind: "natGateway", id, vpcId: row.vpcId, subnetId: row.subnetId } as const;
  if (gateway?.state !== "available") return drop(world, hop, "BAD_STATE", `${id} is not available.`);
  const known = journey.request?.translations.find(
    ({ natGatewayId, privateAddress }) => natGatewayId === id && privateAddress === packet.destination,
  );
  const [address] = row.privateAddresses;
  if (isOwn(row, packet.destination) && !known)
    return drop(world, hop, "NAT_NO_SUCH_CONNECTION", `${id} takes only replies to what it sent itself.`);
  if (!known && address !== undefined)
    journey.translations.push({ natGatewayId: id, privateAddress: address, source: packet.source });
  const became = known ? { ...packet, destination: known.source } : { ...packet, source: address ?? packet.source };
  journey.pass(world, { ...hop, became });
  return { ...fromSubnetOf(world, row), packet: became };
}

function passSecurityGroups(
  world: World,
  row: NetworkInterface,
  direction: Direction,
  packet: Packet,
  journey: Journey,
): Step | undefined {
  const [first] = row.groupIds;
  if (first === undefined) return undefined;
  const rule = admittingRule(world, row.groupIds, direction, packet);
  const hop = { kind: "securityGroup", vpcId: row.vpcId, direction } as const;
  if (!rule && !journey.isKnownTo(row.id)) {
    const way = direction === "ingress" ? "into" : "out of";
    const text = `No rule of ${row.groupIds.join(", ")} lets it ${way} ${row.id}.`;
    return drop(world, hopOf(row, direction), "ENI_SG_RULES_MISMATCH", text, row.groupIds);
  }
  if (journey.isKnownTo(row.id)) journey.pass(world, { ...hop, id: first });
  else if (rule) {
    const { tags: _tags, ...securityGroupRule } = rule;
    journey.pass(world, { ...hop, id: rule.groupId, securityGroupRule });
  }
  return undefined;
}

function passInstance(world: World, row: NetworkInterface, journey: Journey): Step | undefined {
  const instance = world.instances.get(row.attachment?.instanceId);
  if (!instance) return undefined;
  const hop = { kind: "instance", id: instance.id, vpcId: row.vpcId, subnetId: row.subnetId } as const;
  if (instance.state !== "running")
    return drop(world, hop, "BAD_STATE", `${instance.id} is ${instance.state}, not running.`);
  journey.pass(world, hop);
  return undefined;
}

function fromSubnetOf(world: World, row: NetworkInterface): { next: Position } {
  return { next: { kind: "leaves-subnet", world, subnet: world.subnets.require(row.subnetId) } };
}

function spoofed(world: World, row: NetworkInterface, packet: Packet, direction: Direction): Step {
  const foreign = direction === "ingress" ? packet.destination : packet.source;
  const text = `${row.id} checks source and destination, and ${foreign} is not its own address.`;
  return drop(world, hopOf(row, direction), "ENI_SOURCE_DEST_CHECK_RESTRICTION", text);
}

function hopOf(row: NetworkInterface, direction: Direction) {
  const { id, vpcId, subnetId, attachment } = row;
  const attached = attachment?.instanceId === undefined ? {} : { instanceId: attachment.instanceId };
  return { kind: "networkInterface", id, vpcId, subnetId, direction, ...attached } as const;
}
