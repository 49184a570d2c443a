import type { _InstanceType } from "@aws-sdk/client-ec2";
import { z } from "zod";
import { transitAnswers } from "./transit-answers";

const text = z.string();
const tags = z.array(z.object({ Key: text, Value: text.default("") })).default([]);
const values = z.array(z.object({ Value: text.optional() })).optional();
const groups = z.array(z.object({ Value: z.number().optional() })).optional();

const permission = z.object({
  IpProtocol: text.optional(),
  FromPort: z.number().optional(),
  ToPort: z.number().optional(),
  IpRanges: z.array(z.object({ CidrIp: text.optional(), Description: text.optional() })).optional(),
  Ipv6Ranges: z.array(z.object({ CidrIpv6: text.optional(), Description: text.optional() })).optional(),
  UserIdGroupPairs: z.array(z.object({ GroupId: text.optional(), Description: text.optional() })).optional(),
});

const route = z.object({
  DestinationCidrBlock: text.optional(),
  DestinationIpv6CidrBlock: text.optional(),
  GatewayId: text.optional(),
  TransitGatewayId: text.optional(),
  NatGatewayId: text.optional(),
  NetworkInterfaceId: text.optional(),
  Origin: text.optional(),
});

const blockAssociation = z.object({
  CidrBlock: text.optional(),
  CidrBlockState: z.object({ State: text.optional() }).optional(),
});

const networkAcl = z.object({
  NetworkAclId: text,
  VpcId: text,
  IsDefault: z.boolean().default(false),
  Associations: z.array(z.object({ SubnetId: text.optional() })).default([]),
  Entries: z
    .array(
      z.object({
        RuleNumber: z.number(),
        Egress: z.boolean(),
        Protocol: text,
        RuleAction: z.enum(["allow", "deny"]),
        CidrBlock: text.optional(),
        Ipv6CidrBlock: text.optional(),
        PortRange: z.object({ From: z.number().optional(), To: z.number().optional() }).optional(),
        IcmpTypeCode: z.object({ Type: z.number().optional(), Code: z.number().optional() }).optional(),
      }),
    )
    .default([]),
  Tags: tags,
});

const instance = z.object({
  InstanceId: text,
  ImageId: text,
  InstanceType: z.custom<_InstanceType>((value) => typeof value === "string").optional(),
  Architecture: text.optional(),
  SubnetId: text.optional(),
  PrivateIpAddress: text.optional(),
  SourceDestCheck: z.boolean().default(true),
  SecurityGroups: z.array(z.object({ GroupId: text })).default([]),
  NetworkInterfaces: z.array(z.object({ NetworkInterfaceId: text.optional() })).default([]),
  State: z.object({ Name: text.optional() }).default({}),
  Tags: tags,
});

const tunnelOption = z.object({
  OutsideIpAddress: text.optional(),
  TunnelInsideCidr: text.optional(),
  PreSharedKey: text.optional(),
  Phase1LifetimeSeconds: z.number().optional(),
  Phase2LifetimeSeconds: z.number().optional(),
  RekeyMarginTimeSeconds: z.number().optional(),
  RekeyFuzzPercentage: z.number().optional(),
  ReplayWindowSize: z.number().optional(),
  DPDTimeoutSeconds: z.number().optional(),
  DPDTimeoutAction: text.optional(),
  Phase1EncryptionAlgorithms: values,
  Phase2EncryptionAlgorithms: values,
  Phase1IntegrityAlgorithms: values,
  Phase2IntegrityAlgorithms: values,
  Phase1DHGroupNumbers: groups,
  Phase2DHGroupNumbers: groups,
  IkeVersions: z.array(z.object({ Value: text.optional() })).optional(),
  StartupAction: text.optional(),
  EnableTunnelLifecycleControl: z.boolean().optional(),
});

const connection = z.object({
  VpnConnectionId: text,
  State: text.optional(),
  CustomerGatewayId: text,
  VpnGatewayId: text.optional(),
  TransitGatewayId: text.optional(),
  CustomerGatewayConfiguration: text.optional(),
  Options: z
    .object({
      EnableAcceleration: z.boolean().optional(),
      StaticRoutesOnly: z.boolean().optional(),
      LocalIpv4NetworkCidr: text.optional(),
      RemoteIpv4NetworkCidr: text.optional(),
      TunnelOptions: z.array(tunnelOption).default([]),
    })
    .default({ TunnelOptions: [] }),
  Routes: z.array(z.object({ DestinationCidrBlock: text.optional() })).default([]),
  VgwTelemetry: z
    .array(
      z.object({
        OutsideIpAddress: text.optional(),
        Status: text.optional(),
        AcceptedRouteCount: z.number().default(0),
      }),
    )
    .default([]),
  Tags: tags,
});

/** What is taken over of an endpoint's Describe answers, as the SDK gives them. Members that are not named here are not looked at. */
export const describeAnswers = z.object({
  DescribeVpcs: z
    .object({
      Vpcs: z.array(
        z.object({
          VpcId: text,
          CidrBlock: text,
          InstanceTenancy: z.enum(["default", "dedicated", "host"]).optional(),
          CidrBlockAssociationSet: z.array(blockAssociation).default([]),
          Tags: tags,
        }),
      ),
    })
    .default({ Vpcs: [] }),
  DescribeSubnets: z
    .object({
      Subnets: z.array(
        z.object({ SubnetId: text, VpcId: text, CidrBlock: text, AvailabilityZone: text.optional(), Tags: tags }),
      ),
    })
    .default({ Subnets: [] }),
  DescribeNetworkAcls: z.object({ NetworkAcls: z.array(networkAcl) }).default({ NetworkAcls: [] }),
  DescribeInstances: z
    .object({ Reservations: z.array(z.object({ Instances: z.array(instance).default([]) })) })
    .default({ Reservations: [] }),
  DescribeInternetGateways: z
    .object({
      InternetGateways: z.array(
        z.object({
          InternetGatewayId: text,
          Attachments: z.array(z.object({ VpcId: text })).default([]),
          Tags: tags,
        }),
      ),
    })
    .default({ InternetGateways: [] }),
  DescribeRouteTables: z
    .object({
      RouteTables: z.array(
        z.object({
          RouteTableId: text,
          VpcId: text,
          Associations: z
            .array(z.object({ RouteTableAssociationId: text, Main: z.boolean().optional(), SubnetId: text.optional() }))
            .default([]),
          PropagatingVgws: z.array(z.object({ GatewayId: text })).default([]),
          Routes: z.array(route).default([]),
          Tags: tags,
        }),
      ),
    })
    .default({ RouteTables: [] }),
  DescribeSecurityGroups: z
    .object({
      SecurityGroups: z.array(
        z.object({
          GroupId: text,
          GroupName: text,
          Description: text.default(""),
          VpcId: text,
          IpPermissions: z.array(permission).default([]),
          IpPermissionsEgress: z.array(permission).default([]),
          Tags: tags,
        }),
      ),
    })
    .default({ SecurityGroups: [] }),
  DescribeCustomerGateways: z
    .object({
      CustomerGateways: z.array(
        z.object({
          CustomerGatewayId: text,
          State: text.optional(),
          IpAddress: text.optional(),
          BgpAsn: text.optional(),
          BgpAsnExtended: text.optional(),
          DeviceName: text.optional(),
          CertificateArn: text.optional(),
          Tags: tags,
        }),
      ),
    })
    .default({ CustomerGateways: [] }),
  DescribeVpnGateways: z
    .object({
      VpnGateways: z.array(
        z.object({
          VpnGatewayId: text,
          State: text.optional(),
          AmazonSideAsn: z.number().optional(),
          VpcAttachments: z.array(z.object({ VpcId: text, State: text.optional() })).default([]),
          Tags: tags,
        }),
      ),
    })
    .default({ VpnGateways: [] }),
  DescribeVpnConnections: z.object({ VpnConnections: z.array(connection) }).default({ VpnConnections: [] }),
  ...transitAnswers,
});

/** As an SDK answers, before it is checked. */
export type DescribedBundle = Partial<Record<keyof DescribeAnswers, object>>;

export type DescribeAnswers = z.infer<typeof describeAnswers>;
export type DescribedRouteTable = DescribeAnswers["DescribeRouteTables"]["RouteTables"][number];
export type DescribedInstance = z.infer<typeof instance>;
export type DescribedConnection = z.infer<typeof connection>;
