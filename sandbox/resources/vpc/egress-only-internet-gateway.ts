import type {
  CreateEgressOnlyInternetGatewayRequest,
  CreateEgressOnlyInternetGatewayResult,
  DeleteEgressOnlyInternetGatewayRequest,
  DeleteEgressOnlyInternetGatewayResult,
  DescribeEgressOnlyInternetGatewaysRequest,
  DescribeEgressOnlyInternetGatewaysResult,
  EgressOnlyInternetGateway as GatewayView,
} from "@aws-sdk/client-ec2";
import { page, select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagSet, tagsFor } from "../../tags";

/** Lets IPv6 out and only answers in. It is in its VPC from the beginning. */
export type EgressOnlyInternetGateway = { id: string; vpcId: string; clientToken: string | undefined; tags: Tags };

export const CreateEgressOnlyInternetGateway: Operation<
  CreateEgressOnlyInternetGatewayRequest,
  CreateEgressOnlyInternetGatewayResult
> = (input, world) => {
  const { ClientToken } = input;
  const made = ClientToken && world.egressOnlyInternetGateways.find((row) => row.clientToken === ClientToken);
  if (made) return { ClientToken, EgressOnlyInternetGateway: view(made) };
  const vpc = world.vpcs.require(need(input.VpcId, "VpcId"));
  requireRoom(world, "egressOnlyInternetGateways", world.egressOnlyInternetGateways.size);
  const tags = tagsFor("egressOnlyInternetGateway", input.TagSpecifications);
  const id = world.newId("egressOnlyInternetGateway");
  const row = world.egressOnlyInternetGateways.add({ id, vpcId: vpc.id, clientToken: ClientToken, tags });
  return { ClientToken, EgressOnlyInternetGateway: view(row) };
};

export const DescribeEgressOnlyInternetGateways: Operation<
  DescribeEgressOnlyInternetGatewaysRequest,
  DescribeEgressOnlyInternetGatewaysResult
> = (input, world) => {
  const ids = input.EgressOnlyInternetGatewayIds;
  const found = page(select(world.egressOnlyInternetGateways, ids, input.Filters, {}), input, ids);
  return { EgressOnlyInternetGateways: found.rows.map(view), NextToken: found.nextToken };
};

/** Routes to it stay, as `blackhole`. */
export const DeleteEgressOnlyInternetGateway: Operation<
  DeleteEgressOnlyInternetGatewayRequest,
  DeleteEgressOnlyInternetGatewayResult
> = (input, world) => {
  const id = need(input.EgressOnlyInternetGatewayId, "EgressOnlyInternetGatewayId");
  const row = world.egressOnlyInternetGateways.require(id);
  world.egressOnlyInternetGateways.delete(row.id);
  return { ReturnCode: true };
};

function view(row: EgressOnlyInternetGateway): Wire<GatewayView> {
  return {
    EgressOnlyInternetGatewayId: row.id,
    Attachments: [{ State: "attached", VpcId: row.vpcId }],
    Tags: tagSet(row.tags),
  };
}
