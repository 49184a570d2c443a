import type { TunnelOption as Ec2TunnelOption, VpnConnection } from "@aws-sdk/client-ec2";
import { z } from "zod";
import type { Observed } from "../kind";
import { markerOf, nameTagOf, tagsOf } from "../tags";

const observedTunnel = z.object({
  outsideIpAddress: z.string(),
  insideCidr: z.string().optional(),
  insideIpv6Cidr: z.string().optional(),
  ikeVersions: z.array(z.string()).optional(),
  phase1EncryptionAlgorithms: z.array(z.string()).optional(),
  phase1IntegrityAlgorithms: z.array(z.string()).optional(),
  phase1DhGroupNumbers: z.array(z.number()).optional(),
  phase1LifetimeSeconds: z.number().optional(),
  phase2EncryptionAlgorithms: z.array(z.string()).optional(),
  phase2IntegrityAlgorithms: z.array(z.string()).optional(),
  phase2DhGroupNumbers: z.array(z.number()).optional(),
  phase2LifetimeSeconds: z.number().optional(),
  rekeyMarginTimeSeconds: z.number().optional(),
  rekeyFuzzPercentage: z.number().optional(),
  replayWindowSize: z.number().optional(),
  dpdTimeoutSeconds: z.number().optional(),
  dpdTimeoutAction: z.string().optional(),
  startupAction: z.string().optional(),
  activityLog: z.boolean().optional(),
  activityLogGroupArn: z.string().optional(),
  activityLogFormat: z.string().optional(),
  bgpLog: z.boolean().optional(),
  bgpLogGroupArn: z.string().optional(),
  bgpLogFormat: z.string().optional(),
  lifecycleControl: z.boolean().optional(),
});

const telemetry = z.object({
  outsideIpAddress: z.string(),
  status: z.enum(["UP", "DOWN", "UNKNOWN"]),
  /** AWS's own text: "", "IPSEC IS UP", "IPSEC IS DOWN" or "3 BGP ROUTES". */
  statusMessage: z.string(),
  acceptedRouteCount: z.number(),
  /** ISO 8601, UTC. */
  lastStatusChange: z.string().optional(),
});

/**
 * What EC2 said of a connection. Never holds a key: PreSharedKey is not read, and of CustomerGatewayConfiguration nothing but
 * an ASN.
 */
export const connectionAttributes = z.object({
  category: z.string().optional(),
  customerGatewayId: z.string().optional(),
  vpnGatewayId: z.string().optional(),
  transitGatewayId: z.string().optional(),
  gatewayAssociationState: z.string().optional(),
  /** Absent where EC2 showed no options at all. */
  staticRoutesOnly: z.boolean().optional(),
  localIpv4NetworkCidr: z.string().optional(),
  remoteIpv4NetworkCidr: z.string().optional(),
  insideIpVersion: z.string().optional(),
  /** AWS's ASN of a connection that ends at a transit gateway, which no other list tells. */
  awsAsn: z.number().optional(),
  /** In EC2's own order, which makes the labels "Tunnel 1" and "Tunnel 2"; a tunnel is named by its outside address. */
  tunnels: z.array(observedTunnel),
  /** In whatever order EC2 sent it; matched by outside address. */
  telemetry: z.array(telemetry),
  routes: z.array(z.object({ destination: z.string(), state: z.string(), source: z.string().optional() })),
});

export type ConnectionAttributes = z.output<typeof connectionAttributes>;
export type ObservedTunnel = z.output<typeof observedTunnel>;

/** Reads one connection field by field, so that nothing that is not named here can come along. */
export function observeConnection(connection: VpnConnection): Observed<ConnectionAttributes>[] {
  if (!connection.VpnConnectionId) return [];
  const options = connection.Options;
  return [
    {
      awsId: connection.VpnConnectionId,
      name: nameTagOf(connection.Tags),
      state: connection.State ?? "unknown",
      marker: markerOf(connection.Tags),
      ...tagsOf(connection.Tags),
      attributes: {
        category: connection.Category ?? undefined,
        customerGatewayId: connection.CustomerGatewayId ?? undefined,
        vpnGatewayId: connection.VpnGatewayId ?? undefined,
        transitGatewayId: connection.TransitGatewayId ?? undefined,
        gatewayAssociationState: connection.GatewayAssociationState ?? undefined,
        staticRoutesOnly: options ? (options.StaticRoutesOnly ?? false) : undefined,
        localIpv4NetworkCidr: options?.LocalIpv4NetworkCidr ?? undefined,
        remoteIpv4NetworkCidr: options?.RemoteIpv4NetworkCidr ?? undefined,
        insideIpVersion: options?.TunnelInsideIpVersion ?? undefined,
        awsAsn: connection.TransitGatewayId ? awsAsnIn(connection.CustomerGatewayConfiguration ?? "") : undefined,
        tunnels: (options?.TunnelOptions ?? []).flatMap(readTunnel),
        telemetry: readTelemetry(connection),
        routes: (connection.Routes ?? []).flatMap(({ DestinationCidrBlock: destination, State, Source }) =>
          destination ? [{ destination, state: State ?? "unknown", source: Source ?? undefined }] : [],
        ),
      },
    },
  ];
}

/**
 * The ASN that stands in the first <vpn_gateway> of the XML, whatever kind of gateway it is By a pattern: parsing a
 * thousand documents takes a second of every reading. Static connections have none.
 */
function awsAsnIn(xml: string): number | undefined {
  const [, gateway = ""] = /<vpn_gateway>([\s\S]*?)<\/vpn_gateway>/.exec(xml) ?? [];
  const [, asn] = /<asn>(\d{1,10})<\/asn>/.exec(gateway) ?? [];
  return asn === undefined ? undefined : Number(asn);
}

/** How a connection routes, as far as EC2 shows it. */
export function shownRouting(observed: Observed | null): "static" | "bgp" | undefined {
  const isStatic = observed === null ? undefined : connectionAttributes.parse(observed.attributes).staticRoutesOnly;
  return isStatic === undefined ? undefined : isStatic ? "static" : "bgp";
}

/** A tunnel without an outside address has no name yet: EC2 shows empty entries while it makes the connection. */
function readTunnel(tunnel: Ec2TunnelOption): ObservedTunnel[] {
  if (!tunnel.OutsideIpAddress) return [];
  const log = tunnel.LogOptions?.CloudWatchLogOptions;
  return [
    {
      outsideIpAddress: tunnel.OutsideIpAddress,
      insideCidr: tunnel.TunnelInsideCidr ?? undefined,
      insideIpv6Cidr: tunnel.TunnelInsideIpv6Cidr ?? undefined,
      ikeVersions: readValues(tunnel.IkeVersions),
      phase1EncryptionAlgorithms: readValues(tunnel.Phase1EncryptionAlgorithms),
      phase1IntegrityAlgorithms: readValues(tunnel.Phase1IntegrityAlgorithms),
      phase1DhGroupNumbers: readValues(tunnel.Phase1DHGroupNumbers),
      phase1LifetimeSeconds: tunnel.Phase1LifetimeSeconds ?? undefined,
      phase2EncryptionAlgorithms: readValues(tunnel.Phase2EncryptionAlgorithms),
      phase2IntegrityAlgorithms: readValues(tunnel.Phase2IntegrityAlgorithms),
      phase2DhGroupNumbers: readValues(tunnel.Phase2DHGroupNumbers),
      phase2LifetimeSeconds: tunnel.Phase2LifetimeSeconds ?? undefined,
      rekeyMarginTimeSeconds: tunnel.RekeyMarginTimeSeconds ?? undefined,
      rekeyFuzzPercentage: tunnel.RekeyFuzzPercentage ?? undefined,
      replayWindowSize: tunnel.ReplayWindowSize ?? undefined,
      dpdTimeoutSeconds: tunnel.DpdTimeoutSeconds ?? undefined,
      dpdTimeoutAction: tunnel.DpdTimeoutAction ?? undefined,
      startupAction: tunnel.StartupAction ?? undefined,
      activityLog: log?.LogEnabled ?? undefined,
      activityLogGroupArn: log?.LogGroupArn ?? undefined,
      activityLogFormat: log?.LogOutputFormat ?? undefined,
      bgpLog: log?.BgpLogEnabled ?? undefined,
      bgpLogGroupArn: log?.BgpLogGroupArn ?? undefined,
      bgpLogFormat: log?.BgpLogOutputFormat ?? undefined,
      lifecycleControl: tunnel.EnableTunnelLifecycleControl ?? undefined,
    },
  ];
}

/** An empty list means what an absent one does: AWS's default. */
function readValues<Value>(list: { Value?: Value }[] | null | undefined): Value[] | undefined {
  const values = (list ?? []).flatMap(({ Value }) => Value ?? []);
  return values.length === 0 ? undefined : values;
}

function readTelemetry(connection: VpnConnection): ConnectionAttributes["telemetry"] {
  return (connection.VgwTelemetry ?? []).flatMap((row) => {
    if (!row.OutsideIpAddress) return [];
    const changed = row.LastStatusChange;
    return [
      {
        outsideIpAddress: row.OutsideIpAddress,
        status: row.Status === "UP" || row.Status === "DOWN" ? row.Status : "UNKNOWN",
        statusMessage: row.StatusMessage ?? "",
        acceptedRouteCount: row.AcceptedRouteCount ?? 0,
        lastStatusChange: changed && !Number.isNaN(changed.getTime()) ? changed.toISOString() : undefined,
      },
    ];
  });
}
