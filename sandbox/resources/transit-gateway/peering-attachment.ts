import type {
  AcceptTransitGatewayPeeringAttachmentRequest,
  AcceptTransitGatewayPeeringAttachmentResult,
  CreateTransitGatewayPeeringAttachmentRequest,
  CreateTransitGatewayPeeringAttachmentResult,
  DeleteTransitGatewayPeeringAttachmentRequest,
  DeleteTransitGatewayPeeringAttachmentResult,
  DescribeTransitGatewayPeeringAttachmentsRequest,
  DescribeTransitGatewayPeeringAttachmentsResult,
  RejectTransitGatewayPeeringAttachmentRequest,
  RejectTransitGatewayPeeringAttachmentResult,
  TransitGatewayPeeringAttachment as TransitGatewayPeeringAttachmentView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { ApiError, incorrectState, invalidParameterValue, invalidValue, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { tagSet, tagsFor } from "../../tags";
import { timings } from "../../timings";
import type { World } from "../../world";
import { isRegion } from "../vpc/region";
import {
  type AttachmentOf,
  addAttachment,
  checkAvailable,
  detach,
  isOfType,
  isOver,
  joinDefaultTables,
  requireAttachment,
  selectOfType,
} from "./attachment";
import { requireTransitGateway, type TransitGateway } from "./transit-gateway";
import { readSwitch } from "./transit-gateway-options";

type Peering = AttachmentOf<"peering">;

/**
 * A peering is two rows, one on each side, that change together; each side has timers of its own. Across Regions both
 * have one id; within a Region the accepter's differs (SDK: AccepterTransitGatewayAttachmentId).
 */
export const CreateTransitGatewayPeeringAttachment: Operation<
  CreateTransitGatewayPeeringAttachmentRequest,
  CreateTransitGatewayPeeringAttachmentResult
> = (input, world) => {
  const gateway = requireTransitGateway(world, need(input.TransitGatewayId, "TransitGatewayId"));
  checkAvailable(gateway);
  const remote = remoteWorld(input, world);
  const other = requireTransitGateway(remote, need(input.PeerTransitGatewayId, "PeerTransitGatewayId"));
  if (other.id === gateway.id)
    throw invalidParameterValue(`Transit Gateway ${gateway.id} cannot be peered with itself.`);
  refuseSecond(world, gateway, other);
  const dynamicRouting = readSwitch("DynamicRouting", input.Options ?? {});
  const tags = tagsFor("transitGatewayAttachment", input.TagSpecifications);
  const id = world.newId("transitGatewayAttachment");
  const remoteId = remote === world ? world.newId("transitGatewayAttachment") : id;
  const sides = [
    { at: world, id, own: gateway, peerGateway: other, peer: { ...remote.place, attachmentId: remoteId }, tags },
    { at: remote, id: remoteId, own: other, peerGateway: gateway, peer: { ...world.place, attachmentId: id } },
  ];
  for (const { at, id, own, peerGateway, peer, tags = new Map() } of sides) {
    const resource = { type: "peering", id: peerGateway.id, isAccepter: own === other, dynamicRouting, peer } as const;
    addAttachment(at, { transitGatewayId: own.id, resource, tags }, "initiatingRequest", id);
    at.later(timings.transitGatewayPeeringOffered, "transit-gateway-peering-offered", id);
  }
  return { TransitGatewayPeeringAttachment: view(requireAttachment(world, id, "peering"), world) };
};

export const DescribeTransitGatewayPeeringAttachments: Operation<
  DescribeTransitGatewayPeeringAttachmentsRequest,
  DescribeTransitGatewayPeeringAttachmentsResult
> = (input, world) => {
  const rows = selectOfType(world, "peering", input, filtersFor(world));
  const found = page(rows, input, input.TransitGatewayAttachmentIds);
  return {
    TransitGatewayPeeringAttachments: found.rows.map((peering) => view(peering, world)),
    NextToken: found.nextToken,
  };
};

export const AcceptTransitGatewayPeeringAttachment: Operation<
  AcceptTransitGatewayPeeringAttachmentRequest,
  AcceptTransitGatewayPeeringAttachmentResult
> = (input, world) => {
  const peering = requireOffered(input, world);
  onBothSides(peering, world, (side, at) => {
    side.state = "pending";
    joinDefaultTables(at, side);
    at.later(timings.transitGatewayAttachmentPending, "transit-gateway-attachment-available", side.id);
  });
  return { TransitGatewayPeeringAttachment: view(peering, world) };
};

export const RejectTransitGatewayPeeringAttachment: Operation<
  RejectTransitGatewayPeeringAttachmentRequest,
  RejectTransitGatewayPeeringAttachmentResult
> = (input, world) => {
  const peering = requireOffered(input, world);
  onBothSides(peering, world, (side, at) => {
    side.state = "rejecting";
    at.later(timings.transitGatewayPeeringOffered, "transit-gateway-peering-rejected", side.id);
  });
  return { TransitGatewayPeeringAttachment: view(peering, world) };
};

/** Either side may end a peering; who asked for one may also withdraw it. */
export const DeleteTransitGatewayPeeringAttachment: Operation<
  DeleteTransitGatewayPeeringAttachmentRequest,
  DeleteTransitGatewayPeeringAttachmentResult
> = (input, world) => {
  const peering = requirePeering(input, world);
  const { state, resource } = peering;
  const isEnding = state === "deleting";
  const mayEnd =
    state === "available" || state === "rejected" || (state === "pendingAcceptance" && !resource.isAccepter);
  if (!isEnding && !mayEnd) throw incorrectState(`${peering.id} is in invalid state`);
  onBothSides(peering, world, (side, at) => detach(at, side, timings.transitGatewayAttachmentDeleting));
  return { TransitGatewayPeeringAttachment: view(peering, world) };
};

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

function remoteWorld(input: CreateTransitGatewayPeeringAttachmentRequest, world: World): World {
  const account = need(input.PeerAccountId, "PeerAccountId");
  const region = need(input.PeerRegion, "PeerRegion");
  if (!/^\d{12}$/.test(account)) throw invalidValue("peerAccountId", account);
  if (!isRegion(region)) throw invalidValue("peerRegion", region);
  const isHere = account === world.place.account && region === world.place.region;
  return isHere ? world : world.elsewhere(account, region);
}

function refuseSecond(world: World, gateway: TransitGateway, other: TransitGateway): void {
  const present = world.transitGatewayAttachments.where(
    ({ transitGatewayId, resource, state }) =>
      transitGatewayId === gateway.id && resource.type === "peering" && !isOver(state),
  );
  if (present.some(({ resource }) => resource.id === other.id))
    throw new ApiError(
      "DuplicateTransitGatewayAttachment",
      `${gateway.id} has non-deleted Transit Gateway Peering Attachments with same Peer Transit Gateway ID.`,
    );
  requireRoom(world, "transitGatewayPeerings", present.length);
}

function requirePeering(input: { TransitGatewayAttachmentId?: string | undefined }, world: World): Peering {
  return requireAttachment(world, need(input.TransitGatewayAttachmentId, "TransitGatewayAttachmentId"), "peering");
}

/** Only the accepter answers, and only once. */
function requireOffered(input: { TransitGatewayAttachmentId?: string | undefined }, world: World): Peering {
  const peering = requirePeering(input, world);
  if (peering.state !== "pendingAcceptance" || !peering.resource.isAccepter)
    throw incorrectState(`${peering.id} is in invalid state`);
  return peering;
}

function onBothSides(peering: Peering, world: World, change: (side: Peering, at: World) => void): void {
  change(peering, world);
  const { account, region, attachmentId } = peering.resource.peer;
  const remote = world.elsewhere(account, region);
  const side = remote.transitGatewayAttachments.get(attachmentId);
  if (side && isOfType(side, "peering")) change(side, remote);
}

function view(peering: Peering, world: World): Wire<TransitGatewayPeeringAttachmentView> {
  const { id, isAccepter, peer, dynamicRouting } = peering.resource;
  const own = {
    TransitGatewayId: peering.transitGatewayId,
    OwnerId: world.place.account,
    Region: world.place.region,
  };
  const other = { TransitGatewayId: id, OwnerId: peer.account, Region: peer.region };
  const isWithinRegion = peer.attachmentId !== peering.id;
  return {
    TransitGatewayAttachmentId: peering.id,
    AccepterTransitGatewayAttachmentId: isWithinRegion ? (isAccepter ? peering.id : peer.attachmentId) : undefined,
    RequesterTgwInfo: isAccepter ? other : own,
    AccepterTgwInfo: isAccepter ? own : other,
    // Absent unless it was asked for: Terraform's provider replaces a peering that has options it was not given.
    Options: dynamicRouting === undefined ? undefined : { DynamicRouting: dynamicRouting },
    State: peering.state,
    CreationTime: new Date(peering.createdMs),
    Tags: tagSet(peering.tags),
  };
}

function filtersFor(world: World): FilterTable<Peering> {
  return {
    "local-owner-id": () => world.place.account,
    "remote-owner-id": ({ resource }) => resource.peer.account,
    state: (peering) => peering.state,
    "transit-gateway-attachment-id": (peering) => peering.id,
    "transit-gateway-id": (peering) => peering.transitGatewayId,
  };
}
