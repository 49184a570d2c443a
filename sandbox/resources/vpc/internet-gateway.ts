import type {
  AttachInternetGatewayRequest,
  CreateInternetGatewayRequest,
  CreateInternetGatewayResult,
  DeleteInternetGatewayRequest,
  DescribeInternetGatewaysRequest,
  DescribeInternetGatewaysResult,
  DetachInternetGatewayRequest,
  InternetGateway as InternetGatewayView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError, dependencyViolation, invalidParameterValue, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagSet, tagsFor } from "../../tags";
import type { World } from "../../world";
import { hasPublicAddresses } from "./address";

export type InternetGateway = { id: string; vpcId: string | undefined; tags: Tags };

export const CreateInternetGateway: Operation<CreateInternetGatewayRequest, CreateInternetGatewayResult> = (
  input,
  world,
) => {
  requireRoom(world, "internetGateways", world.internetGateways.size);
  const tags = tagsFor("internetGateway", input.TagSpecifications);
  const gateway = world.internetGateways.add({ id: world.newId("internetGateway"), vpcId: undefined, tags });
  return { InternetGateway: view(gateway, world) };
};

export const DescribeInternetGateways: Operation<DescribeInternetGatewaysRequest, DescribeInternetGatewaysResult> = (
  input,
  world,
) => {
  const asked = select(world.internetGateways, input.InternetGatewayIds, input.Filters, filtersFor(world));
  const found = page(asked, input, input.InternetGatewayIds);
  return { InternetGateways: found.rows.map((gateway) => view(gateway, world)), NextToken: found.nextToken };
};

export const AttachInternetGateway: Operation<AttachInternetGatewayRequest> = (input, world) => {
  const gateway = world.internetGateways.require(need(input.InternetGatewayId, "InternetGatewayId"));
  const vpc = world.vpcs.require(need(input.VpcId, "VpcId"));
  if (gateway.vpcId)
    throw new ApiError(
      "Resource.AlreadyAssociated",
      `resource ${gateway.id} is already attached to network ${gateway.vpcId}`,
    );
  if (world.internetGateways.find((other) => other.vpcId === vpc.id))
    throw invalidParameterValue(`Network ${vpc.id} already has an internet gateway attached`);
  gateway.vpcId = vpc.id;
  return undefined;
};

export const DetachInternetGateway: Operation<DetachInternetGatewayRequest> = (input, world) => {
  const gateway = world.internetGateways.require(need(input.InternetGatewayId, "InternetGatewayId"));
  const vpc = world.vpcs.require(need(input.VpcId, "VpcId"));
  if (gateway.vpcId !== vpc.id)
    throw new ApiError("Gateway.NotAttached", `resource ${gateway.id} is not attached to network ${vpc.id}`);
  if (hasPublicAddresses(vpc.id, world))
    throw new ApiError(
      "DependencyViolation",
      `Network ${vpc.id} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
    );
  gateway.vpcId = undefined;
  return undefined;
};

export const DeleteInternetGateway: Operation<DeleteInternetGatewayRequest> = (input, world) => {
  const gateway = world.internetGateways.require(need(input.InternetGatewayId, "InternetGatewayId"));
  if (gateway.vpcId) throw dependencyViolation("internetGateway", gateway.id);
  world.internetGateways.delete(gateway.id);
  return undefined;
};

function view(gateway: InternetGateway, world: World): Wire<InternetGatewayView> {
  return {
    InternetGatewayId: gateway.id,
    Attachments: gateway.vpcId ? [{ State: "available", VpcId: gateway.vpcId }] : [],
    OwnerId: world.place.account,
    Tags: tagSet(gateway.tags),
  };
}

function filtersFor(world: World): FilterTable<InternetGateway> {
  return {
    "attachment.state": (gateway) => (gateway.vpcId ? "available" : undefined),
    "attachment.vpc-id": (gateway) => gateway.vpcId,
    "internet-gateway-id": (gateway) => gateway.id,
    "owner-id": () => world.place.account,
  };
}
