import { z } from "zod";
import type { Route } from "../../control";
import { ControlError } from "../../control-error";
import type { World } from "../../world";
import { connectClient } from "./connect";
import { type ClientConnection, endConnection } from "./connection";
import type { ClientVpnEndpoint } from "./endpoint";
import { measureEndpoint } from "./endpoint-metrics";
import { countTraffic, trafficView } from "./traffic";

const rate = z.number().nonnegative().max(1e9);

const handlerOutcomes = z.enum([
  "allow",
  "deny",
  "timed-out",
  "execution-error",
  "throttled",
  "invalid-response",
  "service-error",
]);

export const clientRequest = z.strictObject({
  endpointId: z.string(),
  username: z.string().min(1).optional(),
  groups: z.array(z.string()).default([]),
  commonName: z.string().min(1).optional(),
  certificateSerial: z
    .string()
    .regex(/^[0-9A-Fa-f]+$/)
    .optional(),
  isAuthentic: z.boolean().default(true),
  device: z
    .strictObject({ type: z.string(), ip: z.string(), port: z.number().int().min(1).max(65_535) })
    .default({ type: "linux", ip: "203.0.113.10", port: 50_096 }),
  handler: handlerOutcomes.default("allow"),
  postureStatuses: z.array(z.string()).default([]),
  decision: z.enum(["permit", "deny", "error"]).default("permit"),
  deviceTokens: z.record(z.string(), z.string()).default({}),
  ingressPerSecond: rate.default(0),
  egressPerSecond: rate.default(0),
});

export const hangUpRequest = z.strictObject({ connectionId: z.string() });

export const clientTrafficRequest = z.strictObject({
  connectionId: z.string(),
  ingressPerSecond: rate,
  egressPerSecond: rate,
});

/** Clients come and go, and carry traffic; `DescribeClientVpnConnections` shows them. */
export const clientVpnRoutes: Record<string, Route> = {
  "GET /client-vpn/connections": (sandbox) => ({
    connections: sandbox.allWorlds().flatMap((world) => allConnections(world).map(viewOf)),
  }),
  "POST /client-vpn/connections": (sandbox, body) => {
    const { endpointId, ...client } = clientRequest.parse(body);
    for (const world of sandbox.allWorlds()) {
      const endpoint = world.clientVpnEndpoints.get(endpointId);
      if (!endpoint) continue;
      const { username, commonName, certificateSerial } = client;
      const connection = connectClient(world, endpoint, { ...client, username, commonName, certificateSerial });
      return viewOf({ world, endpoint, connection });
    }
    throw new ControlError(`There is no endpoint ${endpointId}`);
  },
  "DELETE /client-vpn/connections": (sandbox, body) => {
    const found = requireConnection(sandbox.allWorlds(), hangUpRequest.parse(body).connectionId);
    endConnection(found.world, found.endpoint, found.connection);
    return viewOf(found);
  },
  "POST /client-vpn/traffic": (sandbox, body) => {
    const { connectionId, ...rates } = clientTrafficRequest.parse(body);
    const found = requireConnection(sandbox.allWorlds(), connectionId);
    const { world, endpoint, connection } = found;
    if (connection.state !== "active") throw new ControlError(`${connectionId} is ${connection.state}`);
    connection.traffic = { ...countTraffic(connection.traffic, world.nowMs), ...rates };
    measureEndpoint(world, endpoint);
    return viewOf(found);
  },
};

type Found = { world: World; endpoint: ClientVpnEndpoint; connection: ClientConnection };

export type ClientConnectionView = ReturnType<typeof viewOf>;

function allConnections(world: World): Found[] {
  return world.clientVpnEndpoints
    .all()
    .flatMap((endpoint) => endpoint.connections.map((connection) => ({ world, endpoint, connection })));
}

function requireConnection(worlds: World[], id: string): Found {
  const found = worlds.flatMap(allConnections).find(({ connection }) => connection.id === id);
  if (found) return found;
  throw new ControlError(`There is no connection ${id}`);
}

function viewOf({ world, endpoint, connection }: Found) {
  const { id, state, username, commonName, clientIp, clientIpv6, endedMs } = connection;
  return {
    ...world.place,
    endpointId: endpoint.id,
    connectionId: id,
    status: state,
    username,
    commonName,
    clientIp,
    clientIpv6,
    ...trafficView(connection.traffic, endedMs ?? world.nowMs),
  };
}
