import type { Explanation } from "@aws-sdk/client-ec2";
import type { Wire } from "../../operation";
import type { Drop, DropCode, Hop, OwnCode, ReachabilityCode } from "../../traffic/hop";
import type { World } from "../../world";
import type { Kind } from "../kinds";
import { component, detailsOf } from "./path-component";
import type { PathEnd } from "./path-end";

/** Why there is no way, in Reachability Analyzer's terms: its code, and the components that the code is about. */
export function explain(
  { code, at, securityGroupIds }: Drop,
  destination: PathEnd | undefined,
  world: World,
): Wire<Explanation> {
  const named = (kind: Kind, id: string | undefined) =>
    id === undefined ? undefined : component({ ...at, kind, id }, world);
  const isOf = (kind: Kind) => (at.kind === kind ? component(at, world) : undefined);
  const member = members[at.kind];
  const { AclRule, RouteTableRoute, TransitGatewayRouteTableRoute } = detailsOf(at);
  return {
    ExplanationCode: explanationCode(code),
    Direction: at.direction,
    ...(member ? { [member]: component(at, world) } : { Component: component(at, world) }),
    SecurityGroups: securityGroupIds?.map((id) => component({ ...at, kind: "securityGroup", id }, world)),
    Subnet: isOf("networkInterface") || isOf("networkAcl") ? named("subnet", at.subnetId) : undefined,
    Vpc: named("vpc", at.vpcId),
    Destination: code === "NO_ROUTE_TO_DESTINATION" ? named(destination?.kind ?? "vpc", destination?.id) : undefined,
    AclRule,
    RouteTableRoute,
    TransitGatewayRouteTableRoute,
  };
}

/** What lies beyond Reachability Analyzer's view counts as a packet that cannot be delivered (ours). */
function explanationCode(code: DropCode): ReachabilityCode {
  return isOwn(code) ? "NO_POSSIBLE_DESTINATION" : code;
}

function isOwn(code: DropCode): code is OwnCode {
  return ownCodes.has(code);
}

const ownCodes: ReadonlySet<string> = new Set<OwnCode>([
  "DEVICE_IS_SILENT",
  "DEVICE_NO_ROUTE",
  "DEVICE_STATEFUL",
  "NAT_NO_SUCH_CONNECTION",
  "ROUTING_LOOP",
  "TRAFFIC_SELECTORS",
  "TUNNEL_DOWN",
  "TUNNEL_MTU",
  "VGW_NO_ROUTE",
]);

/** Where an explanation names a component of this kind. */
const members: Partial<Record<Hop["kind"], keyof Explanation>> = {
  networkAcl: "Acl",
  networkInterface: "NetworkInterface",
  internetGateway: "InternetGateway",
  natGateway: "NatGateway",
  routeTable: "RouteTable",
  transitGateway: "TransitGateway",
  transitGatewayAttachment: "TransitGatewayAttachment",
  transitGatewayRouteTable: "TransitGatewayRouteTable",
  vpnConnection: "VpnConnection",
  vpnGateway: "VpnGateway",
  customerGateway: "CustomerGateway",
};
