import type { InstanceIpv6Address, PrivateIpAddressSpecification } from "@aws-sdk/client-ec2";
import { contains, formatAddress, known, parseAddress, size } from "../../net";
import { contains6, formatAddress6, known6, parseAddress6, size6 } from "../../net6";
import { ApiError, invalidCombination, invalidValue } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import type { World } from "../../world";
import { interfacesIn } from "./network-interface";
import { reservedAddresses, type Subnet } from "./subnet";

/** How callers ask for private addresses: one, a list in which one is primary, or a number of secondary ones. */
export type AddressRequest = {
  PrivateIpAddress?: string;
  PrivateIpAddresses?: PrivateIpAddressSpecification[];
  SecondaryPrivateIpAddressCount?: number;
};

/** The private addresses of a new interface, the primary one first; those not named are the lowest free ones. */
export function choosePrivateAddresses(input: AddressRequest, subnet: Subnet, world: World): string[] {
  const listed = input.PrivateIpAddresses ?? [];
  const primary = input.PrivateIpAddress ?? listed.find((one) => one.Primary)?.PrivateIpAddress;
  const secondary = listed.flatMap(({ Primary, PrivateIpAddress }) =>
    Primary || PrivateIpAddress === undefined || PrivateIpAddress === primary ? [] : [PrivateIpAddress],
  );
  if (secondary.length && input.SecondaryPrivateIpAddressCount)
    throw invalidCombination("Secondary addresses and secondary address count cannot be specified together.");
  const wanted = [primary, ...secondary].filter((address) => address !== undefined);
  const count = (primary === undefined ? 1 : 0) + (input.SecondaryPrivateIpAddressCount ?? 0);
  const free = chooseFreeAddresses(subnet, count, world, wanted);
  const named = wanted.map((address) => requireFreeAddress(address, subnet, world));
  return primary === undefined ? [...free.slice(0, 1), ...named, ...free.slice(1)] : [...named, ...free];
}

/** The lowest addresses of a subnet that nobody has. */
export function chooseFreeAddresses(subnet: Subnet, count: number, world: World, kept: string[] = []): string[] {
  const block = known(subnet.cidr);
  const taken = new Set([...interfacesIn(subnet, world).flatMap((row) => row.privateAddresses), ...kept]);
  const free: string[] = [];
  for (let offset = reservedAddresses - 1; offset < size(block) - 1 && free.length < count; offset++) {
    const address = formatAddress(block.base + offset);
    if (!taken.has(address)) free.push(address);
  }
  if (free.length === count) return free;
  throw new ApiError(
    "InsufficientFreeAddressesInSubnet",
    `There are not enough free addresses in subnet '${subnet.id}' to satisfy the requested number of instances.`,
  );
}

/** How callers ask for IPv6 addresses: by name or by number; a subnet may give one unasked. */
export type Ipv6Request = { Ipv6Addresses?: InstanceIpv6Address[]; Ipv6AddressCount?: number };

export function chooseIpv6Addresses(input: Ipv6Request, subnet: Subnet, world: World): string[] {
  const named = (input.Ipv6Addresses ?? []).map(({ Ipv6Address = "" }) => requireFreeIpv6(Ipv6Address, subnet, world));
  const unasked = named.length === 0 && subnet.assignIpv6OnCreation ? 1 : 0;
  const count = input.Ipv6AddressCount ?? unasked;
  const [first] = subnet.ipv6Cidrs;
  if (count === 0) return named;
  if (!first) throw noIpv6(subnet);
  const free = Array.from({ length: count }, () => {
    const host = BigInt(`0x${world.random.pick("0123456789abcdef", 16)}`) % size6(known6(first.cidr).length);
    return formatAddress6(known6(first.cidr).base + host);
  });
  return [...named, ...free];
}

function requireFreeIpv6(text: string, subnet: Subnet, world: World): string {
  const base = parseAddress6(text);
  if (!subnet.ipv6Cidrs.length) throw noIpv6(subnet);
  if (base === undefined || !subnet.ipv6Cidrs.some(({ cidr }) => contains6(known6(cidr), { base, length: 128 })))
    throw invalidValue("ipv6Addresses", text, "Address does not fall within the subnet's address range");
  const address = formatAddress6(base);
  if (interfacesIn(subnet, world).some((row) => row.ipv6Addresses.includes(address)))
    throw new ApiError("InvalidIPAddress.InUse", `Address ${address} is in use.`);
  return address;
}

function noIpv6(subnet: Subnet): ApiError {
  return new ApiError("InvalidParameterValue", `Subnet ${subnet.id} has no IPv6 CIDR block associated with it.`);
}

/** An address that a caller named: inside the subnet, not one of AWS's five, and nobody's. */
export function requireFreeAddress(address: string, subnet: Subnet, world: World): string {
  const base = parseAddress(address);
  const block = known(subnet.cidr);
  if (base === undefined || !contains(block, { base, length: 32 }))
    throw invalidValue("address", address, "Address does not fall within the subnet's address range");
  const offset = base - block.base;
  if (offset < reservedAddresses - 1 || offset === size(block) - 1)
    throw invalidValue("address", address, "Address is in subnet's reserved address range");
  if (interfacesIn(subnet, world).some((row) => row.privateAddresses.includes(address)))
    throw new ApiError("InvalidIPAddress.InUse", `Address ${address} is in use.`);
  return address;
}

/** The security groups of an interface: those asked for, or the VPC's default group. */
export function requireGroups(asked: string[], subnet: { id: string; vpcId: string }, world: World): string[] {
  const groups = asked.length
    ? [...new Set(asked)].map((id) => world.securityGroups.require(id))
    : world.securityGroups.where((group) => group.vpcId === subnet.vpcId && group.name === "default");
  for (const group of groups)
    if (group.vpcId !== subnet.vpcId)
      throw new ApiError(
        "InvalidParameter",
        `Security group ${group.id} and subnet ${subnet.id} belong to different networks.`,
      );
  requireRoom(world, "securityGroupsPerInterface", 0, groups.length);
  return groups.map((group) => group.id);
}
