import type {
  AssociateSubnetCidrBlockRequest,
  AssociateSubnetCidrBlockResult,
  DisassociateSubnetCidrBlockRequest,
  DisassociateSubnetCidrBlockResult,
} from "@aws-sdk/client-ec2";
import { contains6, formatBlock6, known6, overlaps6 } from "../../net6";
import type { Operation } from "../../operation";
import { ApiError, missingParameter, need } from "../../protocol/errors";
import { timings } from "../../timings";
import type { World } from "../../world";
import { interfacesIn } from "./network-interface";
import { readBlock6 } from "./route";
import type { Vpc } from "./vpc";
import { type CidrAssociation, newCidrAssociation } from "./vpc-cidr";

export const AssociateSubnetCidrBlock: Operation<AssociateSubnetCidrBlockRequest, AssociateSubnetCidrBlockResult> = (
  input,
  world,
) => {
  const subnet = world.subnets.require(need(input.SubnetId, "SubnetId"));
  if (input.Ipv6CidrBlock === undefined) throw missingParameter("Ipv6CidrBlock");
  if (subnet.ipv6Cidrs.length)
    throw new ApiError(
      "SubnetIpv6CidrBlockLimitExceeded",
      `The subnet '${subnet.id}' has met its maximum number of IPv6 CIDR blocks.`,
    );
  const cidr = requireIpv6Block(input.Ipv6CidrBlock, world.vpcs.require(subnet.vpcId), world);
  const association = newCidrAssociation(world, cidr, "subnet-cidr-assoc");
  subnet.ipv6Cidrs.push(association);
  world.later(timings.cidrChanging, "cidr-associations-settled", subnet.vpcId);
  return { SubnetId: subnet.id, Ipv6CidrBlockAssociation: view(association) };
};

export const DisassociateSubnetCidrBlock: Operation<
  DisassociateSubnetCidrBlockRequest,
  DisassociateSubnetCidrBlockResult
> = (input, world) => {
  const id = need(input.AssociationId, "AssociationId");
  const subnet = world.subnets.find((row) => row.ipv6Cidrs.some((one) => one.id === id));
  const association = subnet?.ipv6Cidrs.find((one) => one.id === id);
  if (!subnet || !association)
    throw new ApiError(
      "InvalidSubnetCidrBlockAssociationID.NotFound",
      `The subnet CIDR block association ID '${id}' does not exist`,
    );
  if (interfacesIn(subnet, world).some((row) => row.ipv6Addresses.length))
    throw new ApiError("InvalidCidrBlock.InUse", `The IPv6 CIDR block ${association.cidr} is in use.`);
  association.state = "disassociating";
  world.later(timings.cidrChanging, "cidr-associations-settled", subnet.vpcId);
  return { SubnetId: subnet.id, Ipv6CidrBlockAssociation: view(association) };
};

/** From /44 to /64 in steps of 4, inside a block of the VPC, and nobody else's (SDK, `CreateSubnet`). */
export function requireIpv6Block(text: string, vpc: Vpc, world: World): string {
  const block = readBlock6(text, "ipv6CidrBlock");
  const isSized = block.length >= 44 && block.length <= 64 && block.length % 4 === 0;
  if (!isSized || !vpc.ipv6Cidrs.some(({ cidr }) => contains6(known6(cidr), block)))
    throw new ApiError("InvalidSubnet.Range", `The CIDR '${text}' is invalid.`);
  const others = world.subnets.where((row) => row.vpcId === vpc.id).flatMap((row) => row.ipv6Cidrs);
  if (others.some(({ cidr }) => overlaps6(known6(cidr), block)))
    throw new ApiError("InvalidSubnet.Conflict", `The CIDR '${text}' conflicts with another subnet`);
  return formatBlock6(block);
}

function view({ id, cidr, state }: CidrAssociation) {
  return { AssociationId: id, Ipv6CidrBlock: cidr, Ipv6CidrBlockState: { State: state } };
}
