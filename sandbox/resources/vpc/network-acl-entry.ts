import type {
  CreateNetworkAclEntryRequest,
  DeleteNetworkAclEntryRequest,
  NetworkAclEntry as EntryView,
  ReplaceNetworkAclEntryRequest,
} from "@aws-sdk/client-ec2";
import { formatBlock } from "../../net";
import { formatBlock6 } from "../../net6";
import type { Operation, Wire } from "../../operation";
import {
  ApiError,
  invalidCombination,
  invalidParameterValue,
  invalidValue,
  missingParameter,
  need,
} from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import type { World } from "../../world";
import type { NetworkAcl } from "./network-acl";
import { readBlock6 } from "./route";
import { readBlock } from "./vpc";

/** The lowest number that fits decides. */
export type NetworkAclEntry = {
  number: number;
  isEgress: boolean;
  /** An IANA number, or `-1` for all. */
  protocol: string;
  action: string;
  cidr: string;
  ports?: { from: number; to: number };
  icmp?: { type: number; code: number };
};

const numberMax = 32_766;

export const CreateNetworkAclEntry: Operation<CreateNetworkAclEntryRequest> = (input, world) => {
  const acl = world.networkAcls.require(need(input.NetworkAclId, "NetworkAclId"));
  const entry = readEntry(input);
  if (acl.entries.some((other) => isSamePlace(other, entry)))
    throw new ApiError(
      "NetworkAclEntryAlreadyExists",
      `The network acl entry identified by ${entry.number} already exists.`,
    );
  const alike = acl.entries.filter((other) => other.isEgress === entry.isEgress && isIpv6(other) === isIpv6(entry));
  requireRoom(world, "entriesPerNetworkAcl", alike.length);
  acl.entries.push(entry);
  return undefined;
};

export const ReplaceNetworkAclEntry: Operation<ReplaceNetworkAclEntryRequest> = (input, world) => {
  const acl = world.networkAcls.require(need(input.NetworkAclId, "NetworkAclId"));
  const entry = readEntry(input);
  const before = acl.entries.find((other) => isSamePlace(other, entry));
  if (!before) throw entryNotFound(entry.number, acl);
  acl.entries = acl.entries.map((other) => (other === before ? entry : other));
  return undefined;
};

export const DeleteNetworkAclEntry: Operation<DeleteNetworkAclEntryRequest> = (input, world) => {
  const acl = world.networkAcls.require(need(input.NetworkAclId, "NetworkAclId"));
  const place = { number: need(input.RuleNumber, "RuleNumber"), isEgress: need(input.Egress, "Egress") };
  const left = acl.entries.filter((other) => !isSamePlace(other, place));
  if (left.length === acl.entries.length) throw entryNotFound(place.number, acl);
  acl.entries = left;
  return undefined;
};

/** All rules in the order in which they are tried, each way ended by the one shown as `*`. */
export function entriesOf(acl: NetworkAcl, world: World): NetworkAclEntry[] {
  const hasIpv6 = (world.vpcs.get(acl.vpcId)?.ipv6Cidrs.length ?? 0) > 0 || acl.entries.some(isIpv6);
  const deny = { protocol: "-1", action: "deny" };
  return [true, false].flatMap((isEgress) => [
    ...acl.entries.filter((entry) => entry.isEgress === isEgress).sort((a, b) => a.number - b.number),
    { ...deny, number: 32_767, isEgress, cidr: "0.0.0.0/0" },
    ...(hasIpv6 ? [{ ...deny, number: 32_768, isEgress, cidr: "::/0" }] : []),
  ]);
}

export function entryView(entry: NetworkAclEntry): Wire<EntryView> {
  return {
    RuleNumber: entry.number,
    Egress: entry.isEgress,
    Protocol: entry.protocol,
    RuleAction: entry.action,
    CidrBlock: isIpv6(entry) ? undefined : entry.cidr,
    Ipv6CidrBlock: isIpv6(entry) ? entry.cidr : undefined,
    PortRange: entry.ports && { From: entry.ports.from, To: entry.ports.to },
    IcmpTypeCode: entry.icmp && { Type: entry.icmp.type, Code: entry.icmp.code },
  };
}

function readEntry(input: CreateNetworkAclEntryRequest): NetworkAclEntry {
  const number = need(input.RuleNumber, "RuleNumber");
  if (number < 1 || number > numberMax) throw invalidValue("ruleNumber", number, `Must be from 1 to ${numberMax}.`);
  const action = need<string>(input.RuleAction, "RuleAction");
  if (action !== "allow" && action !== "deny") throw invalidValue("ruleAction", action);
  const protocol = readProtocol(need(input.Protocol, "Protocol"));
  const cidr = readCidr(input);
  return { number, isEgress: need(input.Egress, "Egress"), protocol, action, cidr, ...readDetails(protocol, input) };
}

function readCidr({ CidrBlock, Ipv6CidrBlock }: CreateNetworkAclEntryRequest): string {
  if (CidrBlock && Ipv6CidrBlock)
    throw invalidCombination("The parameters cidrBlock and ipv6CidrBlock cannot be specified together.");
  if (Ipv6CidrBlock) return formatBlock6(readBlock6(Ipv6CidrBlock, "ipv6CidrBlock"));
  if (!CidrBlock) throw missingParameter("CidrBlock");
  return formatBlock(readBlock(CidrBlock, "cidrBlock"));
}

const protocolNumbers: Record<string, string> = { all: "-1", icmp: "1", tcp: "6", udp: "17", icmpv6: "58" };

function readProtocol(text: string): string {
  const protocol = protocolNumbers[text.toLowerCase()] ?? text;
  if (protocol === "-1" || (/^\d{1,3}$/.test(protocol) && Number(protocol) <= 255)) return String(Number(protocol));
  throw invalidParameterValue(`Invalid value '${text}' for IP protocol. Unknown protocol.`);
}

/** Ports for TCP and UDP, type and code for ICMP; both are asked for. */
function readDetails(protocol: string, input: CreateNetworkAclEntryRequest) {
  if (protocol === "6" || protocol === "17") {
    const { From: from, To: to } = input.PortRange ?? {};
    if (from === undefined || to === undefined) throw missingParameter("PortRange");
    if (from < 0 || to > 65_535 || from > to) throw invalidParameterValue(`Invalid TCP/UDP port range (${from}:${to})`);
    return { ports: { from, to } };
  }
  if (protocol === "1" || protocol === "58") {
    const { Type: type, Code: code } = input.IcmpTypeCode ?? {};
    if (type === undefined || code === undefined) throw missingParameter("IcmpTypeCode");
    if (type < -1 || type > 255 || code < -1 || code > 255)
      throw invalidParameterValue(`Invalid ICMP type/code (${type}:${code})`);
    return { icmp: { type, code } };
  }
  return {};
}

function isIpv6(entry: { cidr: string }): boolean {
  return entry.cidr.includes(":");
}

function isSamePlace(
  a: Pick<NetworkAclEntry, "number" | "isEgress">,
  b: Pick<NetworkAclEntry, "number" | "isEgress">,
): boolean {
  return a.number === b.number && a.isEgress === b.isEgress;
}

function entryNotFound(number: number, acl: NetworkAcl): ApiError {
  return new ApiError(
    "InvalidNetworkAclEntry.NotFound",
    `The network acl entry identified by ${number} does not exist in network acl ${acl.id}.`,
  );
}
