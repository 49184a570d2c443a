import type {
  DescribeVpcAttributeRequest,
  DescribeVpcAttributeResult,
  ModifyVpcAttributeRequest,
  ModifyVpcTenancyRequest,
  ModifyVpcTenancyResult,
} from "@aws-sdk/client-ec2";
import type { Operation } from "../../operation";
import { invalidCombination, invalidValue, missingParameter, need } from "../../protocol/errors";

export const DescribeVpcAttribute: Operation<DescribeVpcAttributeRequest, DescribeVpcAttributeResult> = (
  input,
  world,
) => {
  const vpc = world.vpcs.require(need(input.VpcId, "VpcId"));
  switch (input.Attribute) {
    case "enableDnsSupport":
      return { VpcId: vpc.id, EnableDnsSupport: { Value: vpc.dnsSupport } };
    case "enableDnsHostnames":
      return { VpcId: vpc.id, EnableDnsHostnames: { Value: vpc.dnsHostnames } };
    case "enableNetworkAddressUsageMetrics":
      return { VpcId: vpc.id, EnableNetworkAddressUsageMetrics: { Value: vpc.addressUsageMetrics } };
    default:
      throw invalidValue("attribute", input.Attribute, "Unknown vpc attribute.");
  }
};

export const ModifyVpcAttribute: Operation<ModifyVpcAttributeRequest> = (input, world) => {
  const vpc = world.vpcs.require(need(input.VpcId, "VpcId"));
  const { EnableDnsSupport, EnableDnsHostnames, EnableNetworkAddressUsageMetrics } = input;
  const given = Object.entries({ EnableDnsSupport, EnableDnsHostnames, EnableNetworkAddressUsageMetrics }).filter(
    ([, value]) => value !== undefined,
  );
  if (given.length === 0) throw missingParameter("Attribute");
  if (given.length > 1)
    throw invalidCombination(
      `Fields for multiple attribute types specified: ${given.map(([name]) => name.charAt(0).toLowerCase() + name.slice(1)).join(", ")}`,
    );
  vpc.dnsSupport = EnableDnsSupport?.Value ?? vpc.dnsSupport;
  vpc.dnsHostnames = EnableDnsHostnames?.Value ?? vpc.dnsHostnames;
  vpc.addressUsageMetrics = EnableNetworkAddressUsageMetrics?.Value ?? vpc.addressUsageMetrics;
  return undefined;
};

/** From `dedicated` to `default` only (SDK). */
export const ModifyVpcTenancy: Operation<ModifyVpcTenancyRequest, ModifyVpcTenancyResult> = (input, world) => {
  const vpc = world.vpcs.require(need(input.VpcId, "VpcId"));
  const tenancy = need<string>(input.InstanceTenancy, "InstanceTenancy");
  if (tenancy !== "default") throw invalidValue("instanceTenancy", tenancy);
  vpc.tenancy = tenancy;
  return { ReturnValue: true };
};
