import type {
  AccountAttribute,
  DescribeAccountAttributesRequest,
  DescribeAccountAttributesResult,
  DescribeVpcClassicLinkDnsSupportRequest,
  DescribeVpcClassicLinkDnsSupportResult,
  DescribeVpcClassicLinkRequest,
  DescribeVpcClassicLinkResult,
} from "@aws-sdk/client-ec2";
import { applyFilters, page } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { invalidValue } from "../../protocol/errors";
import { tagSet } from "../../tags";
import type { World } from "../../world";
import { defaultVpc } from "./vpc";

export const DescribeAccountAttributes: Operation<DescribeAccountAttributesRequest, DescribeAccountAttributesResult> = (
  input,
  world,
) => {
  const names: string[] = input.AttributeNames?.length ? input.AttributeNames : Object.keys(attributes);
  return { AccountAttributes: names.map((name) => attributeView(name, world)) };
};

/** EC2-Classic is retired, and no VPC is linked to it. Older clients still ask. */
export const DescribeVpcClassicLink: Operation<DescribeVpcClassicLinkRequest, DescribeVpcClassicLinkResult> = (
  input,
  world,
) => {
  const asked = input.VpcIds?.length ? input.VpcIds.map((id) => world.vpcs.require(id)) : world.vpcs.all();
  const found = applyFilters(asked, input.Filters, { "is-classic-link-enabled": () => false });
  return { Vpcs: found.map((vpc) => ({ VpcId: vpc.id, ClassicLinkEnabled: false, Tags: tagSet(vpc.tags) })) };
};

export const DescribeVpcClassicLinkDnsSupport: Operation<
  DescribeVpcClassicLinkDnsSupportRequest,
  DescribeVpcClassicLinkDnsSupportResult
> = (input, world) => {
  const asked = input.VpcIds?.length ? input.VpcIds.map((id) => world.vpcs.require(id)) : world.vpcs.all();
  const { rows, nextToken } = page(asked, input, input.VpcIds);
  return { Vpcs: rows.map(({ id }) => ({ VpcId: id, ClassicLinkDnsSupported: false })), NextToken: nextToken };
};

/** The documented attributes and the numbers of a new account (SDK). */
const attributes: Record<string, (world: World) => string[]> = {
  "supported-platforms": () => ["VPC"],
  "default-vpc": (world) => [defaultVpc(world)?.id ?? "none"],
  "max-instances": () => ["20"],
  "vpc-max-security-groups-per-interface": (world) => [String(world.quotas.get("securityGroupsPerInterface") ?? 5)],
  "max-elastic-ips": (world) => [String(world.quotas.get("addresses") ?? 5)],
  "vpc-max-elastic-ips": (world) => [String(world.quotas.get("addresses") ?? 5)],
};

function attributeView(name: string, world: World): Wire<AccountAttribute> {
  const read = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  if (!read) throw invalidValue("attributeName", name);
  return { AttributeName: name, AttributeValues: read(world).map((AttributeValue) => ({ AttributeValue })) };
}
