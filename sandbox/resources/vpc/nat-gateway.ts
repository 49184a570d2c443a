import type {
  NatGatewayAddress as AddressView,
  CreateNatGatewayRequest,
  CreateNatGatewayResult,
  DeleteNatGatewayRequest,
  DeleteNatGatewayResult,
  DescribeNatGatewaysRequest,
  DescribeNatGatewaysResult,
  NatGateway as NatGatewayView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError, invalidCombination, invalidParameterValue, missingParameter, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagSet, tagsFor } from "../../tags";
import { timings } from "../../timings";
import type { World } from "../../world";
import type { Address } from "./address";
import { associate } from "./address-association";
import { choosePrivateAddresses } from "./interface-addresses";
import { addNetworkInterface, newAttachment, removeNetworkInterface } from "./network-interface";

export type NatGateway = {
  id: string;
  state: "pending" | "failed" | "available" | "deleting" | "deleted";
  subnetId: string;
  vpcId: string;
  isPublic: boolean;
  /** Undefined once it is deleted. */
  networkInterfaceId: string;
  addresses: NatGatewayAddress[];
  failure: { code: string; message: string } | undefined;
  createdMs: number;
  deletedMs: number | undefined;
  clientToken: string | undefined;
  /** What was asked for with the token: another request under the same token is refused. */
  request: string;
  tags: Tags;
};

/** A private address of the gateway and, of a public one, the Elastic IP address in front of it. */
export type NatGatewayAddress = {
  privateAddress: string;
  allocationId: string | undefined;
  associationId: string | undefined;
  publicAddress: string | undefined;
  isPrimary: boolean;
  status: "assigning" | "associating" | "unassigning" | "disassociating" | "succeeded" | "failed";
};

export const CreateNatGateway: Operation<CreateNatGatewayRequest, CreateNatGatewayResult> = (input, world) => {
  const { ClientToken, ...asked } = input;
  const request = JSON.stringify(asked);
  const made = ClientToken && world.natGateways.find((row) => row.clientToken === ClientToken);
  if (made && made.request !== request)
    throw new ApiError(
      "IdempotentParameterMismatch",
      `The client token you have provided is associated with a resource that has different properties.`,
    );
  if (made) return { ClientToken, NatGateway: view(made, world) };
  if (asked.SubnetId === undefined) throw missingParameter("SubnetId");
  const subnet = world.subnets.require(asked.SubnetId);
  const elastics = readAllocations(asked, world);
  const inZone = world.natGateways.where(
    (row) =>
      row.state !== "deleted" && row.state !== "failed" && world.subnets.get(row.subnetId)?.zone.id === subnet.zone.id,
  );
  requireRoom(world, "natGatewaysPerZone", inZone.length);
  const tags = tagsFor("natGateway", asked.TagSpecifications);
  const privateAddresses = choosePrivateAddresses(privateRequest(asked, elastics.length), subnet, world);
  const id = world.newId("natGateway");
  const holder = addNetworkInterface(world, subnet, {
    description: `Interface for NAT Gateway ${id}`,
    interfaceType: "nat_gateway",
    requesterId: world.place.account,
    sourceDestCheck: false,
    privateAddresses,
    attachment: newAttachment(world, { deviceIndex: 1 }),
  });
  const row = world.natGateways.add<NatGateway>({
    id,
    state: "pending",
    subnetId: subnet.id,
    vpcId: subnet.vpcId,
    isPublic: asked.ConnectivityType !== "private",
    networkInterfaceId: holder.id,
    addresses: privateAddresses.map((privateAddress, index) => ({
      privateAddress,
      allocationId: elastics[index]?.id,
      associationId: undefined,
      publicAddress: undefined,
      isPrimary: index === 0,
      status: elastics[index] ? "associating" : "succeeded",
    })),
    failure: undefined,
    createdMs: world.nowMs,
    deletedMs: undefined,
    clientToken: ClientToken,
    request,
    tags,
  });
  claimAddresses(row, world);
  world.later(timings.natGatewayPending, "nat-gateway-ready", id);
  return { ClientToken, NatGateway: view(row, world) };
};

export const DescribeNatGateways: Operation<DescribeNatGatewaysRequest, DescribeNatGatewaysResult> = (input, world) => {
  const ids = input.NatGatewayIds;
  const found = page(select(world.natGateways, ids, input.Filter, natGatewayFilters), input, ids);
  return { NatGateways: found.rows.map((row) => view(row, world)), NextToken: found.nextToken };
};

export const DeleteNatGateway: Operation<DeleteNatGatewayRequest, DeleteNatGatewayResult> = (input, world) => {
  const row = world.natGateways.requireLive(need(input.NatGatewayId, "NatGatewayId"));
  if (row.state !== "deleting") {
    row.state = "deleting";
    row.deletedMs = world.nowMs;
    world.later(timings.natGatewayDeleting, "nat-gateway-deleted", row.id);
  }
  return { NatGatewayId: row.id };
};

/** Ready, or failed for the reason that was found when its addresses were claimed. */
export function natGatewayIsReady(world: World, id: string): void {
  const row = world.natGateways.get(id);
  if (row?.state !== "pending") return;
  if (row.failure) {
    row.state = "failed";
    row.deletedMs = world.nowMs;
    letGo(row, world);
    world.later(timings.deletedKept, "nat-gateway-gone", id);
    return;
  }
  row.state = "available";
  for (const address of row.addresses) address.status = "succeeded";
}

export function natGatewayIsDeleted(world: World, id: string): void {
  const row = world.natGateways.get(id);
  if (!row) return;
  row.state = "deleted";
  letGo(row, world);
  world.later(timings.deletedKept, "nat-gateway-gone", id);
}

/** Takes an Elastic IP address for one of the gateway's private addresses. */
export function claimAddress(row: NatGateway, address: NatGatewayAddress, elastic: Address, world: World): void {
  elastic.association = associate(world, row.networkInterfaceId, address.privateAddress);
  address.associationId = elastic.association?.id;
  address.publicAddress = elastic.publicAddress;
}

function letGo(row: NatGateway, world: World): void {
  for (const elastic of world.addresses.values())
    if (elastic.association?.networkInterfaceId === row.networkInterfaceId) elastic.association = undefined;
  removeNetworkInterface(world, row.networkInterfaceId);
}

/** What is wrong with the surroundings shows only later, as `failed` (VPC User Guide, "NAT gateway goes to a status of failed"). */
function claimAddresses(row: NatGateway, world: World): void {
  if (!row.isPublic) return;
  if (!world.internetGateways.find((gateway) => gateway.vpcId === row.vpcId)) {
    row.failure = {
      code: "Gateway.NotAttached",
      message: `Network ${row.vpcId} has no Internet gateway attached`,
    };
    return;
  }
  for (const address of row.addresses) {
    const elastic = world.addresses.get(address.allocationId);
    if (!elastic) continue;
    if (elastic.association) {
      const message = `Elastic IP address [${elastic.id}] is already associated`;
      row.failure = { code: "Resource.AlreadyAssociated", message };
      return;
    }
    claimAddress(row, address, elastic, world);
  }
}

function readAllocations(input: CreateNatGatewayRequest, world: World): Address[] {
  const ids = [input.AllocationId, ...(input.SecondaryAllocationIds ?? [])].filter((id) => id !== undefined);
  if (input.ConnectivityType === "private") {
    if (ids.length)
      throw invalidCombination(
        "An allocation ID cannot be specified for a NAT gateway with connectivity type private.",
      );
    return [];
  }
  if (input.AllocationId === undefined) throw missingParameter("AllocationId");
  if (input.SecondaryPrivateIpAddressCount !== undefined)
    throw invalidCombination("SecondaryPrivateIpAddressCount is only supported for private NAT gateways.");
  if (new Set(ids).size < ids.length) throw invalidParameterValue("An allocation ID is specified more than once.");
  return ids.map((id) => world.addresses.require(id));
}

/** A public gateway has a private address for each Elastic IP address. */
function privateRequest(input: CreateNatGatewayRequest, elasticCount: number) {
  const named = input.SecondaryPrivateIpAddresses ?? [];
  const missing = Math.max(0, elasticCount - 1 - named.length);
  return {
    PrivateIpAddress: input.PrivateIpAddress,
    PrivateIpAddresses: named.map((PrivateIpAddress) => ({ PrivateIpAddress })),
    SecondaryPrivateIpAddressCount: input.SecondaryPrivateIpAddressCount ?? (missing || undefined),
  };
}

function view(row: NatGateway, world: World): Wire<NatGatewayView> {
  return {
    NatGatewayId: row.id,
    State: row.state,
    SubnetId: row.subnetId,
    VpcId: row.vpcId,
    ConnectivityType: row.isPublic ? "public" : "private",
    AvailabilityMode: "zonal",
    CreateTime: new Date(row.createdMs),
    DeleteTime: row.deletedMs === undefined ? undefined : new Date(row.deletedMs),
    FailureCode: row.failure && row.state !== "pending" ? row.failure.code : undefined,
    FailureMessage: row.failure && row.state !== "pending" ? row.failure.message : undefined,
    NatGatewayAddresses: row.addresses.map((address) => natGatewayAddressView(row, address, world)),
    Tags: tagSet(row.tags),
  };
}

export function natGatewayAddressView(row: NatGateway, address: NatGatewayAddress, world: World): Wire<AddressView> {
  const zone = world.subnets.get(row.subnetId)?.zone;
  return {
    AllocationId: address.allocationId,
    AssociationId: address.associationId,
    PublicIp: address.publicAddress,
    PrivateIp: address.privateAddress,
    NetworkInterfaceId: row.networkInterfaceId,
    IsPrimary: address.isPrimary,
    Status: address.status,
    AvailabilityZone: zone?.name,
    AvailabilityZoneId: zone?.id,
  };
}

const natGatewayFilters: FilterTable<NatGateway> = {
  "nat-gateway-id": (row) => row.id,
  state: (row) => row.state,
  "subnet-id": (row) => row.subnetId,
  "vpc-id": (row) => row.vpcId,
};
