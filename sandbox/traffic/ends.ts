import { isIP, isIPv6 } from "node:net";
import { ControlError } from "../control-error";
import { isPublicAddress } from "../net";
import { publicAddressOf } from "../resources/vpc/address";
import { interfacesOf, type NetworkInterface } from "../resources/vpc/network-interface";
import type { World } from "../world";
import { isOwn } from "./interfaces";
import { holderOfPublicAddress } from "./internet-gateways";
import type { Position } from "./journey";
import { isServedBy } from "./sites";

/**
 * Who speaks to whom. An end is an instance, an interface, or an address: of an interface, of a host at a customer's site,
 * or of the internet. `site` is the id or address of a customer gateway, where the address alone would be ambiguous.
 */
export type Ends = { worlds: World[]; from: string; to: string; site?: string | undefined };

export type Start = { address: string; position: Position };

/** Where the first packet begins. Throws a ControlError when no such host is known. */
export function startOf(ends: Ends): Start {
  const { worlds, from, to, site } = ends;
  const own = interfaceNamed(worlds, from);
  if (own) return startAt(own.world, own.row, isIPv6(to));
  if (!isIP(from)) throw new ControlError(`Nothing is called ${from}`);
  if (site !== undefined) return { address: from, position: atSite(worlds, site) };
  return startAtAddress(ends);
}

/** The address that the first packet is for: from the internet a host is called by its public one. */
export function destinationOf({ worlds, to }: Ends, start: Start): string {
  if (isIP(to)) return to;
  const named = interfaceNamed(worlds, to);
  if (!named) throw new ControlError(`Nothing is called ${to}`);
  const { row, world } = named;
  const address = addressOf(row, isIPv6(start.address));
  if (start.position.kind !== "at-internet-gateway" || isIPv6(address)) return address;
  const seen = publicAddressOf(row, address, world)?.address;
  if (seen === undefined) throw new ControlError(`${to} has no public address`);
  return seen;
}

/** Nearest first: the world where the other end is, then the others. */
function startAtAddress({ worlds, from, to }: Ends): Start {
  const target = interfaceNamed(worlds, to);
  const near = target ? [target.world, ...worlds.filter((world) => world !== target.world)] : worlds;
  for (const world of near) {
    const row = world.networkInterfaces.find((one) => one.requesterId === undefined && isOwn(one, from));
    if (row) return { address: from, position: { kind: "leaves-interface", world, interfaceId: row.id } };
  }
  for (const world of near) {
    const connection = world.vpnConnections.find((one) => one.state !== "deleted" && isServedBy(world, one, from));
    if (connection) return { address: from, position: { kind: "leaves-site", world, customerGatewayId: undefined } };
  }
  const gateway = isInternet(from) ? internetGatewayFor(near, to, target) : undefined;
  if (gateway) return { address: from, position: { kind: "at-internet-gateway", ...gateway, way: "in" } };
  throw new ControlError(`No interface, site or internet gateway is known that ${from} would come from`);
}

function internetGatewayFor(worlds: World[], to: string, target: { world: World; row: NetworkInterface } | undefined) {
  for (const world of worlds) {
    const vpcId = (target?.world === world ? target.row : holderOfPublicAddress(world, to)?.row)?.vpcId;
    const gateway = world.internetGateways.find((one) => one.vpcId !== undefined && one.vpcId === vpcId);
    if (gateway) return { world, id: gateway.id };
  }
  return undefined;
}

function atSite(worlds: World[], site: string): Position {
  for (const world of worlds) {
    const gateway = world.customerGateways.find((row) => row.id === site || row.address === site);
    if (gateway) return { kind: "leaves-site", world, customerGatewayId: gateway.id };
  }
  throw new ControlError(`No customer gateway is ${site}`);
}

/** Whether a world has an instance or interface of this name. */
export function isNamedIn(world: World, name: string): boolean {
  return interfaceNamed([world], name) !== undefined;
}

function interfaceNamed(worlds: World[], name: string): { world: World; row: NetworkInterface } | undefined {
  for (const world of worlds) {
    const row = world.networkInterfaces.get(name) ?? interfacesOf(name, world)[0];
    if (row) return { world, row };
  }
  return undefined;
}

function startAt(world: World, row: NetworkInterface, isVersion6: boolean): Start {
  return { address: addressOf(row, isVersion6), position: { kind: "leaves-interface", world, interfaceId: row.id } };
}

function addressOf({ id, privateAddresses, ipv6Addresses }: NetworkInterface, isVersion6: boolean): string {
  const address = (isVersion6 ? ipv6Addresses : privateAddresses)[0];
  if (address === undefined) throw new ControlError(`${id} has no address of this version of IP`);
  return address;
}

function isInternet(address: string): boolean {
  return isIPv6(address) || isPublicAddress(address);
}
