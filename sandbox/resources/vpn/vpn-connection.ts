import type {
  CreateVpnConnectionRequest,
  CreateVpnConnectionResult,
  DeleteVpnConnectionRequest,
  DescribeVpnConnectionsRequest,
  DescribeVpnConnectionsResult,
  VpnConnectionOptionsSpecification,
  VpnConnection as VpnConnectionView,
  VpnTunnelOptionsSpecification,
} from "@aws-sdk/client-ec2";
import { type FilterTable, select } from "../../describe";
import { formatAddress, formatBlock, isPublicAddress, known } from "../../net";
import type { Operation, Wire } from "../../operation";
import { ApiError, invalidCombination, invalidParameterValue, invalidValue, need } from "../../protocol/errors";
import { type Tags, tagSet, tagsFor } from "../../tags";
import { timings } from "../../timings";
import { configurationXml } from "../../vpn/configuration-xml";
import type { Tunnel } from "../../vpn/tunnel";
import { checkTunnelOptions, tunnelOptionView } from "../../vpn/tunnel-options";
import { reviseTunnel } from "../../vpn/tunnel-status";
import type { World } from "../../world";
import { readBlock } from "../vpc/vpc";
import type { CustomerGateway } from "./customer-gateway";
import { requireAvailable } from "./vpn-gateway";

export type VpnTarget = { kind: "vpn-gateway" | "transit-gateway" | "vpn-concentrator"; id: string };

export type VpnConnection = {
  id: string;
  state: "pending" | "available" | "modifying" | "deleting" | "deleted";
  customerGatewayId: string;
  /** What AWS's end belongs to. A connection may be made without, and given one later. */
  target: VpnTarget | undefined;
  isStatic: boolean;
  localCidr: string;
  remoteCidr: string;
  tunnels: Tunnel[];
  routes: { cidr: string; state: "pending" | "available" }[];
  /** What the create call asked for: asking for the same again returns this connection. */
  request: string;
  isTelemetryReversed: boolean;
  isXmlReversed: boolean;
  tags: Tags;
  /** Grows with every change, so that an unchanged answer need not be written again. */
  version: number;
};

export const CreateVpnConnection: Operation<CreateVpnConnectionRequest, CreateVpnConnectionResult> = (input, world) => {
  if (input.Type !== "ipsec.1") throw invalidValue("type", input.Type, "Valid values: ipsec.1.");
  refuseUnsupported(input);
  const customerGateway = requireCustomerGateway(world, need(input.CustomerGatewayId, "CustomerGatewayId"));
  const target = input.VpnGatewayId === undefined ? undefined : vpnGatewayTarget(world, input.VpnGatewayId);
  checkAsns(world, customerGateway, target);
  const options = input.Options ?? {};
  refuseUnsupportedOptions(options, customerGateway);
  const tunnelRequests = [options.TunnelOptions?.[0] ?? {}, options.TunnelOptions?.[1] ?? {}];
  for (const given of tunnelRequests) checkTunnelOptions(given, given);
  const request = JSON.stringify([customerGateway.id, target?.id, options]);
  const same = world.vpnConnections.find(
    (other) => other.request === request && (other.state === "pending" || other.state === "available"),
  );
  if (same) return { VpnConnection: view(same, world) };
  checkInsideCidrs(world, target, tunnelRequests);
  const tags = tagsFor("vpnConnection", input.TagSpecifications);
  const connection: VpnConnection = {
    id: world.newId("vpnConnection"),
    state: "pending",
    customerGatewayId: customerGateway.id,
    target,
    isStatic: options.StaticRoutesOnly ?? false,
    localCidr: readCidr(options.LocalIpv4NetworkCidr, "localIpv4NetworkCidr"),
    remoteCidr: readCidr(options.RemoteIpv4NetworkCidr, "remoteIpv4NetworkCidr"),
    tunnels: [],
    routes: [],
    request,
    isTelemetryReversed: world.random.below(2) === 0,
    isXmlReversed: world.random.below(2) === 0,
    tags,
    version: 0,
  };
  const requested = tunnelRequests.flatMap((given) => given.TunnelInsideCidr ?? []);
  for (const given of tunnelRequests) connection.tunnels.push(newTunnel(world, connection, given, requested));
  world.vpnConnections.add(connection);
  world.later(timings.vpnConnectionPending, "vpn-connection-available", connection.id);
  return { VpnConnection: view(connection, world) };
};

export const DescribeVpnConnections: Operation<DescribeVpnConnectionsRequest, DescribeVpnConnectionsResult> = (
  input,
  world,
) => ({
  VpnConnections: select(world.vpnConnections, input.VpnConnectionIds, input.Filters, filtersFor(world)).map(
    (connection) => view(connection, world),
  ),
});

export const DeleteVpnConnection: Operation<DeleteVpnConnectionRequest> = (input, world) => {
  const connection = world.vpnConnections.requireLive(need(input.VpnConnectionId, "VpnConnectionId"));
  if (connection.state === "deleting") return undefined;
  changeState(world, connection, "deleting");
  world.later(timings.vpnConnectionDeleting, "vpn-connection-deleted", connection.id);
  return undefined;
};

/** A connection's life; tunnels follow it. */
export function changeState(world: World, connection: VpnConnection, state: VpnConnection["state"]): void {
  connection.state = state;
  connection.version += 1;
  for (const tunnel of connection.tunnels) reviseTunnel(world, connection, tunnel);
}

export function vpnConnectionBecomesAvailable(world: World, id: string): void {
  const connection = world.vpnConnections.get(id);
  if (connection?.state !== "pending" && connection?.state !== "modifying") return;
  for (const tunnel of connection.tunnels) tunnel.isReplacing = false;
  changeState(world, connection, "available");
}

export function vpnConnectionIsDeleted(world: World, id: string): void {
  const connection = world.vpnConnections.get(id);
  if (!connection) return;
  changeState(world, connection, "deleted");
  connection.routes = [];
  world.later(timings.deletedKept, "vpn-connection-gone", id);
}

export function requireCustomerGateway(world: World, id: string): CustomerGateway {
  const gateway = world.customerGateways.requireLive(id);
  if (gateway.state === "deleting")
    throw new ApiError("InvalidCustomerGatewayState", `The customer gateway ${id} is not in the available state.`);
  return gateway;
}

/** The two ends of BGP must differ. */
export function checkAsns(world: World, customerGateway: CustomerGateway, target: VpnTarget | undefined): void {
  if (world.vpnGateways.get(target?.id)?.amazonAsn === customerGateway.asn)
    throw new ApiError(
      "AsnConflict",
      "The Autonomous System Numbers (ASNs) of the specified customer gateway and the specified virtual private gateway are the same.",
    );
}

export function vpnGatewayTarget(world: World, id: string): VpnTarget {
  return { kind: "vpn-gateway", id: requireAvailable(world, id).id };
}

/** The id of the target when it is of this kind: how EC2 answers and filters. */
export function targetId(connection: VpnConnection, kind: VpnTarget["kind"]): string | undefined {
  return connection.target?.kind === kind ? connection.target.id : undefined;
}

/** Inside blocks are unique among the connections of a VPN gateway. */
export function checkInsideCidrs(
  world: World,
  target: VpnTarget | undefined,
  requests: VpnTunnelOptionsSpecification[],
  except?: Tunnel,
): void {
  const taken = new Set(insideCidrsOn(world, target, except));
  for (const { TunnelInsideCidr: cidr } of requests) {
    if (cidr === undefined) continue;
    if (taken.has(cidr)) throw new ApiError("InvalidCidr.InUse", `The CIDR '${cidr}' is already in use.`);
    taken.add(cidr);
  }
}

export function readCidr(text: string | undefined, parameter: string): string {
  return text === undefined ? "0.0.0.0/0" : formatBlock(readBlock(text, parameter));
}

/** As EC2 answers it. The configuration, five of its seven kilobytes, is written when it is read. */
export function view(connection: VpnConnection, world: World): Wire<VpnConnectionView> {
  const { tunnels } = connection;
  const telemetry = tunnels.map(({ outsideAddress, telemetry }) => ({
    OutsideIpAddress: outsideAddress,
    Status: telemetry.status,
    StatusMessage: telemetry.message,
    AcceptedRouteCount: telemetry.acceptedRoutes,
    LastStatusChange: new Date(telemetry.lastChangeMs),
  }));
  return {
    VpnConnectionId: connection.id,
    State: connection.state,
    Type: "ipsec.1",
    Category: "VPN",
    CustomerGatewayId: connection.customerGatewayId,
    VpnGatewayId: targetId(connection, "vpn-gateway"),
    TransitGatewayId: targetId(connection, "transit-gateway"),
    GatewayAssociationState: connection.target ? "associated" : "not-associated",
    get CustomerGatewayConfiguration() {
      return configurationOf(connection, world);
    },
    Options: {
      EnableAcceleration: false,
      StaticRoutesOnly: connection.isStatic,
      LocalIpv4NetworkCidr: connection.localCidr,
      RemoteIpv4NetworkCidr: connection.remoteCidr,
      OutsideIpAddressType: "PublicIpv4",
      TunnelInsideIpVersion: "ipv4",
      TunnelOptions: tunnels.map((tunnel) => ({
        OutsideIpAddress: tunnel.outsideAddress,
        TunnelInsideCidr: tunnel.insideCidr,
        PreSharedKey: tunnel.preSharedKey,
        ...tunnelOptionView(tunnel.options),
      })),
    },
    Routes: connection.routes.map(({ cidr, state }) => ({
      DestinationCidrBlock: cidr,
      Source: "Static",
      State: state,
    })),
    VgwTelemetry: connection.isTelemetryReversed ? telemetry.reverse() : telemetry,
    Tags: tagSet(connection.tags),
  };
}

/** Given only while the connection is pending or available (reference §4). */
function configurationOf(connection: VpnConnection, world: World): string | undefined {
  if (connection.state !== "pending" && connection.state !== "available") return undefined;
  const customerGateway = world.customerGateways.require(connection.customerGatewayId);
  return configurationXml(connection, {
    customerAddress: customerGateway.address,
    customerAsn: customerGateway.asn,
    amazonAsn: world.vpnGateways.get(connection.target?.id)?.amazonAsn ?? 64_512,
  });
}

function newTunnel(
  world: World,
  connection: VpnConnection,
  given: VpnTunnelOptionsSpecification,
  requested: string[],
): Tunnel {
  const { PreSharedKey, TunnelInsideCidr, ...options } = given;
  const siblings = connection.tunnels.map((tunnel) => tunnel.insideCidr);
  const taken = new Set([...insideCidrsOn(world, connection.target), ...siblings, ...requested]);
  return {
    outsideAddress: world.outsideAddresses.next(),
    insideCidr: TunnelInsideCidr ?? freeInsideCidr(world, taken),
    preSharedKey: PreSharedKey ?? newPreSharedKey(world),
    options,
    device: undefined,
    outage: undefined,
    isReplacing: false,
    phase: "down",
    telemetry: { status: "DOWN", message: "IPSEC IS DOWN", acceptedRoutes: 0, lastChangeMs: world.nowMs },
  };
}

function insideCidrsOn(world: World, target: VpnTarget | undefined, except?: Tunnel): string[] {
  const cidrs: string[] = [];
  for (const row of world.vpnConnections.values()) {
    if (row.target?.id !== target?.id || row.state === "deleted") continue;
    for (const tunnel of row.tunnels) if (tunnel !== except) cidrs.push(tunnel.insideCidr);
  }
  return cidrs;
}

/** /30 blocks from 169.254.8.0 to 169.254.255.252. */
const insideBlocks = (65_536 - 2048) / 4;

/** Keeps out of 169.254.0.0/21 and the metadata service's neighbourhood, where AWS's reserved blocks are. */
function freeInsideCidr(world: World, taken: Set<string>): string {
  const { base } = known("169.254.0.0/16");
  for (let tries = 0; tries < 100_000; tries++) {
    const cidr = `${formatAddress(base + 2048 + 4 * world.random.below(insideBlocks))}/30`;
    if (!cidr.startsWith("169.254.169.") && !taken.has(cidr)) return cidr;
  }
  throw new ApiError("InsufficientInsideCidrs", "No inside CIDR block is left on this gateway.", 500);
}

function newPreSharedKey(world: World): string {
  const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return world.random.pick(letters, 1) + world.random.pick(`${letters}0123456789`, 31);
}

function refuseUnsupported(input: CreateVpnConnectionRequest): void {
  if (input.VpnGatewayId !== undefined && input.TransitGatewayId !== undefined)
    throw invalidParameterValue("The request must not contain both parameter vpnGatewayId and transitGatewayId");
  if (input.TransitGatewayId !== undefined)
    throw new ApiError(
      "InvalidTransitGatewayID.NotFound",
      `The transitGateway ID '${input.TransitGatewayId}' does not exist`,
    );
  if (input.VpnConcentratorId !== undefined)
    throw new ApiError("UnsupportedOperation", "VPN concentrators are not simulated.");
  if (input.PreSharedKeyStorage !== undefined && input.PreSharedKeyStorage !== "Standard")
    throw new ApiError("UnsupportedOperation", "Pre-shared keys in Secrets Manager are not simulated.");
}

/** What only transit gateways can do. */
function refuseUnsupportedOptions(options: VpnConnectionOptionsSpecification, gateway: CustomerGateway): void {
  if (options.EnableAcceleration)
    throw new ApiError("UnsupportedOperation", "Acceleration is only supported for transit gateways.");
  if ((options.TunnelInsideIpVersion ?? "ipv4") !== "ipv4")
    throw invalidCombination("IPv6 tunnels are only supported for transit gateways.");
  if ((options.OutsideIpAddressType ?? "PublicIpv4") !== "PublicIpv4")
    throw invalidCombination(
      `OutsideIpAddressType ${options.OutsideIpAddressType} is only supported for transit gateways.`,
    );
  if ((options.TunnelBandwidth ?? "standard") !== "standard")
    throw invalidCombination("Large tunnels are only supported for transit gateways.");
  if (options.LocalIpv6NetworkCidr !== undefined || options.RemoteIpv6NetworkCidr !== undefined)
    throw invalidCombination("IPv6 CIDR blocks are only supported with TunnelInsideIpVersion ipv6.");
  if ((options.TunnelOptions?.length ?? 0) > 2)
    throw invalidParameterValue("The request must not contain more than two tunnel options.");
  if (!isPublicAddress(gateway.address))
    throw invalidParameterValue(
      `The IP address ${gateway.address} of ${gateway.id} is not a public address, which OutsideIpAddressType PublicIpv4 needs.`,
    );
}

function filtersFor(world: World): FilterTable<VpnConnection> {
  return {
    "bgp-asn": (row) => world.customerGateways.get(row.customerGatewayId)?.asn,
    "customer-gateway-configuration": (row) => configurationOf(row, world),
    "customer-gateway-id": (row) => row.customerGatewayId,
    "option.static-routes-only": (row) => row.isStatic,
    "route.destination-cidr-block": (row) => row.routes.map((route) => route.cidr),
    state: (row) => row.state,
    "transit-gateway-id": (row) => targetId(row, "transit-gateway"),
    type: () => "ipsec.1",
    "vpn-connection-id": (row) => row.id,
    "vpn-gateway-id": (row) => targetId(row, "vpn-gateway"),
  };
}
