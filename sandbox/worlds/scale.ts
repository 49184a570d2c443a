import { formatAddress, known } from "../net";
import { CreateRoute } from "../resources/vpc/route";
import { EnableVgwRoutePropagation } from "../resources/vpc/route-propagation";
import type { VpnConnection } from "../resources/vpn/vpn-connection";
import type { World } from "../world";
import { advertising, type Told, WorldBuilder } from "./builder";

const minute = 60_000;
const day = 24 * 60 * minute;
const connectionsPerGateway = 50;
const gatewaysToATransitGateway = 4;
/** What all sites' prefixes are in, and no VPC is. */
const sites = "172.16.0.0/12";

/**
 * `count` connections, fifty to a gateway; every fourth gateway is a transit gateway. At VPN gateways half are static, all others
 * speak BGP; about one in seven has something wrong.
 */
export function fillScale(world: World, count: number): void {
  const now = world.nowMs;
  world.quotas.set("every", 100_000);
  const build = new WorldBuilder(world);
  world.nowMs = now - 60 * day;
  const gateways: Gateway[] = [];
  for (let index = 0; index * connectionsPerGateway < count; index++) gateways.push(buildGateway(build, index));
  const connections: VpnConnection[] = [];
  for (let index = 0; index < count; index++) {
    const gateway = gateways[Math.floor(index / connectionsPerGateway)];
    if (gateway === undefined) throw new Error(`No gateway for connection ${index}`);
    connections.push(buildConnection(build, index, gateway));
  }
  build.moveTo(now - 59 * day);
  for (const [index, connection] of connections.entries()) settle(build, connection, advertising(...prefixesOf(index)));
  build.moveTo(now - day);
  for (const connection of connections) spoil(build, connection);
  build.moveTo(now);
}

type Gateway = { kind: "vpn-gateway" | "transit-gateway"; id: string };

/** A VPC of two subnets with the gateway that its traffic to the sites takes. */
function buildGateway(build: WorldBuilder, index: number): Gateway {
  const name = `net-${String(index + 1).padStart(3, "0")}`;
  const second = 64 + (index % 192);
  const third = Math.floor(index / 192) * 64;
  const vpc = build.vpc(name, `10.${second}.${third}.0/18`);
  const subnets = ["a", "c"].map((zone, at) =>
    build.subnet(`${name}-${zone}`, vpc, `10.${second}.${third + at}.0/24`, zone),
  );
  const asn = 64_600 + (index % 400);
  if (index % gatewaysToATransitGateway === gatewaysToATransitGateway - 1) {
    const gateway = build.transitGateway(`tgw-${name}`, asn, { hasDefaultTable: true });
    build.attachVpc(`att-${name}`, gateway, { id: vpc, subnetIds: subnets });
    const table = build.routeTable(`rtb-${name}`, vpc, subnets);
    const route = { RouteTableId: table, DestinationCidrBlock: sites, TransitGatewayId: gateway };
    CreateRoute(route, build.world);
    return { kind: "transit-gateway", id: gateway };
  }
  const gateway = build.vpnGateway(`vgw-${name}`, asn, vpc);
  build.moveTo(build.world.nowMs + minute);
  const table = build.routeTable(`rtb-${name}`, vpc, subnets);
  EnableVgwRoutePropagation({ RouteTableId: table, GatewayId: gateway }, build.world);
  return { kind: "vpn-gateway", id: gateway };
}

/** Static ones only at VPN gateways: a transit gateway has static routes in its own tables. */
function buildConnection(build: WorldBuilder, index: number, gateway: Gateway): VpnConnection {
  const isStatic = gateway.kind === "vpn-gateway" && index % 2 === 0;
  const address = formatAddress(known("3.37.0.0/16").base + 1 + index);
  const name = `site-${String(index + 1).padStart(5, "0")}`;
  const asn = isStatic ? undefined : 65_100 + (index % 400);
  const staticPrefixes = isStatic ? prefixesOf(index) : undefined;
  return build.connection({ name, address, asn, staticPrefixes }, gateway.id);
}

/** Each site has a /24 of its own, outside every VPC. */
function prefixesOf(index: number): string[] {
  return [`${formatAddress(known(sites).base + 256 * (index % 4096))}/24`];
}

function settle(build: WorldBuilder, connection: VpnConnection, told: Told): void {
  const luck = build.world.random.next();
  if (luck < 0.97) build.bringUp(connection, 0, told);
  if (luck < 0.93) build.bringUp(connection, 1, told);
}

function spoil(build: WorldBuilder, connection: VpnConnection): void {
  const luck = build.world.random.next();
  if (luck < 0.08) build.takeDown(connection, luck < 0.04 ? 0 : 1);
  if (luck < 0.02) build.takeDown(connection, 1);
}
