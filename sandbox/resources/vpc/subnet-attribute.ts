import type { ModifySubnetAttributeRequest } from "@aws-sdk/client-ec2";
import type { Operation } from "../../operation";
import { ApiError, invalidCombination, invalidValue, missingParameter, need } from "../../protocol/errors";
import type { Subnet } from "./subnet";

/** What ModifySubnetAttribute changes: how addresses and names are given in a subnet. */
export type SubnetOptions = {
  mapPublicIpOnLaunch: boolean;
  assignIpv6OnCreation: boolean;
  dns64: boolean;
  hostnameType: string;
  resourceNameARecord: boolean;
  resourceNameAaaaRecord: boolean;
};

export const standardSubnetOptions: SubnetOptions = {
  mapPublicIpOnLaunch: false,
  assignIpv6OnCreation: false,
  dns64: false,
  hostnameType: "ip-name",
  resourceNameARecord: false,
  resourceNameAaaaRecord: false,
};

/** One attribute in each call (SDK). */
export const ModifySubnetAttribute: Operation<ModifySubnetAttributeRequest> = (input, world) => {
  const { SubnetId, ...given } = input;
  const subnet = world.subnets.require(need(SubnetId, "SubnetId"));
  const [name, ...others] = Object.keys(given);
  if (name === undefined) throw missingParameter("MapPublicIpOnLaunch");
  if (others.length)
    throw invalidCombination(`Fields for multiple attribute types specified: ${[name, ...others].join(", ")}`);
  const change = Object.hasOwn(changes, name) ? changes[name] : undefined;
  if (!change) throw new ApiError("UnsupportedOperation", `${name} is not simulated.`);
  change(subnet, given);
  return undefined;
};

type Given = Omit<ModifySubnetAttributeRequest, "SubnetId">;

const changes: Record<string, (subnet: Subnet, given: Given) => void> = {
  MapPublicIpOnLaunch: (subnet, { MapPublicIpOnLaunch }) => {
    subnet.mapPublicIpOnLaunch = need(MapPublicIpOnLaunch?.Value, "MapPublicIpOnLaunch.Value");
  },
  AssignIpv6AddressOnCreation: (subnet, { AssignIpv6AddressOnCreation }) => {
    const wanted = need(AssignIpv6AddressOnCreation?.Value, "AssignIpv6AddressOnCreation.Value");
    if (wanted) requireIpv6(subnet);
    subnet.assignIpv6OnCreation = wanted;
  },
  EnableDns64: (subnet, { EnableDns64 }) => {
    const wanted = need(EnableDns64?.Value, "EnableDns64.Value");
    if (wanted) requireIpv6(subnet);
    subnet.dns64 = wanted;
  },
  PrivateDnsHostnameTypeOnLaunch: (subnet, { PrivateDnsHostnameTypeOnLaunch: type }) => {
    if (type !== "ip-name" && type !== "resource-name") throw invalidValue("PrivateDnsHostnameTypeOnLaunch", type);
    subnet.hostnameType = type;
  },
  EnableResourceNameDnsARecordOnLaunch: (subnet, { EnableResourceNameDnsARecordOnLaunch: flag }) => {
    subnet.resourceNameARecord = need(flag?.Value, "EnableResourceNameDnsARecordOnLaunch.Value");
  },
  EnableResourceNameDnsAAAARecordOnLaunch: (subnet, { EnableResourceNameDnsAAAARecordOnLaunch: flag }) => {
    subnet.resourceNameAaaaRecord = need(flag?.Value, "EnableResourceNameDnsAAAARecordOnLaunch.Value");
  },
};

function requireIpv6(subnet: Subnet): void {
  if (subnet.ipv6Cidrs.length) return;
  throw new ApiError(
    "InvalidParameterValue",
    `Invalid value 'true' for subnet ${subnet.id}: it has no IPv6 CIDR block.`,
  );
}
