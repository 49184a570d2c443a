import "server-only";
import {
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  AttachVpnGatewayCommand,
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateCustomerGatewayCommand,
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  CreateVpnConnectionCommand,
  CreateVpnConnectionRouteCommand,
  CreateVpnGatewayCommand,
  DeleteCustomerGatewayCommand,
  DeleteInternetGatewayCommand,
  DeleteRouteCommand,
  DeleteRouteTableCommand,
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DeleteTagsCommand,
  DeleteVpcCommand,
  DeleteVpnConnectionCommand,
  DeleteVpnConnectionRouteCommand,
  DeleteVpnGatewayCommand,
  DescribeAvailabilityZonesCommand,
  DescribeCustomerGatewaysCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeInternetGatewaysCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  DescribeVpnConnectionsCommand,
  DescribeVpnGatewaysCommand,
  DetachInternetGatewayCommand,
  DetachVpnGatewayCommand,
  DisableVgwRoutePropagationCommand,
  DisassociateRouteTableCommand,
  type EC2Client,
  EnableVgwRoutePropagationCommand,
  GetVpnConnectionDeviceSampleConfigurationCommand,
  GetVpnConnectionDeviceTypesCommand,
  ModifyInstanceAttributeCommand,
  ModifySecurityGroupRulesCommand,
  ModifySubnetAttributeCommand,
  ModifyVpcAttributeCommand,
  ModifyVpnConnectionCommand,
  ModifyVpnConnectionOptionsCommand,
  ModifyVpnTunnelOptionsCommand,
  ReplaceRouteCommand,
  ReplaceRouteTableAssociationCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import type { Ec2Action, Ec2Calls } from "@/lib/domain/ec2-calls";
import { allPages, onePage } from "./all-pages";

/** How a call may be stopped, and what is waited for before each of its pages. */
export interface SendOptions {
  abortSignal?: AbortSignal;
  takeTurn?: () => Promise<void>;
}

type Send<A extends Ec2Action> = (
  client: EC2Client,
  input: Ec2Calls[A]["input"],
  options: SendOptions,
) => Promise<Ec2Calls[A]["output"]>;

/**
 * How each action is sent, one line for each: nothing else can be. Describes that EC2 answers in pages come joined; the number
 * is the greatest page that EC2 accepts (its API reference, MaxResults of each). The VPN describes have no pages.
 */
export const ec2Commands: { [A in Ec2Action]: Send<A> } = {
  DescribeVpcs: allPages((client, input, options) => client.send(new DescribeVpcsCommand(input), options), 1000),
  DescribeSubnets: allPages((client, input, options) => client.send(new DescribeSubnetsCommand(input), options), 1000),
  DescribeInternetGateways: allPages(
    (client, input, options) => client.send(new DescribeInternetGatewaysCommand(input), options),
    1000,
  ),
  DescribeRouteTables: allPages(
    (client, input, options) => client.send(new DescribeRouteTablesCommand(input), options),
    100,
  ),
  DescribeSecurityGroups: allPages(
    (client, input, options) => client.send(new DescribeSecurityGroupsCommand(input), options),
    1000,
  ),
  DescribeSecurityGroupRules: allPages(
    (client, input, options) => client.send(new DescribeSecurityGroupRulesCommand(input), options),
    1000,
  ),
  DescribeCustomerGateways: (client, input, options) =>
    client.send(new DescribeCustomerGatewaysCommand(input), options),
  DescribeVpnGateways: onePage((client, input, options) => client.send(new DescribeVpnGatewaysCommand(input), options)),
  DescribeVpnConnections: onePage((client, input, options) =>
    client.send(new DescribeVpnConnectionsCommand(input), options),
  ),
  GetVpnConnectionDeviceTypes: allPages(
    (client, input, options) => client.send(new GetVpnConnectionDeviceTypesCommand(input), options),
    1000,
  ),
  GetVpnConnectionDeviceSampleConfiguration: (client, input, options) =>
    client.send(new GetVpnConnectionDeviceSampleConfigurationCommand(input), options),
  DescribeInstances: allPages(
    (client, input, options) => client.send(new DescribeInstancesCommand(input), options),
    1000,
  ),
  DescribeAvailabilityZones: (client, input, options) =>
    client.send(new DescribeAvailabilityZonesCommand(input), options),
  DescribeImages: allPages((client, input, options) => client.send(new DescribeImagesCommand(input), options), 1000),
  CreateVpc: (client, input, options) => client.send(new CreateVpcCommand(input), options),
  ModifyVpcAttribute: (client, input, options) => client.send(new ModifyVpcAttributeCommand(input), options),
  DeleteVpc: (client, input, options) => client.send(new DeleteVpcCommand(input), options),
  CreateSubnet: (client, input, options) => client.send(new CreateSubnetCommand(input), options),
  ModifySubnetAttribute: (client, input, options) => client.send(new ModifySubnetAttributeCommand(input), options),
  DeleteSubnet: (client, input, options) => client.send(new DeleteSubnetCommand(input), options),
  CreateInternetGateway: (client, input, options) => client.send(new CreateInternetGatewayCommand(input), options),
  AttachInternetGateway: (client, input, options) => client.send(new AttachInternetGatewayCommand(input), options),
  DetachInternetGateway: (client, input, options) => client.send(new DetachInternetGatewayCommand(input), options),
  DeleteInternetGateway: (client, input, options) => client.send(new DeleteInternetGatewayCommand(input), options),
  CreateRouteTable: (client, input, options) => client.send(new CreateRouteTableCommand(input), options),
  DeleteRouteTable: (client, input, options) => client.send(new DeleteRouteTableCommand(input), options),
  AssociateRouteTable: (client, input, options) => client.send(new AssociateRouteTableCommand(input), options),
  ReplaceRouteTableAssociation: (client, input, options) =>
    client.send(new ReplaceRouteTableAssociationCommand(input), options),
  DisassociateRouteTable: (client, input, options) => client.send(new DisassociateRouteTableCommand(input), options),
  CreateRoute: (client, input, options) => client.send(new CreateRouteCommand(input), options),
  ReplaceRoute: (client, input, options) => client.send(new ReplaceRouteCommand(input), options),
  DeleteRoute: (client, input, options) => client.send(new DeleteRouteCommand(input), options),
  EnableVgwRoutePropagation: (client, input, options) =>
    client.send(new EnableVgwRoutePropagationCommand(input), options),
  DisableVgwRoutePropagation: (client, input, options) =>
    client.send(new DisableVgwRoutePropagationCommand(input), options),
  CreateSecurityGroup: (client, input, options) => client.send(new CreateSecurityGroupCommand(input), options),
  DeleteSecurityGroup: (client, input, options) => client.send(new DeleteSecurityGroupCommand(input), options),
  AuthorizeSecurityGroupIngress: (client, input, options) =>
    client.send(new AuthorizeSecurityGroupIngressCommand(input), options),
  AuthorizeSecurityGroupEgress: (client, input, options) =>
    client.send(new AuthorizeSecurityGroupEgressCommand(input), options),
  ModifySecurityGroupRules: (client, input, options) =>
    client.send(new ModifySecurityGroupRulesCommand(input), options),
  RevokeSecurityGroupIngress: (client, input, options) =>
    client.send(new RevokeSecurityGroupIngressCommand(input), options),
  RevokeSecurityGroupEgress: (client, input, options) =>
    client.send(new RevokeSecurityGroupEgressCommand(input), options),
  CreateCustomerGateway: (client, input, options) => client.send(new CreateCustomerGatewayCommand(input), options),
  DeleteCustomerGateway: (client, input, options) => client.send(new DeleteCustomerGatewayCommand(input), options),
  CreateVpnGateway: (client, input, options) => client.send(new CreateVpnGatewayCommand(input), options),
  DeleteVpnGateway: (client, input, options) => client.send(new DeleteVpnGatewayCommand(input), options),
  AttachVpnGateway: (client, input, options) => client.send(new AttachVpnGatewayCommand(input), options),
  DetachVpnGateway: (client, input, options) => client.send(new DetachVpnGatewayCommand(input), options),
  CreateVpnConnection: (client, input, options) => client.send(new CreateVpnConnectionCommand(input), options),
  ModifyVpnConnection: (client, input, options) => client.send(new ModifyVpnConnectionCommand(input), options),
  ModifyVpnConnectionOptions: (client, input, options) =>
    client.send(new ModifyVpnConnectionOptionsCommand(input), options),
  ModifyVpnTunnelOptions: (client, input, options) => client.send(new ModifyVpnTunnelOptionsCommand(input), options),
  DeleteVpnConnection: (client, input, options) => client.send(new DeleteVpnConnectionCommand(input), options),
  CreateVpnConnectionRoute: (client, input, options) =>
    client.send(new CreateVpnConnectionRouteCommand(input), options),
  DeleteVpnConnectionRoute: (client, input, options) =>
    client.send(new DeleteVpnConnectionRouteCommand(input), options),
  RunInstances: (client, input, options) => client.send(new RunInstancesCommand(input), options),
  TerminateInstances: (client, input, options) => client.send(new TerminateInstancesCommand(input), options),
  ModifyInstanceAttribute: (client, input, options) => client.send(new ModifyInstanceAttributeCommand(input), options),
  CreateTags: (client, input, options) => client.send(new CreateTagsCommand(input), options),
  DeleteTags: (client, input, options) => client.send(new DeleteTagsCommand(input), options),
};
