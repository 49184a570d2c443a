import type { World } from "../world";
import { destinationOf, type Ends, startOf } from "./ends";
import type { Drop } from "./hop";
import type { Position } from "./journey";
import { type Packet, replyTo, type Service } from "./packet";
import { type Walk, walk } from "./walk";

/** A request and its answer. Each goes its own way; `lost` says why there is no answer. */
export type Conversation = { request: Walk; reply: Walk | undefined; lost: Drop | undefined };

/** What is said between two ends, in packets of this size; larger ones than a tunnel takes are not fragmented. */
export type Talk = { service: Service; sizeBytes?: number | undefined };

/** Walks a request to its destination and, if somebody is there, the answer back. */
export function converse(ends: Ends, { service, sizeBytes }: Talk): Conversation {
  const start = startOf(ends);
  const packet: Packet = { source: start.address, destination: destinationOf(ends, start), ...service };
  const size = sizeBytes === undefined ? {} : { sizeBytes };
  const request = walk(start.position, packet, size);
  if (request.lost) return { request, reply: undefined, lost: request.lost };
  const back = turn(request, start.position.world);
  if ("lost" in back) return { request, reply: undefined, lost: back.lost };
  const reply = walk(back.position, replyTo(request.packet), { request, ...size });
  return { request, reply, lost: reply.lost };
}

/** Where the answer begins: at what the request came to last. */
function turn({ hops }: Walk, home: World): { position: Position } | { lost: Drop } {
  const last = hops.at(-1);
  if (!last) throw new Error("A packet arrived without coming by anything");
  const world = worldAt(home, last);
  switch (last.kind) {
    case "customerGateway":
      return { position: { kind: "leaves-site", world, customerGatewayId: last.id } };
    case "internetGateway":
      return { position: { kind: "at-internet-gateway", world, id: last.id, way: "in" } };
    case "egressOnlyInternetGateway":
      return { position: { kind: "at-egress-only-gateway", world, id: last.id, way: "in" } };
    case "instance": {
      const row = hops.findLast(({ kind }) => kind === "networkInterface");
      if (row) return { position: { kind: "leaves-interface", world, interfaceId: row.id } };
      break;
    }
    default:
  }
  return { lost: { code: "NO_POSSIBLE_DESTINATION", text: `No host is behind ${last.id}.`, at: last } };
}

/** A world by its place, seen from another. */
export function worldAt(home: World, { account, region }: World["place"]): World {
  const isHome = home.place.account === account && home.place.region === region;
  return isHome ? home : home.elsewhere(account, region);
}
