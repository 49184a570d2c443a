import type { IpPermission, ResourceType, TagSpecification, VpnTunnelOptionsSpecification } from "@aws-sdk/client-ec2";
import { CreateTransitGateway } from "../resources/transit-gateway/transit-gateway";
import { CreateTransitGatewayVpcAttachment } from "../resources/transit-gateway/vpc-attachment";
import { RunInstances } from "../resources/vpc/instance";
import { AttachInternetGateway, CreateInternetGateway } from "../resources/vpc/internet-gateway";
import { CreateRoute } from "../resources/vpc/route";
import { AssociateRouteTable, CreateRouteTable } from "../resources/vpc/route-table";
import { CreateSecurityGroup } from "../resources/vpc/security-group";
import { AuthorizeSecurityGroupIngress } from "../resources/vpc/security-group-rule";
import { CreateSubnet } from "../resources/vpc/subnet";
import { CreateVpc } from "../resources/vpc/vpc";
import { CreateCustomerGateway } from "../resources/vpn/customer-gateway";
import { CreateVpnConnection, type VpnConnection } from "../resources/vpn/vpn-connection";
import { CreateVpnConnectionRoute } from "../resources/vpn/vpn-connection-route";
import { AttachVpnGateway, CreateVpnGateway } from "../resources/vpn/vpn-gateway";
import { catchUp } from "../transitions";
import type { BgpSpeaker, DeviceParameters } from "../vpn/device";
import { fitDevice } from "../vpn/devices";
import type { Tunnel } from "../vpn/tunnel";
import { hurryTunnel, reviseTunnel } from "../vpn/tunnel-status";
import type { World } from "../world";

/** Builds a prepared world out of the same operations a client would call, at times of its choice. */
export class WorldBuilder {
  constructor(readonly world: World) {}

  /** Lets time run to this moment. Moments may only go forward: what is told out of order would get a wrong age. */
  moveTo(timeMs: number): void {
    if (timeMs < this.world.nowMs) throw new Error(`The world is already at ${this.world.now.toISOString()}`);
    catchUp(this.world, timeMs);
  }

  vpc(name: string, cidr: string): string {
    return id(CreateVpc({ CidrBlock: cidr, TagSpecifications: named("vpc", name) }, this.world).Vpc?.VpcId);
  }

  subnet(name: string, vpcId: string, cidr: string, zoneLetter: string): string {
    const AvailabilityZone = this.world.place.region + zoneLetter;
    const TagSpecifications = named("subnet", name);
    const made = CreateSubnet({ VpcId: vpcId, CidrBlock: cidr, AvailabilityZone, TagSpecifications }, this.world);
    return id(made.Subnet?.SubnetId);
  }

  routeTable(name: string, vpcId: string, subnetIds: string[]): string {
    const TagSpecifications = named("route-table", name);
    const RouteTableId = id(CreateRouteTable({ VpcId: vpcId, TagSpecifications }, this.world).RouteTable?.RouteTableId);
    for (const SubnetId of subnetIds) AssociateRouteTable({ RouteTableId, SubnetId }, this.world);
    return RouteTableId;
  }

  /** Gives a VPC a way to the internet, which one route table takes. */
  internetGateway(name: string, VpcId: string, RouteTableId: string): void {
    const made = CreateInternetGateway({ TagSpecifications: named("internet-gateway", name) }, this.world);
    const InternetGatewayId = id(made.InternetGateway?.InternetGatewayId);
    AttachInternetGateway({ InternetGatewayId, VpcId }, this.world);
    CreateRoute({ RouteTableId, DestinationCidrBlock: "0.0.0.0/0", GatewayId: InternetGatewayId }, this.world);
  }

  /** A security group that lets these in, and everything out. */
  securityGroup(group: SecurityGroup): string {
    const { name, vpcId, about, ingress, tags } = group;
    const TagSpecifications = named("security-group", name, tags);
    const made = CreateSecurityGroup(
      { GroupName: name, Description: about, VpcId: vpcId, TagSpecifications },
      this.world,
    );
    const GroupId = id(made.GroupId);
    AuthorizeSecurityGroupIngress({ GroupId, IpPermissions: ingress }, this.world);
    return GroupId;
  }

  /** A small instance with one address, in one security group. */
  host(name: string, place: { subnetId: string; address: string; groupId: string }): void {
    RunInstances(
      {
        ImageId: "ami-0a5a0dbe0c2d3e4f1",
        InstanceType: "t3.micro",
        MinCount: 1,
        MaxCount: 1,
        SubnetId: place.subnetId,
        PrivateIpAddress: place.address,
        SecurityGroupIds: [place.groupId],
        TagSpecifications: named("instance", name),
      },
      this.world,
    );
  }

  vpnGateway(name: string, amazonAsn: number, vpcId: string): string {
    const TagSpecifications = named("vpn-gateway", name);
    const made = CreateVpnGateway({ Type: "ipsec.1", AmazonSideAsn: amazonAsn, TagSpecifications }, this.world);
    const VpnGatewayId = id(made.VpnGateway?.VpnGatewayId);
    AttachVpnGateway({ VpnGatewayId, VpcId: vpcId }, this.world);
    return VpnGatewayId;
  }

  /** With its one default route table, unless it is to have none. It is available ten seconds later. */
  transitGateway(name: string, AmazonSideAsn: number, { hasDefaultTable }: { hasDefaultTable: boolean }): string {
    const isDefault = hasDefaultTable ? "enable" : "disable";
    const Options = {
      AmazonSideAsn,
      DefaultRouteTableAssociation: isDefault,
      DefaultRouteTablePropagation: isDefault,
    } as const;
    const TagSpecifications = named("transit-gateway", name);
    const made = CreateTransitGateway({ Description: name, Options, TagSpecifications }, this.world);
    const TransitGatewayId = id(made.TransitGateway?.TransitGatewayId);
    this.moveTo(this.world.nowMs + 10_000);
    return TransitGatewayId;
  }

  /** Attaches a VPC to a transit gateway; ready ten seconds later. Returns the attachment's id. */
  attachVpc(name: string, TransitGatewayId: string, vpc: { id: string; subnetIds: string[] }): string {
    const TagSpecifications = named("transit-gateway-attachment", name);
    const request = { TransitGatewayId, VpcId: vpc.id, SubnetIds: vpc.subnetIds, TagSpecifications };
    const made = CreateTransitGatewayVpcAttachment(request, this.world);
    this.moveTo(this.world.nowMs + 10_000);
    return id(made.TransitGatewayVpcAttachment?.TransitGatewayAttachmentId);
  }

  /** A customer gateway and its connection to a VPN or transit gateway, under one name. Static when it has static prefixes. */
  connection(site: Site, gatewayId: string): VpnConnection {
    const { world } = this;
    const CustomerGatewayId = id(
      CreateCustomerGateway(
        {
          Type: "ipsec.1",
          IpAddress: site.address,
          BgpAsn: site.asn,
          DeviceName: site.device,
          TagSpecifications: named("customer-gateway", site.name, site.tags),
        },
        world,
      ).CustomerGateway?.CustomerGatewayId,
    );
    world.outsideAddresses.promise(...(site.outsideAddresses ?? []));
    const made = CreateVpnConnection(
      {
        Type: "ipsec.1",
        CustomerGatewayId,
        [gatewayId.startsWith("tgw-") ? "TransitGatewayId" : "VpnGatewayId"]: gatewayId,
        Options: {
          StaticRoutesOnly: site.staticPrefixes !== undefined,
          TunnelOptions: [0, 1].map((index) => ({
            ...site.tunnelOptions,
            TunnelInsideCidr: site.insideCidrs?.[index],
            PreSharedKey: site.preSharedKeys?.[index],
          })),
        },
        TagSpecifications: named("vpn-connection", site.name, site.tags),
      },
      world,
    );
    const connection = world.vpnConnections.require(id(made.VpnConnection?.VpnConnectionId));
    for (const prefix of site.staticPrefixes ?? [])
      CreateVpnConnectionRoute({ VpnConnectionId: connection.id, DestinationCidrBlock: prefix }, world);
    return connection;
  }

  /** Configures the device for one tunnel, with the right key and what else it is told, and brings the tunnel up now. */
  bringUp(connection: VpnConnection, index: 0 | 1, { bgp, ...told }: Told = {}): void {
    const tunnel = tunnelOf(connection, index);
    tunnel.device = { ...told, ...fitDevice({ world: this.world, connection, tunnel }, bgp) };
    tunnel.outage = undefined;
    hurryTunnel(this.world, connection, tunnel);
  }

  /** Cuts one tunnel now. */
  takeDown(connection: VpnConnection, index: 0 | 1): void {
    const tunnel = tunnelOf(connection, index);
    tunnel.outage = { message: "IPSEC IS DOWN" };
    reviseTunnel(this.world, connection, tunnel);
  }
}

/** What a device is told of one tunnel besides its key. */
export type Told = DeviceParameters & { bgp?: Partial<BgpSpeaker> };

type SecurityGroup = {
  name: string;
  vpcId: string;
  about: string;
  ingress: IpPermission[];
  tags?: Record<string, string>;
};

export type Site = {
  name: string;
  address: string;
  asn?: number;
  /** The name of the customer gateway's device. */
  device?: string;
  staticPrefixes?: string[];
  outsideAddresses?: string[];
  insideCidrs?: string[];
  /** Of both tunnels. */
  preSharedKeys?: string[];
  /** The same for both tunnels. */
  tunnelOptions?: VpnTunnelOptionsSpecification;
  tags?: Record<string, string>;
};

/** Tags of a new object: its Name and others. */
export function named(type: ResourceType, name: string, others: Record<string, string> = {}): TagSpecification[] {
  const tags = Object.entries({ Name: name, ...others }).map(([Key, Value]) => ({ Key, Value }));
  return [{ ResourceType: type, Tags: tags }];
}

/** A device that advertises these prefixes by BGP. */
export function advertising(...prefixes: string[]): Told {
  return { bgp: { prefixes } };
}

/** Lets these blocks in for SSH and ping. */
export function sshAndPing(IpRanges: IpPermission["IpRanges"]): IpPermission[] {
  return [
    { IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges },
    { IpProtocol: "icmp", FromPort: -1, ToPort: -1, IpRanges },
  ];
}

/** An id that a create call must have answered. */
export function id(value: string | undefined): string {
  if (value === undefined) throw new Error("A create call answered no id");
  return value;
}

function tunnelOf(connection: VpnConnection, index: 0 | 1): Tunnel {
  const tunnel = connection.tunnels[index];
  if (!tunnel) throw new Error(`${connection.id} has no tunnel ${index}`);
  return tunnel;
}
