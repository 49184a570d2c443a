import { AssociateTransitGatewayRouteTable } from "../resources/transit-gateway/association";
import { EnableTransitGatewayRouteTablePropagation } from "../resources/transit-gateway/propagation";
import { CreateTransitGatewayRouteTable } from "../resources/transit-gateway/route-table";
import { CreateRoute } from "../resources/vpc/route";
import { EnableVgwRoutePropagation } from "../resources/vpc/route-propagation";
import { id, named, sshAndPing, type WorldBuilder } from "./builder";

const minute = 60_000;

/**
 * What the company has in AWS: `prod`, `shared` and `erp`, each in two zones, all on one transit gateway; `shared` and `erp`
 * also have VPN gateways from the time before it. VPCs and sites meet in two route tables of the transit gateway.
 */
export function buildNetwork(build: WorldBuilder): CompanyNetwork {
  const prod = buildVpc(build, "prod", "10.100");
  const shared = buildVpc(build, "shared", "10.110");
  const erp = buildVpc(build, "erp", "10.120");
  build.internetGateway("igw-prod", prod.id, prod.tables.public);
  const vgwErp = build.vpnGateway("vgw-erp", 64_521, erp.id);
  const vgwShared = build.vpnGateway("vgw-shared", 64_522, shared.id);
  build.moveTo(build.world.nowMs + minute);
  propagate(build, vgwErp, [erp.tables.app, erp.tables.data]);
  // rtb-shared-data is forgotten.
  propagate(build, vgwShared, [shared.tables.app]);
  const transit = buildTransit(build, [prod, shared, erp]);
  const fromSites = buildSecurityGroups(build, { prod, shared, erp });
  return { ...transit, vgwErp, vgwShared, fromSites };
}

/** A transit gateway with its route tables: `fromVpcs` is where traffic of VPCs looks, `fromSites` that of sites. */
export type Transit = { transitGateway: string; tables: { fromVpcs: string; fromSites: string } };

export type CompanyNetwork = Transit & { vgwErp: string; vgwShared: string; fromSites: string };

type CompanyVpc = {
  id: string;
  name: string;
  subnets: { appA: string; appC: string; dataA: string; dataC: string };
  tables: { public: string; app: string; data: string };
};

function buildVpc(build: WorldBuilder, name: string, net: string): CompanyVpc {
  const vpc = build.vpc(name, `${net}.0.0/16`);
  build.moveTo(build.world.nowMs + minute);
  const subnet = (tier: string, third: number, zone: string) =>
    build.subnet(`${name}-${tier}-${zone}`, vpc, `${net}.${third}.0/24`, zone);
  const publicA = subnet("public", 0, "a");
  const publicC = subnet("public", 1, "c");
  const subnets = {
    appA: subnet("app", 10, "a"),
    appC: subnet("app", 11, "c"),
    dataA: subnet("data", 20, "a"),
    dataC: subnet("data", 21, "c"),
  };
  const tables = {
    public: build.routeTable(`rtb-${name}-public`, vpc, [publicA, publicC]),
    app: build.routeTable(`rtb-${name}-app`, vpc, [subnets.appA, subnets.appC]),
    data: build.routeTable(`rtb-${name}-data`, vpc, [subnets.dataA, subnets.dataC]),
  };
  return { id: vpc, name, subnets, tables };
}

function propagate(build: WorldBuilder, GatewayId: string, tables: string[]): void {
  for (const RouteTableId of tables) EnableVgwRoutePropagation({ RouteTableId, GatewayId }, build.world);
}

function buildTransit(build: WorldBuilder, vpcs: CompanyVpc[]): Transit {
  const { world } = build;
  const transitGateway = build.transitGateway("tgw-seoul", 64_520, { hasDefaultTable: false });
  const table = (name: string) => {
    const TagSpecifications = named("transit-gateway-route-table", name);
    const made = CreateTransitGatewayRouteTable({ TransitGatewayId: transitGateway, TagSpecifications }, world);
    return id(made.TransitGatewayRouteTable?.TransitGatewayRouteTableId);
  };
  const tables = { fromVpcs: table("tgw-rtb-vpcs"), fromSites: table("tgw-rtb-sites") };
  for (const vpc of vpcs) {
    const subnetIds = [vpc.subnets.appA, vpc.subnets.appC];
    const attachment = build.attachVpc(`att-${vpc.name}`, transitGateway, { id: vpc.id, subnetIds });
    joinTables(build, attachment, { lookIn: tables.fromVpcs, knownTo: [tables.fromVpcs, tables.fromSites] });
    for (const RouteTableId of [vpc.tables.app, vpc.tables.data])
      CreateRoute({ RouteTableId, DestinationCidrBlock: "10.0.0.0/8", TransitGatewayId: transitGateway }, world);
  }
  return { transitGateway, tables };
}

/** Lets an attachment's traffic look in one route table, and several know what is behind it. */
export function joinTables(
  build: WorldBuilder,
  attachment: string,
  where: { lookIn: string; knownTo: string[] },
): void {
  const TransitGatewayAttachmentId = attachment;
  AssociateTransitGatewayRouteTable(
    { TransitGatewayAttachmentId, TransitGatewayRouteTableId: where.lookIn },
    build.world,
  );
  for (const TransitGatewayRouteTableId of where.knownTo)
    EnableTransitGatewayRouteTablePropagation({ TransitGatewayAttachmentId, TransitGatewayRouteTableId }, build.world);
}

/** A host in each VPC and who may reach it. Returns the group that answers for what the sites may do in `prod`. */
function buildSecurityGroups(
  build: WorldBuilder,
  { prod, shared, erp }: Record<"prod" | "shared" | "erp", CompanyVpc>,
): string {
  const sites = [{ CidrIp: "10.0.0.0/10", Description: "sites" }];
  const group = (vpc: CompanyVpc, about: string, ingress = sshAndPing(sites)) =>
    build.securityGroup({
      name: `${vpc.name}-from-sites`,
      vpcId: vpc.id,
      about,
      ingress,
      tags: { "managed-by": "terraform", "allowed-from": "10.0.0.0/10" },
    });
  const fromSites = group(prod, "Orders and parcel tracking for the sites", [
    { IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: sites },
    ...sshAndPing(sites),
  ]);
  build.host("orders-1", { subnetId: prod.subnets.appA, address: "10.100.10.20", groupId: fromSites });
  build.host("orders-2", { subnetId: prod.subnets.appC, address: "10.100.11.20", groupId: fromSites });
  const toShared = group(shared, "Name servers and backups for the sites");
  build.host("dns-1", { subnetId: shared.subnets.appA, address: "10.110.10.53", groupId: toShared });
  build.host("backup-1", { subnetId: shared.subnets.dataA, address: "10.110.20.30", groupId: toShared });
  const toErp = group(erp, "The warehouse system");
  build.host("erp-1", { subnetId: erp.subnets.appA, address: "10.120.10.40", groupId: toErp });
  return fromSites;
}
