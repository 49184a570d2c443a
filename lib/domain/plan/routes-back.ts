import { kinds } from "../kinds";
import type { ConnectionAttributes } from "../kinds/vpn-connection/observe";
import { isThere, type ResourceState } from "./resource-state";

/** What shows that traffic finds its way through a connection again. */
export interface ExpectedRoutes {
  /** The tunnel has accepted routes: the device's, or the prefixes that were entered. */
  isAccepting: boolean;
  /** Keys of the route tables into which the gateway propagates the connection's routes. */
  tables: string[];
}

/** What a connection has now. A tunnel that is disturbed is back only once it has the same again. */
export function expectedRoutes(connectionKey: string, resources: readonly ResourceState[]): ExpectedRoutes {
  const attributes = attributesOf(connectionKey, resources);
  if (!attributes) return { isAccepting: false, tables: [] };
  const tables = resources.filter((state) => state.kind === "route-table" && propagates(state, attributes));
  return {
    isAccepting: attributes.telemetry.some(
      ({ status, acceptedRouteCount }) => status === "UP" && acceptedRouteCount > 0,
    ),
    tables: tables.map(({ key }) => key).sort(),
  };
}

/** Those of the tables in which the connection's routes are missing now. One that is gone lacks nothing. */
export function tablesWithoutRoutes(
  connectionKey: string,
  tables: readonly string[],
  resources: readonly ResourceState[],
): ResourceState[] {
  const attributes = attributesOf(connectionKey, resources);
  if (!attributes) return [];
  return resources.filter(
    (state) =>
      tables.includes(state.key) &&
      isThere(state) &&
      isPropagatedTo(state, attributes) &&
      !propagates(state, attributes),
  );
}

/**
 * True where the table has the connection's routes from its gateway: every prefix that was entered, by propagation or because a
 * written route to it hides the propagated one. EC2 does not say what a BGP session brought, so there any propagated route counts.
 */
function propagates(table: ResourceState, { vpnGatewayId, staticRoutesOnly, routes }: ConnectionAttributes): boolean {
  if (!isThere(table) || !vpnGatewayId) return false;
  const rows = kinds["route-table"].attributes.parse(table.observed.attributes).routes;
  const active = rows.filter(({ state }) => state === "active");
  const fromGateway = active.filter((row) => row.target === vpnGatewayId && row.origin === PROPAGATED);
  if (!staticRoutesOnly) return fromGateway.length > 0;
  const prefixes = routes.filter(({ state }) => state === "available").map(({ destination }) => destination);
  return (
    fromGateway.some(({ destination }) => prefixes.includes(destination)) &&
    prefixes.every((prefix) => active.some(({ destination }) => destination === prefix))
  );
}

/** Propagation may have been turned off meanwhile; then nothing comes back. */
function isPropagatedTo(table: ResourceState, { vpnGatewayId }: ConnectionAttributes): boolean {
  if (!isThere(table) || !vpnGatewayId) return false;
  return kinds["route-table"].attributes.parse(table.observed.attributes).propagatingGatewayIds.includes(vpnGatewayId);
}

/** Origin of a route that a VPN gateway entered (EC2's RouteOrigin). */
const PROPAGATED = "EnableVgwRoutePropagation";

function attributesOf(key: string, resources: readonly ResourceState[]): ConnectionAttributes | undefined {
  const state = resources.find((one) => one.key === key);
  return isThere(state) ? kinds["vpn-connection"].attributes.parse(state.observed.attributes) : undefined;
}
