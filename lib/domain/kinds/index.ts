import { customerGateway } from "./customer-gateway";
import { instance } from "./instance";
import { internetGateway } from "./internet-gateway";
import { internetGatewayAttachment } from "./internet-gateway-attachment";
import type { Kind } from "./kind";
import { route } from "./route";
import { routePropagation } from "./route-propagation";
import { routeTable } from "./route-table";
import { securityGroup } from "./security-group";
import { securityGroupRule } from "./security-group-rule";
import { subnet } from "./subnet";
import { subnetAssociation } from "./subnet-association";
import { vpc } from "./vpc";
import { vpnConnection } from "./vpn-connection";
import { vpnConnectionRoute } from "./vpn-connection-route";
import { vpnGateway } from "./vpn-gateway";
import { vpnGatewayAttachment } from "./vpn-gateway-attachment";

/** The registry of kinds, in the documented order of creation. */
export const kinds = {
  "customer-gateway": customerGateway,
  "vpn-gateway": vpnGateway,
  vpc,
  subnet,
  "internet-gateway": internetGateway,
  "internet-gateway-attachment": internetGatewayAttachment,
  "vpn-gateway-attachment": vpnGatewayAttachment,
  "route-table": routeTable,
  "subnet-association": subnetAssociation,
  "route-propagation": routePropagation,
  route,
  "security-group": securityGroup,
  "security-group-rule": securityGroupRule,
  "vpn-connection": vpnConnection,
  "vpn-connection-route": vpnConnectionRoute,
  instance,
} as const;

export type KindName = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as KindName[];

/** A kind whose spec and attributes are not known to the caller; their values come from that kind's own parse. */
export type AnyKind = Kind<KindName, Record<string, unknown>, Record<string, unknown>>;

/** The kind of that name, for code that works on every kind alike. */
export function kindOf(name: KindName): AnyKind {
  return kinds[name] as AnyKind;
}

export function isKindName(name: string): name is KindName {
  return Object.hasOwn(kinds, name);
}
