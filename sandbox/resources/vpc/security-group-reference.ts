import type {
  DescribeSecurityGroupReferencesRequest,
  DescribeSecurityGroupReferencesResult,
  DescribeSecurityGroupVpcAssociationsRequest,
  DescribeSecurityGroupVpcAssociationsResult,
  DescribeStaleSecurityGroupsRequest,
  DescribeStaleSecurityGroupsResult,
  GetSecurityGroupsForVpcRequest,
  GetSecurityGroupsForVpcResult,
} from "@aws-sdk/client-ec2";
import { applyFilters, page } from "../../describe";
import type { Operation } from "../../operation";
import { need } from "../../protocol/errors";
import { tagSet } from "../../tags";

/** Only references from across a peering connection are told; there are none of these here. */
export const DescribeSecurityGroupReferences: Operation<
  DescribeSecurityGroupReferencesRequest,
  DescribeSecurityGroupReferencesResult
> = (input, world) => {
  for (const id of need(input.GroupId, "GroupId")) world.securityGroups.require(id);
  return { SecurityGroupReferenceSet: [] };
};

/** A rule grows stale when the peering connection to the group in it goes. */
export const DescribeStaleSecurityGroups: Operation<
  DescribeStaleSecurityGroupsRequest,
  DescribeStaleSecurityGroupsResult
> = (input, world) => {
  world.vpcs.require(need(input.VpcId, "VpcId"));
  page([], input);
  return { StaleSecurityGroupSet: [] };
};

/** Groups belong to one VPC here: AssociateSecurityGroupVpc is not simulated. */
export const DescribeSecurityGroupVpcAssociations: Operation<
  DescribeSecurityGroupVpcAssociationsRequest,
  DescribeSecurityGroupVpcAssociationsResult
> = (input) => {
  const none = () => undefined;
  const documented = {
    "group-id": none,
    "group-owner-id": none,
    state: none,
    "vpc-id": none,
    "vpc-owner-id": none,
  };
  page(applyFilters([], input.Filters, documented), input);
  return { SecurityGroupVpcAssociations: [] };
};

export const GetSecurityGroupsForVpc: Operation<GetSecurityGroupsForVpcRequest, GetSecurityGroupsForVpcResult> = (
  input,
  world,
) => {
  const vpc = world.vpcs.require(need(input.VpcId, "VpcId"));
  const groups = world.securityGroups.where((row) => row.vpcId === vpc.id);
  const asked = applyFilters(groups, input.Filters, {
    description: (row) => row.description,
    "group-id": (row) => row.id,
    "group-name": (row) => row.name,
    "owner-id": () => world.place.account,
    "primary-vpc-id": (row) => row.vpcId,
  });
  const found = page(asked, input);
  return {
    SecurityGroupForVpcs: found.rows.map((row) => ({
      GroupId: row.id,
      GroupName: row.name,
      Description: row.description,
      OwnerId: world.place.account,
      PrimaryVpcId: row.vpcId,
      Tags: tagSet(row.tags),
    })),
    NextToken: found.nextToken,
  };
};
