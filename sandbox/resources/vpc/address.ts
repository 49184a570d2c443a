import type {
  Address as AddressView,
  AllocateAddressRequest,
  AllocateAddressResult,
  DescribeAddressesRequest,
  DescribeAddressesResult,
  ReleaseAddressRequest,
} from "@aws-sdk/client-ec2";
import { applyFilters, type FilterTable } from "../../describe";
import { formatAddress, known } from "../../net";
import type { Operation, Wire } from "../../operation";
import { ApiError, invalidParameterValue, invalidValue, missingParameter } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagSet, tagsFor } from "../../tags";
import type { World } from "../../world";
import type { NetworkInterface } from "./network-interface";

/** An Elastic IP address. */
export type Address = {
  id: string;
  publicAddress: string;
  association: { id: string; networkInterfaceId: string; privateAddress: string } | undefined;
  /** Its name in reverse DNS, when one was set. */
  ptrRecord: string | undefined;
  tags: Tags;
};

/**
 * Where public addresses come from: half a documentation range (RFC 5737), of which our prepared worlds use the
 * other half, then the retired 6to4 relay range (RFC 7526). They are nobody's.
 */
const publicRanges = [known("198.51.100.128/25"), known("192.88.99.0/24")];

export const AllocateAddress: Operation<AllocateAddressRequest, AllocateAddressResult> = (input, world) => {
  const { region } = world.place;
  if (input.Domain !== undefined && input.Domain !== "vpc") throw invalidValue("domain", input.Domain);
  if (input.NetworkBorderGroup !== undefined && input.NetworkBorderGroup !== region)
    throw invalidValue("networkBorderGroup", input.NetworkBorderGroup);
  requireRoom(world, "addresses", world.addresses.size);
  const tags = tagsFor("elasticIp", input.TagSpecifications);
  const row = world.addresses.add<Address>({
    id: world.newId("elasticIp"),
    publicAddress: input.Address === undefined ? newPublicAddress(world) : recoverAddress(input.Address, world),
    association: undefined,
    ptrRecord: undefined,
    tags,
  });
  return {
    PublicIp: row.publicAddress,
    AllocationId: row.id,
    PublicIpv4Pool: "amazon",
    NetworkBorderGroup: region,
    Domain: "vpc",
  };
};

export const DescribeAddresses: Operation<DescribeAddressesRequest, DescribeAddressesResult> = (input, world) => {
  const named = [
    ...(input.AllocationIds ?? []).map((id) => world.addresses.require(id)),
    ...(input.PublicIps ?? []).map((address) => requireByPublicAddress(address, world)),
  ];
  const asked = named.length ? [...new Set(named)] : world.addresses.all();
  const found = applyFilters(asked, input.Filters, filtersFor(world));
  return { Addresses: found.map((row) => view(row, world)) };
};

export const ReleaseAddress: Operation<ReleaseAddressRequest> = (input, world) => {
  refusePublicIp(input, world, "You must specify an allocation id when releasing a VPC elastic IP address");
  const row = requireAddress(input, world);
  if (row.association) {
    requireOwnAssociation(row, world);
    throw new ApiError("InvalidIPAddress.InUse", `Address ${row.publicAddress} is in use.`);
  }
  world.addresses.delete(row.id);
  return undefined;
};

/** Only addresses of EC2-Classic were named by themselves in calls that undo something (OS). */
export function refusePublicIp({ PublicIp }: { PublicIp?: string | undefined }, world: World, message: string): void {
  if (PublicIp === undefined) return;
  requireByPublicAddress(PublicIp, world);
  throw invalidParameterValue(message);
}

/** The address that a call names by its allocation or by itself. */
export function requireAddress(input: { AllocationId?: string; PublicIp?: string }, world: World): Address {
  if (input.AllocationId !== undefined) return world.addresses.require(input.AllocationId);
  if (input.PublicIp !== undefined) return requireByPublicAddress(input.PublicIp, world);
  throw missingParameter("AllocationId");
}

/** The association of a NAT gateway's address is the gateway's. */
export function requireOwnAssociation(row: Address, world: World): void {
  const holder = world.networkInterfaces.get(row.association?.networkInterfaceId);
  if (holder?.requesterId !== undefined)
    throw new ApiError("AuthFailure", "You do not have permission to access the specified resource.");
}

/** What the internet sees of a private address: its Elastic IP address, else the one given at launch. */
export function publicAddressOf(
  row: NetworkInterface,
  privateAddress: string,
  world: World,
): { address: string; elastic?: Address } | undefined {
  for (const elastic of world.addresses.values())
    if (elastic.association?.networkInterfaceId === row.id && elastic.association.privateAddress === privateAddress)
      return { address: elastic.publicAddress, elastic };
  const isPrimary = row.privateAddresses[0] === privateAddress;
  return isPrimary && row.launchPublicAddress !== undefined ? { address: row.launchPublicAddress } : undefined;
}

/** True while anything in the VPC is reached from the internet under an address of its own. */
export function hasPublicAddresses(vpcId: string, world: World): boolean {
  return world.networkInterfaces
    .where((row) => row.vpcId === vpcId)
    .some((row) => row.privateAddresses.some((address) => publicAddressOf(row, address, world)));
}

export function forgetAssociationsOf(world: World, networkInterfaceId: string): void {
  for (const row of world.addresses.values())
    if (row.association?.networkInterfaceId === networkInterfaceId) row.association = undefined;
}

/** A public address that nothing in this world has. */
export function newPublicAddress(world: World): string {
  const taken = takenPublicAddresses(world);
  for (const range of publicRanges) {
    const hosts = 2 ** (32 - range.length) - 2;
    const start = world.random.below(hosts);
    for (let step = 0; step < hosts; step++) {
      const address = formatAddress(range.base + 1 + ((start + step) % hosts));
      if (!taken.has(address)) return address;
    }
  }
  throw new ApiError("InsufficientAddressCapacity", "Insufficient capacity to allocate an address.", 500);
}

/** One that was released not long ago can be asked for again, while nobody else has it. */
function recoverAddress(address: string, world: World): string {
  if (takenPublicAddresses(world).has(address))
    throw new ApiError("InvalidAddress.Locked", `Address ${address} is in use.`);
  return address;
}

function takenPublicAddresses(world: World): Set<string | undefined> {
  return new Set([
    ...world.addresses.all().map((row) => row.publicAddress),
    ...world.networkInterfaces.all().map((row) => row.launchPublicAddress),
  ]);
}

function requireByPublicAddress(address: string, world: World): Address {
  const row = world.addresses.find((other) => other.publicAddress === address);
  if (row) return row;
  throw new ApiError("InvalidAddress.NotFound", `Address '${address}' not found.`);
}

function holderOf(row: Address, world: World): NetworkInterface | undefined {
  return world.networkInterfaces.get(row.association?.networkInterfaceId);
}

function view(row: Address, world: World): Wire<AddressView> {
  const holder = holderOf(row, world);
  return {
    PublicIp: row.publicAddress,
    AllocationId: row.id,
    Domain: "vpc",
    PublicIpv4Pool: "amazon",
    NetworkBorderGroup: world.place.region,
    InstanceId: holder?.attachment?.instanceId,
    AssociationId: row.association?.id,
    NetworkInterfaceId: holder?.id,
    NetworkInterfaceOwnerId: holder && world.place.account,
    PrivateIpAddress: row.association?.privateAddress,
    ServiceManaged: holder?.interfaceType === "nat_gateway" ? "nat" : undefined,
    Tags: tagSet(row.tags),
  };
}

function filtersFor(world: World): FilterTable<Address> {
  return {
    "allocation-id": (row) => row.id,
    "association-id": (row) => row.association?.id,
    domain: () => "vpc",
    "instance-id": (row) => holderOf(row, world)?.attachment?.instanceId,
    "network-border-group": () => world.place.region,
    "network-interface-id": (row) => row.association?.networkInterfaceId,
    "network-interface-owner-id": (row) => row.association && world.place.account,
    "private-ip-address": (row) => row.association?.privateAddress,
    "public-ip": (row) => row.publicAddress,
  };
}
