import type { Line } from "../vpn/tunnel";
import { drop, type Journey, type Position, type Step } from "./journey";
import { holds, type Packet } from "./packet";
import { attachmentBehind } from "./transit-gateways";
import { tunnelMtu } from "./tunnel-mtu";

type At<Kind extends Position["kind"]> = Extract<Position, { kind: Kind }>;

/** Through a tunnel, one way or the other, as far as both ends agreed to carry the packet. */
export function passTunnel(position: At<"in-tunnel">, packet: Packet, journey: Journey): Step {
  const { world } = position;
  const connection = world.vpnConnections.require(position.connectionId);
  const tunnel = connection.tunnels.find(({ outsideAddress }) => outsideAddress === position.tunnel);
  if (!tunnel) throw new Error(`${connection.id} has no tunnel ${position.tunnel}`);
  const line = { world, connection, tunnel };
  return position.way === "to-site" ? reachSite(line, packet, journey) : reachAws(line, packet, journey);
}

/** A device that keeps conversations in mind drops an answer that comes by another way than the request went. */
function reachSite(line: Line, packet: Packet, journey: Journey): Step {
  const { world, connection, tunnel } = line;
  const refused = refuse(line, { customer: packet.destination, amazon: packet.source }, journey);
  if (refused) return refused;
  journey.pass(world, { ...hopOf(line), direction: "egress" });
  const device = { kind: "customerGateway", id: connection.customerGatewayId } as const;
  if (tunnel.isSilent || !tunnel.device)
    return drop(world, device, "DEVICE_IS_SILENT", `Nobody answers at the other end of ${tunnel.outsideAddress}.`);
  const [left] = journey.requestTunnels;
  if (tunnel.device.isStateful && left !== undefined && left !== tunnel.outsideAddress) {
    const text = `The request left by ${left}, so the stateful device drops an answer by ${tunnel.outsideAddress}.`;
    return drop(world, device, "DEVICE_STATEFUL", text);
  }
  journey.pass(world, device);
  return { isArrived: true };
}

function reachAws(line: Line, packet: Packet, journey: Journey): Step {
  const { world, connection } = line;
  journey.pass(world, { kind: "customerGateway", id: connection.customerGatewayId });
  const refused = refuse(line, { customer: packet.source, amazon: packet.destination }, journey);
  if (refused) return refused;
  journey.pass(world, { ...hopOf(line), direction: "ingress" });
  const { target } = connection;
  if (target?.kind === "vpn-gateway") return { next: { kind: "at-vpn-gateway", world, id: target.id, way: "in" } };
  const attachment = attachmentBehind(world, connection);
  if (attachment) return { next: { kind: "enters-transit-gateway", world, attachmentId: attachment.id } };
  return drop(world, hopOf(line), "NO_POSSIBLE_DESTINATION", `${connection.id} belongs to no gateway.`);
}

function refuse(line: Line, ends: { customer: string; amazon: string }, { sizeBytes }: Journey): Step | undefined {
  const { world, tunnel } = line;
  const { agreed, outsideAddress, device } = tunnel;
  if (!agreed || tunnel.telemetry.status === "DOWN")
    return drop(world, hopOf(line), "BAD_STATE_VPN", `The tunnel ${outsideAddress} is down.`);
  const { local, remote } = agreed.selectors;
  if (!holds(local, ends.customer) || !holds(remote, ends.amazon)) {
    const text = `The tunnel ${outsideAddress} carries ${local} to ${remote}, not ${ends.customer} to ${ends.amazon}.`;
    return drop(world, hopOf(line), "TRAFFIC_SELECTORS", text);
  }
  const mtu = tunnelMtu(agreed, device?.isBehindNat ?? false);
  if (sizeBytes <= mtu) return undefined;
  const text = `A packet of ${sizeBytes} bytes that may not be fragmented is above the tunnel's MTU of ${mtu}.`;
  return drop(world, hopOf(line), "TUNNEL_MTU", text);
}

function hopOf({ connection, tunnel }: Line) {
  return { kind: "vpnConnection", id: connection.id, tunnel: tunnel.outsideAddress } as const;
}
