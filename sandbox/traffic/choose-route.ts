import type { Route as RouteView } from "@aws-sdk/client-ec2";
import type { Wire } from "../operation";
import { parseCidr } from "../resources/transit-gateway/cidr";
import { currentEntries } from "../resources/vpc/prefix-list";
import type { RouteTable } from "../resources/vpc/route-table";
import { routesOf } from "../resources/vpc/routes-of";
import type { World } from "../world";
import { holds } from "./packet";

/** A route for one block: that of a prefix list stands once for each of its entries. */
export type BlockRoute = { block: string; route: Wire<RouteView> };

/**
 * Where a route table sends an address: by the longest prefix; for one prefix a written route comes before one of a prefix
 * list, and that before a propagated one. A local route comes before propagated ones even when they are more specific
 * (VPC User Guide, "Route priority").
 */
export function chooseRoute(table: RouteTable, address: string, world: World): BlockRoute | undefined {
  const matching = blockRoutes(table, world).filter(({ block }) => holds(block, address));
  const isLocal = matching.some(({ route }) => route.GatewayId === "local");
  const rivals = matching.filter(({ route }) => !isLocal || !isPropagated(route));
  return rivals.reduce<BlockRoute | undefined>(
    (best, rival) => (best && !isBefore(rival, best) ? best : rival),
    undefined,
  );
}

/** Every route that an address may match, prefix lists unfolded. */
export function blockRoutes(table: RouteTable, world: World): BlockRoute[] {
  return routesOf(table, world).flatMap((route) => {
    const list = world.prefixLists.get(route.DestinationPrefixListId);
    if (list) return currentEntries(list).map(({ cidr }) => ({ block: cidr, route }));
    const block = route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock;
    return block === undefined ? [] : { block, route };
  });
}

function isBefore(a: BlockRoute, b: BlockRoute): boolean {
  const difference = lengthOf(a.block) - lengthOf(b.block);
  return difference > 0 || (difference === 0 && rank(a.route) < rank(b.route));
}

function rank(route: Wire<RouteView>): number {
  if (isPropagated(route)) return 2;
  return route.DestinationPrefixListId === undefined ? 0 : 1;
}

function isPropagated({ Origin }: Wire<RouteView>): boolean {
  return Origin === "EnableVgwRoutePropagation";
}

function lengthOf(block: string): number {
  return parseCidr(block)?.length ?? 0;
}
