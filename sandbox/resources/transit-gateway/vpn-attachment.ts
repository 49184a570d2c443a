import { timings } from "../../timings";
import type { World } from "../../world";
import type { VpnConnection } from "../vpn/vpn-connection";
import { attach, detach } from "./attachment";

/**
 * Gives a VPN connection that ends at a transit gateway its attachment, which nobody can create, change or delete by
 * itself. It is `available` together with the connection and has no tags: CreateTags gives it some.
 *
 * Nothing has to be told when a connection's prefixes change: route tables are worked out when they are asked for.
 */
export function attachVpn(world: World, { id, target, state }: Pick<VpnConnection, "id" | "target" | "state">): void {
  if (target?.kind !== "transit-gateway") return;
  attach(world, {
    transitGatewayId: target.id,
    resource: { type: "vpn", id },
    tags: new Map(),
    seconds: state === "pending" ? timings.vpnConnectionPending : timings.vpnConnectionModifying,
  });
}

/** Begins the end of a connection's attachment; called when the connection begins to be deleted or goes elsewhere. */
export function detachVpn(world: World, connectionId: string): void {
  for (const attachment of world.transitGatewayAttachments.under("resource", connectionId))
    detach(world, attachment, timings.vpnConnectionDeleting);
}

/** The attachment of a VPN concentrator, made with it. Returns its id. */
export function attachConcentrator(world: World, concentrator: { id: string; transitGatewayId: string }): string {
  const { id, transitGatewayId } = concentrator;
  const resource = { type: "vpn-concentrator", id } as const;
  return attach(world, { transitGatewayId, resource, tags: new Map(), seconds: timings.vpnConnectionPending }).id;
}

export function detachConcentrator(world: World, concentratorId: string): void {
  detachVpn(world, concentratorId);
}
