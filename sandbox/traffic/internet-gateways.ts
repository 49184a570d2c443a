import { isIPv6 } from "node:net";
import { publicAddressOf } from "../resources/vpc/address";
import type { World } from "../world";
import { interfaceWith } from "./interfaces";
import { drop, type Journey, type Position, type Step } from "./journey";
import { holds, type Packet } from "./packet";
import { deliver, edgeTableOf } from "./subnets";

type At<Kind extends Position["kind"]> = Extract<Position, { kind: Kind }>;

/** Between a VPC and the internet: public addresses outside, private ones inside. IPv6 passes as it is. */
export function passInternetGateway(position: At<"at-internet-gateway">, packet: Packet, journey: Journey): Step {
  const { world, id, way } = position;
  const { vpcId } = world.internetGateways.require(id);
  if (vpcId === undefined)
    return drop(world, { kind: "internetGateway", id }, "BAD_STATE", `${id} is not attached to a VPC.`);
  const gateway = { world, id, vpcId };
  return way === "out" ? leaveVpc(gateway, packet, journey) : enterVpc(gateway, packet, journey);
}

/** IPv6 only, and from inside only: what comes in must be a reply. */
export function passEgressOnlyGateway(position: At<"at-egress-only-gateway">, packet: Packet, journey: Journey): Step {
  const { world, id, way } = position;
  const { vpcId } = world.egressOnlyInternetGateways.require(id);
  const hop = { kind: "egressOnlyInternetGateway", id, vpcId } as const;
  if (way === "in" && !journey.request?.hops.some((passed) => passed.id === id))
    return drop(world, hop, "NAT_NO_SUCH_CONNECTION", `${id} takes only replies to what it sent itself.`);
  journey.pass(world, hop);
  return way === "out" ? { isArrived: true } : deliver(world, vpcId, packet, undefined);
}

/** The VPC whose internet gateway answers for a public address, and the interface behind it. */
export function holderOfPublicAddress(world: World, address: string) {
  for (const row of world.networkInterfaces.values()) {
    if (row.ipv6Addresses.includes(address)) return { row, privateAddress: address };
    for (const privateAddress of row.privateAddresses)
      if (publicAddressOf(row, privateAddress, world)?.address === address) return { row, privateAddress };
  }
  return undefined;
}

type Gateway = { world: World; id: string; vpcId: string };

function leaveVpc({ world, id, vpcId }: Gateway, packet: Packet, journey: Journey): Step {
  const hop = { kind: "internetGateway", id, vpcId } as const;
  const isPrivate = privateRanges.find(({ blocks }) => blocks.some((block) => holds(block, packet.destination)));
  if (isPrivate) return drop(world, hop, isPrivate.code, `${packet.destination} is not an address of the internet.`);
  const row = interfaceWith(world, vpcId, packet.source);
  const source = isIPv6(packet.source) ? packet.source : row && publicAddressOf(row, packet.source, world)?.address;
  if (row === undefined || source === undefined)
    return drop(world, hop, "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS", `${packet.source} has no public address.`);
  const became = { ...packet, source };
  journey.pass(world, { ...hop, became });
  const other = holderOfPublicAddress(world, packet.destination);
  const theirs = other && world.internetGateways.find((gateway) => gateway.vpcId === other.row.vpcId);
  if (!theirs) return { isArrived: true, packet: became };
  return { next: { kind: "at-internet-gateway", world, id: theirs.id, way: "in" }, packet: became };
}

function enterVpc({ world, id, vpcId }: Gateway, packet: Packet, journey: Journey): Step {
  const hop = { kind: "internetGateway", id, vpcId } as const;
  const holder = holderOfPublicAddress(world, packet.destination);
  if (holder?.row.vpcId !== vpcId || !holder.row.attachment) {
    const text = `${packet.destination} is not the public address of anything in ${vpcId}.`;
    return drop(world, hop, "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS", text);
  }
  const became = { ...packet, destination: holder.privateAddress };
  journey.pass(world, { ...hop, became });
  const table = edgeTableOf(world, id);
  if (table) return { next: { kind: "at-route-table", world, table, subnet: undefined }, packet: became };
  const interfaceId = holder.row.id;
  return { next: { kind: "reaches-interface", world, interfaceId, fromSubnetId: undefined }, packet: became };
}

const privateRanges = [
  { code: "IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS", blocks: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] },
  { code: "IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS", blocks: ["100.64.0.0/10"] },
] as const;
