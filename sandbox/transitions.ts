import { instanceIsTerminated, instanceRuns } from "./resources/vpc/instance";
import { subnetBecomesAvailable } from "./resources/vpc/subnet";
import { vpcBecomesAvailable } from "./resources/vpc/vpc";
import { customerGatewayBecomesAvailable, customerGatewayIsDeleted } from "./resources/vpn/customer-gateway";
import { vpnConnectionBecomesAvailable, vpnConnectionIsDeleted } from "./resources/vpn/vpn-connection";
import { vpnRoutesBecomeAvailable } from "./resources/vpn/vpn-connection-route";
import { vpnGatewayIsAttached, vpnGatewayIsDeleted, vpnGatewayIsDetached } from "./resources/vpn/vpn-gateway";
import { bgpComesUp, ipsecComesUp } from "./vpn/tunnel-status";
import type { TransitionName, World } from "./world";

/** Brings a world to a time: everything that has become due happens, in order, each at its own time. */
export function catchUp(world: World, nowMs: number): void {
  for (;;) {
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
  "vpn-route-available": vpnRoutesBecomeAvailable,
  "tunnel-ipsec-up": ipsecComesUp,
  "tunnel-bgp-up": bgpComesUp,
  "instance-running": instanceRuns,
  "instance-terminated": instanceIsTerminated,
  "instance-gone": (world, id) => world.instances.delete(id),
};
