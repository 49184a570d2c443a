import { isIP } from "node:net";
import type {
  CreateTransitGatewayConnectPeerRequest,
  CreateTransitGatewayConnectPeerResult,
  DeleteTransitGatewayConnectPeerRequest,
  DeleteTransitGatewayConnectPeerResult,
  DescribeTransitGatewayConnectPeersRequest,
  DescribeTransitGatewayConnectPeersResult,
  TransitGatewayConnectPeer as TransitGatewayConnectPeerView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import { contains, formatAddress, isCanonical, known, parseAddress, parseBlock } from "../../net";
import { parseBlock6 } from "../../net6";
import type { Operation, Wire } from "../../operation";
import { ApiError, invalidParameterValue, invalidValue, need } from "../../protocol/errors";
import { type Tags, tagSet, tagsFor } from "../../tags";
import { timings } from "../../timings";
import type { World } from "../../world";
import { checkAvailable, requireAttachment } from "./attachment";
import type { TransitGateway } from "./transit-gateway";

/** One GRE tunnel with BGP inside a Connect attachment. Nobody speaks BGP at its other end here: it stays down. */
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

const peersPerConnectMax = 4;

export const CreateTransitGatewayConnectPeer: Operation<
  CreateTransitGatewayConnectPeerRequest,
  CreateTransitGatewayConnectPeerResult
> = (input, world) => {
  const attachmentId = need(input.TransitGatewayAttachmentId, "TransitGatewayAttachmentId");
  const attachment = requireAttachment(world, attachmentId, "connect");
  checkAvailable(attachment);
  const gateway = world.transitGateways.require(attachment.transitGatewayId);
  const peerAddress = need(input.PeerAddress, "PeerAddress");
  if (!isIP(peerAddress)) throw invalidValue("peerAddress", peerAddress);
  const siblings = livePeers(world).filter((peer) => peer.attachmentId === attachmentId);
  const insideCidrBlocks = readInsideBlocks(need(input.InsideCidrBlocks, "InsideCidrBlocks"), siblings);
  if (siblings.length >= peersPerConnectMax)
    throw new ApiError(
      "TransitGatewayConnectPeerLimitExceeded",
      `The maximum number of Transit Gateway Connect Peers for ${attachmentId} has been reached.`,
    );
  const peer = world.transitGatewayConnectPeers.add<TransitGatewayConnectPeer>({
    id: world.newId("transitGatewayConnectPeer"),
    attachmentId,
    transitGatewayId: gateway.id,
    state: "pending",
    createdMs: world.nowMs,
    ...chooseAddress(world, gateway, input.TransitGatewayAddress),
    peerAddress,
    insideCidrBlocks,
    peerAsn: input.BgpOptions?.PeerAsn ?? gateway.options.amazonAsn,
    tags: tagsFor("transitGatewayConnectPeer", input.TagSpecifications),
  });
  world.later(timings.transitGatewayAttachmentPending, "transit-gateway-connect-peer-available", peer.id);
  return { TransitGatewayConnectPeer: view(peer, world) };
};

export const DescribeTransitGatewayConnectPeers: Operation<
  DescribeTransitGatewayConnectPeersRequest,
  DescribeTransitGatewayConnectPeersResult
> = (input, world) => {
  const ids = input.TransitGatewayConnectPeerIds;
  const found = page(select(world.transitGatewayConnectPeers, ids, input.Filters, filters), input, ids);
  return { TransitGatewayConnectPeers: found.rows.map((peer) => view(peer, world)), NextToken: found.nextToken };
};

export const DeleteTransitGatewayConnectPeer: Operation<
  DeleteTransitGatewayConnectPeerRequest,
  DeleteTransitGatewayConnectPeerResult
> = (input, world) => {
  const id = need(input.TransitGatewayConnectPeerId, "TransitGatewayConnectPeerId");
  const peer = world.transitGatewayConnectPeers.requireLive(id);
  if (peer.state !== "deleting") {
    checkAvailable(peer);
    peer.state = "deleting";
    world.later(timings.transitGatewayAttachmentDeleting, "transit-gateway-connect-peer-deleted", id);
  }
  return { TransitGatewayConnectPeer: view(peer, world) };
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

function livePeers(world: World): TransitGatewayConnectPeer[] {
  return world.transitGatewayConnectPeers.where((peer) => peer.state !== "deleted");
}

/** Reserved by AWS (SDK, InsideCidrBlocks; TGW guide, "Connect peers"). */
const reservedInside = ["0", "1", "2", "3", "4", "5"]
  .map((third) => `169.254.${third}.0/29`)
  .concat("169.254.169.248/29");

/** One IPv4 /29 of 169.254.0.0/16, not another peer's; an IPv6 /125 of fd00::/8 may come with it. */
function readInsideBlocks(given: string[], siblings: TransitGatewayConnectPeer[]): string[] {
  const v4 = given.filter((text) => !text.includes(":"));
  const [text = ""] = v4;
  const block = parseBlock(text);
  if (v4.length !== 1 || given.length > 2 || !block || block.length !== 29 || !isCanonical(block))
    throw invalidValue("insideCidrBlocks", given.join(", "), "Specify one size /29 CIDR block from 169.254.0.0/16.");
  if (!contains(known("169.254.0.0/16"), block) || reservedInside.includes(text))
    throw invalidValue("insideCidrBlocks", text, "It is not in 169.254.0.0/16, or reserved.");
  for (const other of given.filter((block) => block.includes(":")))
    if (parseBlock6(other)?.length !== 125 || !/^fd/i.test(other))
      throw invalidValue("insideCidrBlocks", other, "Specify a size /125 CIDR block from fd00::/8.");
  const taken = siblings.flatMap((peer) => peer.insideCidrBlocks).find((other) => given.includes(other));
  if (taken) throw new ApiError("InvalidCidr.InUse", `The CIDR '${taken}' is already in use.`);
  return given;
}

/** The address given, or the first free one, in a block of the transit gateway. Peers may share an address. */
function chooseAddress(world: World, { id, options }: TransitGateway, given: string | undefined) {
  const blocks = options.cidrBlocks.filter((block) => !block.includes(":"));
  if (given === undefined) {
    const [block] = blocks;
    if (!block) throw invalidParameterValue(`Transit Gateway ${id} has no CIDR block to take an address from.`);
    const used = new Set(livePeers(world).map((peer) => peer.transitGatewayAddress));
    let address = known(block).base + 1;
    while (used.has(formatAddress(address))) address += 1;
    return { transitGatewayAddress: formatAddress(address), transitGatewayCidr: block };
  }
  const base = parseAddress(given);
  const block = base === undefined ? undefined : blocks.find((text) => contains(known(text), { base, length: 32 }));
  if (!block) throw invalidValue("transitGatewayAddress", given, `It is not in a CIDR block of Transit Gateway ${id}.`);
  return { transitGatewayAddress: given, transitGatewayCidr: block };
}

/** In the inside block the first address is the peer's, the next two are the transit gateway's (TGW guide, "Connect peers"). */
function view(peer: TransitGatewayConnectPeer, world: World): Wire<TransitGatewayConnectPeerView> {
  const inside = known(peer.insideCidrBlocks.find((block) => !block.includes(":")) ?? "").base;
  const transitGatewayAsn = world.transitGateways.get(peer.transitGatewayId)?.options.amazonAsn;
  return {
    TransitGatewayAttachmentId: peer.attachmentId,
    TransitGatewayConnectPeerId: peer.id,
    State: peer.state,
    CreationTime: new Date(peer.createdMs),
    ConnectPeerConfiguration: {
      TransitGatewayAddress: peer.transitGatewayAddress,
      PeerAddress: peer.peerAddress,
      InsideCidrBlocks: peer.insideCidrBlocks,
      Protocol: "gre",
      BgpConfigurations: [2, 3].map((offset) => ({
        TransitGatewayAsn: transitGatewayAsn,
        PeerAsn: peer.peerAsn,
        TransitGatewayAddress: formatAddress(inside + offset),
        PeerAddress: formatAddress(inside + 1),
        BgpStatus: "down",
      })),
    },
    Tags: tagSet(peer.tags),
  };
}

const filters: FilterTable<TransitGatewayConnectPeer> = {
  state: (peer) => peer.state,
  "transit-gateway-attachment-id": (peer) => peer.attachmentId,
  "transit-gateway-connect-peer-id": (peer) => peer.id,
};
