import { z } from "zod";
import { ControlError } from "./control-error";
import { faultRoutes } from "./fault-routes";
import { clientVpnRoutes } from "./resources/client-vpn/control-routes";
import type { Sandbox } from "./sandbox";
import { stateRoutes } from "./state-routes";
import { trafficRoutes } from "./traffic/control-routes";
import { bgpParameters, deviceParameters } from "./vpn/device";
import { configureDevices, cutTunnel, disturbTunnel, learnPrefixes, listDevices, listTunnels } from "./vpn/devices";
import { isWorldName, type WorldName } from "./worlds/fill-world";

/** What steers the sandbox from outside: JSON, on a port of its own. BEHAVIOUR.md describes each call. */
export function answerControl(
  request: { method: string; url: URL; body: string },
  sandbox: Sandbox,
): { status: number; value: unknown } {
  const route = routes[`${request.method} ${request.url.pathname}`];
  if (!route) return { status: 404, value: { error: `No ${request.method} ${request.url.pathname} here` } };
  try {
    const body: unknown = request.body ? JSON.parse(request.body) : {};
    if (request.method !== "GET") sandbox.noteChange();
    return { status: 200, value: route(sandbox, body, request.url.searchParams) };
  } catch (error) {
    const message = explain(error);
    if (message === undefined) throw error;
    return { status: 400, value: { error: message } };
  }
}

const presharedKeys = z.record(z.string(), z.string());

export const deviceRequest = z.strictObject({
  connectionId: z.string().optional(),
  customerGatewayIp: z.string().optional(),
  /** Outside addresses; all tunnels when left out. */
  tunnels: z.array(z.string()).optional(),
  configured: z.boolean(),
  /** Outside address → the key on the device; the right one when left out. */
  presharedKeys: presharedKeys.optional(),
  /** Null: the device has no BGP session. Left out: it peers with its customer gateway's ASN and advertises what it did before. */
  bgp: bgpParameters.nullish(),
  /** What else the device is told. What is left out stays as it was. */
  device: deviceParameters.optional(),
  /** Skip the seconds a negotiation takes. */
  immediate: z.boolean().optional(),
});

export const tunnelRequest = z.strictObject({ outsideIp: z.string(), up: z.boolean(), message: z.string().optional() });

export const tunnelEventRequest = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("flap"),
    outsideIp: z.string(),
    times: z.number().int().positive().optional(),
    downSeconds: z.number().positive().optional(),
    upSeconds: z.number().positive().optional(),
  }),
  z.strictObject({ kind: z.literal("endpoint-replaced"), outsideIp: z.string() }),
  /** With lifecycle control it is announced, and takes place by itself after so many seconds; without it, now. */
  z.strictObject({
    kind: z.literal("maintenance"),
    outsideIp: z.string(),
    afterSeconds: z.number().positive().optional(),
  }),
]);

export const bgpRoutesRequest = z.strictObject({ outsideIp: z.string(), prefixes: z.array(z.string()) });

export const clockRequest = z.strictObject({ advanceSeconds: z.number().nonnegative() });

export const resetRequest = z.strictObject({
  world: z.custom<WorldName>((name) => typeof name === "string" && isWorldName(name), "unknown world").default("empty"),
});

export type Route = (sandbox: Sandbox, body: unknown, query: URLSearchParams) => unknown;

const routes: Record<string, Route> = {
  "GET /tunnels": (sandbox) => ({ tunnels: sandbox.allWorlds().flatMap(listTunnels) }),
  "POST /devices": (sandbox, body) => ({ tunnels: configureDevices(sandbox.allWorlds(), deviceRequest.parse(body)) }),
  "GET /devices": (sandbox) => ({ devices: sandbox.allWorlds().flatMap(listDevices) }),
  "POST /tunnels": (sandbox, body) => cutTunnel(sandbox.allWorlds(), tunnelRequest.parse(body)),
  "POST /tunnel-events": (sandbox, body) => disturbTunnel(sandbox.allWorlds(), tunnelEventRequest.parse(body)),
  "POST /bgp-routes": (sandbox, body) => learnPrefixes(sandbox.allWorlds(), bgpRoutesRequest.parse(body)),
  "GET /clock": (sandbox) => clockView(sandbox),
  "POST /clock": (sandbox, body) => {
    sandbox.advance(clockRequest.parse(body).advanceSeconds);
    return clockView(sandbox);
  },
  ...clientVpnRoutes,
  ...faultRoutes,
  ...stateRoutes,
  ...trafficRoutes,
  "POST /reset": (sandbox, body) => {
    const { world } = resetRequest.parse(body);
    sandbox.reset(world);
    return { world };
  },
  "GET /calls": (sandbox, _body, query) =>
    query.has("log") ? { calls: sandbox.calls.list() } : { counts: sandbox.calls.summary() },
  "DELETE /calls": (sandbox) => {
    sandbox.calls.clear();
    return { counts: {} };
  },
};

function clockView(sandbox: Sandbox) {
  return { now: new Date(sandbox.nowMs()).toISOString() };
}

function explain(error: unknown): string | undefined {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  if (error instanceof ControlError || error instanceof SyntaxError) return error.message;
  return undefined;
}
