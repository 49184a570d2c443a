import type {
  AnalysisAclRule,
  AnalysisComponent,
  AnalysisPacketHeader,
  AnalysisRouteTableRoute,
  AnalysisSecurityGroupRule,
  PathComponent,
  TransitGatewayRouteTableRoute,
} from "@aws-sdk/client-ec2";
import type { Wire } from "../../operation";
import type { Hop } from "../../traffic/hop";
import { type Packet, protocolNumber } from "../../traffic/packet";
import type { World } from "../../world";
import { type Kind, kindFacts } from "../kinds";

/** The ports of a header: those of the packet that was walked, or all where the path leaves them open. */
export type Ports = { source: { From: number; To: number }; destination: { From: number; To: number } };

/** A way as Reachability Analyzer shows it (its guide, "Getting started using the CLI", examples). */
export function pathComponents(
  hops: Hop[],
  { sent, received, ports }: { sent: Packet; received: Packet; ports: Ports },
  world: World,
): Wire<PathComponent>[] {
  let header = sent;
  return hops.map((hop, index) => {
    const before = header;
    header = hop.became ?? header;
    const isFirst = index === 0;
    const isLast = index === hops.length - 1;
    const hasChanged = hop.became !== undefined;
    return {
      SequenceNumber: index + 1,
      ...componentOf(hop, world),
      InboundHeader: (isLast && !isFirst) || hasChanged ? headerOf(isLast ? received : before, ports) : undefined,
      OutboundHeader: isFirst || hasChanged ? headerOf(header, ports) : undefined,
      AdditionalDetails: [],
      Explanations: [],
    };
  });
}

/** What a hop is, and what decided there. */
function componentOf(hop: Hop, world: World): Wire<PathComponent> {
  const at = (kind: Kind, id: string | undefined) =>
    id === undefined ? undefined : component({ ...hop, kind, id }, world);
  const hasPlace = hop.kind === "networkInterface" || hop.kind === "internetGateway" || hop.kind === "vpnGateway";
  return {
    Component: component(hop, world),
    AttachedTo: at("instance", hop.instanceId),
    Subnet: hop.kind === "networkInterface" ? at("subnet", hop.subnetId) : undefined,
    Vpc: hasPlace ? at("vpc", hop.vpcId) : undefined,
    ...detailsOf(hop),
  };
}

/** The rules and routes of a hop, under the names that path components and explanations share. */
export function detailsOf({ aclEntry, securityGroupRule, route, transitRoute, direction }: Hop) {
  return {
    AclRule: aclEntry && aclRuleView(aclEntry),
    SecurityGroupRule: securityGroupRule && groupRuleView(securityGroupRule, direction),
    RouteTableRoute: route && routeView(route),
    TransitGatewayRouteTableRoute: transitRoute && transitRouteView(transitRoute),
  };
}

/** Any resource by its id, ARN and Name tag. */
export function component(
  { kind, id, account, region }: Pick<Hop, "kind" | "id" | "account" | "region">,
  world: World,
): Wire<AnalysisComponent> {
  const row = world.tables.find((table) => table.kind === kind)?.get(id);
  return {
    Id: id,
    Arn: `arn:aws:ec2:${region}:${account}:${kindFacts[kind].resourceType}/${id}`,
    Name: row?.tags.get("Name"),
  };
}

function headerOf(packet: Packet, { source, destination }: Ports): Wire<AnalysisPacketHeader> {
  return {
    DestinationAddresses: [`${packet.destination}/32`],
    DestinationPortRanges: [destination],
    Protocol: protocolNumber(packet),
    SourceAddresses: [`${packet.source}/32`],
    SourcePortRanges: [source],
  };
}

const protocolNames: Record<string, string> = { "-1": "all", "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6" };

function aclRuleView(entry: NonNullable<Hop["aclEntry"]>): Wire<AnalysisAclRule> {
  return {
    Cidr: entry.cidr,
    Egress: entry.isEgress,
    PortRange: entry.ports && { From: entry.ports.from, To: entry.ports.to },
    Protocol: protocolNames[entry.protocol] ?? entry.protocol,
    RuleAction: entry.action,
    RuleNumber: entry.number,
  };
}

function groupRuleView(
  rule: NonNullable<Hop["securityGroupRule"]>,
  direction: Hop["direction"],
): Wire<AnalysisSecurityGroupRule> {
  const { fromPort: From, toPort: To } = rule;
  return {
    Cidr: rule.cidr ?? rule.cidrIpv6,
    Direction: direction,
    PortRange: From === undefined || To === undefined ? undefined : { From, To },
    PrefixListId: rule.prefixListId,
    Protocol: protocolNames[rule.protocol] ?? rule.protocol,
    SecurityGroupId: rule.peerGroupId,
  };
}

/** Origins are written small here, as in the guide's example. */
function routeView(route: NonNullable<Hop["route"]>): Wire<AnalysisRouteTableRoute> {
  return {
    DestinationCidr: route.DestinationCidrBlock,
    DestinationPrefixListId: route.DestinationPrefixListId,
    EgressOnlyInternetGatewayId: route.EgressOnlyInternetGatewayId,
    GatewayId: route.GatewayId,
    InstanceId: route.InstanceId,
    NatGatewayId: route.NatGatewayId,
    NetworkInterfaceId: route.NetworkInterfaceId,
    Origin: route.Origin?.toLowerCase(),
    TransitGatewayId: route.TransitGatewayId,
    State: route.State,
  };
}

function transitRouteView(route: NonNullable<Hop["transitRoute"]>): Wire<TransitGatewayRouteTableRoute> {
  return {
    DestinationCidr: route.destination,
    State: route.state,
    RouteOrigin: route.origin,
    PrefixListId: route.prefixListId,
    AttachmentId: route.attachmentId,
    ResourceId: route.resourceId,
    ResourceType: route.resourceType,
  };
}
