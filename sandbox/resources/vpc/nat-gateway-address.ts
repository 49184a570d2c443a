import type {
  AssignPrivateNatGatewayAddressRequest,
  AssignPrivateNatGatewayAddressResult,
  AssociateNatGatewayAddressRequest,
  AssociateNatGatewayAddressResult,
  DisassociateNatGatewayAddressRequest,
  DisassociateNatGatewayAddressResult,
  UnassignPrivateNatGatewayAddressRequest,
  UnassignPrivateNatGatewayAddressResult,
} from "@aws-sdk/client-ec2";
import type { Operation } from "../../operation";
import { ApiError, incorrectState, invalidParameterValue, missingParameter, need } from "../../protocol/errors";
import { timings } from "../../timings";
import type { World } from "../../world";
import { alreadyAssociated } from "./address-association";
import { chooseFreeAddresses, requireFreeAddress } from "./interface-addresses";
import { claimAddress, type NatGateway, type NatGatewayAddress, natGatewayAddressView } from "./nat-gateway";

/** Adds Elastic IP addresses to a public gateway, each with a private address of its own. */
export const AssociateNatGatewayAddress: Operation<
  AssociateNatGatewayAddressRequest,
  AssociateNatGatewayAddressResult
> = (input, world) => {
  const row = requireGateway(input.NatGatewayId, true, world);
  const elastics = need(input.AllocationIds, "AllocationId").map((id) => world.addresses.require(id));
  for (const elastic of elastics) if (elastic.association) throw alreadyAssociated(elastic);
  const added = addAddresses(row, { count: elastics.length, named: input.PrivateIpAddresses }, world);
  for (const [index, elastic] of elastics.entries()) {
    const address = added[index];
    if (!address) continue;
    address.allocationId = elastic.id;
    address.status = "associating";
    claimAddress(row, address, elastic, world);
  }
  return answer(row, added, world);
};

export const DisassociateNatGatewayAddress: Operation<
  DisassociateNatGatewayAddressRequest,
  DisassociateNatGatewayAddressResult
> = (input, world) => {
  const row = requireGateway(input.NatGatewayId, true, world);
  const removed = need(input.AssociationIds, "AssociationId").map((id) => {
    const address = row.addresses.find((one) => one.associationId === id);
    if (!address) throw new ApiError("InvalidAssociationID.NotFound", `The association ID '${id}' does not exist`);
    return address;
  });
  return remove(row, removed, "disassociating", world);
};

/** Adds private addresses to a private gateway. */
export const AssignPrivateNatGatewayAddress: Operation<
  AssignPrivateNatGatewayAddressRequest,
  AssignPrivateNatGatewayAddressResult
> = (input, world) => {
  const row = requireGateway(input.NatGatewayId, false, world);
  const { PrivateIpAddresses: named, PrivateIpAddressCount } = input;
  if (!named?.length && PrivateIpAddressCount === undefined) throw missingParameter("PrivateIpAddress");
  const added = addAddresses(row, { count: PrivateIpAddressCount ?? named?.length ?? 0, named }, world);
  return answer(row, added, world);
};

export const UnassignPrivateNatGatewayAddress: Operation<
  UnassignPrivateNatGatewayAddressRequest,
  UnassignPrivateNatGatewayAddressResult
> = (input, world) => {
  const row = requireGateway(input.NatGatewayId, false, world);
  const removed = need(input.PrivateIpAddresses, "PrivateIpAddress").map((privateAddress) => {
    const address = row.addresses.find((one) => one.privateAddress === privateAddress);
    if (!address) throw invalidParameterValue(`${privateAddress} is not an address of NAT gateway ${row.id}`);
    return address;
  });
  return remove(row, removed, "unassigning", world);
};

/** What was being added is there, what was being removed is gone. */
export function natGatewayAddressesSettle(world: World, id: string): void {
  const row = world.natGateways.get(id);
  if (row?.state !== "available") return;
  const isLeaving = ({ status }: NatGatewayAddress) => status === "unassigning" || status === "disassociating";
  for (const { allocationId } of row.addresses.filter(isLeaving)) {
    const elastic = world.addresses.get(allocationId);
    if (elastic?.association?.networkInterfaceId === row.networkInterfaceId) elastic.association = undefined;
  }
  row.addresses = row.addresses.filter((address) => !isLeaving(address));
  for (const address of row.addresses) address.status = "succeeded";
  const holder = world.networkInterfaces.get(row.networkInterfaceId);
  if (holder) holder.privateAddresses = row.addresses.map(({ privateAddress }) => privateAddress);
}

function requireGateway(id: string | undefined, isPublic: boolean, world: World): NatGateway {
  const row = world.natGateways.requireLive(need(id, "NatGatewayId"));
  if (row.isPublic !== isPublic)
    throw new ApiError(
      "UnsupportedOperation",
      `NAT gateway ${row.id} has connectivity type ${row.isPublic ? "public" : "private"}.`,
    );
  if (row.state !== "available") throw incorrectState(`NAT gateway ${row.id} is not in state available.`);
  return row;
}

function addAddresses(
  row: NatGateway,
  wanted: { count: number; named: string[] | undefined },
  world: World,
): NatGatewayAddress[] {
  const subnet = world.subnets.require(row.subnetId);
  const named = (wanted.named ?? []).map((address) => requireFreeAddress(address, subnet, world));
  const free = chooseFreeAddresses(subnet, wanted.count - named.length, world, named);
  const added = [...named, ...free].map(
    (privateAddress): NatGatewayAddress => ({
      privateAddress,
      allocationId: undefined,
      associationId: undefined,
      publicAddress: undefined,
      isPrimary: false,
      status: "assigning",
    }),
  );
  row.addresses.push(...added);
  world.networkInterfaces.get(row.networkInterfaceId)?.privateAddresses.push(...named, ...free);
  world.later(timings.natGatewayAddress, "nat-gateway-addresses-settled", row.id);
  return added;
}

function remove(row: NatGateway, removed: NatGatewayAddress[], status: NatGatewayAddress["status"], world: World) {
  if (removed.some(({ isPrimary }) => isPrimary))
    throw invalidParameterValue(`The primary address of NAT gateway ${row.id} cannot be removed.`);
  for (const address of removed) address.status = status;
  world.later(timings.natGatewayAddress, "nat-gateway-addresses-settled", row.id);
  return answer(row, removed, world);
}

function answer(row: NatGateway, addresses: NatGatewayAddress[], world: World) {
  return {
    NatGatewayId: row.id,
    NatGatewayAddresses: addresses.map((address) => natGatewayAddressView(row, address, world)),
  };
}
