import { timings } from "../../timings";
import type { World } from "../../world";

/** The request has reached the other side: it waits for a person there. */
export function peeringIsOffered(world: World, id: string): void {
  const attachment = world.transitGatewayAttachments.get(id);
  if (attachment?.state === "initiatingRequest") attachment.state = "pendingAcceptance";
}

export function peeringIsRejected(world: World, id: string): void {
  const attachment = world.transitGatewayAttachments.get(id);
  if (attachment?.state !== "rejecting") return;
  attachment.state = "rejected";
  world.later(timings.deletedKept, "transit-gateway-attachment-gone", id);
}
