import { ApiError } from "./protocol/errors";
import type { World } from "./world";

/** What differs from AWS's defaults in one world; `every` stands for all that are not named. */
export type Quotas = Map<QuotaName | "every", number>;

export type QuotaName = keyof typeof facts;

type QuotaFacts = { standard: number; code: string; message: string };

/** Throws EC2's limit error when `present` things and `more` of them are above the world's quota. */
export function requireRoom(world: World, name: QuotaName, present: number, more = 1): void {
  const { standard, code, message } = facts[name];
  if (present + more > (world.quotas.get(name) ?? world.quotas.get("every") ?? standard))
    throw new ApiError(code, message);
}

/** The defaults are AWS's: VPC User Guide "Amazon VPC quotas", Site-to-Site VPN User Guide "Quotas". Codes: EC2's error page. */
const facts = {
  vpcs: limit(5, "VpcLimitExceeded", "The maximum number of VPCs has been reached."),
  subnetsPerVpc: limit(200, "SubnetLimitExceeded", "The maximum number of subnets has been reached."),
  ipv4CidrsPerVpc: limit(5, "VpcCidrBlockLimitExceeded", "This network has met its maximum number of allowed CIDRs."),
  ipv6CidrsPerVpc: limit(5, "VpcIpv6CidrBlockLimitExceeded", "This network has met its maximum number of IPv6 CIDRs."),
  internetGateways: limit(
    5,
    "InternetGatewayLimitExceeded",
    "The maximum number of internet gateways has been reached.",
  ),
  egressOnlyInternetGateways: limit(
    5,
    "EgressOnlyInternetGatewayLimitExceeded",
    "The maximum number of egress-only internet gateways has been reached.",
  ),
  routeTablesPerVpc: limit(200, "RouteTableLimitExceeded", "The maximum number of route tables has been reached."),
  /** 50 in older texts, 500 in the present one; propagated routes have a quota of their own. */
  routesPerTable: limit(500, "RouteLimitExceeded", "The maximum number of routes has been reached."),
  securityGroups: limit(
    2500,
    "SecurityGroupLimitExceeded",
    "The maximum number of security groups for this account has been reached.",
  ),
  rulesPerSecurityGroup: limit(
    60,
    "RulesPerSecurityGroupLimitExceeded",
    "The maximum number of rules per security group has been reached.",
  ),
  securityGroupsPerInterface: limit(
    5,
    "SecurityGroupsPerInterfaceLimitExceeded",
    "The maximum number of security groups per interface has been reached.",
  ),
  networkAclsPerVpc: limit(200, "NetworkAclLimitExceeded", "The maximum number of network ACLs has been reached."),
  entriesPerNetworkAcl: limit(
    20,
    "NetworkAclEntryLimitExceeded",
    "The maximum number of network ACL entries has been reached.",
  ),
  addresses: limit(5, "AddressLimitExceeded", "The maximum number of addresses has been reached."),
  natGatewaysPerZone: limit(5, "NatGatewayLimitExceeded", "The maximum number of NAT gateways has been reached."),
  networkInterfaces: limit(
    5000,
    "NetworkInterfaceLimitExceeded",
    "The maximum number of network interfaces has been reached.",
  ),
  instances: limit(
    640,
    "InstanceLimitExceeded",
    "You have requested more instances than your current instance limit allows.",
  ),
  prefixLists: limit(100, "PrefixListLimitExceeded", "The maximum number of prefix lists has been reached."),
  customerGateways: limit(
    50,
    "CustomerGatewayLimitExceeded",
    "The maximum number of customer gateways has been reached.",
  ),
  vpnGateways: limit(5, "VpnGatewayLimitExceeded", "The maximum number of virtual private gateways has been reached."),
  vpnConnections: limit(50, "VpnConnectionLimitExceeded", "The maximum number of VPN connections has been reached."),
  vpnConnectionsPerVpnGateway: limit(
    10,
    "VpnConnectionLimitExceeded",
    "The maximum number of VPN connections for this virtual private gateway has been reached.",
  ),
  staticRoutesPerVpnConnection: limit(
    100,
    "RouteLimitExceeded",
    "The maximum number of static routes for this VPN connection has been reached.",
  ),
  unassociatedVpnConnections: limit(
    10,
    "VpnConnectionLimitExceeded",
    "The maximum number of VPN connections without a gateway has been reached.",
  ),
  acceleratedVpnConnections: limit(
    10,
    "VpnConnectionLimitExceeded",
    "The maximum number of accelerated VPN connections has been reached.",
  ),
  largeVpnConnections: limit(
    50,
    "VpnConnectionLimitExceeded",
    "The maximum number of VPN connections with large tunnels has been reached.",
  ),
  connectionsPerVpnConcentrator: limit(
    100,
    "VpnConnectionLimitExceeded",
    "The maximum number of VPN connections for this VPN concentrator has been reached.",
  ),
  vpnConcentrators: limit(
    50,
    "VpnConcentratorLimitExceeded",
    "The maximum number of VPN concentrators has been reached.",
  ),
  vpnConcentratorsPerTransitGateway: limit(
    5,
    "VpnConcentratorLimitExceeded",
    "The maximum number of VPN concentrators for this transit gateway has been reached.",
  ),
  /** Client VPN administrator guide, "Client VPN quotas". */
  clientVpnEndpoints: limit(
    5,
    "ClientVpnEndpointLimitExceeded",
    "The maximum number of Client VPN endpoints has been reached.",
  ),
  rulesPerClientVpnEndpoint: limit(
    200,
    "ClientVpnAuthorizationRuleLimitExceeded",
    "The maximum number of authorization rules for this Client VPN endpoint has been reached.",
  ),
  routesPerClientVpnTarget: limit(
    100,
    "ClientVpnRouteLimitExceeded",
    "The maximum number of routes for this target network has been reached.",
  ),
  revokedClientCertificates: limit(
    20_000,
    "ClientVpnCertificateRevocationListLimitExceeded",
    "The maximum number of entries in a client certificate revocation list has been reached.",
  ),
  /** Codes unconfirmed; numbers: Transit Gateway guide, "Quotas". */
  transitGateways: limit(5, "TransitGatewayLimitExceeded", "The maximum number of Transit Gateways has been reached."),
  transitGatewaysPerVpc: limit(
    5,
    "TransitGatewayAttachmentLimitExceeded",
    "The maximum number of Transit Gateway Attachments for this VPC has been reached.",
  ),
  transitGatewayRouteTables: limit(
    20,
    "TransitGatewayRouteTableLimitExceeded",
    "The maximum number of Transit Gateway Route Tables has been reached.",
  ),
  transitGatewayPeerings: limit(
    50,
    "TransitGatewayPeeringAttachmentLimitExceeded",
    "The maximum number of Transit Gateway Peering Attachments has been reached.",
  ),
  /** Reachability Analyzer guide, "Quotas"; codes as CloudFormation's handlers know them. */
  networkInsightsPaths: limit(
    1000,
    "NetworkInsightsPath.LimitExceeded",
    "The maximum number of network insights paths has been reached.",
  ),
  networkInsightsAnalyses: limit(
    10_000,
    "NetworkInsightsAnalysis.LimitExceeded",
    "The maximum number of network insights analyses has been reached.",
  ),
} satisfies Record<string, QuotaFacts>;

function limit(standard: number, code: string, message: string): QuotaFacts {
  return { standard, code, message };
}
