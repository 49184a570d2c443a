import type {
  CreateCustomerGatewayRequest,
  CreateCustomerGatewayResult,
  CustomerGateway as CustomerGatewayView,
  DeleteCustomerGatewayRequest,
  DescribeCustomerGatewaysRequest,
  DescribeCustomerGatewaysResult,
} from "@aws-sdk/client-ec2";
import { type FilterTable, select } from "../../describe";
import { parseAddress } from "../../net";
import { formatAddress6, parseAddress6 } from "../../net6";
import type { Operation, Wire } from "../../operation";
import {
  incorrectState,
  invalidCombination,
  invalidParameterValue,
  invalidValue,
  missingParameter,
  need,
} from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagSet, tagsFor } from "../../tags";
import { timings } from "../../timings";
import type { World } from "../../world";

export type CustomerGateway = {
  id: string;
  state: "pending" | "available" | "deleting" | "deleted";
  /** IPv4 or IPv6. Undefined only with a certificate: then the device may call from anywhere. */
  address: string | undefined;
  asn: number;
  deviceName: string | undefined;
  /** What the device proves itself with in the place of pre-shared keys. */
  certificateArn: string | undefined;
  tags: Tags;
};

/** Beyond this an ASN travels as BgpAsnExtended. */
const bgpAsnMax = 2_147_483_647;
const asnDefault = 65_000;

/** ASNs AWS uses itself (reference §1.3). */
const reservedAsns: Record<number, string> = {
  7224: "",
  9059: "eu-west-1",
  10124: "ap-northeast-1",
  17943: "ap-southeast-1",
};

export const CreateCustomerGateway: Operation<CreateCustomerGatewayRequest, CreateCustomerGatewayResult> = (
  input,
  world,
) => {
  if (input.Type !== "ipsec.1") throw invalidValue("type", input.Type, "Valid values: ipsec.1.");
  const identity = {
    address: readAddress(input),
    asn: readAsn(input, world),
    deviceName: readDeviceName(input.DeviceName),
    certificateArn: readCertificateArn(input.CertificateArn),
  };
  const tags = tagsFor("customerGateway", input.TagSpecifications);
  const alike = world.customerGateways.under("address", identity.address ?? "");
  const same = alike.find((other) => isListed(other) && isSame(other, identity));
  if (same) return { CustomerGateway: view(same) };
  requireRoom(world, "customerGateways", world.customerGateways.count(isListed));
  const gateway = world.customerGateways.add<CustomerGateway>({
    id: world.newId("customerGateway"),
    state: "pending",
    ...identity,
    tags,
  });
  world.later(timings.customerGatewayPending, "customer-gateway-available", gateway.id);
  return { CustomerGateway: view(gateway) };
};

export const DescribeCustomerGateways: Operation<DescribeCustomerGatewaysRequest, DescribeCustomerGatewaysResult> = (
  input,
  world,
) => ({
  CustomerGateways: select(world.customerGateways, input.CustomerGatewayIds, input.Filters, filters).map(view),
});

export const DeleteCustomerGateway: Operation<DeleteCustomerGatewayRequest> = (input, world) => {
  const gateway = world.customerGateways.requireLive(need(input.CustomerGatewayId, "CustomerGatewayId"));
  if (world.vpnConnections.find((row) => row.customerGatewayId === gateway.id && row.state !== "deleted"))
    throw incorrectState("The customer gateway is in use.");
  if (gateway.state === "deleting") return undefined;
  gateway.state = "deleting";
  world.later(timings.customerGatewayDeleting, "customer-gateway-deleted", gateway.id);
  return undefined;
};

export function customerGatewayBecomesAvailable(world: World, id: string): void {
  const gateway = world.customerGateways.get(id);
  if (gateway?.state === "pending") gateway.state = "available";
}

export function customerGatewayIsDeleted(world: World, id: string): void {
  const gateway = world.customerGateways.get(id);
  if (!gateway) return;
  gateway.state = "deleted";
  world.later(timings.deletedKept, "customer-gateway-gone", id);
}

/** Type, address, ASN and device name are what EC2 compares: the same again is the same gateway (SDK, CreateCustomerGateway). */
function isSame(gateway: CustomerGateway, identity: Omit<CustomerGateway, "id" | "state" | "tags">): boolean {
  return (
    gateway.address === identity.address &&
    gateway.asn === identity.asn &&
    gateway.deviceName === identity.deviceName &&
    gateway.certificateArn === identity.certificateArn
  );
}

function isListed({ state }: CustomerGateway): boolean {
  return state === "pending" || state === "available";
}

function readAddress(input: CreateCustomerGatewayRequest): string | undefined {
  const address = input.IpAddress ?? input.PublicIp;
  if (address === undefined && input.CertificateArn === undefined) throw missingParameter("IpAddress");
  if (address === undefined || parseAddress(address) !== undefined) return address;
  const address6 = parseAddress6(address);
  if (address6 === undefined) throw invalidValue("ipAddress", address, "Invalid IP address.");
  return formatAddress6(address6);
}

/** At most 255 characters (SDK). */
function readDeviceName(name: string | undefined): string | undefined {
  if (name !== undefined && (name.length === 0 || name.length > 255))
    throw invalidValue("deviceName", name, "It must have 1 to 255 characters.");
  return name;
}

/** A private certificate of ACM. Whether there is one is not looked at: ACM is not simulated. */
function readCertificateArn(arn: string | undefined): string | undefined {
  if (arn !== undefined && !/^arn:aws[\w-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/.test(arn))
    throw invalidValue("certificateArn", arn, "It is not the ARN of an ACM certificate.");
  return arn;
}

function readAsn(input: CreateCustomerGatewayRequest, world: World): number {
  const { BgpAsn, BgpAsnExtended } = input;
  if (BgpAsn !== undefined && BgpAsnExtended !== undefined)
    throw invalidCombination("The parameters BgpAsn and BgpAsnExtended cannot be used together.");
  if (BgpAsn !== undefined) checkAsn("bgpAsn", BgpAsn, 1, bgpAsnMax);
  if (BgpAsnExtended !== undefined) checkAsn("bgpAsnExtended", BgpAsnExtended, bgpAsnMax + 1, 4_294_967_295);
  const asn = BgpAsn ?? BgpAsnExtended ?? asnDefault;
  const region = reservedAsns[asn];
  if (region === "" || region === world.place.region)
    throw invalidParameterValue(`Value (${asn}) for parameter bgpAsn is invalid. The ASN is reserved.`);
  return asn;
}

function checkAsn(parameter: string, asn: number, min: number, max: number): void {
  if (!Number.isInteger(asn) || asn < min || asn > max)
    throw invalidValue(parameter, asn, `It must be between ${min} and ${max}.`);
}

function view(gateway: CustomerGateway): Wire<CustomerGatewayView> {
  const isExtended = gateway.asn > bgpAsnMax;
  return {
    CustomerGatewayId: gateway.id,
    State: gateway.state,
    Type: "ipsec.1",
    IpAddress: gateway.address,
    BgpAsn: isExtended ? undefined : String(gateway.asn),
    BgpAsnExtended: isExtended ? String(gateway.asn) : undefined,
    CertificateArn: gateway.certificateArn,
    DeviceName: gateway.deviceName,
    Tags: tagSet(gateway.tags),
  };
}

const filters: FilterTable<CustomerGateway> = {
  "bgp-asn": (gateway) => gateway.asn,
  "customer-gateway-id": (gateway) => gateway.id,
  "ip-address": (gateway) => gateway.address,
  state: (gateway) => gateway.state,
  type: () => "ipsec.1",
};
