import { z } from "zod";

const text = z.string();
const tags = z.array(z.object({ Key: text, Value: text.default("") })).default([]);
const onOff = z.enum(["enable", "disable"]).optional();

const gateway = z.object({
  TransitGatewayId: text,
  State: text.optional(),
  Description: text.optional(),
  Options: z
    .object({
      AmazonSideAsn: z.number().optional(),
      TransitGatewayCidrBlocks: z.array(text).optional(),
      AutoAcceptSharedAttachments: onOff,
      DefaultRouteTableAssociation: onOff,
      AssociationDefaultRouteTableId: text.optional(),
      DefaultRouteTablePropagation: onOff,
      PropagationDefaultRouteTableId: text.optional(),
      VpnEcmpSupport: onOff,
      DnsSupport: onOff,
      SecurityGroupReferencingSupport: onOff,
      MulticastSupport: onOff,
    })
    .default({}),
  Tags: tags,
});

const vpcAttachment = z.object({
  TransitGatewayAttachmentId: text,
  TransitGatewayId: text,
  VpcId: text,
  State: text.optional(),
  SubnetIds: z.array(text).default([]),
  Options: z
    .object({
      DnsSupport: onOff,
      SecurityGroupReferencingSupport: onOff,
      Ipv6Support: onOff,
      ApplianceModeSupport: onOff,
    })
    .optional(),
  Tags: tags,
});

const attachment = z.object({
  TransitGatewayAttachmentId: text,
  ResourceId: text.optional(),
  ResourceType: text.optional(),
  Association: z.object({ TransitGatewayRouteTableId: text.optional(), State: text.optional() }).optional(),
  Tags: tags,
});

const route = z.object({
  DestinationCidrBlock: text.optional(),
  PrefixListId: text.optional(),
  Type: text.optional(),
  TransitGatewayAttachments: z
    .array(z.object({ TransitGatewayAttachmentId: text.optional(), ResourceId: text.optional() }))
    .default([]),
});

/** What is taken over of transit gateways. What EC2 answers for one route table stands under the id of the table. */
export const transitAnswers = {
  DescribeTransitGateways: z.object({ TransitGateways: z.array(gateway) }).default({ TransitGateways: [] }),
  DescribeTransitGatewayRouteTables: z
    .object({
      TransitGatewayRouteTables: z.array(
        z.object({ TransitGatewayRouteTableId: text, TransitGatewayId: text, State: text.optional(), Tags: tags }),
      ),
    })
    .default({ TransitGatewayRouteTables: [] }),
  DescribeTransitGatewayVpcAttachments: z
    .object({ TransitGatewayVpcAttachments: z.array(vpcAttachment) })
    .default({ TransitGatewayVpcAttachments: [] }),
  DescribeTransitGatewayAttachments: z
    .object({ TransitGatewayAttachments: z.array(attachment) })
    .default({ TransitGatewayAttachments: [] }),
  GetTransitGatewayRouteTablePropagations: z
    .record(
      text,
      z.object({
        TransitGatewayRouteTablePropagations: z
          .array(z.object({ TransitGatewayAttachmentId: text.optional(), State: text.optional() }))
          .default([]),
      }),
    )
    .default({}),
  SearchTransitGatewayRoutes: z.record(text, z.object({ Routes: z.array(route).default([]) })).default({}),
};
