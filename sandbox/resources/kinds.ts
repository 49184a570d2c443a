/** How EC2 speaks of a kind: the prefix of its ids, its noun, and its codes for an id that is wrong. */
export type KindFacts = {
  prefix: string;
  resourceType: string;
  notFoundCode: string;
  malformedCode: string;
  notFound: (id: string) => string;
  malformed: (id: string) => string;
};

/** Codes and nouns: aws-vpn-reference §3.2. Where a malformed code is not documented the kind's NotFound spelling is followed. */
export const kindFacts = {
  vpc: facts("vpc", "vpc", "InvalidVpcID", "vpc ID"),
  subnet: facts("subnet", "subnet", "InvalidSubnetID", "subnet ID"),
  internetGateway: {
    ...facts("igw", "internet-gateway", "InvalidInternetGatewayID", "internetGateway ID"),
    malformedCode: "InvalidInternetGatewayId.Malformed",
  },
  routeTable: {
    ...facts("rtb", "route-table", "InvalidRouteTableID", "routeTable ID"),
    malformedCode: "InvalidRouteTableId.Malformed",
  },
  routeTableAssociation: facts("rtbassoc", "", "InvalidAssociationID", "association ID"),
  securityGroup: {
    ...facts("sg", "security-group", "InvalidGroup", "security group"),
    malformedCode: "InvalidGroupId.Malformed",
    malformed: (id: string) => `The security group ID '${id}' is malformed`,
  },
  securityGroupRule: facts("sgr", "security-group-rule", "InvalidSecurityGroupRuleId", "security group rule ID"),
  networkAcl: {
    ...facts("acl", "network-acl", "InvalidNetworkAclID", "networkAcl ID"),
    malformedCode: "InvalidNetworkAclId.Malformed",
  },
  customerGateway: {
    ...facts("cgw", "customer-gateway", "InvalidCustomerGatewayID", "customerGateway ID"),
    malformedCode: "InvalidCustomerGatewayId.Malformed",
  },
  vpnGateway: facts("vgw", "vpn-gateway", "InvalidVpnGatewayID", "vpnGateway ID"),
  vpnConnection: facts("vpn", "vpn-connection", "InvalidVpnConnectionID", "vpnConnection ID"),
  vpnConcentrator: facts("vcn", "vpn-concentrator", "InvalidVpnConcentratorID", "vpnConcentrator ID"),
  instance: facts("i", "instance", "InvalidInstanceID", "instance ID"),
  networkInterface: {
    ...facts("eni", "network-interface", "InvalidNetworkInterfaceID", "networkInterface ID"),
    malformedCode: "InvalidNetworkInterfaceId.Malformed",
  },
  elasticIp: facts("eipalloc", "elastic-ip", "InvalidAllocationID", "allocation ID"),
  natGateway: {
    ...facts("nat", "natgateway", "NatGateway", "NAT gateway"),
    notFoundCode: "NatGatewayNotFound",
    malformedCode: "NatGatewayMalformed",
    notFound: (id: string) => `NAT gateway ${id} was not found`,
  },
  egressOnlyInternetGateway: {
    ...facts("eigw", "egress-only-internet-gateway", "InvalidGatewayID", "egress only internet gateway ID"),
    malformedCode: "InvalidEgressOnlyInternetGatewayId.Malformed",
  },
  prefixList: facts("pl", "prefix-list", "InvalidPrefixListID", "prefix list ID"),
  dhcpOptions: facts("dopt", "dhcp-options", "InvalidDhcpOptionID", "dhcpOption ID"),
  keyPair: facts("key", "key-pair", "InvalidKeyPair", "key pair"),
  volume: {
    ...facts("vol", "volume", "InvalidVolume", "volume"),
    malformedCode: "InvalidVolumeID.Malformed",
    notFound: (id: string) => `The volume '${id}' does not exist.`,
  },
  clientVpnEndpoint: {
    ...facts("cvpn-endpoint", "client-vpn-endpoint", "InvalidClientVpnEndpointId", "Client VPN endpoint"),
    // As AWS says it (cloudposse/terraform-aws-ec2-client-vpn, issue 59).
    notFound: (id: string) => `Endpoint ${id} does not exist`,
  },
  clientVpnAssociation: facts("cvpn-assoc", "", "InvalidClientVpnAssociationId", "association ID"),
  clientVpnConnection: facts("cvpn-connection", "", "InvalidClientVpnConnection", "connection ID"),
  transitGateway: transitFacts("tgw", "transit-gateway", "InvalidTransitGatewayID", "Transit Gateway"),
  transitGatewayAttachment: transitFacts(
    "tgw-attach",
    "transit-gateway-attachment",
    "InvalidTransitGatewayAttachmentID",
    "Transit Gateway Attachment",
  ),
  transitGatewayRouteTable: transitFacts(
    "tgw-rtb",
    "transit-gateway-route-table",
    "InvalidRouteTableID",
    "Transit Gateway Route Table",
  ),
  transitGatewayConnectPeer: transitFacts(
    "tgw-connect-peer",
    "transit-gateway-connect-peer",
    "InvalidTransitGatewayConnectPeerID",
    "Transit Gateway Connect Peer",
  ),
  networkInsightsPath: facts("nip", "network-insights-path", "InvalidNetworkInsightsPathId", "network insights path"),
  networkInsightsAnalysis: facts(
    "nia",
    "network-insights-analysis",
    "InvalidNetworkInsightsAnalysisId",
    "network insights analysis",
  ),
} satisfies Record<string, KindFacts>;

export type Kind = keyof typeof kindFacts;

/** Transit gateways have a sentence of their own for an absent id; their codes are those Terraform's provider knows (errors.go). */
function transitFacts(prefix: string, resourceType: string, code: string, noun: string): KindFacts {
  return {
    ...facts(prefix, resourceType, code, noun),
    notFound: (id) => `${noun} ${id} was deleted or does not exist.`,
  };
}

function facts(prefix: string, resourceType: string, code: string, noun: string): KindFacts {
  return {
    prefix,
    resourceType,
    notFoundCode: `${code}.NotFound`,
    malformedCode: `${code}.Malformed`,
    notFound: (id) => `The ${noun} '${id}' does not exist`,
    malformed: (id) => `Invalid id: "${id}" (expecting "${prefix}-...")`,
  };
}
