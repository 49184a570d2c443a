import { ApiError, incorrectState, invalidParameterValue } from "../../protocol/errors";
import type { World } from "../../world";
import { attachVpn, detachVpn } from "../transit-gateway/vpn-attachment";
import type { CustomerGateway } from "./customer-gateway";
import type { VpnConnection } from "./vpn-connection";
import { requireAvailable } from "./vpn-gateway";

/** What AWS's end of a connection belongs to. */
export type VpnTarget = { kind: "vpn-gateway" | "transit-gateway" | "vpn-concentrator"; id: string };

export const amazonAsnDefault = 64_512;

/** The gateway that a request names; undefined when it names none: such a connection is not associated. */
export function readTarget(
  world: World,
  named: { VpnGatewayId?: string; TransitGatewayId?: string; VpnConcentratorId?: string },
): VpnTarget | undefined {
  const { VpnGatewayId, TransitGatewayId, VpnConcentratorId } = named;
  if (VpnGatewayId !== undefined && TransitGatewayId !== undefined)
    throw invalidParameterValue("The request must not contain both parameter vpnGatewayId and transitGatewayId");
  if (VpnConcentratorId !== undefined && (VpnGatewayId ?? TransitGatewayId) !== undefined)
    throw invalidParameterValue("The request must not contain parameter vpnConcentratorId and another gateway");
  if (VpnGatewayId !== undefined) return { kind: "vpn-gateway", id: requireAvailable(world, VpnGatewayId).id };
  if (TransitGatewayId !== undefined) return transitGatewayTarget(world, TransitGatewayId);
  if (VpnConcentratorId !== undefined) return concentratorTarget(world, VpnConcentratorId);
  return undefined;
}

/** The id of the target when it is of this kind: how EC2 answers and filters. */
export function targetId(connection: VpnConnection, kind: VpnTarget["kind"]): string | undefined {
  return connection.target?.kind === kind ? connection.target.id : undefined;
}

/** The transit gateway that a target leads to; a concentrator stands in front of one. */
export function transitGatewayOf(world: World, target: VpnTarget | undefined): string | undefined {
  if (target?.kind === "vpn-concentrator") return world.vpnConcentrators.get(target.id)?.transitGatewayId;
  return target?.kind === "transit-gateway" ? target.id : undefined;
}

/** The ASN that AWS's end speaks BGP with. */
export function amazonAsnOf(world: World, target: VpnTarget | undefined): number {
  if (target?.kind === "vpn-gateway") return world.vpnGateways.require(target.id).amazonAsn;
  const transitGateway = world.transitGateways.get(transitGatewayOf(world, target));
  return transitGateway?.options.amazonAsn ?? amazonAsnDefault;
}

/** The two ends of BGP must differ. */
export function checkAsns(world: World, customerGateway: CustomerGateway, target: VpnTarget | undefined): void {
  if (target && amazonAsnOf(world, target) === customerGateway.asn)
    throw new ApiError(
      "AsnConflict",
      "The Autonomous System Numbers (ASNs) of the specified customer gateway and the specified virtual private gateway are the same.",
    );
}

/** Moves a connection's end. What a transit gateway knows of it goes and comes with it. */
export function moveTo(world: World, connection: VpnConnection, target: VpnTarget | undefined): void {
  if (connection.target?.kind === "transit-gateway") detachVpn(world, connection.id);
  connection.target = target;
  if (target?.kind === "transit-gateway") attachVpn(world, connection);
}

function transitGatewayTarget(world: World, id: string): VpnTarget {
  const { state } = world.transitGateways.requireLive(id);
  if (state !== "available" && state !== "modifying") throw incorrectState(`${id} is in invalid state`);
  return { kind: "transit-gateway", id };
}

function concentratorTarget(world: World, id: string): VpnTarget {
  if (world.vpnConcentrators.requireLive(id).state !== "available")
    throw incorrectState(`The VPN concentrator ${id} is not in the available state.`);
  return { kind: "vpn-concentrator", id };
}
