import type {
  GetVpnTunnelReplacementStatusRequest,
  GetVpnTunnelReplacementStatusResult,
  ReplaceVpnTunnelRequest,
  ReplaceVpnTunnelResult,
} from "@aws-sdk/client-ec2";
import type { Operation } from "../../operation";
import { need } from "../../protocol/errors";
import { timings } from "../../timings";
import type { Line, Tunnel } from "../../vpn/tunnel";
import { expectEvent } from "../../vpn/tunnel-phases";
import { findTunnel, reviseTunnel } from "../../vpn/tunnel-status";
import type { World } from "../../world";
import { replaceTunnels, requireModifiable, requireTunnel } from "./vpn-connection-modify";
import { targetId } from "./vpn-target";

export const GetVpnTunnelReplacementStatus: Operation<
  GetVpnTunnelReplacementStatusRequest,
  GetVpnTunnelReplacementStatusResult
> = (input, world) => {
  const connection = world.vpnConnections.requireLive(need(input.VpnConnectionId, "VpnConnectionId"));
  const tunnel = requireTunnel(connection, need(input.VpnTunnelOutsideIpAddress, "VpnTunnelOutsideIpAddress"));
  const { appliedAfterMs, lastAppliedMs } = tunnel.maintenance;
  return {
    VpnConnectionId: connection.id,
    TransitGatewayId: targetId(connection, "transit-gateway"),
    CustomerGatewayId: connection.customerGatewayId,
    VpnGatewayId: targetId(connection, "vpn-gateway"),
    VpnTunnelOutsideIpAddress: tunnel.outsideAddress,
    MaintenanceDetails: {
      PendingMaintenance: appliedAfterMs === undefined ? "None" : "Available",
      MaintenanceAutoAppliedAfter: asDate(appliedAfterMs),
      LastMaintenanceApplied: asDate(lastAppliedMs),
    },
  };
};

/** Takes one tunnel down until AWS's end is provisioned anew, with the pending maintenance when that is asked for. */
export const ReplaceVpnTunnel: Operation<ReplaceVpnTunnelRequest, ReplaceVpnTunnelResult> = (input, world) => {
  const connection = requireModifiable(world, need(input.VpnConnectionId, "VpnConnectionId"));
  const tunnel = requireTunnel(connection, need(input.VpnTunnelOutsideIpAddress, "VpnTunnelOutsideIpAddress"));
  if (input.ApplyPendingMaintenance) noteMaintenance(world, tunnel);
  replaceTunnels(world, connection, [tunnel], timings.tunnelReplacing);
  return { Return: true };
};

/**
 * AWS has work to do on its end of a tunnel. With lifecycle control it is announced, and applied by itself after the
 * deadline; without, it is applied now. Called through the control endpoint.
 */
export function announceMaintenance(line: Line, seconds: number): void {
  const { world, tunnel } = line;
  if (!tunnel.options.EnableTunnelLifecycleControl) {
    applyMaintenance(line);
    return;
  }
  tunnel.maintenance.appliedAfterMs = world.nowMs + seconds * 1000;
  world.later(seconds, "tunnel-maintenance-due", tunnel.outsideAddress);
}

/** Nothing happens when the maintenance was accepted, or put off, in the meantime. */
export function maintenanceIsDue(world: World, outsideAddress: string): void {
  const found = findTunnel(world, outsideAddress);
  const deadlineMs = found?.tunnel.maintenance.appliedAfterMs;
  if (found && deadlineMs !== undefined && deadlineMs <= world.nowMs) applyMaintenance({ world, ...found });
}

/** What was pending is done. */
export function noteMaintenance(world: World, tunnel: Tunnel): void {
  if (tunnel.maintenance.appliedAfterMs === undefined) return;
  tunnel.maintenance = { appliedAfterMs: undefined, lastAppliedMs: world.nowMs };
}

/** The connection stays `available`: nobody has asked for a modification. */
function applyMaintenance(line: Line): void {
  const { world, connection, tunnel } = line;
  tunnel.maintenance = { appliedAfterMs: undefined, lastAppliedMs: world.nowMs };
  tunnel.isReplacing = true;
  reviseTunnel(world, connection, tunnel);
  expectEvent(line, "replaced", timings.tunnelReplacing);
}

function asDate(ms: number | undefined): Date | undefined {
  return ms === undefined ? undefined : new Date(ms);
}
