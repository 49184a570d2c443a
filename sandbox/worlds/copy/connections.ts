import { CreateCustomerGateway } from "../../resources/vpn/customer-gateway";
import { CreateVpnConnection } from "../../resources/vpn/vpn-connection";
import { CreateVpnConnectionRoute } from "../../resources/vpn/vpn-connection-route";
import { advertising, WorldBuilder } from "../builder";
import { type Copying, tagged } from "./copying";
import type { DescribeAnswers, DescribedConnection } from "./describe-answers";

/** Customer gateways and connections, with their keys, static routes and tunnels as far as they were up. */
export function copyConnections(copying: Copying, answers: DescribeAnswers): void {
  copyCustomerGateways(copying, answers);
  const live = answers.DescribeVpnConnections.VpnConnections.filter(
    ({ State }) => State !== "deleted" && State !== "deleting",
  );
  for (const connection of live) copyConnection(copying, connection, attachmentOf(answers, connection));
  copying.wait(120);
  for (const { VpnConnectionId, Routes } of live)
    for (const { DestinationCidrBlock } of Routes)
      copying.take(`${VpnConnectionId} ${DestinationCidrBlock}`, () =>
        CreateVpnConnectionRoute({ VpnConnectionId, DestinationCidrBlock }, copying.world),
      );
  copying.wait(60);
  for (const connection of live) bringUp(copying, connection, propagatedPrefixes(answers, connection));
}

function copyCustomerGateways(copying: Copying, { DescribeCustomerGateways }: DescribeAnswers): void {
  for (const { Tags, State, BgpAsn, BgpAsnExtended, ...gateway } of DescribeCustomerGateways.CustomerGateways)
    if (State !== "deleted" && State !== "deleting")
      copying.take(gateway.CustomerGatewayId, () => {
        const { CustomerGatewayId, ...given } = gateway;
        copying.promise("customerGateway", CustomerGatewayId);
        const asn =
          BgpAsnExtended === undefined ? { BgpAsn: numberOf(BgpAsn) } : { BgpAsnExtended: Number(BgpAsnExtended) };
        const TagSpecifications = tagged("customer-gateway", Tags);
        CreateCustomerGateway({ Type: "ipsec.1", ...given, ...asn, TagSpecifications }, copying.world);
      });
}

function copyConnection(copying: Copying, connection: DescribedConnection, attachmentId: string | undefined): void {
  const { VpnConnectionId, CustomerGatewayId, VpnGatewayId, TransitGatewayId, Tags } = connection;
  const { TunnelOptions, ...options } = connection.Options;
  const keys = keysIn(connection.CustomerGatewayConfiguration ?? "");
  const tunnels = TunnelOptions.map(({ OutsideIpAddress = "", PreSharedKey, ...tunnel }) => ({
    ...tunnel,
    PreSharedKey: PreSharedKey ?? keys.get(OutsideIpAddress),
  }));
  const addresses = TunnelOptions.flatMap(({ OutsideIpAddress }) => OutsideIpAddress ?? []);
  copying.take(VpnConnectionId, () => {
    copying.promise("vpnConnection", VpnConnectionId);
    copying.promise("transitGatewayAttachment", attachmentId);
    copying.world.outsideAddresses.promise(...addresses);
    CreateVpnConnection(
      {
        Type: "ipsec.1",
        CustomerGatewayId,
        VpnGatewayId,
        TransitGatewayId,
        Options: { ...options, TunnelOptions: tunnels },
        TagSpecifications: tagged("vpn-connection", Tags),
      },
      copying.world,
    );
  });
  // A refused connection took none of its addresses: they must not go to the next one.
  if (!copying.world.vpnConnections.get(VpnConnectionId))
    for (const _ of addresses) copying.world.outsideAddresses.next();
}

/** The attachment that a connection has on its transit gateway. */
function attachmentOf(
  { DescribeTransitGatewayAttachments }: DescribeAnswers,
  { VpnConnectionId }: DescribedConnection,
) {
  return DescribeTransitGatewayAttachments.TransitGatewayAttachments.find(
    ({ ResourceId }) => ResourceId === VpnConnectionId,
  )?.TransitGatewayAttachmentId;
}

/** The keys in a configuration, by the address of AWS's end. */
function keysIn(configuration: string): Map<string, string> {
  const keys = new Map<string, string>();
  for (const [, tunnel = ""] of configuration.matchAll(/<ipsec_tunnel>([\s\S]*?)<\/ipsec_tunnel>/g)) {
    const address = /<vpn_gateway>[\s\S]*?<ip_address>([^<]+)</.exec(tunnel)?.[1];
    const key = /<pre_shared_key>([^<]+)</.exec(tunnel)?.[1];
    if (address !== undefined && key !== undefined) keys.set(address, key);
  }
  return keys;
}

/** A tunnel that was up gets a device that fits, which announces as many prefixes as were accepted on it. */
function bringUp(copying: Copying, described: DescribedConnection, prefixes: string[]): void {
  const connection = copying.world.vpnConnections.get(described.VpnConnectionId);
  if (!connection) return;
  const build = new WorldBuilder(copying.world);
  for (const index of [0, 1] as const) {
    const address = described.Options.TunnelOptions[index]?.OutsideIpAddress;
    const telemetry = described.VgwTelemetry.find((one) => one.OutsideIpAddress === address);
    if (telemetry?.Status === "UP")
      build.bringUp(connection, index, advertising(...prefixes.slice(0, telemetry.AcceptedRouteCount)));
  }
}

/**
 * Of a transit gateway each propagated route names the connections that it came from. A VPN gateway's answers do not say which
 * connection a prefix came from; those the gateway propagates are taken for its own (ours).
 */
function propagatedPrefixes(answers: DescribeAnswers, connection: DescribedConnection): string[] {
  const { VpnGatewayId, VpnConnectionId, TransitGatewayId } = connection;
  if (TransitGatewayId !== undefined) {
    const known = Object.values(answers.SearchTransitGatewayRoutes).flatMap(({ Routes }) => Routes);
    const own = known.filter(
      ({ Type, TransitGatewayAttachments }) =>
        Type === "propagated" && TransitGatewayAttachments.some(({ ResourceId }) => ResourceId === VpnConnectionId),
    );
    return [...new Set(own.flatMap(({ DestinationCidrBlock }) => DestinationCidrBlock ?? []))];
  }
  const routes = answers.DescribeRouteTables.RouteTables.flatMap((table) => table.Routes).filter(
    ({ Origin, GatewayId }) => Origin === "EnableVgwRoutePropagation" && GatewayId === VpnGatewayId,
  );
  return [...new Set(routes.flatMap(({ DestinationCidrBlock }) => DestinationCidrBlock ?? []))];
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
