import type { VpnConnectionOptionsSpecification } from "@aws-sdk/client-ec2";
import { formatBlock, isPublicAddress, parseAddress } from "../../net";
import { formatBlock6, parseBlock6 } from "../../net6";
import {
  ApiError,
  invalidCombination,
  invalidParameterValue,
  invalidValue,
  missingParameter,
} from "../../protocol/errors";
import type { World } from "../../world";
import { readBlock } from "../vpc/vpc";
import type { CustomerGateway } from "./customer-gateway";
import type { VpnTarget } from "./vpn-target";

/** What a connection is made with, apart from its ends and its tunnels. */
export type ConnectionOptions = {
  isStatic: boolean;
  isAccelerated: boolean;
  insideIpVersion: "ipv4" | "ipv6";
  outsideAddressType: "PublicIpv4" | "Ipv6";
  bandwidth: "standard" | "large";
  /** The traffic selectors, IPv4 or IPv6 as `insideIpVersion` says: the customer's network and AWS's. */
  localCidr: string;
  remoteCidr: string;
};

type Ends = { customerGateway: CustomerGateway; target: VpnTarget | undefined };

/** Reads and judges the options of CreateVpnConnection (reference §1.6). */
export function readConnectionOptions(
  world: World,
  given: VpnConnectionOptionsSpecification,
  ends: Ends,
): ConnectionOptions {
  if ((given.TunnelOptions?.length ?? 0) > 2)
    throw invalidParameterValue("The request must not contain more than two tunnel options.");
  const insideIpVersion = readOneOf("tunnelInsideIpVersion", given.TunnelInsideIpVersion ?? "ipv4", ["ipv4", "ipv6"]);
  const options: ConnectionOptions = {
    isStatic: given.StaticRoutesOnly ?? false,
    isAccelerated: given.EnableAcceleration ?? false,
    insideIpVersion,
    outsideAddressType: readOutsideAddressType(world, given),
    bandwidth: readBandwidth(given.TunnelBandwidth),
    ...readSelectors(given, insideIpVersion),
  };
  checkTarget(options, ends.target);
  checkTogether(options);
  checkCustomerAddress(options, ends.customerGateway);
  return options;
}

/** Refuses what the kind of gateway at AWS's end cannot do. Asked again when a connection moves. */
export function checkTarget(options: ConnectionOptions, target: VpnTarget | undefined): void {
  if (target?.kind === "vpn-concentrator") checkConcentrator(options);
  if (target?.kind === "transit-gateway" || target?.kind === "vpn-concentrator") return;
  if (options.isAccelerated)
    throw new ApiError("UnsupportedOperation", "Acceleration is only supported for transit gateways.");
  if (target === undefined) return;
  if (options.insideIpVersion === "ipv6")
    throw invalidCombination("IPv6 tunnels are only supported for transit gateways.");
  if (options.outsideAddressType !== "PublicIpv4")
    throw invalidCombination(
      `OutsideIpAddressType ${options.outsideAddressType} is only supported for transit gateways.`,
    );
  if (options.bandwidth === "large") throw invalidCombination("Large tunnels are only supported for transit gateways.");
}

/** Large tunnels need a device that stays where it is, and no accelerator before it. */
export function checkBandwidth(options: ConnectionOptions, customerGateway: CustomerGateway): void {
  if (options.bandwidth === "standard") return;
  if (options.isAccelerated) throw invalidCombination("Large tunnels are not supported with acceleration.");
  if (customerGateway.address === undefined)
    throw invalidCombination(
      `Large tunnels need a customer gateway with an IP address; ${customerGateway.id} has none.`,
    );
}

/** AWS's end and the device's must speak the same version of IP, and on the internet both addresses must be public. */
export function checkCustomerAddress(options: ConnectionOptions, { id, address }: CustomerGateway): void {
  if (address === undefined) return;
  const isIpv4 = parseAddress(address) !== undefined;
  if (isIpv4 !== (options.outsideAddressType === "PublicIpv4"))
    throw invalidParameterValue(
      `The IP address ${address} of ${id} does not fit OutsideIpAddressType ${options.outsideAddressType}.`,
    );
  if (isIpv4 && !isPublicAddress(address))
    throw invalidParameterValue(
      `The IP address ${address} of ${id} is not a public address, which OutsideIpAddressType PublicIpv4 needs.`,
    );
}

/** An IPv4 or IPv6 block, without host bits; everything when left out. */
export function readSelector(text: string | undefined, parameter: string, version: "ipv4" | "ipv6"): string {
  if (version === "ipv4") return text === undefined ? "0.0.0.0/0" : formatBlock(readBlock(text, parameter));
  if (text === undefined) return "::/0";
  const block = parseBlock6(text);
  if (!block) throw invalidValue(parameter, text, "This is not a valid IPv6 CIDR block.");
  return formatBlock6(block);
}

export function readBandwidth(text: string | undefined): ConnectionOptions["bandwidth"] {
  return readOneOf("tunnelBandwidth", text ?? "standard", ["standard", "large"]);
}

/** Selectors of the other version of IP are refused. */
export function checkSelectorVersion(given: SelectorMembers, version: "ipv4" | "ipv6"): void {
  const has6 = given.LocalIpv6NetworkCidr !== undefined || given.RemoteIpv6NetworkCidr !== undefined;
  const has4 = given.LocalIpv4NetworkCidr !== undefined || given.RemoteIpv4NetworkCidr !== undefined;
  if (has6 && version === "ipv4")
    throw invalidCombination("IPv6 CIDR blocks are only supported with TunnelInsideIpVersion ipv6.");
  if (has4 && version === "ipv6")
    throw invalidCombination("IPv4 CIDR blocks are only supported with TunnelInsideIpVersion ipv4.");
}

export type SelectorMembers = Pick<
  VpnConnectionOptionsSpecification,
  "LocalIpv4NetworkCidr" | "RemoteIpv4NetworkCidr" | "LocalIpv6NetworkCidr" | "RemoteIpv6NetworkCidr"
>;

function readSelectors(given: SelectorMembers, version: "ipv4" | "ipv6") {
  checkSelectorVersion(given, version);
  const local = version === "ipv4" ? given.LocalIpv4NetworkCidr : given.LocalIpv6NetworkCidr;
  const remote = version === "ipv4" ? given.RemoteIpv4NetworkCidr : given.RemoteIpv6NetworkCidr;
  return {
    localCidr: readSelector(local, `local${nameOf(version)}NetworkCidr`, version),
    remoteCidr: readSelector(remote, `remote${nameOf(version)}NetworkCidr`, version),
  };
}

function nameOf(version: "ipv4" | "ipv6"): string {
  return version === "ipv4" ? "Ipv4" : "Ipv6";
}

/** Private addresses run over Direct Connect, which EC2 cannot make: here no attachment can ever carry them. */
function readOutsideAddressType(
  world: World,
  given: VpnConnectionOptionsSpecification,
): ConnectionOptions["outsideAddressType"] {
  const attachmentId = given.TransportTransitGatewayAttachmentId;
  const type = readOneOf("outsideIpAddressType", given.OutsideIpAddressType ?? "PublicIpv4", [
    "PublicIpv4",
    "PrivateIpv4",
    "Ipv6",
  ]);
  if (type !== "PrivateIpv4") {
    if (attachmentId !== undefined)
      throw invalidCombination(
        "TransportTransitGatewayAttachmentId is only supported with OutsideIpAddressType PrivateIpv4.",
      );
    return type;
  }
  if (attachmentId === undefined) throw missingParameter("TransportTransitGatewayAttachmentId");
  const attachment = world.transitGatewayAttachments.requireLive(attachmentId);
  throw invalidValue(
    "transportTransitGatewayAttachmentId",
    attachment.id,
    "It must be the attachment of a Direct Connect gateway.",
  );
}

/** What excludes each other, whatever the gateway (Site-to-Site VPN User Guide: accelerated connections, large bandwidth tunnels). */
function checkTogether(options: ConnectionOptions): void {
  if (options.isAccelerated && options.bandwidth === "large")
    throw invalidCombination("Large tunnels are not supported with acceleration.");
  if (options.isAccelerated && options.outsideAddressType !== "PublicIpv4")
    throw invalidCombination("Acceleration is only supported with OutsideIpAddressType PublicIpv4.");
}

/** A concentrator speaks BGP only, to sites of up to 100 Mbps (Site-to-Site VPN User Guide, "VPN Concentrators"). */
function checkConcentrator(options: ConnectionOptions): void {
  if (options.isStatic) throw invalidCombination("VPN concentrators only support dynamic routing.");
  if (options.bandwidth === "large") throw invalidCombination("VPN concentrators do not support large tunnels.");
}

function readOneOf<T extends string>(parameter: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw invalidValue(parameter, value, `Valid values: ${allowed.join(", ")}.`);
  return found;
}
