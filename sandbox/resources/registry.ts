import { operations } from "../protocol/operations";
import type { World } from "../world";
import { clientVpnModules } from "./client-vpn/modules";
import { insightsModules } from "./insights/modules";
import * as tag from "./tag";
import { transitGatewayModules } from "./transit-gateway/modules";
import { vpcModules } from "./vpc/modules";
import * as activeTunnelStatus from "./vpn/active-tunnel-status";
import * as customerGateway from "./vpn/customer-gateway";
import * as deviceSampleConfiguration from "./vpn/device-sample-configuration";
import * as deviceTypes from "./vpn/device-types";
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
  tag,
  ...insightsModules,
  ...clientVpnModules,
  ...transitGatewayModules,
  ...vpcModules,
  deviceSampleConfiguration,
  deviceTypes,
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
