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
  const everything = insideIpVersion === "ipv4" ? "0.0.0.0/0" : "::/0";
  const { localCidr = everything, remoteCidr = everything } = readSelectors(given, insideIpVersion);
  const options: ConnectionOptions = {
    isStatic: given.StaticRoutesOnly ?? false,
    isAccelerated: given.EnableAcceleration ?? false,
    insideIpVersion,
    outsideAddressType: readOutsideAddressType(world, given),
    bandwidth: readBandwidth(given.TunnelBandwidth),
    localCidr,
    remoteCidr,
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

export function readBandwidth(text: string | undefined): ConnectionOptions["bandwidth"] {
  return readOneOf("tunnelBandwidth", text ?? "standard", ["standard", "large"]);
}

/** The selectors that a request gives, undefined where it gives none. Those of the other version of IP are refused. */
export function readSelectors(given: SelectorMembers, version: "ipv4" | "ipv6") {
  const { LocalIpv4NetworkCidr: local4, RemoteIpv4NetworkCidr: remote4 } = given;
  const { LocalIpv6NetworkCidr: local6, RemoteIpv6NetworkCidr: remote6 } = given;
  if (version === "ipv4" && (local6 ?? remote6) !== undefined)
    throw invalidCombination("IPv6 CIDR blocks are only supported with TunnelInsideIpVersion ipv6.");
  if (version === "ipv6" && (local4 ?? remote4) !== undefined)
    throw invalidCombination("IPv4 CIDR blocks are only supported with TunnelInsideIpVersion ipv4.");
  return version === "ipv4"
    ? { localCidr: readCidr4(local4, "localIpv4NetworkCidr"), remoteCidr: readCidr4(remote4, "remoteIpv4NetworkCidr") }
    : { localCidr: readCidr6(local6, "localIpv6NetworkCidr"), remoteCidr: readCidr6(remote6, "remoteIpv6NetworkCidr") };
}

type SelectorMembers = Pick<
  VpnConnectionOptionsSpecification,
  "LocalIpv4NetworkCidr" | "RemoteIpv4NetworkCidr" | "LocalIpv6NetworkCidr" | "RemoteIpv6NetworkCidr"
>;

function readCidr4(text: string | undefined, parameter: string): string | undefined {
  return text === undefined ? undefined : formatBlock(readBlock(text, parameter));
}

function readCidr6(text: string | undefined, parameter: string): string | undefined {
  const block = text === undefined ? undefined : parseBlock6(text);
  if (text !== undefined && !block) throw invalidValue(parameter, text, "This is not a valid IPv6 CIDR block.");
  return block && formatBlock6(block);
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
