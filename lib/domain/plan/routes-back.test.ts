import { describe, expect, test } from "vitest";
import type { KindName } from "../kinds";
import { kindInKey, nameInKey } from "../kinds/key";
import type { ResourceState } from "./resource-state";
import { expectedRoutes, tablesWithoutRoutes } from "./routes-back";

const LEEDS = "vpn-connection/leeds";
const TABLE = "route-table/private";

interface Row {
  destination: string;
  target?: string;
  origin?: string;
  state?: string;
}

const propagated = (destination: string): Row => ({
  destination,
  target: "vgw-1",
  origin: "EnableVgwRoutePropagation",
});
const written = (destination: string): Row => ({ destination, target: "igw-1", origin: "CreateRoute" });

function state(key: string, attributes: Record<string, unknown>): ResourceState {
  const [kind, name] = [kindInKey(key) as KindName, nameInKey(key)];
  return {
    kind,
    key,
    name,
    awsId: key,
    spec: null,
    observed: { awsId: key, name, state: "available", marker: null, attributes },
  };
}

function table(rows: Row[], propagatingGatewayIds = ["vgw-1"]): ResourceState {
  const routes = rows.map((row) => ({ state: "active", ...row }));
  return state(TABLE, { isMain: false, routes, subnetIds: [], propagatingGatewayIds });
}

function connection({
  isStatic = true,
  accepted = 1,
  prefixes = ["10.60.0.0/16", "10.61.0.0/16"],
} = {}): ResourceState {
  return state(LEEDS, {
    vpnGatewayId: "vgw-1",
    staticRoutesOnly: isStatic,
    tunnels: [],
    telemetry: [{ outsideIpAddress: "203.0.113.1", status: "UP", statusMessage: "", acceptedRouteCount: accepted }],
    routes: isStatic ? prefixes.map((destination) => ({ destination, state: "available" })) : [],
  });
}

const bothPrefixes = [propagated("10.60.0.0/16"), propagated("10.61.0.0/16")];
const missing = (...resources: ResourceState[]) => tablesWithoutRoutes(LEEDS, [TABLE], resources).map(({ key }) => key);

describe("what is expected", () => {
  test("a connection without accepted routes and without tables is waited for by its status alone", () => {
    expect(expectedRoutes(LEEDS, [connection({ accepted: 0 }), table([])])).toEqual({ isAccepting: false, tables: [] });
  });

  test("a table that lacked a prefix before is not waited for", () => {
    expect(expectedRoutes(LEEDS, [connection(), table([propagated("10.60.0.0/16")])]).tables).toEqual([]);
  });

  test("a written route that hides a propagated one counts as that prefix", () => {
    const resources = [connection(), table([propagated("10.60.0.0/16"), written("10.61.0.0/16")])];
    expect(expectedRoutes(LEEDS, resources)).toEqual({ isAccepting: true, tables: [TABLE] });
  });

  test("of BGP any propagated route of the gateway counts", () => {
    const resources = [connection({ isStatic: false }), table([propagated("172.16.0.0/12")])];
    expect(expectedRoutes(LEEDS, resources).tables).toEqual([TABLE]);
  });
});

describe("what is missing", () => {
  test("a table without one of the prefixes, or with one that leads nowhere", () => {
    expect(missing(connection(), table(bothPrefixes))).toEqual([]);
    expect(missing(connection(), table(bothPrefixes.slice(1)))).toEqual([TABLE]);
    const blackhole = bothPrefixes.map((row) => ({ ...row, state: "blackhole" }));
    expect(missing(connection(), table(blackhole))).toEqual([TABLE]);
  });

  test("nothing in a table that is gone, or that takes over no routes any more", () => {
    expect(missing(connection())).toEqual([]);
    expect(missing(connection(), table([], []))).toEqual([]);
  });
});
