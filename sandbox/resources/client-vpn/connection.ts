import type {
  ClientVpnConnection as ConnectionView,
  DescribeClientVpnConnectionsRequest,
  DescribeClientVpnConnectionsResult,
  TerminateClientVpnConnectionsRequest,
  TerminateClientVpnConnectionsResult,
} from "@aws-sdk/client-ec2";
import { applyFilters, type FilterTable, page } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError, invalidCombination, missingParameter, need } from "../../protocol/errors";
import { timings } from "../../timings";
import type { World } from "../../world";
import { logReset } from "./connection-log";
import { type ClientVpnEndpoint, findEndpoint } from "./endpoint";
import { measureEndpoint } from "./endpoint-metrics";
import type { PolicyEvaluation } from "./policy-evaluation";
import { readableSeconds } from "./readable-seconds";
import { type Traffic, trafficView } from "./traffic";

/** A client that came in through the control endpoint. */
export type ClientConnection = {
  id: string;
  state: "active" | "terminating" | "terminated";
  username: string | undefined;
  commonName: string;
  clientIp: string | undefined;
  clientIpv6: string | undefined;
  device: Device;
  establishedMs: number;
  endedMs: number | undefined;
  traffic: Traffic;
  postureStatuses: string[];
  evaluation: PolicyEvaluation | undefined;
};

export type Device = { type: string; ip: string; port: number };

/** So many connections of one user one call terminates (TerminateClientVpnConnections). */
const terminatedTogetherMax = 5;

/** Terminated connections are listed for an hour (administrator guide, "Client connections"). */
const terminatedKeptSeconds = 3600;

export const DescribeClientVpnConnections: Operation<
  DescribeClientVpnConnectionsRequest,
  DescribeClientVpnConnectionsResult
> = (input, world) => {
  const endpoint = world.clientVpnEndpoints.require(need(input.ClientVpnEndpointId, "ClientVpnEndpointId"));
  const found = page(applyFilters(endpoint.connections, input.Filters, filters), input);
  return {
    Connections: found.rows.map((connection) => view(endpoint, connection, world)),
    NextToken: found.nextToken,
  };
};

export const TerminateClientVpnConnections: Operation<
  TerminateClientVpnConnectionsRequest,
  TerminateClientVpnConnectionsResult
> = (input, world) => {
  const endpoint = findEndpoint(world, input);
  const chosen = chooseConnections(endpoint, input);
  const statuses = chosen.map((connection) => {
    const previous = connection.state;
    if (previous === "active") {
      connection.state = "terminating";
      world.later(timings.clientVpnTerminating, "client-vpn-connection-terminated", subject(endpoint, connection));
    }
    return {
      ConnectionId: connection.id,
      PreviousStatus: { Code: previous },
      CurrentStatus: { Code: connection.state },
    };
  });
  return { ClientVpnEndpointId: endpoint.id, Username: input.Username, ConnectionStatuses: statuses };
};

/** Lets an established connection take its course: its session ends by itself, unless the endpoint lets clients go on. */
export function addConnection(world: World, endpoint: ClientVpnEndpoint, connection: ClientConnection): void {
  endpoint.connections.push(connection);
  measureEndpoint(world, endpoint);
  world.later(endpoint.sessionTimeoutHours * 3600, "client-vpn-connection-expired", subject(endpoint, connection));
}

/** Ends every connection, as AWS does when it changes what clients were told: their DNS servers, their routes. */
export function resetConnections(world: World, endpoint: ClientVpnEndpoint): void {
  for (const connection of endpoint.connections) endConnection(world, endpoint, connection);
}

export function endConnection(world: World, endpoint: ClientVpnEndpoint, connection: ClientConnection): void {
  if (connection.state === "terminated") return;
  connection.state = "terminated";
  connection.endedMs = world.nowMs;
  logReset(world, endpoint, connection);
  measureEndpoint(world, endpoint);
  world.later(terminatedKeptSeconds, "client-vpn-connection-gone", subject(endpoint, connection));
}

export function clientVpnConnectionIsTerminated(world: World, name: string): void {
  const { endpoint, connection } = find(world, name);
  if (endpoint && connection) endConnection(world, endpoint, connection);
}

/** The client has to sign in again; with `disconnectsOnTimeout` off it does so by itself, and the connection goes on (ours). */
export function clientVpnConnectionExpires(world: World, name: string): void {
  const { endpoint, connection } = find(world, name);
  if (endpoint?.disconnectsOnTimeout && connection) endConnection(world, endpoint, connection);
}

export function clientVpnConnectionIsGone(world: World, name: string): void {
  const { endpoint, connection } = find(world, name);
  if (endpoint) endpoint.connections = endpoint.connections.filter((other) => other !== connection);
}

/** Those of a user, or the one with the id; codes: EC2's error page. */
function chooseConnections(
  endpoint: ClientVpnEndpoint,
  { ConnectionId, Username }: TerminateClientVpnConnectionsRequest,
): ClientConnection[] {
  if (ConnectionId !== undefined && Username !== undefined)
    throw invalidCombination("ConnectionId and Username cannot be specified together.");
  if (ConnectionId !== undefined) {
    const connection = endpoint.connections.find(({ id }) => id === ConnectionId);
    if (connection) return [connection];
    throw new ApiError("InvalidClientVpnConnection.IdNotFound", `Connection ${ConnectionId} does not exist`);
  }
  if (Username === undefined) throw missingParameter("ConnectionId");
  const chosen = endpoint.connections.filter(({ username, state }) => username === Username && state === "active");
  if (chosen.length === 0)
    throw new ApiError("InvalidClientVpnConnection.UserNotFound", `User ${Username} has no active connection`);
  if (chosen.length > terminatedTogetherMax)
    throw new ApiError(
      "ClientVpnTerminateConnectionsLimitExceeded",
      `User ${Username} has more than ${terminatedTogetherMax} active connections`,
    );
  return chosen;
}

function subject(endpoint: ClientVpnEndpoint, connection: ClientConnection): string {
  return `${endpoint.id} ${connection.id}`;
}

function find(world: World, name: string) {
  const [endpointId, id] = name.split(" ");
  const endpoint = world.clientVpnEndpoints.get(endpointId);
  return { endpoint, connection: endpoint?.connections.find((one) => one.id === id) };
}

function view(endpoint: ClientVpnEndpoint, connection: ClientConnection, world: World): Wire<ConnectionView> {
  const counted = trafficView(connection.traffic, connection.endedMs ?? world.nowMs);
  return {
    ClientVpnEndpointId: endpoint.id,
    Timestamp: readableSeconds(connection.endedMs ?? world.nowMs),
    ConnectionId: connection.id,
    Username: connection.username,
    ConnectionEstablishedTime: readableSeconds(connection.establishedMs),
    IngressBytes: String(counted.ingressBytes),
    EgressBytes: String(counted.egressBytes),
    IngressPackets: String(counted.ingressPackets),
    EgressPackets: String(counted.egressPackets),
    ClientIp: connection.clientIp,
    ClientIpv6Address: connection.clientIpv6,
    CommonName: connection.commonName,
    Status: { Code: connection.state },
    ConnectionEndTime: connection.endedMs === undefined ? "-" : readableSeconds(connection.endedMs),
    PostureComplianceStatuses: connection.postureStatuses,
    AuthorizationPolicyLastEvaluatedTime: connection.evaluation && readableSeconds(connection.establishedMs),
  };
}

const filters: FilterTable<ClientConnection> = {
  "connection-id": (connection) => connection.id,
  username: (connection) => connection.username,
};
