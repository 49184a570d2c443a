import type {
  CreateVpnConnectionRequest,
  CreateVpnConnectionResult,
  DeleteVpnConnectionRequest,
  DescribeVpnConnectionsRequest,
  DescribeVpnConnectionsResult,
} from "@aws-sdk/client-ec2";
import { select } from "../../describe";
import type { Operation } from "../../operation";
import { ApiError, invalidValue, need } from "../../protocol/errors";
import { type QuotaName, requireRoom } from "../../quotas";
import { type Tags, tagsFor } from "../../tags";
import { timings } from "../../timings";
import type { Tunnel } from "../../vpn/tunnel";
import { checkTunnelOptions } from "../../vpn/tunnel-options";
import { reviseTunnel } from "../../vpn/tunnel-status";
import type { World } from "../../world";
import { attachVpn, detachVpn } from "../transit-gateway/vpn-attachment";
import { type ConnectionOptions, readConnectionOptions } from "./connection-options";
import type { CustomerGateway } from "./customer-gateway";
import { checkInsideCidrs } from "./inside-cidrs";
import { newTunnels } from "./new-tunnel";
import { dropSecret, readKeyStorage, settleSecret } from "./pre-shared-keys";
import { filtersFor, view } from "./vpn-connection-view";
import { checkAsns, readTarget, type VpnTarget } from "./vpn-target";

export type VpnConnection = {
  id: string;
  state: "pending" | "available" | "modifying" | "deleting" | "deleted";
  customerGatewayId: string;
  /** A connection may be made without, and given one later. */
  target: VpnTarget | undefined;
  tunnels: Tunnel[];
  routes: { cidr: string; state: "pending" | "available" }[];
  /** The secret that holds keys of its tunnels, if any does. */
  keySecretArn: string | undefined;
  /** What the create call asked for: asking for the same again returns this connection. */
  request: string;
  isTelemetryReversed: boolean;
  isXmlReversed: boolean;
  tags: Tags;
  /** Grows with every change. */
  version: number;
} & ConnectionOptions;

export const CreateVpnConnection: Operation<CreateVpnConnectionRequest, CreateVpnConnectionResult> = (input, world) => {
  if (input.Type !== "ipsec.1") throw invalidValue("type", input.Type, "Valid values: ipsec.1.");
  const given = input.Options ?? {};
  const keyStorage = readKeyStorage(input.PreSharedKeyStorage) ?? "Standard";
  const target = readTarget(world, input);
  const customerGateway = requireCustomerGateway(world, need(input.CustomerGatewayId, "CustomerGatewayId"));
  checkAsns(world, customerGateway, target);
  const options = readConnectionOptions(world, given, { customerGateway, target });
  const tunnelRequests = [given.TunnelOptions?.[0] ?? {}, given.TunnelOptions?.[1] ?? {}];
  for (const one of tunnelRequests) checkTunnelOptions(one, one, surroundings(options, customerGateway));
  const request = JSON.stringify([customerGateway.id, target?.id, keyStorage, given]);
  const alike = world.vpnConnections.under("request", request);
  const same = alike.find(({ state }) => state === "pending" || state === "available");
  if (same) return { VpnConnection: view(same, world) };
  checkInsideCidrs(world, target, tunnelRequests);
  const tags = tagsFor("vpnConnection", input.TagSpecifications);
  checkRoom(world, target, options);
  const connection: VpnConnection = {
    id: world.newId("vpnConnection"),
    state: "pending",
    customerGatewayId: customerGateway.id,
    target,
    tunnels: [],
    routes: [],
    keySecretArn: undefined,
    request,
    isTelemetryReversed: world.random.below(2) === 0,
    isXmlReversed: world.random.below(2) === 0,
    tags,
    version: 0,
    ...options,
  };
  connection.tunnels = newTunnels(world, connection, tunnelRequests, keyStorage);
  settleSecret(world, connection);
  world.vpnConnections.add(connection);
  attachVpn(world, connection);
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
  if (connection.target?.kind === "transit-gateway") detachVpn(world, connection.id);
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
  dropSecret(world, connection);
  world.later(timings.deletedKept, "vpn-connection-gone", id);
}

/** For calls that need the connection to be there to stay. */
export function notAvailable(id: string): ApiError {
  return new ApiError(
    "InvalidVpnConnection.InvalidState",
    `The VPN connection ${id} must be in the available state to complete the request.`,
  );
}

export function requireCustomerGateway(world: World, id: string): CustomerGateway {
  const gateway = world.customerGateways.requireLive(id);
  if (gateway.state === "deleting")
    throw new ApiError("InvalidCustomerGatewayState", `The customer gateway ${id} is not in the available state.`);
  return gateway;
}

/** What the checks of a tunnel's options have to know of the connection around it. */
export function surroundings(options: ConnectionOptions, { address, certificateArn }: CustomerGateway) {
  return {
    insideIpVersion: options.insideIpVersion,
    hasCustomerAddress: address !== undefined,
    usesCertificate: certificateArn !== undefined,
  };
}

/** Quotas of the Site-to-Site VPN User Guide; accelerated, large and unassociated connections count twice. */
function checkRoom(world: World, target: VpnTarget | undefined, options: ConnectionOptions): void {
  const count = (matches: (row: VpnConnection) => boolean) =>
    world.vpnConnections.count((row) => row.state !== "deleted" && matches(row));
  const onTarget = world.vpnConnections.under("target", target?.id ?? "").filter(({ state }) => state !== "deleted");
  requireRoom(
    world,
    "vpnConnections",
    count(() => true),
  );
  const quota = target === undefined ? "unassociatedVpnConnections" : quotasOfTargets[target.kind];
  if (quota) requireRoom(world, quota, onTarget.length);
  if (options.isAccelerated)
    requireRoom(
      world,
      "acceleratedVpnConnections",
      count((row) => row.isAccelerated),
    );
  if (options.bandwidth === "large")
    requireRoom(
      world,
      "largeVpnConnections",
      count((row) => row.bandwidth === "large"),
    );
}

const quotasOfTargets = {
  "vpn-gateway": "vpnConnectionsPerVpnGateway",
  "vpn-concentrator": "connectionsPerVpnConcentrator",
  "transit-gateway": undefined,
} as const satisfies Record<VpnTarget["kind"], QuotaName | undefined>;
