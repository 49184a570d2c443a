import { CreateTags } from "../../resources/tag";
import {
  AssociateTransitGatewayRouteTable,
  DisassociateTransitGatewayRouteTable,
} from "../../resources/transit-gateway/association";
import {
  DisableTransitGatewayRouteTablePropagation,
  EnableTransitGatewayRouteTablePropagation,
} from "../../resources/transit-gateway/propagation";
import { CreateTransitGatewayRoute } from "../../resources/transit-gateway/route";
import { CreateTransitGatewayRouteTable } from "../../resources/transit-gateway/route-table";
import { CreateTransitGateway } from "../../resources/transit-gateway/transit-gateway";
import { ModifyTransitGateway } from "../../resources/transit-gateway/transit-gateway-modify";
import { CreateTransitGatewayVpcAttachment } from "../../resources/transit-gateway/vpc-attachment";
import { type Copying, tagged } from "./copying";
import type { DescribeAnswers } from "./describe-answers";

/** Transit gateways with their route tables, and the VPCs on them. */
export function copyTransitGateways(copying: Copying, answers: DescribeAnswers): void {
  const gateways = answers.DescribeTransitGateways.TransitGateways.filter(isThere);
  for (const gateway of gateways) copyGateway(copying, gateway);
  copying.wait(300);
  for (const table of answers.DescribeTransitGatewayRouteTables.TransitGatewayRouteTables.filter(isThere))
    copyRouteTable(copying, table);
  copying.wait(60);
  for (const gateway of gateways) copyDefaults(copying, gateway);
  copying.wait(60);
  for (const attachment of answers.DescribeTransitGatewayVpcAttachments.TransitGatewayVpcAttachments.filter(isThere))
    copying.take(attachment.TransitGatewayAttachmentId, () => {
      const { TransitGatewayAttachmentId, State: _state, Tags, ...given } = attachment;
      copying.promise("transitGatewayAttachment", TransitGatewayAttachmentId);
      const TagSpecifications = tagged("transit-gateway-attachment", Tags);
      CreateTransitGatewayVpcAttachment({ ...given, TagSpecifications }, copying.world);
    });
  copying.wait(120);
}

/** Associations, propagations and written routes: when connections have their attachments too. */
export function copyTransitRouting(copying: Copying, answers: DescribeAnswers): void {
  const { world } = copying;
  const attachments = answers.DescribeTransitGatewayAttachments.TransitGatewayAttachments.filter(
    ({ TransitGatewayAttachmentId: id }) => world.transitGatewayAttachments.get(id),
  );
  for (const { TransitGatewayAttachmentId: id, ResourceType, Tags } of attachments)
    if (ResourceType === "vpn" && Tags.length)
      copying.take(id, () =>
        CreateTags({ Resources: [id], Tags: tagged("transit-gateway-attachment", Tags)[0]?.Tags }, world),
      );
  const moved = attachments.filter((attachment) => wantedTable(attachment) !== tableOf(copying, attachment));
  for (const { TransitGatewayAttachmentId } of moved) {
    const TransitGatewayRouteTableId = tableOf(copying, { TransitGatewayAttachmentId });
    if (TransitGatewayRouteTableId !== undefined)
      copying.take(TransitGatewayAttachmentId, () =>
        DisassociateTransitGatewayRouteTable({ TransitGatewayAttachmentId, TransitGatewayRouteTableId }, world),
      );
  }
  copyPropagations(copying, answers);
  copying.wait(60);
  for (const attachment of moved) {
    const { TransitGatewayAttachmentId } = attachment;
    const TransitGatewayRouteTableId = wantedTable(attachment);
    if (TransitGatewayRouteTableId !== undefined)
      copying.take(TransitGatewayAttachmentId, () =>
        AssociateTransitGatewayRouteTable({ TransitGatewayAttachmentId, TransitGatewayRouteTableId }, world),
      );
  }
  copyRoutes(copying, answers);
  copying.wait(60);
}

type Gateway = DescribeAnswers["DescribeTransitGateways"]["TransitGateways"][number];
type RouteTable = DescribeAnswers["DescribeTransitGatewayRouteTables"]["TransitGatewayRouteTables"][number];
type Attachment = DescribeAnswers["DescribeTransitGatewayAttachments"]["TransitGatewayAttachments"][number];

function isThere({ State }: { State?: string | undefined }): boolean {
  return State === undefined || !["deleting", "deleted", "failed", "rejected"].includes(State);
}

/** The default route table comes with it, under the id that it has. */
function copyGateway(copying: Copying, { TransitGatewayId, Description, Options, Tags }: Gateway): void {
  const { AssociationDefaultRouteTableId, PropagationDefaultRouteTableId, ...given } = Options;
  copying.take(TransitGatewayId, () => {
    copying.promise("transitGateway", TransitGatewayId);
    copying.promise("transitGatewayRouteTable", AssociationDefaultRouteTableId ?? PropagationDefaultRouteTableId);
    const TagSpecifications = tagged("transit-gateway", Tags);
    CreateTransitGateway({ Description, Options: given, TagSpecifications }, copying.world);
  });
}

function copyRouteTable(copying: Copying, { TransitGatewayRouteTableId: id, TransitGatewayId, Tags }: RouteTable) {
  const TagSpecifications = tagged("transit-gateway-route-table", Tags);
  copying.take(id, () => {
    copying.promise("transitGatewayRouteTable", id);
    if (!copying.world.transitGatewayRouteTables.get(id))
      CreateTransitGatewayRouteTable({ TransitGatewayId, TagSpecifications }, copying.world);
    else if (TagSpecifications[0]) CreateTags({ Resources: [id], Tags: TagSpecifications[0].Tags }, copying.world);
  });
}

/** Where association and propagation have defaults of their own, that of propagation was set later. */
function copyDefaults(copying: Copying, { TransitGatewayId, Options }: Gateway): void {
  const { PropagationDefaultRouteTableId } = Options;
  const known = copying.world.transitGateways.get(TransitGatewayId)?.options.propagationTableId;
  if (PropagationDefaultRouteTableId !== undefined && PropagationDefaultRouteTableId !== known)
    copying.take(TransitGatewayId, () =>
      ModifyTransitGateway({ TransitGatewayId, Options: { PropagationDefaultRouteTableId } }, copying.world),
    );
}

function wantedTable({ Association }: Attachment): string | undefined {
  return Association?.State === "associated" ? Association.TransitGatewayRouteTableId : undefined;
}

function tableOf(
  { world }: Copying,
  { TransitGatewayAttachmentId: id }: Pick<Attachment, "TransitGatewayAttachmentId">,
) {
  return world.transitGatewayAttachments.get(id)?.association?.routeTableId;
}

/** What an attachment joined by default and should not have is taken away again. A table nobody described stays as it is. */
function copyPropagations(copying: Copying, answers: DescribeAnswers): void {
  const { world } = copying;
  for (const [tableId, { TransitGatewayRouteTablePropagations: wanted }] of Object.entries(
    answers.GetTransitGatewayRouteTablePropagations,
  )) {
    const present = new Set(
      world.transitGatewayRouteTables.get(tableId)?.propagations.map(({ attachmentId }) => attachmentId),
    );
    const asked = wanted.filter(({ State }) => State === "enabled").map((one) => one.TransitGatewayAttachmentId);
    const change = (id: string | undefined, operation: typeof EnableTransitGatewayRouteTablePropagation) =>
      copying.take(`${tableId} ${id}`, () =>
        operation({ TransitGatewayRouteTableId: tableId, TransitGatewayAttachmentId: id }, world),
      );
    for (const id of present) if (!asked.includes(id)) change(id, DisableTransitGatewayRouteTablePropagation);
    for (const id of asked)
      if (id !== undefined && !present.has(id)) change(id, EnableTransitGatewayRouteTablePropagation);
  }
}

function copyRoutes(copying: Copying, { SearchTransitGatewayRoutes }: DescribeAnswers): void {
  for (const [TransitGatewayRouteTableId, { Routes }] of Object.entries(SearchTransitGatewayRoutes))
    for (const { DestinationCidrBlock, PrefixListId, Type, TransitGatewayAttachments } of Routes)
      if (Type === "static" && PrefixListId === undefined)
        copying.take(`${TransitGatewayRouteTableId} ${DestinationCidrBlock}`, () => {
          const TransitGatewayAttachmentId = TransitGatewayAttachments[0]?.TransitGatewayAttachmentId;
          const target =
            TransitGatewayAttachmentId === undefined ? { Blackhole: true } : { TransitGatewayAttachmentId };
          CreateTransitGatewayRoute({ TransitGatewayRouteTableId, DestinationCidrBlock, ...target }, copying.world);
        });
}
