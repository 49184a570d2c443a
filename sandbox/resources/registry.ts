import { operations } from "../protocol/operations";
import type { World } from "../world";
import * as tag from "./tag";
import { transitGatewayModules } from "./transit-gateway/modules";
import * as image from "./vpc/image";
import * as instance from "./vpc/instance";
import * as instanceAttribute from "./vpc/instance-attribute";
import * as internetGateway from "./vpc/internet-gateway";
import * as networkAcl from "./vpc/network-acl";
import * as networkInterface from "./vpc/network-interface";
import * as region from "./vpc/region";
import * as route from "./vpc/route";
import * as routePropagation from "./vpc/route-propagation";
import * as routeTable from "./vpc/route-table";
import * as securityGroup from "./vpc/security-group";
import * as securityGroupRule from "./vpc/security-group-rule";
import * as subnet from "./vpc/subnet";
import * as vpc from "./vpc/vpc";
import * as activeTunnelStatus from "./vpn/active-tunnel-status";
import * as customerGateway from "./vpn/customer-gateway";
import * as tunnelMaintenance from "./vpn/tunnel-maintenance";
import * as vpnConcentrator from "./vpn/vpn-concentrator";
import * as vpnConnection from "./vpn/vpn-connection";
import * as vpnConnectionModify from "./vpn/vpn-connection-modify";
import * as vpnConnectionRoute from "./vpn/vpn-connection-route";
import * as vpnGateway from "./vpn/vpn-gateway";
import * as vpnTunnelModify from "./vpn/vpn-tunnel-modify";

/** An operation as the server calls it: the protocol builds the input from the action's own schema. */
export type SimulatedAction = (input: Record<string, unknown>, world: World) => unknown;

const modules = [
  activeTunnelStatus,
  customerGateway,
  image,
  instance,
  instanceAttribute,
  internetGateway,
  networkAcl,
  networkInterface,
  region,
  route,
  routePropagation,
  routeTable,
  securityGroup,
  securityGroupRule,
  subnet,
  tag,
  ...transitGatewayModules,
  vpc,
  tunnelMaintenance,
  vpnConcentrator,
  vpnConnection,
  vpnConnectionModify,
  vpnConnectionRoute,
  vpnGateway,
  vpnTunnelModify,
];

/** Every simulated action. In a resource file each export that begins with a capital is one, named exactly like it. */
export const simulated: ReadonlyMap<string, SimulatedAction> = collectSimulated(modules);

/** Throws for a name EC2 does not know and for one that two files claim. */
export function collectSimulated(exportsByFile: object[]) {
  const found = new Map<string, SimulatedAction>();
  for (const [name, value] of exportsByFile.flatMap((file) => Object.entries(file))) {
    if (!/^[A-Z]/.test(name)) continue;
    if (!operations.has(name)) throw new Error(`EC2 has no action ${name}`);
    if (found.has(name)) throw new Error(`Two files simulate ${name}`);
    found.set(name, value);
  }
  return found;
}
