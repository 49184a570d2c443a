import { EnableVgwRoutePropagation } from "../resources/vpc/route-propagation";
import type { World } from "../world";
import { advertising, sshAndPing, WorldBuilder } from "./builder";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * A small company in Seoul. Two VPCs with a VPN gateway each and six sites, of which three have a fault worth
 * finding: leeds lost a tunnel two hours ago, busan's second tunnel was never configured, fukuoka is down; and the
 * route table rtb-private-b does not propagate.
 */
export function fillDemo(world: World): void {
  const now = world.nowMs;
  const build = new WorldBuilder(world);
  world.nowMs = now - 413 * day;
  const vpcs = buildVpcs(build);
  build.moveTo(now - 412 * day);
  openSecurityGroup(build, vpcs);
  const sites = buildSites(build, vpcs, now);
  letTimePass(build, sites, now);
  build.moveTo(now);
}

function buildVpcs(build: WorldBuilder) {
  const { world } = build;
  const core = build.vpc("core", "10.50.0.0/16");
  const shared = build.vpc("shared", "10.51.0.0/16");
  build.moveTo(world.nowMs + minute);
  const publicA = build.subnet("public-a", core, "10.50.0.0/24", "a");
  const privateA = build.subnet("private-a", core, "10.50.10.0/24", "a");
  const privateB = build.subnet("private-b", core, "10.50.11.0/24", "c");
  const dbA = build.subnet("db-a", core, "10.50.20.0/24", "a");
  const sharedA = build.subnet("shared-a", shared, "10.51.1.0/24", "a");
  const sharedB = build.subnet("shared-b", shared, "10.51.2.0/24", "c");
  const vgwCore = build.vpnGateway("vgw-core", 64_513, core);
  const vgwShared = build.vpnGateway("vgw-shared", 64_514, shared);
  build.moveTo(world.nowMs + minute);
  const rtbPublic = build.routeTable("rtb-public", core, [publicA]);
  const rtbPrivateA = build.routeTable("rtb-private-a", core, [privateA]);
  build.routeTable("rtb-private-b", core, [privateB]);
  const rtbDb = build.routeTable("rtb-db", core, [dbA]);
  const rtbShared = build.routeTable("rtb-shared", shared, [sharedA, sharedB]);
  for (const RouteTableId of [rtbPrivateA, rtbDb])
    EnableVgwRoutePropagation({ RouteTableId, GatewayId: vgwCore }, world);
  EnableVgwRoutePropagation({ RouteTableId: rtbShared, GatewayId: vgwShared }, world);
  build.internetGateway("igw-core", core, rtbPublic);
  return { core, privateA, vgwCore, vgwShared };
}

function openSecurityGroup(build: WorldBuilder, vpcs: { core: string; privateA: string }): void {
  const groupId = build.securityGroup({
    name: "from-on-premises",
    about: "SSH and ping from the sites",
    vpcId: vpcs.core,
    ingress: sshAndPing([
      { CidrIp: "10.20.0.0/16", Description: "leeds" },
      { CidrIp: "10.30.0.0/16", Description: "osaka" },
      { CidrIp: "10.61.0.0/16", Description: "busan" },
    ]),
  });
  build.host("ping-test", { subnetId: vpcs.privateA, address: "10.50.10.25", groupId });
}

function buildSites(build: WorldBuilder, gateways: { vgwCore: string; vgwShared: string }, now: number) {
  build.world.promisedIds.set("vpnConnection", ["vpn-0c3f5a1e9b7d24680"]);
  build.moveTo(now - 300 * day);
  const leeds = build.connection(
    {
      name: "leeds",
      address: "192.0.2.25",
      asn: 65_020,
      outsideAddresses: ["203.0.113.18", "203.0.113.71"],
      insideCidrs: ["169.254.44.0/30", "169.254.45.0/30"],
      tags: { Site: "Leeds DC" },
    },
    gateways.vgwCore,
  );
  build.moveTo(now - 281 * day);
  const osaka = build.connection(
    {
      name: "osaka",
      address: "198.51.100.40",
      asn: 65_030,
      outsideAddresses: ["203.0.113.97", "203.0.113.84"],
      tags: { Site: "Osaka branch" },
    },
    gateways.vgwCore,
  );
  build.moveTo(now - 204 * day);
  const busan = build.connection(
    {
      name: "busan",
      address: "198.51.100.61",
      staticPrefixes: ["10.61.0.0/16"],
      outsideAddresses: ["203.0.113.166", "203.0.113.201"],
      tags: { Site: "Busan warehouse" },
    },
    gateways.vgwCore,
  );
  build.moveTo(now - 160 * day);
  const fukuoka = build.connection(
    {
      name: "fukuoka",
      address: "192.0.2.77",
      staticPrefixes: ["10.77.0.0/16", "10.78.0.0/24"],
      outsideAddresses: ["203.0.113.214", "203.0.113.171"],
      tags: { Site: "Fukuoka lab" },
    },
    gateways.vgwCore,
  );
  build.moveTo(now - 118 * day);
  const jeju = build.connection(
    {
      name: "jeju-dr",
      address: "3.37.222.18",
      asn: 65_040,
      outsideAddresses: ["203.0.113.33", "203.0.113.140"],
      tags: { Site: "Jeju DR" },
    },
    gateways.vgwCore,
  );
  build.moveTo(now - 96 * day);
  const daejeon = build.connection(
    {
      name: "daejeon",
      address: "198.51.100.92",
      asn: 65_050,
      outsideAddresses: ["203.0.113.52", "203.0.113.119"],
      tags: { Site: "Daejeon plant" },
    },
    gateways.vgwShared,
  );
  return { leeds, osaka, busan, fukuoka, jeju, daejeon };
}

/** When each tunnel last came up or went down. */
function letTimePass(build: WorldBuilder, sites: ReturnType<typeof buildSites>, now: number): void {
  const { leeds, osaka, busan, fukuoka, jeju, daejeon } = sites;
  const fromLeeds = advertising("10.20.0.0/16", "10.21.0.0/16", "10.22.4.0/24");
  build.moveTo(now - 95 * day);
  build.bringUp(busan, 0);
  build.bringUp(fukuoka, 0);
  build.bringUp(fukuoka, 1);
  build.moveTo(now - 72 * day - 5 * hour);
  build.bringUp(daejeon, 1, advertising("10.90.0.0/16"));
  build.moveTo(now - 41 * day);
  build.bringUp(osaka, 0, advertising("10.30.0.0/16"));
  build.bringUp(daejeon, 0, advertising("10.90.0.0/16"));
  build.moveTo(now - 33 * day - 11 * hour);
  build.bringUp(osaka, 1, advertising("10.30.0.0/16"));
  build.bringUp(leeds, 1, fromLeeds);
  build.moveTo(now - 27 * day - 3 * hour);
  build.bringUp(jeju, 0, advertising("10.40.0.0/16", "10.41.0.0/16"));
  build.moveTo(now - 19 * day);
  build.bringUp(jeju, 1, advertising("10.40.0.0/16", "10.41.0.0/16"));
  build.moveTo(now - 12 * day - 2 * hour);
  build.bringUp(leeds, 0, fromLeeds);
  build.moveTo(now - 3 * day - 6 * hour);
  build.takeDown(fukuoka, 1);
  build.moveTo(now - 29 * hour - 12 * minute);
  build.takeDown(fukuoka, 0);
  build.moveTo(now - 2 * hour - 14 * minute);
  build.takeDown(leeds, 1);
}
