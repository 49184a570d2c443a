/** How AWS publishes the metrics of a namespace. */
export type Namespace = {
  /** Seconds between two values. */
  everySeconds: number;
  /** The sets of dimensions under which each value stands. What lacks one of them is not published under that set. */
  dimensionSets: string[][];
  units: Record<string, string>;
};

/** What AWS's VPN services publish; any other namespace is published as it was recorded. */
export function namespaceOf(name: string): Namespace | undefined {
  return Object.hasOwn(namespaces, name) ? namespaces[name] : undefined;
}

const namespaces: Record<string, Namespace> = {
  /** Site-to-Site VPN user guide, "Monitor VPN tunnels using Amazon CloudWatch". */
  "AWS/VPN": {
    everySeconds: 300,
    dimensionSets: [["VpnId", "TunnelIpAddress"], ["VpnId"], ["TunnelIpAddress"], []],
    units: {
      TunnelState: "None",
      TunnelDataIn: "Bytes",
      TunnelDataOut: "Bytes",
      ConcentratorBandwidthUsage: "Bits/Second",
    },
  },
  /** Client VPN administrator guide, "Amazon CloudWatch metrics for AWS Client VPN". */
  "AWS/ClientVPN": {
    everySeconds: 300,
    dimensionSets: [["Endpoint"]],
    units: {
      ActiveConnectionsCount: "Count",
      AuthenticationFailures: "Count",
      CrlDaysToExpiry: "Count",
      EgressBytes: "Bytes",
      EgressPackets: "Count",
      IngressBytes: "Bytes",
      IngressPackets: "Count",
      SelfServicePortalClientConfigurationDownloads: "Count",
      ClientConnectHandlerDeniedConnections: "Count",
      ClientConnectHandlerFailedServiceErrors: "Count",
      ClientConnectHandlerInvalidResponses: "Count",
      ClientConnectHandlerOtherExecutionErrors: "Count",
      ClientConnectHandlerThrottlingErrors: "Count",
      ClientConnectHandlerTimeouts: "Count",
    },
  },
  /** Transit gateway guide, "CloudWatch metrics for Amazon VPC Transit Gateways". */
  "AWS/TransitGateway": {
    everySeconds: 60,
    dimensionSets: [["TransitGateway", "TransitGatewayAttachment"], ["TransitGateway"]],
    units: {
      BytesIn: "Bytes",
      BytesOut: "Bytes",
      BytesDropCountBlackhole: "Bytes",
      BytesDropCountNoRoute: "Bytes",
      PacketsIn: "Count",
      PacketsOut: "Count",
      PacketDropCountBlackhole: "Count",
      PacketDropCountNoRoute: "Count",
      PacketDropCountTTLExpired: "Count",
    },
  },
};
