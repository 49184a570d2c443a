import { clientVpnPolicyIsActive, clientVpnPolicyIsDeleted } from "./resources/client-vpn/authorization-policy";
import { clientVpnRuleIsActive, clientVpnRuleIsRevoked } from "./resources/client-vpn/authorization-rule";
import {
  clientVpnConnectionExpires,
  clientVpnConnectionIsGone,
  clientVpnConnectionIsTerminated,
} from "./resources/client-vpn/connection";
import { clientVpnEndpointIsDeleted } from "./resources/client-vpn/endpoint";
import { clientVpnHandlerIsApplied } from "./resources/client-vpn/endpoint-modify";
import { clientVpnRevocationListAges, clientVpnRevocationListIsActive } from "./resources/client-vpn/revocation-list";
import { clientVpnRouteIsActive, clientVpnRouteIsDeleted } from "./resources/client-vpn/route";
import { clientVpnNetworkIsAssociated, clientVpnNetworkIsDisassociated } from "./resources/client-vpn/target-network";
import { clientVpnEndpointIsAttached } from "./resources/client-vpn/transit-gateway-attachment";
import { networkInsightsAnalysisSucceeds } from "./resources/insights/analysis";
import { associationSettles } from "./resources/transit-gateway/association";
import {
  attachmentBecomesAvailable,
  attachmentFails,
  attachmentIsDeleted,
} from "./resources/transit-gateway/attachment";
import { connectPeerBecomesAvailable, connectPeerIsDeleted } from "./resources/transit-gateway/connect-peer";
import { peeringIsOffered, peeringIsRejected } from "./resources/transit-gateway/peering-attachment";
import { propagationSettles } from "./resources/transit-gateway/propagation";
import { routeTableBecomesAvailable, routeTableIsDeleted } from "./resources/transit-gateway/route-table";
import { transitGatewayBecomesAvailable, transitGatewayIsDeleted } from "./resources/transit-gateway/transit-gateway";
import { instanceIsStopped, instanceIsTerminated, instanceRuns } from "./resources/vpc/instance-state";
import { natGatewayIsDeleted, natGatewayIsReady } from "./resources/vpc/nat-gateway";
import { natGatewayAddressesSettle } from "./resources/vpc/nat-gateway-address";
import { prefixListSettles } from "./resources/vpc/prefix-list";
import { subnetBecomesAvailable } from "./resources/vpc/subnet";
import { vpcBecomesAvailable } from "./resources/vpc/vpc";
import { cidrAssociationsSettle } from "./resources/vpc/vpc-cidr";
import { customerGatewayBecomesAvailable, customerGatewayIsDeleted } from "./resources/vpn/customer-gateway";
import { maintenanceIsDue } from "./resources/vpn/tunnel-maintenance";
import { vpnConcentratorBecomesAvailable, vpnConcentratorIsDeleted } from "./resources/vpn/vpn-concentrator";
import { vpnConnectionBecomesAvailable, vpnConnectionIsDeleted } from "./resources/vpn/vpn-connection";
import { vpnRoutesBecomeAvailable } from "./resources/vpn/vpn-connection-route";
import { vpnGatewayIsAttached, vpnGatewayIsDeleted, vpnGatewayIsDetached } from "./resources/vpn/vpn-gateway";
import { settleFlows } from "./traffic/flows";
import { tunnelIsDue } from "./vpn/tunnel-events";
import type { TransitionName, World } from "./world";

/** Brings a world to a time: everything that has become due happens, in order, each at its own time. */
export function catchUp(world: World, nowMs: number): void {
  for (;;) {
    const nextMs = Math.min(world.timers[0]?.atMs ?? nowMs, nowMs);
    if (nextMs > world.nowMs) settleFlows(world);
    const timer = world.timers[0];
    if (!timer || timer.atMs > nowMs) break;
    world.timers.shift();
    world.nowMs = Math.max(world.nowMs, timer.atMs);
    transitions[timer.name](world, timer.subject);
  }
  world.nowMs = Math.max(world.nowMs, nowMs);
}

const transitions: Record<TransitionName, (world: World, subject: string) => void> = {
  "vpc-available": vpcBecomesAvailable,
  "subnet-available": subnetBecomesAvailable,
  "customer-gateway-available": customerGatewayBecomesAvailable,
  "customer-gateway-deleted": customerGatewayIsDeleted,
  "customer-gateway-gone": (world, id) => world.customerGateways.delete(id),
  "vpn-gateway-attached": vpnGatewayIsAttached,
  "vpn-gateway-detached": vpnGatewayIsDetached,
  "vpn-gateway-deleted": vpnGatewayIsDeleted,
  "vpn-gateway-gone": (world, id) => world.vpnGateways.delete(id),
  "vpn-connection-available": vpnConnectionBecomesAvailable,
  "vpn-connection-deleted": vpnConnectionIsDeleted,
  "vpn-connection-gone": (world, id) => world.vpnConnections.delete(id),
  "vpn-concentrator-available": vpnConcentratorBecomesAvailable,
  "vpn-concentrator-deleted": vpnConcentratorIsDeleted,
  "vpn-concentrator-gone": (world, id) => world.vpnConcentrators.delete(id),
  "tunnel-maintenance-due": maintenanceIsDue,
  "vpn-route-available": vpnRoutesBecomeAvailable,
  "tunnel-due": tunnelIsDue,
  "instance-running": instanceRuns,
  "instance-terminated": instanceIsTerminated,
  "instance-stopped": instanceIsStopped,
  "instance-gone": (world, id) => world.instances.delete(id),
  "cidr-associations-settled": cidrAssociationsSettle,
  "nat-gateway-ready": natGatewayIsReady,
  "nat-gateway-addresses-settled": natGatewayAddressesSettle,
  "nat-gateway-deleted": natGatewayIsDeleted,
  "nat-gateway-gone": (world, id) => world.natGateways.delete(id),
  "prefix-list-settled": prefixListSettles,
  "client-vpn-endpoint-attached": clientVpnEndpointIsAttached,
  "client-vpn-endpoint-deleted": clientVpnEndpointIsDeleted,
  "client-vpn-endpoint-gone": (world, id) => world.clientVpnEndpoints.delete(id),
  "client-vpn-handler-applied": clientVpnHandlerIsApplied,
  "client-vpn-network-associated": clientVpnNetworkIsAssociated,
  "client-vpn-network-disassociated": clientVpnNetworkIsDisassociated,
  "client-vpn-rule-active": clientVpnRuleIsActive,
  "client-vpn-rule-revoked": clientVpnRuleIsRevoked,
  "client-vpn-route-active": clientVpnRouteIsActive,
  "client-vpn-route-deleted": clientVpnRouteIsDeleted,
  "client-vpn-connection-terminated": clientVpnConnectionIsTerminated,
  "client-vpn-connection-expired": clientVpnConnectionExpires,
  "client-vpn-connection-gone": clientVpnConnectionIsGone,
  "client-vpn-revocation-list-active": clientVpnRevocationListIsActive,
  "client-vpn-revocation-list-ages": clientVpnRevocationListAges,
  "client-vpn-policy-active": clientVpnPolicyIsActive,
  "client-vpn-policy-deleted": clientVpnPolicyIsDeleted,
  "network-insights-analysis-succeeded": networkInsightsAnalysisSucceeds,
  "network-insights-analysis-gone": (world, id) => world.networkInsightsAnalyses.delete(id),
  "transit-gateway-available": transitGatewayBecomesAvailable,
  "transit-gateway-deleted": transitGatewayIsDeleted,
  "transit-gateway-gone": (world, id) => world.transitGateways.delete(id),
  "transit-gateway-attachment-available": attachmentBecomesAvailable,
  "transit-gateway-attachment-deleted": attachmentIsDeleted,
  "transit-gateway-attachment-failed": attachmentFails,
  "transit-gateway-attachment-gone": (world, id) => world.transitGatewayAttachments.delete(id),
  "transit-gateway-peering-offered": peeringIsOffered,
  "transit-gateway-peering-rejected": peeringIsRejected,
  "transit-gateway-route-table-available": routeTableBecomesAvailable,
  "transit-gateway-route-table-deleted": routeTableIsDeleted,
  "transit-gateway-route-table-gone": (world, id) => world.transitGatewayRouteTables.delete(id),
  "transit-gateway-association-settles": associationSettles,
  "transit-gateway-propagation-settles": propagationSettles,
  "transit-gateway-connect-peer-available": connectPeerBecomesAvailable,
  "transit-gateway-connect-peer-deleted": connectPeerIsDeleted,
  "transit-gateway-connect-peer-gone": (world, id) => world.transitGatewayConnectPeers.delete(id),
};
