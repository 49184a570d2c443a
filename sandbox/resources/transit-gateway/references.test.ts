import fc from "fast-check";
import { expect, test } from "vitest";
import { ApiError } from "../../protocol/errors";
import { Sandbox } from "../../sandbox";
import { present } from "../../test-bench";
import { configureDevices } from "../../vpn/devices";
import type { World } from "../../world";
import { CreateSubnet, DeleteSubnet, DescribeSubnets } from "../vpc/subnet";
import { CreateVpc, DeleteVpc, DescribeVpcs } from "../vpc/vpc";
import { CreateCustomerGateway } from "../vpn/customer-gateway";
import { CreateVpnConnection, DeleteVpnConnection } from "../vpn/vpn-connection";
import {
  AssociateTransitGatewayRouteTable,
  DisassociateTransitGatewayRouteTable,
  GetTransitGatewayRouteTableAssociations,
} from "./association";
import { DescribeTransitGatewayAttachments } from "./attachment";
import {
  DisableTransitGatewayRouteTablePropagation,
  EnableTransitGatewayRouteTablePropagation,
  GetTransitGatewayRouteTablePropagations,
} from "./propagation";
import { CreateTransitGatewayRoute, DeleteTransitGatewayRoute } from "./route";
import { SearchTransitGatewayRoutes } from "./route-search";
import {
  CreateTransitGatewayRouteTable,
  DeleteTransitGatewayRouteTable,
  DescribeTransitGatewayRouteTables,
} from "./route-table";
import { CreateTransitGateway, DeleteTransitGateway, DescribeTransitGateways } from "./transit-gateway";
import {
  CreateTransitGatewayVpcAttachment,
  DeleteTransitGatewayVpcAttachment,
  DescribeTransitGatewayVpcAttachments,
} from "./vpc-attachment";

/*
 * Thousands of calls, so the operations are called in this process; what they look like to clients the other tests see.
 */

/**
 * A transit gateway with two route tables, each with an association, three VPCs (two attached) and a VPN connection: what one
 * run plays with.
 */
function build() {
  const sandbox = new Sandbox({ world: "empty", clock: { mode: "stepped", speed: 1, startMs: 0 }, seed: "references" });
  const world = sandbox.worldOf("111122223333", "ap-northeast-2");
  const settle = () => sandbox.advance(50);
  const made = CreateTransitGateway({}, world).TransitGateway;
  const gateway = present(made?.TransitGatewayId);
  settle();
  const other = CreateTransitGatewayRouteTable({ TransitGatewayId: gateway }, world).TransitGatewayRouteTable;
  const tables = [present(made?.Options?.AssociationDefaultRouteTableId), present(other?.TransitGatewayRouteTableId)];
  const vpcs = ["10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16"].map((cidr) => newVpc(world, cidr));
  const attached = vpcs.slice(0, 2).map((vpc) => attach(world, gateway, vpc));
  const vpn = newVpn(world, gateway);
  settle();
  const [first = "", second = ""] = tables;
  const [moved = ""] = attached;
  DisassociateTransitGatewayRouteTable({ TransitGatewayRouteTableId: first, TransitGatewayAttachmentId: moved }, world);
  settle();
  AssociateTransitGatewayRouteTable({ TransitGatewayRouteTableId: second, TransitGatewayAttachmentId: moved }, world);
  const route = { TransitGatewayRouteTableId: first, DestinationCidrBlock: "172.16.0.0/12" };
  CreateTransitGatewayRoute({ ...route, TransitGatewayAttachmentId: moved }, world);
  settle();
  const bgp = { asn: 65_010, prefixes: [vpnPrefix] };
  configureDevices([world], { connectionId: vpn.connectionId, configured: true, bgp, immediate: true });
  return { sandbox, world, gateway, tables, vpcs, attached: [...attached, vpn.attachmentId], vpn };
}

type Net = ReturnType<typeof build>;

const vpnPrefix = "192.168.0.0/16";

function newVpc(world: World, cidr: string) {
  const VpcId = present(CreateVpc({ CidrBlock: cidr }, world).Vpc?.VpcId);
  const { Subnet } = CreateSubnet({ VpcId, CidrBlock: cidr.replace("/16", "/24") }, world);
  return { VpcId, subnetId: present(Subnet?.SubnetId), cidr };
}

function attach(world: World, TransitGatewayId: string, { VpcId, subnetId }: ReturnType<typeof newVpc>): string {
  const request = { TransitGatewayId, VpcId, SubnetIds: [subnetId] };
  const made = CreateTransitGatewayVpcAttachment(request, world).TransitGatewayVpcAttachment;
  return present(made?.TransitGatewayAttachmentId);
}

function newVpn(world: World, TransitGatewayId: string) {
  const made = CreateCustomerGateway({ Type: "ipsec.1", IpAddress: "198.51.100.1", BgpAsn: 65_010 }, world);
  const CustomerGatewayId = present(made.CustomerGateway?.CustomerGatewayId);
  const { VpnConnection } = CreateVpnConnection({ Type: "ipsec.1", CustomerGatewayId, TransitGatewayId }, world);
  const connectionId = present(VpnConnection?.VpnConnectionId);
  const Filters = [{ Name: "resource-id", Values: [connectionId] }];
  const [attachment] = DescribeTransitGatewayAttachments({ Filters }, world).TransitGatewayAttachments ?? [];
  return { connectionId, attachmentId: present(attachment?.TransitGatewayAttachmentId) };
}

const kinds = [
  "associate",
  "disassociate",
  "enable",
  "disable",
  "route",
  "blackhole",
  "unroute",
  "attach",
  "detach",
  "delete-vpc",
  "delete-table",
  "delete-gateway",
  "delete-vpn",
  "wait",
] as const;

const step = fc.record({
  kind: fc.constantFrom(...kinds),
  table: fc.nat({ max: 1 }),
  attachment: fc.nat({ max: 2 }),
  choice: fc.nat({ max: 3 }),
});

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Does one step, whatever EC2 says to it, as long as it says it as EC2. */
function tryStep(net: Net, chosen: Step): void {
  try {
    takeStep(net, chosen);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status >= 500) throw error;
  }
}

function takeStep(net: Net, { kind, table, attachment, choice }: Step): unknown {
  const { world } = net;
  const vpc = present(net.vpcs[attachment]);
  const here = { TransitGatewayRouteTableId: present(net.tables[table]) };
  const TransitGatewayAttachmentId = present(net.attached[attachment]);
  const pair = { ...here, TransitGatewayAttachmentId };
  const DestinationCidrBlock = present([vpc.cidr, vpnPrefix, "192.168.1.0/24", "0.0.0.0/0"][choice]);
  switch (kind) {
    case "associate":
      return AssociateTransitGatewayRouteTable(pair, world);
    case "disassociate":
      return DisassociateTransitGatewayRouteTable(pair, world);
    case "enable":
      return EnableTransitGatewayRouteTablePropagation(pair, world);
    case "disable":
      return DisableTransitGatewayRouteTablePropagation(pair, world);
    case "route":
      return CreateTransitGatewayRoute({ ...pair, DestinationCidrBlock }, world);
    case "blackhole":
      return CreateTransitGatewayRoute({ ...here, DestinationCidrBlock, Blackhole: true }, world);
    case "unroute":
      return DeleteTransitGatewayRoute({ ...here, DestinationCidrBlock }, world);
    case "attach":
      net.attached[attachment] = attach(world, net.gateway, vpc);
      return undefined;
    case "detach":
      return DeleteTransitGatewayVpcAttachment({ TransitGatewayAttachmentId }, world);
    case "delete-vpc":
      DeleteSubnet({ SubnetId: vpc.subnetId }, world);
      return DeleteVpc({ VpcId: vpc.VpcId }, world);
    case "delete-table":
      return DeleteTransitGatewayRouteTable(here, world);
    case "delete-gateway":
      return DeleteTransitGateway({ TransitGatewayId: net.gateway }, world);
    case "delete-vpn":
      return DeleteVpnConnection({ VpnConnectionId: net.vpn.connectionId }, world);
    case "wait":
      return net.sandbox.advance([1, 5, 20, 90][choice] ?? 1);
    default:
      return kind satisfies never;
  }
}

/** What exists, by the ids that others may name. */
function whatExists(world: World) {
  const isThere = ({ State }: { State?: string | undefined }) => State !== "deleted";
  const tables = present(DescribeTransitGatewayRouteTables({}, world).TransitGatewayRouteTables).filter(isThere);
  const attachments = present(DescribeTransitGatewayAttachments({}, world).TransitGatewayAttachments).filter(isThere);
  const gateways = present(DescribeTransitGateways({}, world).TransitGateways).filter(isThere);
  return {
    tables,
    attachments,
    tableIds: new Set(tables.map((row) => row.TransitGatewayRouteTableId)),
    attachmentIds: new Set(attachments.map((row) => row.TransitGatewayAttachmentId)),
    gatewayIds: new Set(gateways.map((row) => row.TransitGatewayId)),
    subnetIds: new Set(DescribeSubnets({}, world).Subnets?.map((row) => row.SubnetId)),
    vpcIds: new Set(DescribeVpcs({}, world).Vpcs?.map((row) => row.VpcId)),
  };
}

function checkReferences({ world }: Net): void {
  const there = whatExists(world);
  for (const { TransitGatewayId, Association, ResourceId, ResourceType } of there.attachments) {
    expect(there.gatewayIds).toContain(TransitGatewayId);
    if (Association) expect(there.tableIds).toContain(Association.TransitGatewayRouteTableId);
    if (ResourceType === "vpc") expect(there.vpcIds).toContain(ResourceId);
  }
  for (const row of DescribeTransitGatewayVpcAttachments({}, world).TransitGatewayVpcAttachments ?? [])
    if (row.State !== "deleted") for (const id of row.SubnetIds ?? []) expect(there.subnetIds).toContain(id);
  for (const { TransitGatewayRouteTableId, TransitGatewayId } of there.tables) {
    expect(there.gatewayIds).toContain(TransitGatewayId);
    const table = present(TransitGatewayRouteTableId);
    for (const id of namedBy(table, world)) expect(there.attachmentIds).toContain(id);
  }
}

/** Every attachment that a route table shows: associated, propagating, or at the end of a route. */
function namedBy(table: string, world: World): (string | undefined)[] {
  const request = { TransitGatewayRouteTableId: table };
  const associations = GetTransitGatewayRouteTableAssociations(request, world).Associations ?? [];
  const rows = GetTransitGatewayRouteTablePropagations(request, world).TransitGatewayRouteTablePropagations ?? [];
  const ends = search(table, "static,propagated", world).flatMap((route) => route.TransitGatewayAttachments ?? []);
  return [...associations, ...rows, ...ends].map((row) => row.TransitGatewayAttachmentId);
}

function search(table: string, types: string, world: World) {
  const Filters = [{ Name: "type", Values: types.split(",") }];
  return present(SearchTransitGatewayRoutes({ TransitGatewayRouteTableId: table, Filters }, world).Routes);
}

/** Propagated routes worked out from Describe calls alone: of enabled propagations, where no written route is. */
function propagatedAnew(table: string, { world }: Net): string[] {
  const attachments = DescribeTransitGatewayAttachments({}, world).TransitGatewayAttachments ?? [];
  const written = new Set(search(table, "static", world).map((route) => route.DestinationCidrBlock));
  const request = { TransitGatewayRouteTableId: table };
  const rows = GetTransitGatewayRouteTablePropagations(request, world).TransitGatewayRouteTablePropagations ?? [];
  return rows
    .filter(({ State }) => State === "enabled")
    .filter(({ TransitGatewayAttachmentId: id }) =>
      attachments.some((row) => row.TransitGatewayAttachmentId === id && row.State === "available"),
    )
    .map(({ TransitGatewayAttachmentId, ResourceId, ResourceType }) => ({
      id: TransitGatewayAttachmentId,
      cidr:
        ResourceType === "vpn"
          ? vpnPrefix
          : DescribeVpcs({ VpcIds: [present(ResourceId)] }, world).Vpcs?.[0]?.CidrBlock,
    }))
    .filter(({ cidr }) => !written.has(cidr))
    .map(({ id, cidr }) => `${cidr} ${id}`)
    .sort();
}

test("whatever is made and deleted in whatever order, nothing names what is gone", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 30 }), (chosen) => {
      const net = build();
      for (const one of chosen) {
        tryStep(net, one);
        checkReferences(net);
      }
    }),
    { numRuns: 40 },
  );
});

test("a search finds what propagations and written routes add up to", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 30 }), (chosen) => {
      const net = build();
      for (const one of chosen) tryStep(net, one);
      for (const { TransitGatewayRouteTableId, State } of whatExists(net.world).tables) {
        if (State !== "available") continue;
        const table = present(TransitGatewayRouteTableId);
        const found = search(table, "propagated", net.world).map(
          (route) =>
            `${route.DestinationCidrBlock} ${route.TransitGatewayAttachments?.[0]?.TransitGatewayAttachmentId}`,
        );
        expect(found.sort()).toEqual(propagatedAnew(table, net));
      }
    }),
    { numRuns: 40 },
  );
});
