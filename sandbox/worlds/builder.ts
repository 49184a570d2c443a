import type { ResourceType, TagSpecification } from "@aws-sdk/client-ec2";
import { AssociateRouteTable, CreateRouteTable } from "../resources/vpc/route-table";
import { CreateSubnet } from "../resources/vpc/subnet";
import { CreateVpc } from "../resources/vpc/vpc";
import { CreateCustomerGateway } from "../resources/vpn/customer-gateway";
import { CreateVpnConnection, type VpnConnection } from "../resources/vpn/vpn-connection";
import { CreateVpnConnectionRoute } from "../resources/vpn/vpn-connection-route";
import { AttachVpnGateway, CreateVpnGateway } from "../resources/vpn/vpn-gateway";
import { catchUp } from "../transitions";
import { fitDevice } from "../vpn/devices";
import type { Tunnel } from "../vpn/tunnel";
import { hurryTunnel, reviseTunnel } from "../vpn/tunnel-status";
import type { World } from "../world";

/** Builds a prepared world out of the same operations a client would call, at times of its choice. */
export class WorldBuilder {
  constructor(readonly world: World) {}

  /** Lets time run to this moment. Moments may only go forward. */
  moveTo(timeMs: number): void {
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

  vpnGateway(name: string, amazonAsn: number, vpcId: string): string {
    const TagSpecifications = named("vpn-gateway", name);
    const made = CreateVpnGateway({ Type: "ipsec.1", AmazonSideAsn: amazonAsn, TagSpecifications }, this.world);
    const VpnGatewayId = id(made.VpnGateway?.VpnGatewayId);
    AttachVpnGateway({ VpnGatewayId, VpcId: vpcId }, this.world);
    return VpnGatewayId;
  }

  /** A customer gateway and its connection, under one name. Static when it has static prefixes. */
  connection(site: Site, vpnGatewayId: string): VpnConnection {
    const { world } = this;
    const CustomerGatewayId = id(
      CreateCustomerGateway(
        {
          Type: "ipsec.1",
          IpAddress: site.address,
          BgpAsn: site.asn,
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
        VpnGatewayId: vpnGatewayId,
        Options: {
          StaticRoutesOnly: site.staticPrefixes !== undefined,
          TunnelOptions: [0, 1].map((index) => ({
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

  /** Configures the device for one tunnel, with the right key, and brings the tunnel up now. */
  bringUp(connection: VpnConnection, index: 0 | 1, prefixes: string[] = []): void {
    const tunnel = tunnelOf(connection, index);
    tunnel.device = fitDevice({ world: this.world, connection, tunnel }, { prefixes });
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

export type Site = {
  name: string;
  address: string;
  asn?: number;
  staticPrefixes?: string[];
  outsideAddresses?: string[];
  insideCidrs?: string[];
  /** Of both tunnels. */
  preSharedKeys?: string[];
  tags?: Record<string, string>;
};

/** Tags of a new object: its Name and others. */
export function named(type: ResourceType, name: string, others: Record<string, string> = {}): TagSpecification[] {
  const tags = Object.entries({ Name: name, ...others }).map(([Key, Value]) => ({ Key, Value }));
  return [{ ResourceType: type, Tags: tags }];
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
