import { operations } from "../protocol/operations";
import type { World } from "../world";
import * as customerGateway from "./customer-gateway";
import * as image from "./image";
import * as instance from "./instance";
import * as instanceAttribute from "./instance-attribute";
import * as internetGateway from "./internet-gateway";
import * as networkAcl from "./network-acl";
import * as networkInterface from "./network-interface";
import * as region from "./region";
import * as route from "./route";
import * as routePropagation from "./route-propagation";
import * as routeTable from "./route-table";
import * as securityGroup from "./security-group";
import * as securityGroupRule from "./security-group-rule";
import * as subnet from "./subnet";
import * as tag from "./tag";
import * as vpc from "./vpc";
import * as vpnConnection from "./vpn-connection";
import * as vpnConnectionModify from "./vpn-connection-modify";
import * as vpnConnectionRoute from "./vpn-connection-route";
import * as vpnGateway from "./vpn-gateway";

/** An operation as the server calls it: the protocol builds the input from the action's own schema. */
export type SimulatedAction = (input: Record<string, unknown>, world: World) => unknown;

const modules = [
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
  vpc,
  vpnConnection,
  vpnConnectionModify,
  vpnConnectionRoute,
  vpnGateway,
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
