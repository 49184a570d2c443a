import { formatAddress, known } from "../net";
import { EnableVgwRoutePropagation } from "../resources/vpc/route-propagation";
import type { VpnConnection } from "../resources/vpn/vpn-connection";
import type { World } from "../world";
import { advertising, type Told, WorldBuilder } from "./builder";

const minute = 60_000;
const day = 24 * 60 * minute;
const connectionsPerGateway = 50;

/** `count` connections, fifty to a VPN gateway, half static and half BGP; about one in seven has something wrong. */
export function fillScale(world: World, count: number): void {
  const now = world.nowMs;
  world.quotas.set("every", 100_000);
  const build = new WorldBuilder(world);
  world.nowMs = now - 60 * day;
  const gateways: string[] = [];
  for (let index = 0; index * connectionsPerGateway < count; index++) gateways.push(buildVpc(build, index));
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

function buildVpc(build: WorldBuilder, index: number): string {
  const name = `net-${String(index + 1).padStart(3, "0")}`;
  const second = 64 + (index % 192);
  const third = Math.floor(index / 192) * 64;
  const vpc = build.vpc(name, `10.${second}.${third}.0/18`);
  const subnets = ["a", "c"].map((zone, at) =>
    build.subnet(`${name}-${zone}`, vpc, `10.${second}.${third + at}.0/24`, zone),
  );
  const gateway = build.vpnGateway(`vgw-${name}`, 64_600 + (index % 400), vpc);
  build.moveTo(build.world.nowMs + minute);
  const table = build.routeTable(`rtb-${name}`, vpc, subnets);
  EnableVgwRoutePropagation({ RouteTableId: table, GatewayId: gateway }, build.world);
  return gateway;
}

function buildConnection(build: WorldBuilder, index: number, gateway: string): VpnConnection {
  const isStatic = index % 2 === 0;
  const address = formatAddress(known("3.37.0.0/16").base + 1 + index);
  const name = `site-${String(index + 1).padStart(5, "0")}`;
  const asn = isStatic ? undefined : 65_100 + (index % 400);
  return build.connection({ name, address, asn, staticPrefixes: isStatic ? prefixesOf(index) : undefined }, gateway);
}

/** Each site has a /24 of its own, outside every VPC. */
function prefixesOf(index: number): string[] {
  return [`${formatAddress(known("172.16.0.0/12").base + 256 * (index % 4096))}/24`];
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
