import type { VgwTelemetry, VpnConnectionOptions, VpnConnection as VpnConnectionView } from "@aws-sdk/client-ec2";
import type { FilterTable } from "../../describe";
import type { Wire } from "../../operation";
import { tagSet } from "../../tags";
import { configurationXml } from "../../vpn/configuration-xml";
import { tunnelOptionView } from "../../vpn/tunnel-options";
import type { World } from "../../world";
import { shownKey } from "./pre-shared-keys";
import type { VpnConnection } from "./vpn-connection";
import { amazonAsnOf, targetId } from "./vpn-target";

/** As EC2 answers it. What is most of its seven kilobytes is made when it is read: ten thousand never stand in memory at once. */
export function view(connection: VpnConnection, world: World): Wire<VpnConnectionView> {
  return {
    VpnConnectionId: connection.id,
    State: connection.state,
    Type: "ipsec.1",
    Category: "VPN",
    CustomerGatewayId: connection.customerGatewayId,
    VpnGatewayId: targetId(connection, "vpn-gateway"),
    TransitGatewayId: targetId(connection, "transit-gateway"),
    VpnConcentratorId: targetId(connection, "vpn-concentrator"),
    GatewayAssociationState: connection.target ? "associated" : "not-associated",
    PreSharedKeyArn: connection.keySecretArn,
    get CustomerGatewayConfiguration() {
      return configurationOf(connection, world);
    },
    get Options() {
      return optionsView(connection);
    },
    Routes: connection.routes.map(({ cidr, state }) => ({
      DestinationCidrBlock: cidr,
      Source: "Static",
      State: state,
    })),
    get VgwTelemetry() {
      return telemetryView(connection);
    },
    Tags: tagSet(connection.tags),
  };
}

export function filtersFor(world: World): FilterTable<VpnConnection> {
  return {
    "bgp-asn": (row) => world.customerGateways.get(row.customerGatewayId)?.asn,
    "customer-gateway-configuration": (row) => configurationOf(row, world),
    "customer-gateway-id": (row) => row.customerGatewayId,
    "option.static-routes-only": (row) => row.isStatic,
    "route.destination-cidr-block": (row) => row.routes.map((route) => route.cidr),
    state: (row) => row.state,
    "transit-gateway-id": (row) => targetId(row, "transit-gateway"),
    type: () => "ipsec.1",
    "vpn-connection-id": (row) => row.id,
    "vpn-gateway-id": (row) => targetId(row, "vpn-gateway"),
  };
}

/** Selectors of the version of IP that the tunnels do not carry are absent (TF, TestAccSiteVPNConnection_basic). */
function optionsView(connection: VpnConnection): Wire<VpnConnectionOptions> {
  const { localCidr, remoteCidr, insideIpVersion } = connection;
  const isIpv4 = insideIpVersion === "ipv4";
  return {
    EnableAcceleration: connection.isAccelerated,
    StaticRoutesOnly: connection.isStatic,
    LocalIpv4NetworkCidr: isIpv4 ? localCidr : undefined,
    RemoteIpv4NetworkCidr: isIpv4 ? remoteCidr : undefined,
    LocalIpv6NetworkCidr: isIpv4 ? undefined : localCidr,
    RemoteIpv6NetworkCidr: isIpv4 ? undefined : remoteCidr,
    OutsideIpAddressType: connection.outsideAddressType,
    TunnelInsideIpVersion: insideIpVersion,
    TunnelBandwidth: connection.bandwidth,
    TunnelOptions: connection.tunnels.map((tunnel) => ({
      OutsideIpAddress: tunnel.outsideAddress,
      TunnelInsideCidr: tunnel.insideCidr,
      TunnelInsideIpv6Cidr: tunnel.insideIpv6Cidr,
      PreSharedKey: shownKey(tunnel),
      ...tunnelOptionView(tunnel.options),
    })),
  };
}

/** In an order of its own: clients must go by the outside address. */
function telemetryView(connection: VpnConnection): Wire<VgwTelemetry[]> {
  const rows = connection.tunnels.map(({ outsideAddress, telemetry, certificateArn }) => ({
    OutsideIpAddress: outsideAddress,
    Status: telemetry.status,
    StatusMessage: telemetry.message,
    AcceptedRouteCount: telemetry.acceptedRoutes,
    LastStatusChange: new Date(telemetry.lastChangeMs),
    CertificateArn: certificateArn,
  }));
  return connection.isTelemetryReversed ? rows.reverse() : rows;
}

/** Given only while the connection is pending or available (SDK, VpnConnection). */
function configurationOf(connection: VpnConnection, world: World): string | undefined {
  if (connection.state !== "pending" && connection.state !== "available") return undefined;
  const customerGateway = world.customerGateways.require(connection.customerGatewayId);
  return configurationXml(connection, {
    customerAddress: customerGateway.address,
    customerAsn: customerGateway.asn,
    amazonAsn: amazonAsnOf(world, connection.target),
  });
}
