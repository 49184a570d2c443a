import type { VpnTunnelOptionsSpecification } from "@aws-sdk/client-ec2";
import type { VpnConnection } from "../resources/vpn/vpn-connection";
import { addLogGroup, logGroupArn } from "../telemetry/logs";
import type { World } from "../world";
import { id, type Site, type WorldBuilder } from "./builder";
import { type CompanyNetwork, joinTables, type Transit } from "./company-network";

const minute = 60_000;
const day = 24 * 60 * minute;

export type CompanySites = Record<
  "gwangju" | "incheonA" | "incheonB" | "pangyo1" | "pangyo2" | "daegu" | "ulsan",
  VpnConnection
>;

/** The sites of old in the order in which they came: first to the VPN gateways, then to the transit gateway. */
export function buildSites(build: WorldBuilder, network: CompanyNetwork, now: number): CompanySites {
  const join = (daysAgo: number, site: Site, gatewayId: string) => {
    build.moveTo(now - daysAgo * day);
    return build.connection(site, gatewayId);
  };
  const joinTransit = (daysAgo: number, site: Site) => {
    const connection = join(daysAgo, site, network.transitGateway);
    routeInTransit(build, connection, network);
    return connection;
  };
  return {
    gwangju: join(702, gwangju, network.vgwShared),
    incheonA: join(655, incheon("incheon-dc-a", "198.51.100.21", "inc-rt-01"), network.vgwErp),
    incheonB: join(655, incheon("incheon-dc-b", "198.51.100.22", "inc-rt-02"), network.vgwErp),
    pangyo1: joinTransit(410, pangyo("pangyo-hq-1", "192.0.2.11", "pgy-fw-01")),
    pangyo2: joinTransit(409, pangyo("pangyo-hq-2", "192.0.2.12", "pgy-fw-02")),
    daegu: joinTransit(233, daegu),
    ulsan: joinTransit(190, ulsan),
  };
}

/** The newest site. */
export function joinJeju(build: WorldBuilder, network: CompanyNetwork): VpnConnection {
  const connection = build.connection(jeju(build.world), network.transitGateway);
  routeInTransit(build, connection, network);
  return connection;
}

const gwangju: Site = {
  name: "gwangju-branch",
  address: "198.51.100.60",
  device: "gwj-rt-01",
  staticPrefixes: ["10.60.0.0/22"],
  tags: { site: "Gwangju branch", owner: "network-operations" },
};

/** Two routers of one data centre. */
function incheon(name: string, address: string, device: string): Site {
  return { name, address, device, asn: 65_020, tags: { site: "Incheon data centre", owner: "network-operations" } };
}

/** Two firewalls of one office, both in use. */
function pangyo(name: string, address: string, device: string): Site {
  return { name, address, device, asn: 65_010, tags: { site: "Pangyo headquarters", owner: "network-operations" } };
}

const daegu: Site = {
  name: "daegu-plant",
  address: "198.51.100.33",
  device: "dgu-fw-01",
  asn: 65_030,
  tags: { site: "Daegu plant", owner: "plant-it" },
};

/** What its tags promise is what it was made with. */
const ulsan: Site = {
  name: "ulsan-port",
  address: "192.0.2.140",
  device: "usn-fw-01",
  asn: 65_040,
  tunnelOptions: strongTunnels(),
  tags: {
    site: "Ulsan port",
    owner: "port-it",
    "managed-by": "terraform",
    "tunnel-standard": "ikev2 AES256-GCM-16 group 20",
  },
};

function strongTunnels(): VpnTunnelOptionsSpecification {
  return {
    IKEVersions: [{ Value: "ikev2" }],
    Phase1EncryptionAlgorithms: [{ Value: "AES256-GCM-16" }],
    Phase2EncryptionAlgorithms: [{ Value: "AES256-GCM-16" }],
    Phase1IntegrityAlgorithms: [{ Value: "SHA2-384" }],
    Phase2IntegrityAlgorithms: [{ Value: "SHA2-384" }],
    Phase1DHGroupNumbers: [{ Value: 20 }],
    Phase2DHGroupNumbers: [{ Value: 20 }],
  };
}

/** What its tunnels do is logged while it is being taken into use. */
function jeju(world: World): Site {
  const group = "/vpn/jeju-callcentre";
  addLogGroup(world, group);
  const LogGroupArn = logGroupArn(world, group);
  return {
    name: "jeju-callcentre",
    address: "198.51.100.75",
    device: "jju-fw-01",
    asn: 65_050,
    tunnelOptions: {
      LogOptions: {
        CloudWatchLogOptions: {
          LogEnabled: true,
          LogGroupArn,
          LogOutputFormat: "json",
          BgpLogEnabled: true,
          BgpLogGroupArn: LogGroupArn,
          BgpLogOutputFormat: "json",
        },
      },
    },
    tags: { site: "Jeju call centre", owner: "network-operations" },
  };
}

/** Once a connection is available, its attachment looks where sites look, and the VPCs know the site. */
function routeInTransit(build: WorldBuilder, connection: VpnConnection, { tables }: Transit): void {
  const { world } = build;
  build.moveTo(world.nowMs + minute);
  const attachment = world.transitGatewayAttachments.find(({ resource }) => resource.id === connection.id);
  joinTables(build, id(attachment?.id), { lookIn: tables.fromSites, knownTo: [tables.fromVpcs] });
}
