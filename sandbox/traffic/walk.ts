import type { Drop } from "./hop";
import { leaveInterface, reachInterface } from "./interfaces";
import { passEgressOnlyGateway, passInternetGateway } from "./internet-gateways";
import { type FinishedWalk, Journey, type Position, type Step } from "./journey";
import type { Packet } from "./packet";
import { leaveSite } from "./sites";
import { leaveSubnet, passRouteTable } from "./subnets";
import { enterTransitGateway, leaveTransitGateway } from "./transit-gateways";
import { passTunnel } from "./tunnels";
import { passVpnGateway } from "./vpn-gateways";

/** The way of one packet: what it came by, and why it ended where it did; undefined when it arrived. */
export type Walk = FinishedWalk & { packet: Packet; lost: Drop | undefined };

export type WalkOptions = {
  /** The walk of the request: a reply passes where its conversation is known. */
  request?: Walk;
  /** Ends the walk at a component instead of an address. */
  goal?: string;
  sizeBytes?: number;
};

/** Enough for several VPCs, appliances and Regions; a packet with more is going round in circles (its TTL would end it). */
const stepsMax = 64;

/** Walks a packet through the world as it is at this moment. It changes nothing. */
export function walk(start: Position, packet: Packet, { request, goal, sizeBytes = 84 }: WalkOptions = {}): Walk {
  const journey = new Journey(request, goal, sizeBytes);
  let position = start;
  let carried = packet;
  const ended = (lost: Drop | undefined): Walk => {
    const { hops, translations, isAtGoal } = journey;
    const goal = isAtGoal ? hops.at(-1) : undefined;
    return { packet: goal?.became ?? carried, hops, translations, lost: isAtGoal ? undefined : lost };
  };
  for (let count = 0; count < stepsMax; count++) {
    const step = take(position, carried, journey);
    if (journey.isAtGoal) return ended(undefined);
    if ("drop" in step) return ended(step.drop);
    carried = step.packet ?? carried;
    if ("isArrived" in step) return ended(undefined);
    position = step.next;
  }
  const last = journey.hops.at(-1) ?? { ...position.world.place, kind: "vpc", id: "" };
  return ended({ code: "ROUTING_LOOP", text: "The packet goes round in circles.", at: last });
}

function take(position: Position, packet: Packet, journey: Journey): Step {
  switch (position.kind) {
    case "leaves-interface":
      return leaveInterface(position, packet, journey);
    case "leaves-subnet":
      return leaveSubnet(position, packet, journey);
    case "at-route-table":
      return passRouteTable(position, packet, journey);
    case "reaches-interface":
      return reachInterface(position, packet, journey);
    case "at-internet-gateway":
      return passInternetGateway(position, packet, journey);
    case "at-egress-only-gateway":
      return passEgressOnlyGateway(position, packet, journey);
    case "at-vpn-gateway":
      return passVpnGateway(position, packet, journey);
    case "enters-transit-gateway":
      return enterTransitGateway(position, packet, journey);
    case "leaves-transit-gateway":
      return leaveTransitGateway(position, packet, journey);
    case "leaves-site":
      return leaveSite(position, packet);
    case "in-tunnel":
      return passTunnel(position, packet, journey);
    default:
      return position satisfies never;
  }
}
