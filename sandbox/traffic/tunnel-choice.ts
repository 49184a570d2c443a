import { parseAddress } from "../net";
import { parseCidr } from "../resources/transit-gateway/cidr";
import type { VpnConnection } from "../resources/vpn/vpn-connection";
import { type LearnedRoute, learnedRoutes } from "../vpn/learned-routes";
import type { World } from "../world";
import { addressCidr, holds } from "./packet";

/** A tunnel that a prefix is reached through, with what the choice goes by. */
export type Way = LearnedRoute & { connectionId: string };

/** Everything that some connections know, one way for each prefix and tunnel. */
export function waysOf(world: World, connections: VpnConnection[]): Way[] {
  return connections.flatMap((connection) =>
    learnedRoutes(world, connection).map((route) => ({ ...route, connectionId: connection.id })),
  );
}

/** Those of the longest prefix that holds the address. */
export function longestMatching(ways: Way[], address: string): Way[] {
  const { bits } = addressCidr(address);
  const matching = ways.filter(({ prefix }) => parseCidr(prefix)?.bits === bits && holds(prefix, address));
  const longest = Math.max(...matching.map(lengthOf));
  return matching.filter((way) => lengthOf(way) === longest);
}

/**
 * The best ways to one prefix: static before BGP, then the shorter AS path, then the lower MED (User Guide, "Route priority").
 * MEDs of different neighbours are not compared on a VPN gateway; a transit gateway compares all. Equal ways are left, the
 * lowest outside address first: AWS says only that it picks one (ours).
 */
export function bestWays(ways: Way[], comparesAllMeds: boolean): Way[] {
  const written = ways.filter(({ origin }) => origin === "static");
  const rivals = written.length ? written : ways;
  const shortest = Math.min(...rivals.map(({ asPath }) => asPath.length));
  const short = rivals.filter(({ asPath }) => asPath.length === shortest);
  const neighbours = (way: Way) => short.filter((other) => comparesAllMeds || other.asPath[0] === way.asPath[0]);
  return short
    .filter((way) => neighbours(way).every(({ med }) => way.med <= med))
    .sort((a, b) => (parseAddress(a.tunnel) ?? 0) - (parseAddress(b.tunnel) ?? 0));
}

function lengthOf({ prefix }: Way): number {
  return parseCidr(prefix)?.length ?? 0;
}
