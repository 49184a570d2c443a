import type { Route as RouteView } from "@aws-sdk/client-ec2";
import type { Wire } from "../../operation";
import { learnedPrefixes } from "../../vpn/learned-routes";
import type { World } from "../../world";
import type { Route } from "./route";
import type { RouteTable } from "./route-table";
import { isAttachedTo, isReachable, type RouteTarget } from "./route-target";
import { cidrsOf } from "./vpc";

/**
 * The routes a table has now: local, written, and propagated. For one destination a written route hides the
 * propagated one (reference §7); a local route is hidden only by one that replaced it.
 */
export function routesOf(table: RouteTable, world: World): Wire<RouteView>[] {
  const local = cidrsOf(world.vpcs.require(table.vpcId));
  const written = new Set(table.routes.map((route) => route.destination));
  const propagated = propagatedRoutes(table, world).filter(
    ({ destination }) => !written.has(destination) && !local.includes(destination),
  );
  return [
    ...local.filter((destination) => !written.has(destination)).map(localView),
    ...table.routes.map((route) =>
      view(route, local.includes(route.destination) ? "CreateRouteTable" : "CreateRoute", table, world),
    ),
    ...propagated.map((route) => view(route, "EnableVgwRoutePropagation", table, world)),
  ];
}

function propagatedRoutes(table: RouteTable, world: World): Route[] {
  const routes = new Map<string, Route>();
  for (const gatewayId of table.propagatingGatewayIds) {
    if (!isAttachedTo(gatewayId, table.vpcId, world)) continue;
    for (const destination of learnedPrefixes(gatewayId, world))
      if (!routes.has(destination)) routes.set(destination, { destination, target: { gatewayId } });
  }
  return [...routes.values()];
}

function localView(destination: string): Wire<RouteView> {
  return { ...destinationView(destination), GatewayId: "local", Origin: "CreateRouteTable", State: "active" };
}

function view(route: Route, Origin: string, table: RouteTable, world: World): Wire<RouteView> {
  const State = isReachable(route.target, table.vpcId, world) ? "active" : "blackhole";
  return { ...destinationView(route.destination), ...targetView(route.target, world), Origin, State };
}

function destinationView(destination: string): Wire<RouteView> {
  if (destination.startsWith("pl-")) return { DestinationPrefixListId: destination };
  return destination.includes(":") ? { DestinationIpv6CidrBlock: destination } : { DestinationCidrBlock: destination };
}

function targetView(target: RouteTarget, world: World): Wire<RouteView> {
  if ("gatewayId" in target) return { GatewayId: target.gatewayId };
  if ("natGatewayId" in target) return { NatGatewayId: target.natGatewayId };
  if ("transitGatewayId" in target) return { TransitGatewayId: target.transitGatewayId };
  if ("egressOnlyInternetGatewayId" in target)
    return { EgressOnlyInternetGatewayId: target.egressOnlyInternetGatewayId };
  const InstanceId = world.networkInterfaces.get(target.networkInterfaceId)?.attachment?.instanceId;
  return {
    NetworkInterfaceId: target.networkInterfaceId,
    InstanceId,
    InstanceOwnerId: InstanceId === undefined ? undefined : world.place.account,
  };
}
