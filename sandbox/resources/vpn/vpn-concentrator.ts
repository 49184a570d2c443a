import type {
  CreateVpnConcentratorRequest,
  CreateVpnConcentratorResult,
  DeleteVpnConcentratorRequest,
  DeleteVpnConcentratorResult,
  DescribeVpnConcentratorsRequest,
  DescribeVpnConcentratorsResult,
  VpnConcentrator as VpnConcentratorView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { incorrectState, invalidValue, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagSet, tagsFor } from "../../tags";
import { timings } from "../../timings";
import type { World } from "../../world";
import { attachConcentrator, detachConcentrator } from "../transit-gateway/vpn-attachment";
import { readTarget } from "./vpn-target";

/** Where many small sites share one attachment to a transit gateway. */
export type VpnConcentrator = {
  id: string;
  state: "pending" | "available" | "deleting" | "deleted";
  transitGatewayId: string;
  attachmentId: string;
  tags: Tags;
};

export const CreateVpnConcentrator: Operation<CreateVpnConcentratorRequest, CreateVpnConcentratorResult> = (
  input,
  world,
) => {
  if (input.Type !== "ipsec.1") throw invalidValue("type", input.Type, "Valid values: ipsec.1.");
  const target = need(readTarget(world, { TransitGatewayId: input.TransitGatewayId }), "TransitGatewayId");
  const tags = tagsFor("vpnConcentrator", input.TagSpecifications);
  const present = world.vpnConcentrators.where(({ state }) => state !== "deleted");
  requireRoom(world, "vpnConcentrators", present.length);
  const beside = present.filter(({ transitGatewayId }) => transitGatewayId === target.id);
  requireRoom(world, "vpnConcentratorsPerTransitGateway", beside.length);
  const id = world.newId("vpnConcentrator");
  const concentrator = world.vpnConcentrators.add<VpnConcentrator>({
    id,
    state: "pending",
    transitGatewayId: target.id,
    attachmentId: attachConcentrator(world, { id, transitGatewayId: target.id }),
    tags,
  });
  world.later(timings.vpnConnectionPending, "vpn-concentrator-available", id);
  return { VpnConcentrator: view(concentrator) };
};

export const DescribeVpnConcentrators: Operation<DescribeVpnConcentratorsRequest, DescribeVpnConcentratorsResult> = (
  input,
  world,
) => {
  const ids = input.VpnConcentratorIds;
  const found = page(select(world.vpnConcentrators, ids, input.Filters, filters), input, ids);
  return { VpnConcentrators: found.rows.map(view), NextToken: found.nextToken };
};

export const DeleteVpnConcentrator: Operation<DeleteVpnConcentratorRequest, DeleteVpnConcentratorResult> = (
  input,
  world,
) => {
  const concentrator = world.vpnConcentrators.requireLive(need(input.VpnConcentratorId, "VpnConcentratorId"));
  const { id } = concentrator;
  if (world.vpnConnections.under("target", id).some(({ state }) => state !== "deleted"))
    throw incorrectState(`The VPN concentrator ${id} is in use.`);
  if (concentrator.state !== "deleting") {
    concentrator.state = "deleting";
    detachConcentrator(world, id);
    world.later(timings.vpnConnectionDeleting, "vpn-concentrator-deleted", id);
  }
  return { Return: true };
};

export function vpnConcentratorBecomesAvailable(world: World, id: string): void {
  const concentrator = world.vpnConcentrators.get(id);
  if (concentrator?.state === "pending") concentrator.state = "available";
}

export function vpnConcentratorIsDeleted(world: World, id: string): void {
  const concentrator = world.vpnConcentrators.get(id);
  if (!concentrator) return;
  concentrator.state = "deleted";
  world.later(timings.deletedKept, "vpn-concentrator-gone", id);
}

function view(concentrator: VpnConcentrator): Wire<VpnConcentratorView> {
  return {
    VpnConcentratorId: concentrator.id,
    State: concentrator.state,
    TransitGatewayId: concentrator.transitGatewayId,
    TransitGatewayAttachmentId: concentrator.attachmentId,
    Type: "ipsec.1",
    Tags: tagSet(concentrator.tags),
  };
}

const filters: FilterTable<VpnConcentrator> = {
  state: (row) => row.state,
  "transit-gateway-attachment-id": (row) => row.attachmentId,
  "transit-gateway-id": (row) => row.transitGatewayId,
  type: () => "ipsec.1",
  "vpn-concentrator-id": (row) => row.id,
};
