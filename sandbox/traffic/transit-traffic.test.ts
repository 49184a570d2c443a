import { describe, expect, test } from "vitest";
import {
  AcceptTransitGatewayPeeringAttachment,
  CreateTransitGatewayPeeringAttachment,
} from "../resources/transit-gateway/peering-attachment";
import { CreateTransitGatewayRoute } from "../resources/transit-gateway/route";
import { CreateTransitGateway } from "../resources/transit-gateway/transit-gateway";
import { CreateTransitGatewayVpcAttachment } from "../resources/transit-gateway/vpc-attachment";
import { AllocateAddress } from "../resources/vpc/address";
import { AttachInternetGateway, CreateInternetGateway } from "../resources/vpc/internet-gateway";
import { CreateNatGateway } from "../resources/vpc/nat-gateway";
import { CreateNetworkAcl, ReplaceNetworkAclAssociation } from "../resources/vpc/network-acl";
import { CreateRoute } from "../resources/vpc/route";
import { AssociateRouteTable, CreateRouteTable } from "../resources/vpc/route-table";
import { CreateSubnet } from "../resources/vpc/subnet";
import { CreateCustomerGateway } from "../resources/vpn/customer-gateway";
import { CreateVpnConnection } from "../resources/vpn/vpn-connection";
import { present } from "../test-bench";
import { configureDevices } from "../vpn/devices";
import type { World } from "../world";
import { type Conversation, converse } from "./conversation";
import { newHost, newWorlds } from "./traffic-bench";

const site = "10.99.1.5";
const ping = { protocol: "icmp", isReply: false } as const;

function newTransitGateway(world: World, asn: number): string {
  return present(CreateTransitGateway({ Options: { AmazonSideAsn: asn } }, world).TransitGateway?.TransitGatewayId);
}

/** Attaches a host's VPC and routes everything private through the transit gateway. */
function join(world: World, TransitGatewayId: string, host: ReturnType<typeof newHost>): string {
  const request = { TransitGatewayId, VpcId: host.vpcId, SubnetIds: [host.subnetId] };
  const made = CreateTransitGatewayVpcAttachment(request, world);
  return present(made.TransitGatewayVpcAttachment?.TransitGatewayAttachmentId);
}

function routeTo(world: World, TransitGatewayId: string, { tableId }: ReturnType<typeof newHost>): void {
  CreateRoute({ RouteTableId: tableId, DestinationCidrBlock: "10.0.0.0/8", TransitGatewayId }, world);
}

function newConnection(world: World, TransitGatewayId: string, IpAddress: string): string {
  const made = CreateCustomerGateway({ Type: "ipsec.1", IpAddress, BgpAsn: 65_010 }, world);
  const CustomerGatewayId = made.CustomerGateway?.CustomerGatewayId;
  const connection = CreateVpnConnection({ Type: "ipsec.1", CustomerGatewayId, TransitGatewayId }, world);
  return present(connection.VpnConnection?.VpnConnectionId);
}

const tunnelsOf = (walk: Conversation["request"] | undefined) =>
  (walk?.hops ?? []).flatMap(({ tunnel }) => tunnel ?? []);

describe("through a transit gateway", () => {
  function twoVpcs() {
    const worlds = newWorlds();
    const world = worlds.at("ap-northeast-2");
    const transit = newTransitGateway(world, 64_512);
    const [a, b] = [newHost(world, 50), newHost(world, 51)];
    worlds.pass(30);
    const attachments = [a, b].map((host) => join(world, transit, host));
    worlds.pass(30);
    for (const host of [a, b]) routeTo(world, transit, host);
    const talk = (from: string, to: string) => converse({ worlds: [world], from, to }, { service: ping });
    return { worlds, world, transit, a, b, attachments, talk };
  }

  test("hosts of two VPCs reach each other once routes lead both ways", () => {
    const { world, a, b, attachments, talk } = twoVpcs();
    const { request, reply, lost } = talk(a.instanceId, b.instanceId);
    expect(lost).toBeUndefined();
    expect(request.hops.filter(({ kind }) => kind === "transitGatewayAttachment").map(({ id }) => id)).toEqual(
      attachments,
    );
    expect(reply?.hops.at(-1)?.id).toBe(a.instanceId);
    const table = world.routeTables.require(b.tableId);
    table.routes = [];
    expect(talk(a.instanceId, b.instanceId)).toMatchObject({
      request: { lost: undefined },
      lost: { code: "NO_ROUTE_TO_DESTINATION", at: { id: b.tableId } },
    });
  });

  test("a host in a zone without an attachment's subnet is cut off", () => {
    const { world, worlds, a, b, talk } = twoVpcs();
    const AvailabilityZone = "ap-northeast-2c";
    const made = CreateSubnet({ VpcId: a.vpcId, CidrBlock: "10.50.2.0/24", AvailabilityZone }, world);
    const row = present(world.networkInterfaces.find(({ attachment }) => attachment?.instanceId === a.instanceId));
    const subnet = world.subnets.require(present(made.Subnet?.SubnetId));
    Object.assign(row, { subnetId: subnet.id, zone: subnet.zone, privateAddresses: ["10.50.2.10"] });
    worlds.pass(10);
    expect(talk(a.instanceId, b.instanceId).lost?.code).toBe("TGW_ROUTE_AZ_RESTRICTION");
  });

  test("the network ACL of the attachment's subnet looks at what goes in", () => {
    const { world, a, b, talk } = twoVpcs();
    const acl = present(CreateNetworkAcl({ VpcId: b.vpcId }, world).NetworkAcl?.NetworkAclId);
    const AssociationId = world.subnets.require(b.subnetId).networkAclAssociationId;
    ReplaceNetworkAclAssociation({ AssociationId, NetworkAclId: acl }, world);
    expect(talk(a.instanceId, b.instanceId)).toMatchObject({
      request: { lost: undefined },
      lost: { code: "SUBNET_ACL_RESTRICTION", at: { id: acl } },
    });
  });

  test("a blackhole of its route table takes what is for it", () => {
    const { world, transit, a, b, talk } = twoVpcs();
    const TransitGatewayRouteTableId = present(
      world.transitGatewayRouteTables.find((row) => row.transitGatewayId === transit),
    ).id;
    const blackhole = { TransitGatewayRouteTableId, DestinationCidrBlock: `${b.address}/32`, Blackhole: true };
    CreateTransitGatewayRoute(blackhole, world);
    expect(talk(a.instanceId, b.instanceId).lost).toMatchObject({
      code: "TGW_RTB_BAD_STATE_ROUTE",
      at: { id: TransitGatewayRouteTableId },
    });
  });

  test("a peering leads into another Region and back", () => {
    const worlds = newWorlds();
    const [seoul, tokyo] = [worlds.at("ap-northeast-2"), worlds.at("ap-northeast-1")];
    const [near, far] = [newTransitGateway(seoul, 64_512), newTransitGateway(tokyo, 64_513)];
    const [a, b] = [newHost(seoul, 50), newHost(tokyo, 51)];
    worlds.pass(30);
    join(seoul, near, a);
    join(tokyo, far, b);
    const peer = { PeerTransitGatewayId: far, PeerAccountId: "111122223333", PeerRegion: "ap-northeast-1" };
    const made = CreateTransitGatewayPeeringAttachment({ TransitGatewayId: near, ...peer }, seoul);
    const TransitGatewayAttachmentId = present(made.TransitGatewayPeeringAttachment?.TransitGatewayAttachmentId);
    worlds.pass(30);
    AcceptTransitGatewayPeeringAttachment({ TransitGatewayAttachmentId }, tokyo);
    worlds.pass(30);
    for (const [world, transit, host, block] of [
      [seoul, near, a, "10.51.0.0/16"],
      [tokyo, far, b, "10.50.0.0/16"],
    ] as const) {
      routeTo(world, transit, host);
      const table = present(world.transitGatewayRouteTables.find((row) => row.transitGatewayId === transit));
      const route = { TransitGatewayRouteTableId: table.id, DestinationCidrBlock: block, TransitGatewayAttachmentId };
      CreateTransitGatewayRoute(route, world);
    }
    const { request, lost } = converse(
      { worlds: [seoul, tokyo], from: a.instanceId, to: b.instanceId },
      { service: ping },
    );
    expect(lost).toBeUndefined();
    expect(request.hops.at(-1)).toMatchObject({ id: b.instanceId, region: "ap-northeast-1" });
  });
});

describe("two connections with ECMP", () => {
  function twoConnections(seed: string, prepend: [number, number] = [0, 0]) {
    const worlds = newWorlds(seed);
    const world = worlds.at("ap-northeast-2");
    const transit = newTransitGateway(world, 64_512);
    const host = newHost(world, 50);
    worlds.pass(30);
    join(world, transit, host);
    const connections = ["198.51.100.1", "198.51.100.2"].map((address) => newConnection(world, transit, address));
    worlds.pass(60);
    routeTo(world, transit, host);
    for (const [index, connectionId] of connections.entries())
      configureDevices([world], {
        connectionId,
        configured: true,
        immediate: true,
        bgp: { prefixes: ["10.99.0.0/16"], prepend: prepend[index] ?? 0 },
      });
    worlds.pass(10);
    const send = (sourcePort: number) => {
      const service = { protocol: "tcp", sourcePort, destinationPort: 443 } as const;
      return tunnelsOf(converse({ worlds: [world], from: host.instanceId, to: site }, { service }).request)[0];
    };
    const tunnels = connections.map((id) => world.vpnConnections.require(id).tunnels.map((one) => one.outsideAddress));
    return { send, tunnels };
  }

  const ports = Array.from({ length: 200 }, (_, index) => 40_000 + index);

  test("flows spread over all four tunnels, and one flow keeps its tunnel", () => {
    const { send, tunnels } = twoConnections("spread");
    const used = ports.map(send);
    expect(new Set(used)).toEqual(new Set(tunnels.flat()));
    for (const tunnel of tunnels.flat()) expect(used.filter((one) => one === tunnel).length).toBeGreaterThan(20);
    expect(ports.map(send)).toEqual(used);
  });

  test("the same seed gives the same choice", () => {
    expect(ports.map(twoConnections("same").send)).toEqual(ports.map(twoConnections("same").send));
  });

  test("a longer AS path leaves a connection without traffic", () => {
    const { send, tunnels } = twoConnections("prepend", [0, 1]);
    expect(new Set(ports.map(send))).toEqual(new Set(tunnels[0]));
  });
});

test("a host behind a NAT gateway reaches the internet, and nobody there reaches it first", () => {
  const worlds = newWorlds();
  const world = worlds.at("ap-northeast-2");
  const host = newHost(world, 50);
  const InternetGatewayId = present(CreateInternetGateway({}, world).InternetGateway?.InternetGatewayId);
  AttachInternetGateway({ InternetGatewayId, VpcId: host.vpcId }, world);
  const made = CreateSubnet({ VpcId: host.vpcId, CidrBlock: "10.50.9.0/24" }, world);
  const SubnetId = present(made.Subnet?.SubnetId);
  const RouteTableId = present(CreateRouteTable({ VpcId: host.vpcId }, world).RouteTable?.RouteTableId);
  AssociateRouteTable({ RouteTableId, SubnetId }, world);
  const everything = { DestinationCidrBlock: "0.0.0.0/0" };
  CreateRoute({ RouteTableId, ...everything, GatewayId: InternetGatewayId }, world);
  const { AllocationId, PublicIp } = AllocateAddress({}, world);
  const nat = CreateNatGateway({ SubnetId, AllocationId }, world).NatGateway?.NatGatewayId;
  worlds.pass(60);
  CreateRoute({ RouteTableId: host.tableId, ...everything, NatGatewayId: nat }, world);
  const talk = (from: string, to: string) => converse({ worlds: [world], from, to }, { service: ping });
  const { request, reply, lost } = talk(host.instanceId, "203.0.113.9");
  expect(lost).toBeUndefined();
  expect(request.packet.source).toBe(PublicIp);
  expect(reply?.packet).toMatchObject({ source: "203.0.113.9", destination: host.address });
  expect(talk("203.0.113.9", present(PublicIp)).lost?.code).toBe("NAT_NO_SUCH_CONNECTION");
});
