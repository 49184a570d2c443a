import type {
  DnsServersOptionsModifyStructure,
  ModifyClientVpnEndpointRequest,
  ModifyClientVpnEndpointResult,
} from "@aws-sdk/client-ec2";
import type { Operation } from "../../operation";
import { ApiError, incorrectState, missingParameter } from "../../protocol/errors";
import { timings } from "../../timings";
import type { World } from "../../world";
import { resetConnections } from "./connection";
import { requireEndpoint } from "./endpoint";
import { readOptions } from "./endpoint-options";
import { applyGroups, readVpc } from "./endpoint-vpc";

export const ModifyClientVpnEndpoint: Operation<ModifyClientVpnEndpointRequest, ModifyClientVpnEndpointResult> = (
  input,
  world,
) => {
  const endpoint = requireEndpoint(world, input);
  if (input.TransitGatewayConfiguration)
    throw new ApiError("UnsupportedOperation", "The Transit Gateway configuration of an endpoint cannot be modified.");
  const { DnsServers, ...given } = input;
  const options = readOptions(world, { ...given, dnsServers: readDnsServers(DnsServers) }, endpoint);
  const vpc = readVpc(world, input, endpoint.vpc);
  if (endpoint.transitGateway && vpc)
    throw incorrectState(`Endpoint ${endpoint.id} uses a Transit Gateway and cannot have a VPC`);
  const hasSubnets = endpoint.networks.some(({ subnetId }) => subnetId !== undefined);
  if (hasSubnets && vpc?.id !== endpoint.vpc?.id)
    throw incorrectState(`Endpoint ${endpoint.id} has associated target networks in another VPC`);
  const isHandlerChanged = options.connectHandlerArn !== endpoint.connectHandlerArn;
  // What a client is told when it connects; DNS: administrator guide, "Modify a Client VPN endpoint".
  const isPushed =
    options.isSplitTunnel !== endpoint.isSplitTunnel || `${options.dnsServers}` !== `${endpoint.dnsServers}`;
  Object.assign(endpoint, options, { vpc });
  applyGroups(world, endpoint);
  if (isHandlerChanged) {
    endpoint.isHandlerApplied = false;
    world.later(timings.clientVpnHandlerApplying, "client-vpn-handler-applied", endpoint.id);
  }
  if (isPushed) resetConnections(world, endpoint);
  return { Return: true };
};

export function clientVpnHandlerIsApplied(world: World, id: string): void {
  const endpoint = world.clientVpnEndpoints.get(id);
  if (endpoint) endpoint.isHandlerApplied = true;
}

/** `Enabled: false` takes all servers away. */
function readDnsServers(given: DnsServersOptionsModifyStructure | undefined): string[] | undefined {
  if (!given) return undefined;
  if (given.Enabled === false) return [];
  if (!given.CustomDnsServers?.length) throw missingParameter("DnsServers.CustomDnsServers");
  return given.CustomDnsServers;
}
