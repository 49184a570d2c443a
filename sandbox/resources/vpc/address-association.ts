import type {
  AddressAttribute,
  AssociateAddressRequest,
  AssociateAddressResult,
  DescribeAddressesAttributeRequest,
  DescribeAddressesAttributeResult,
  DisassociateAddressRequest,
  ModifyAddressAttributeRequest,
  ModifyAddressAttributeResult,
  ResetAddressAttributeRequest,
  ResetAddressAttributeResult,
} from "@aws-sdk/client-ec2";
import { page } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError, invalidCombination, invalidValue, missingParameter, need } from "../../protocol/errors";
import type { World } from "../../world";
import { type Address, refusePublicIp, requireAddress, requireOwnAssociation } from "./address";
import { interfacesOf, type NetworkInterface, requireOwnInterface } from "./network-interface";

/** An address that is somewhere else moves by itself, unless the caller forbids it (SDK, `AllowReassociation`). */
export const AssociateAddress: Operation<AssociateAddressRequest, AssociateAddressResult> = (input, world) => {
  const row = requireAddress(input, world);
  const holder = readHolder(input, world);
  const privateAddress = input.PrivateIpAddress ?? need(holder.privateAddresses[0], "PrivateIpAddress");
  if (!holder.privateAddresses.includes(privateAddress))
    throw invalidValue("privateIpAddress", privateAddress, `Address is not assigned to interface ${holder.id}`);
  if (!world.internetGateways.find((gateway) => gateway.vpcId === holder.vpcId))
    throw new ApiError("Gateway.NotAttached", `Network ${holder.vpcId} is not attached to any internet gateway`);
  if (input.AllowReassociation === false && row.association) throw alreadyAssociated(row);
  if (row.association) requireOwnAssociation(row, world);
  const other = associatedWith(holder.id, privateAddress, world);
  if (other && other !== row) other.association = undefined;
  const isSame = row.association?.networkInterfaceId === holder.id && row.association.privateAddress === privateAddress;
  if (!isSame) row.association = associate(world, holder.id, privateAddress);
  if (privateAddress === holder.privateAddresses[0]) holder.launchPublicAddress = undefined;
  return { AssociationId: row.association?.id };
};

export const DisassociateAddress: Operation<DisassociateAddressRequest> = (input, world) => {
  const row = findAssociated(input, world);
  requireOwnAssociation(row, world);
  row.association = undefined;
  return undefined;
};

export const DescribeAddressesAttribute: Operation<
  DescribeAddressesAttributeRequest,
  DescribeAddressesAttributeResult
> = (input, world) => {
  const ids = input.AllocationIds;
  const asked = ids?.length ? ids.map((id) => world.addresses.require(id)) : world.addresses.all();
  const found = page(asked, input, undefined, { least: 1, most: 1000 });
  const named = found.rows.filter((row) => row.ptrRecord !== undefined);
  return { Addresses: named.map(attributeView), NextToken: found.nextToken };
};

export const ModifyAddressAttribute: Operation<ModifyAddressAttributeRequest, ModifyAddressAttributeResult> = (
  input,
  world,
) => {
  const row = world.addresses.require(need(input.AllocationId, "AllocationId"));
  row.ptrRecord = `${need(input.DomainName, "DomainName").replace(/\.$/, "")}.`;
  return { Address: attributeView(row) };
};

export const ResetAddressAttribute: Operation<ResetAddressAttributeRequest, ResetAddressAttributeResult> = (
  input,
  world,
) => {
  const row = world.addresses.require(need(input.AllocationId, "AllocationId"));
  row.ptrRecord = undefined;
  return { Address: attributeView(row) };
};

/** What an association looks like; NAT gateways make theirs themselves. */
export function associate(world: World, networkInterfaceId: string, privateAddress: string): Address["association"] {
  return { id: `eipassoc-0${world.random.pick("0123456789abcdef", 16)}`, networkInterfaceId, privateAddress };
}

export function alreadyAssociated(row: Address): ApiError {
  return new ApiError(
    "Resource.AlreadyAssociated",
    `resource ${row.id} is already associated with associate-id ${row.association?.id}`,
  );
}

function associatedWith(networkInterfaceId: string, privateAddress: string, world: World): Address | undefined {
  return world.addresses.find(
    ({ association }) =>
      association?.networkInterfaceId === networkInterfaceId && association.privateAddress === privateAddress,
  );
}

function readHolder(input: AssociateAddressRequest, world: World): NetworkInterface {
  if (input.NetworkInterfaceId !== undefined && input.InstanceId !== undefined)
    throw invalidCombination("You may not specify both an instance ID and a network interface ID.");
  if (input.NetworkInterfaceId !== undefined) return requireOwnInterface(input.NetworkInterfaceId, world);
  if (input.InstanceId === undefined) throw missingParameter("InstanceId");
  const instance = world.instances.requireLive(input.InstanceId);
  if (instance.state !== "running" && instance.state !== "stopped")
    throw new ApiError(
      "InvalidInstanceID",
      `The ${instance.state} instance '${instance.id}' is not in a valid state for this operation.`,
    );
  const [first, second] = interfacesOf(instance.id, world);
  if (second)
    throw new ApiError(
      "InvalidInstanceID",
      `There are multiple interfaces attached to instance '${instance.id}'. Please specify an interface ID for the operation instead.`,
    );
  if (!first) throw new Error(`${instance.id} has no network interface`);
  return first;
}

function findAssociated(input: DisassociateAddressRequest, world: World): Address {
  refusePublicIp(input, world, "You must specify an association id when unmapping an address from a VPC instance");
  if (input.AssociationId === undefined) throw missingParameter("AssociationId");
  const row = world.addresses.find(({ association }) => association?.id === input.AssociationId);
  if (row) return row;
  throw new ApiError("InvalidAssociationID.NotFound", `The association ID '${input.AssociationId}' does not exist`);
}

function attributeView(row: Address): Wire<AddressAttribute> {
  return { PublicIp: row.publicAddress, AllocationId: row.id, PtrRecord: row.ptrRecord };
}
