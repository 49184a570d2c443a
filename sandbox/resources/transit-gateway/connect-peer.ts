import type { Tags } from "../../tags";
import { timings } from "../../timings";
import type { World } from "../../world";

/** One GRE tunnel with BGP inside a Connect attachment. */
export type TransitGatewayConnectPeer = {
  id: string;
  attachmentId: string;
  transitGatewayId: string;
  state: "pending" | "available" | "deleting" | "deleted";
  createdMs: number;
  transitGatewayAddress: string;
  /** The block of the transit gateway that its address is in. */
  transitGatewayCidr: string;
  peerAddress: string;
  insideCidrBlocks: string[];
  peerAsn: number;
  tags: Tags;
};

export function connectPeerBecomesAvailable(world: World, id: string): void {
  const peer = world.transitGatewayConnectPeers.get(id);
  if (peer?.state === "pending") peer.state = "available";
}

export function connectPeerIsDeleted(world: World, id: string): void {
  const peer = world.transitGatewayConnectPeers.get(id);
  if (!peer) return;
  peer.state = "deleted";
  world.later(timings.deletedKept, "transit-gateway-connect-peer-gone", id);
}
