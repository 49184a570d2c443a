import type {
  CreateTransitGatewayRequest,
  CreateTransitGatewayResult,
  DeleteTransitGatewayRequest,
  DeleteTransitGatewayResult,
  DescribeTransitGatewaysRequest,
  DescribeTransitGatewaysResult,
  TransitGateway as TransitGatewayView,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { incorrectState, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagSet, tagsFor } from "../../tags";
import { timings } from "../../timings";
import type { World } from "../../world";
import { type AttachedResource, isOver } from "./attachment";
import { addRouteTable, removeRouteTable } from "./route-table";
import { addCidrBlocks, readAsn, readSwitch } from "./transit-gateway-options";

export type TransitGateway = {
  id: string;
  state: "pending" | "available" | "modifying" | "deleting" | "deleted";
  createdMs: number;
  description: string;
  options: TransitGatewayOptions;
  tags: Tags;
};

export type TransitGatewayOptions = {
  amazonAsn: number;
  cidrBlocks: string[];
  autoAcceptSharedAttachments: Switch;
  defaultRouteTableAssociation: Switch;
  associationTableId: string | undefined;
  defaultRouteTablePropagation: Switch;
  propagationTableId: string | undefined;
  vpnEcmpSupport: Switch;
  dnsSupport: Switch;
  securityGroupReferencingSupport: Switch;
  multicastSupport: Switch;
};

export type Switch = "enable" | "disable";

export const CreateTransitGateway: Operation<CreateTransitGatewayRequest, CreateTransitGatewayResult> = (
  input,
  world,
) => {
  const given = input.Options ?? {};
  const options: TransitGatewayOptions = {
    amazonAsn: readAsn(given.AmazonSideAsn) ?? 64_512,
    cidrBlocks: addCidrBlocks([], given.TransitGatewayCidrBlocks),
    autoAcceptSharedAttachments: readSwitch("AutoAcceptSharedAttachments", given) ?? "disable",
    defaultRouteTableAssociation: readSwitch("DefaultRouteTableAssociation", given) ?? "enable",
    associationTableId: undefined,
    defaultRouteTablePropagation: readSwitch("DefaultRouteTablePropagation", given) ?? "enable",
    propagationTableId: undefined,
    vpnEcmpSupport: readSwitch("VpnEcmpSupport", given) ?? "enable",
    dnsSupport: readSwitch("DnsSupport", given) ?? "enable",
    securityGroupReferencingSupport: readSwitch("SecurityGroupReferencingSupport", given) ?? "disable",
    multicastSupport: readSwitch("MulticastSupport", given) ?? "disable",
  };
  const tags = tagsFor("transitGateway", input.TagSpecifications);
  requireRoom(world, "transitGateways", world.transitGateways.where((row) => row.state !== "deleted").length);
  const gateway = world.transitGateways.add<TransitGateway>({
    id: world.newId("transitGateway"),
    state: "pending",
    createdMs: world.nowMs,
    description: input.Description ?? "",
    options,
    tags,
  });
  addDefaultTable(world, gateway);
  world.later(timings.transitGatewayPending, "transit-gateway-available", gateway.id);
  return { TransitGateway: view(gateway, world) };
};

export const DescribeTransitGateways: Operation<DescribeTransitGatewaysRequest, DescribeTransitGatewaysResult> = (
  input,
  world,
) => {
  const ids = input.TransitGatewayIds;
  const found = page(select(world.transitGateways, ids, input.Filters, filtersFor(world)), input, ids);
  return { TransitGateways: found.rows.map((gateway) => view(gateway, world)), NextToken: found.nextToken };
};

/** Attachments hold a transit gateway; its route tables go with it (unconfirmed for those that are not a default). */
export const DeleteTransitGateway: Operation<DeleteTransitGatewayRequest, DeleteTransitGatewayResult> = (
  input,
  world,
) => {
  const gateway = requireTransitGateway(world, need(input.TransitGatewayId, "TransitGatewayId"));
  if (gateway.state === "deleting") return { TransitGateway: view(gateway, world) };
  refuseWithAttachments(gateway, world);
  gateway.state = "deleting";
  for (const table of world.transitGatewayRouteTables.where((row) => row.transitGatewayId === gateway.id))
    if (table.state !== "deleting" && table.state !== "deleted") removeRouteTable(world, table);
  world.later(timings.transitGatewayDeleting, "transit-gateway-deleted", gateway.id);
  return { TransitGateway: view(gateway, world) };
};

export function requireTransitGateway(world: World, id: string): TransitGateway {
  return world.transitGateways.requireLive(id);
}

export function transitGatewayBecomesAvailable(world: World, id: string): void {
  const gateway = world.transitGateways.get(id);
  if (gateway?.state === "pending" || gateway?.state === "modifying") gateway.state = "available";
}

export function transitGatewayIsDeleted(world: World, id: string): void {
  const gateway = world.transitGateways.get(id);
  if (!gateway) return;
  gateway.state = "deleted";
  world.later(timings.deletedKept, "transit-gateway-gone", id);
}

/** One table serves as both defaults, if either is wanted. */
function addDefaultTable(world: World, { id, options }: TransitGateway): void {
  const isForAssociation = options.defaultRouteTableAssociation === "enable";
  const isForPropagation = options.defaultRouteTablePropagation === "enable";
  if (!isForAssociation && !isForPropagation) return;
  const table = addRouteTable(world, id, new Map());
  if (isForAssociation) options.associationTableId = table.id;
  if (isForPropagation) options.propagationTableId = table.id;
}

/** What Terraform's provider waits out by these words (TF, transitgateway_.go). */
const attachmentNouns: Record<AttachedResource["type"], string> = {
  vpc: "Transit Gateway Attachments",
  connect: "Transit Gateway Attachments",
  "client-vpn": "Transit Gateway Attachments",
  vpn: "VPN Attachments",
  "vpn-concentrator": "VPN Attachments",
  peering: "Transit Gateway Cross Region Peering Attachments",
};

function refuseWithAttachments(gateway: TransitGateway, world: World): void {
  const held = world.transitGatewayAttachments.where(
    (row) => row.transitGatewayId === gateway.id && !isOver(row.state),
  );
  const [first] = held;
  if (!first) return;
  const noun = attachmentNouns[first.resource.type];
  const ids = held.filter(({ resource }) => attachmentNouns[resource.type] === noun).map(({ id }) => id);
  throw incorrectState(`${gateway.id} has non-deleted ${noun}: ${ids.join(", ")}.`);
}

/** As EC2 answers it. */
export function view(gateway: TransitGateway, world: World): Wire<TransitGatewayView> {
  const { options } = gateway;
  return {
    TransitGatewayId: gateway.id,
    TransitGatewayArn: world.arn("transitGateway", gateway.id),
    State: gateway.state,
    OwnerId: world.place.account,
    Description: gateway.description,
    CreationTime: new Date(gateway.createdMs),
    Options: {
      AmazonSideAsn: options.amazonAsn,
      TransitGatewayCidrBlocks: options.cidrBlocks,
      AutoAcceptSharedAttachments: options.autoAcceptSharedAttachments,
      DefaultRouteTableAssociation: options.defaultRouteTableAssociation,
      AssociationDefaultRouteTableId: options.associationTableId,
      DefaultRouteTablePropagation: options.defaultRouteTablePropagation,
      PropagationDefaultRouteTableId: options.propagationTableId,
      VpnEcmpSupport: options.vpnEcmpSupport,
      DnsSupport: options.dnsSupport,
      SecurityGroupReferencingSupport: options.securityGroupReferencingSupport,
      MulticastSupport: options.multicastSupport,
    },
    Tags: tagSet(gateway.tags),
  };
}

function filtersFor(world: World): FilterTable<TransitGateway> {
  return {
    "options.amazon-side-asn": ({ options }) => options.amazonAsn,
    "options.association-default-route-table-id": ({ options }) => options.associationTableId,
    "options.auto-accept-shared-attachments": ({ options }) => options.autoAcceptSharedAttachments,
    "options.default-route-table-association": ({ options }) => options.defaultRouteTableAssociation,
    "options.default-route-table-propagation": ({ options }) => options.defaultRouteTablePropagation,
    "options.dns-support": ({ options }) => options.dnsSupport,
    "options.propagation-default-route-table-id": ({ options }) => options.propagationTableId,
    "options.vpn-ecmp-support": ({ options }) => options.vpnEcmpSupport,
    "owner-id": () => world.place.account,
    state: (gateway) => gateway.state,
    "transit-gateway-id": (gateway) => gateway.id,
  };
}
