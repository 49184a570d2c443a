/**
 * How long things take here, in virtual seconds. Not AWS facts: AWS takes longer (connections 3–10 minutes); these
 * keep the order and the waiting visible without making people wait.
 */
export const timings = {
  vpcPending: 2,
  subnetPending: 1,
  customerGatewayPending: 2,
  customerGatewayDeleting: 1,
  vpnGatewayDeleting: 3,
  vpnGatewayAttaching: 5,
  vpnGatewayDetaching: 6,
  vpnConnectionPending: 30,
  vpnConnectionModifying: 15,
  vpnConnectionDeleting: 15,
  vpnRoutePending: 2,
  tunnelReplacing: 15,
  instancePending: 8,
  instanceShuttingDown: 10,
  instanceStopping: 10,
  /** As long as EC2 keeps them: Terraform looks for `terminated` only every 10 s of its own time, however fast ours runs. */
  terminatedKept: 3600,
  cidrChanging: 2,
  natGatewayPending: 10,
  natGatewayAddress: 3,
  natGatewayDeleting: 10,
  prefixListChanging: 2,
  clientVpnEndpointDeleting: 8,
  clientVpnNetworkChanging: 20,
  clientVpnRouteChanging: 5,
  clientVpnRuleChanging: 5,
  clientVpnHandlerApplying: 5,
  clientVpnTerminating: 2,
  transitGatewayPending: 8,
  transitGatewayModifying: 5,
  transitGatewayDeleting: 8,
  transitGatewayAttachmentPending: 6,
  transitGatewayAttachmentModifying: 4,
  transitGatewayAttachmentDeleting: 6,
  transitGatewayPeeringOffered: 4,
  /** Associations, propagations and route tables. Attachments take longer, so that theirs are settled when they are `available`. */
  transitGatewayRouting: 3,
  networkInsightsAnalyzing: 5,
  /** Between a device being configured and phase 1 of IKE being up. */
  ikeUp: 2,
  /** Between a device being configured and IPsec being up. */
  ipsecUp: 5,
  /** Between IPsec and BGP being up (reference §3.4: about 30 s). */
  bgpUp: 30,
  /** How long `deleted` and `terminated` rows are still listed. EC2 keeps them for about an hour. */
  deletedKept: 60,
} as const;
