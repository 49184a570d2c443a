import type * as Ec2 from "@aws-sdk/client-ec2";

/**
 * Every EC2 action that the console may call. Adding one here is what makes it callable: steps are typed against this
 * table, and lib/server/aws sends nothing that is not in it. Types only; the SDK itself is not loaded.
 */
export interface Ec2Calls {
  // Reading
  DescribeVpcs: { input: Ec2.DescribeVpcsCommandInput; output: Ec2.DescribeVpcsCommandOutput };
  DescribeSubnets: { input: Ec2.DescribeSubnetsCommandInput; output: Ec2.DescribeSubnetsCommandOutput };
  DescribeInternetGateways: {
    input: Ec2.DescribeInternetGatewaysCommandInput;
    output: Ec2.DescribeInternetGatewaysCommandOutput;
  };
  DescribeRouteTables: { input: Ec2.DescribeRouteTablesCommandInput; output: Ec2.DescribeRouteTablesCommandOutput };
  DescribeSecurityGroups: {
    input: Ec2.DescribeSecurityGroupsCommandInput;
    output: Ec2.DescribeSecurityGroupsCommandOutput;
  };
  DescribeSecurityGroupRules: {
    input: Ec2.DescribeSecurityGroupRulesCommandInput;
    output: Ec2.DescribeSecurityGroupRulesCommandOutput;
  };
  DescribeCustomerGateways: {
    input: Ec2.DescribeCustomerGatewaysCommandInput;
    output: Ec2.DescribeCustomerGatewaysCommandOutput;
  };
  DescribeVpnGateways: { input: Ec2.DescribeVpnGatewaysCommandInput; output: Ec2.DescribeVpnGatewaysCommandOutput };
  DescribeVpnConnections: {
    input: Ec2.DescribeVpnConnectionsCommandInput;
    output: Ec2.DescribeVpnConnectionsCommandOutput;
  };
  GetVpnConnectionDeviceTypes: {
    input: Ec2.GetVpnConnectionDeviceTypesCommandInput;
    output: Ec2.GetVpnConnectionDeviceTypesCommandOutput;
  };
  GetVpnConnectionDeviceSampleConfiguration: {
    input: Ec2.GetVpnConnectionDeviceSampleConfigurationCommandInput;
    output: Ec2.GetVpnConnectionDeviceSampleConfigurationCommandOutput;
  };
  DescribeInstances: { input: Ec2.DescribeInstancesCommandInput; output: Ec2.DescribeInstancesCommandOutput };
  DescribeAvailabilityZones: {
    input: Ec2.DescribeAvailabilityZonesCommandInput;
    output: Ec2.DescribeAvailabilityZonesCommandOutput;
  };
  DescribeImages: { input: Ec2.DescribeImagesCommandInput; output: Ec2.DescribeImagesCommandOutput };

  // VPC, subnet, internet gateway
  CreateVpc: { input: Ec2.CreateVpcCommandInput; output: Ec2.CreateVpcCommandOutput };
  ModifyVpcAttribute: { input: Ec2.ModifyVpcAttributeCommandInput; output: Ec2.ModifyVpcAttributeCommandOutput };
  DeleteVpc: { input: Ec2.DeleteVpcCommandInput; output: Ec2.DeleteVpcCommandOutput };
  CreateSubnet: { input: Ec2.CreateSubnetCommandInput; output: Ec2.CreateSubnetCommandOutput };
  ModifySubnetAttribute: {
    input: Ec2.ModifySubnetAttributeCommandInput;
    output: Ec2.ModifySubnetAttributeCommandOutput;
  };
  DeleteSubnet: { input: Ec2.DeleteSubnetCommandInput; output: Ec2.DeleteSubnetCommandOutput };
  CreateInternetGateway: {
    input: Ec2.CreateInternetGatewayCommandInput;
    output: Ec2.CreateInternetGatewayCommandOutput;
  };
  AttachInternetGateway: {
    input: Ec2.AttachInternetGatewayCommandInput;
    output: Ec2.AttachInternetGatewayCommandOutput;
  };
  DetachInternetGateway: {
    input: Ec2.DetachInternetGatewayCommandInput;
    output: Ec2.DetachInternetGatewayCommandOutput;
  };
  DeleteInternetGateway: {
    input: Ec2.DeleteInternetGatewayCommandInput;
    output: Ec2.DeleteInternetGatewayCommandOutput;
  };

  // Routing
  CreateRouteTable: { input: Ec2.CreateRouteTableCommandInput; output: Ec2.CreateRouteTableCommandOutput };
  DeleteRouteTable: { input: Ec2.DeleteRouteTableCommandInput; output: Ec2.DeleteRouteTableCommandOutput };
  AssociateRouteTable: { input: Ec2.AssociateRouteTableCommandInput; output: Ec2.AssociateRouteTableCommandOutput };
  ReplaceRouteTableAssociation: {
    input: Ec2.ReplaceRouteTableAssociationCommandInput;
    output: Ec2.ReplaceRouteTableAssociationCommandOutput;
  };
  DisassociateRouteTable: {
    input: Ec2.DisassociateRouteTableCommandInput;
    output: Ec2.DisassociateRouteTableCommandOutput;
  };
  CreateRoute: { input: Ec2.CreateRouteCommandInput; output: Ec2.CreateRouteCommandOutput };
  ReplaceRoute: { input: Ec2.ReplaceRouteCommandInput; output: Ec2.ReplaceRouteCommandOutput };
  DeleteRoute: { input: Ec2.DeleteRouteCommandInput; output: Ec2.DeleteRouteCommandOutput };
  EnableVgwRoutePropagation: {
    input: Ec2.EnableVgwRoutePropagationCommandInput;
    output: Ec2.EnableVgwRoutePropagationCommandOutput;
  };
  DisableVgwRoutePropagation: {
    input: Ec2.DisableVgwRoutePropagationCommandInput;
    output: Ec2.DisableVgwRoutePropagationCommandOutput;
  };

  // Security groups
  CreateSecurityGroup: { input: Ec2.CreateSecurityGroupCommandInput; output: Ec2.CreateSecurityGroupCommandOutput };
  DeleteSecurityGroup: { input: Ec2.DeleteSecurityGroupCommandInput; output: Ec2.DeleteSecurityGroupCommandOutput };
  AuthorizeSecurityGroupIngress: {
    input: Ec2.AuthorizeSecurityGroupIngressCommandInput;
    output: Ec2.AuthorizeSecurityGroupIngressCommandOutput;
  };
  AuthorizeSecurityGroupEgress: {
    input: Ec2.AuthorizeSecurityGroupEgressCommandInput;
    output: Ec2.AuthorizeSecurityGroupEgressCommandOutput;
  };
  ModifySecurityGroupRules: {
    input: Ec2.ModifySecurityGroupRulesCommandInput;
    output: Ec2.ModifySecurityGroupRulesCommandOutput;
  };
  RevokeSecurityGroupIngress: {
    input: Ec2.RevokeSecurityGroupIngressCommandInput;
    output: Ec2.RevokeSecurityGroupIngressCommandOutput;
  };
  RevokeSecurityGroupEgress: {
    input: Ec2.RevokeSecurityGroupEgressCommandInput;
    output: Ec2.RevokeSecurityGroupEgressCommandOutput;
  };

  // Gateways
  CreateCustomerGateway: {
    input: Ec2.CreateCustomerGatewayCommandInput;
    output: Ec2.CreateCustomerGatewayCommandOutput;
  };
  DeleteCustomerGateway: {
    input: Ec2.DeleteCustomerGatewayCommandInput;
    output: Ec2.DeleteCustomerGatewayCommandOutput;
  };
  CreateVpnGateway: { input: Ec2.CreateVpnGatewayCommandInput; output: Ec2.CreateVpnGatewayCommandOutput };
  DeleteVpnGateway: { input: Ec2.DeleteVpnGatewayCommandInput; output: Ec2.DeleteVpnGatewayCommandOutput };
  AttachVpnGateway: { input: Ec2.AttachVpnGatewayCommandInput; output: Ec2.AttachVpnGatewayCommandOutput };
  DetachVpnGateway: { input: Ec2.DetachVpnGatewayCommandInput; output: Ec2.DetachVpnGatewayCommandOutput };

  // VPN connections
  CreateVpnConnection: { input: Ec2.CreateVpnConnectionCommandInput; output: Ec2.CreateVpnConnectionCommandOutput };
  ModifyVpnConnection: { input: Ec2.ModifyVpnConnectionCommandInput; output: Ec2.ModifyVpnConnectionCommandOutput };
  ModifyVpnConnectionOptions: {
    input: Ec2.ModifyVpnConnectionOptionsCommandInput;
    output: Ec2.ModifyVpnConnectionOptionsCommandOutput;
  };
  ModifyVpnTunnelOptions: {
    input: Ec2.ModifyVpnTunnelOptionsCommandInput;
    output: Ec2.ModifyVpnTunnelOptionsCommandOutput;
  };
  DeleteVpnConnection: { input: Ec2.DeleteVpnConnectionCommandInput; output: Ec2.DeleteVpnConnectionCommandOutput };
  CreateVpnConnectionRoute: {
    input: Ec2.CreateVpnConnectionRouteCommandInput;
    output: Ec2.CreateVpnConnectionRouteCommandOutput;
  };
  DeleteVpnConnectionRoute: {
    input: Ec2.DeleteVpnConnectionRouteCommandInput;
    output: Ec2.DeleteVpnConnectionRouteCommandOutput;
  };

  // Instances and tags
  RunInstances: { input: Ec2.RunInstancesCommandInput; output: Ec2.RunInstancesCommandOutput };
  TerminateInstances: { input: Ec2.TerminateInstancesCommandInput; output: Ec2.TerminateInstancesCommandOutput };
  ModifyInstanceAttribute: {
    input: Ec2.ModifyInstanceAttributeCommandInput;
    output: Ec2.ModifyInstanceAttributeCommandOutput;
  };
  CreateTags: { input: Ec2.CreateTagsCommandInput; output: Ec2.CreateTagsCommandOutput };
  DeleteTags: { input: Ec2.DeleteTagsCommandInput; output: Ec2.DeleteTagsCommandOutput };
}

export type Ec2Action = keyof Ec2Calls;
export type Ec2Output<A extends Ec2Action> = Ec2Calls[A]["output"];

/**
 * A value that is known only when the step runs: the AWS id of the resource with that key, a sealed secret, or the marker of
 * the step itself (the tag by which a run finds its own creation again after a lost answer).
 */
export type Late = { $awsId: string } | { $secret: string } | { $marker: true };

/** The input of a call in which strings may still be late. */
export type WithLate<T> = T extends string
  ? T | Late
  : T extends number | boolean | Date | Uint8Array | undefined | null
    ? T
    : T extends (infer Item)[]
      ? WithLate<Item>[]
      : T extends object
        ? { [K in keyof T]: WithLate<T[K]> }
        : T;

/** One EC2 call as data: storable, hashable, shown to reviewers and executed as it was shown. */
export type Ec2Call = {
  [A in Ec2Action]: { action: A; input: WithLate<Ec2Calls[A]["input"]> };
}[Ec2Action];

/** Tag that carries a step's marker on what the step created. */
export const MARKER_TAG = "underpass:step";
