import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  AttachInternetGatewayCommand,
  AttachVpnGatewayCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateCustomerGatewayCommand,
  CreateInternetGatewayCommand,
  CreateNetworkAclEntryCommand,
  CreateNetworkInsightsPathCommand,
  type CreateNetworkInsightsPathCommandInput,
  CreateRouteCommand,
  CreateSubnetCommand,
  CreateTransitGatewayCommand,
  CreateTransitGatewayVpcAttachmentCommand,
  CreateVpcCommand,
  CreateVpnConnectionCommand,
  CreateVpnConnectionRouteCommand,
  CreateVpnGatewayCommand,
  DeleteNetworkAclEntryCommand,
  DeleteNetworkInsightsAnalysisCommand,
  DeleteNetworkInsightsPathCommand,
  DeleteRouteCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInsightsAnalysesCommand,
  DescribeNetworkInsightsPathsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  type Filter,
  RunInstancesCommand,
  StartNetworkInsightsAnalysisCommand,
  type StartNetworkInsightsAnalysisCommandInput,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { expectRefusal, present, startBench } from "../../test-bench";

const { ec2, control } = await startBench();
const net = await buildNetwork();

/** A VPC with two subnets and a host in each, an internet gateway with a route, and an Elastic IP address on the first host. */
async function buildNetwork() {
  const vpcId = present((await ec2.send(new CreateVpcCommand({ CidrBlock: "10.50.0.0/16" }))).Vpc?.VpcId);
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
  const gatewayId = present(InternetGateway?.InternetGatewayId);
  await ec2.send(new AttachInternetGatewayCommand({ VpcId: vpcId, InternetGatewayId: gatewayId }));
  const Filters = [{ Name: "vpc-id", Values: [vpcId] }];
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ Filters }));
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
  const { NetworkAcls } = await ec2.send(new DescribeNetworkAclsCommand({ Filters }));
  const tableId = present(RouteTables?.[0]?.RouteTableId);
  await ec2.send(
    new CreateRouteCommand({ RouteTableId: tableId, DestinationCidrBlock: "0.0.0.0/0", GatewayId: gatewayId }),
  );
  const web = await launch(vpcId, "10.50.1.0/24");
  const db = await launch(vpcId, "10.50.2.0/24");
  const { AllocationId } = await ec2.send(new AllocateAddressCommand({}));
  await control.advance({ advanceSeconds: 30 });
  await ec2.send(new AssociateAddressCommand({ AllocationId, InstanceId: web.id }));
  return {
    vpcId,
    gatewayId,
    tableId,
    groupId: present(SecurityGroups?.[0]?.GroupId),
    aclId: present(NetworkAcls?.[0]?.NetworkAclId),
    web,
    db,
  };
}

async function launch(VpcId: string, CidrBlock: string) {
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock }));
  const SubnetId = present(Subnet?.SubnetId);
  const wanted = { ImageId: "ami-0a5a0dbe0c2d3e4f1", MinCount: 1, MaxCount: 1, SubnetId };
  const instance = present((await ec2.send(new RunInstancesCommand(wanted))).Instances?.[0]);
  return {
    id: present(instance.InstanceId),
    subnetId: SubnetId,
    interfaceId: present(instance.NetworkInterfaces?.[0]?.NetworkInterfaceId),
  };
}

async function newPath(given: Partial<CreateNetworkInsightsPathCommandInput> = {}) {
  const request = { Source: net.web.id, Destination: net.db.id, Protocol: "tcp" as const, ...given };
  const { NetworkInsightsPath } = await ec2.send(new CreateNetworkInsightsPathCommand(request));
  return present(NetworkInsightsPath);
}

/** What an analysis of a path finds, once it has succeeded. */
async function analyze(
  given: Partial<CreateNetworkInsightsPathCommandInput>,
  more: Partial<StartNetworkInsightsAnalysisCommandInput> = {},
) {
  const { NetworkInsightsPathId } = await newPath(given);
  const started = await ec2.send(new StartNetworkInsightsAnalysisCommand({ NetworkInsightsPathId, ...more }));
  expect(started.NetworkInsightsAnalysis).toMatchObject({ Status: "running", NetworkInsightsPathId });
  expect(started.NetworkInsightsAnalysis?.NetworkPathFound).toBeUndefined();
  await control.advance({ advanceSeconds: 10 });
  const [row] = await analyses({ NetworkInsightsPathId });
  expect(row?.Status).toBe("succeeded");
  return present(row);
}

async function analyses(input: { NetworkInsightsPathId?: string | undefined; Filters?: Filter[] }) {
  const { NetworkInsightsAnalyses } = await ec2.send(new DescribeNetworkInsightsAnalysesCommand(input));
  return present(NetworkInsightsAnalyses);
}

const idsOf = (components: { Component?: { Id?: string | undefined } | undefined }[] | undefined) =>
  (components ?? []).map(({ Component }) => Component?.Id);

describe("what an analysis finds", () => {
  test("a way from host to host and back, component by component", async () => {
    const found = await analyze({ DestinationPort: 5432 });
    const { web, db, groupId, aclId, tableId } = net;
    expect(found.NetworkPathFound).toBe(true);
    expect(idsOf(found.ForwardPathComponents)).toEqual([
      ...[web.id, web.interfaceId, groupId, aclId, tableId],
      ...[aclId, groupId, db.interfaceId, db.id],
    ]);
    expect(idsOf(found.ReturnPathComponents)).toEqual([
      ...[db.id, db.interfaceId, groupId, aclId, tableId],
      ...[aclId, groupId, web.interfaceId, web.id],
    ]);
    const forward = present(found.ForwardPathComponents);
    expect(forward[0]?.OutboundHeader).toMatchObject({
      Protocol: "6",
      DestinationPortRanges: [{ From: 5432, To: 5432 }],
      SourcePortRanges: [{ From: 0, To: 65_535 }],
    });
    expect(forward[1]).toMatchObject({
      AttachedTo: { Id: web.id },
      Subnet: { Id: web.subnetId },
      Vpc: { Id: net.vpcId },
    });
    expect(forward[2]?.SecurityGroupRule).toMatchObject({ Cidr: "0.0.0.0/0", Direction: "egress", Protocol: "all" });
    expect(forward[3]?.AclRule).toEqual({
      Cidr: "0.0.0.0/0",
      Egress: true,
      Protocol: "all",
      RuleAction: "allow",
      RuleNumber: 100,
    });
    expect(forward[4]?.RouteTableRoute).toMatchObject({
      DestinationCidr: "10.50.0.0/16",
      GatewayId: "local",
      Origin: "createroutetable",
      State: "active",
    });
    expect(found.Explanations ?? []).toEqual([]);
  });

  test("the security group that has no rule for what comes from the internet, and the way once it has one", async () => {
    const question = {
      Source: net.gatewayId,
      Destination: net.web.interfaceId,
      FilterAtSource: { DestinationPortRange: { FromPort: 22, ToPort: 22 } },
    };
    const blocked = await analyze(question);
    expect(blocked).toMatchObject({
      NetworkPathFound: false,
      Explanations: [
        {
          ExplanationCode: "ENI_SG_RULES_MISMATCH",
          Direction: "ingress",
          NetworkInterface: { Id: net.web.interfaceId },
          SecurityGroups: [{ Id: net.groupId }],
          Vpc: { Id: net.vpcId },
        },
      ],
    });
    const rule = { IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: "198.51.100.0/24" }] };
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: net.groupId, IpPermissions: [rule] }));
    const open = await analyze(question);
    expect(open.NetworkPathFound).toBe(true);
    expect(idsOf(open.ForwardPathComponents)).toEqual([net.gatewayId, net.aclId, net.groupId, net.web.interfaceId]);
    expect(idsOf(open.ReturnPathComponents).at(-1)).toBe(net.gatewayId);
    expect((await analyze({ ...question, Destination: net.db.id })).Explanations?.[0]).toMatchObject({
      ExplanationCode: "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS",
      InternetGateway: { Id: net.gatewayId },
    });
  });

  test("the entry of a network ACL that denies, on the way there or back", async () => {
    const entry = { NetworkAclId: net.aclId, RuleNumber: 10, RuleAction: "deny" as const, Protocol: "6" };
    const deny = { ...entry, CidrBlock: "10.50.0.0/16", PortRange: { From: 5432, To: 5432 } };
    await ec2.send(new CreateNetworkAclEntryCommand({ ...deny, Egress: true }));
    expect((await analyze({ DestinationPort: 5432 })).Explanations?.[0]).toMatchObject({
      ExplanationCode: "SUBNET_ACL_RESTRICTION",
      Direction: "egress",
      Acl: { Id: net.aclId },
      Subnet: { Id: net.web.subnetId },
      AclRule: { RuleNumber: 10, RuleAction: "deny" },
    });
    expect((await analyze({})).NetworkPathFound).toBe(true);
    await ec2.send(new DeleteNetworkAclEntryCommand({ NetworkAclId: net.aclId, RuleNumber: 10, Egress: true }));
    const back = { ...deny, PortRange: { From: 1024, To: 65_535 }, Egress: false };
    await ec2.send(new CreateNetworkAclEntryCommand(back));
    const client = { SourcePortRange: { FromPort: 32_768, ToPort: 60_999 } };
    const lost = await analyze({ FilterAtSource: { ...client, DestinationPortRange: { FromPort: 80, ToPort: 80 } } });
    expect(lost.Explanations?.[0]).toMatchObject({ ExplanationCode: "SUBNET_ACL_RESTRICTION", Direction: "ingress" });
    await ec2.send(new DeleteNetworkAclEntryCommand({ NetworkAclId: net.aclId, RuleNumber: 10, Egress: false }));
  });

  test("the route table without a route, and the host that takes nothing for others", async () => {
    const toInternet = { Destination: net.gatewayId };
    expect((await analyze(toInternet)).NetworkPathFound).toBe(true);
    const route = { RouteTableId: net.tableId, DestinationCidrBlock: "0.0.0.0/0" };
    await ec2.send(new DeleteRouteCommand(route));
    expect((await analyze(toInternet)).Explanations?.[0]).toMatchObject({
      ExplanationCode: "NO_ROUTE_TO_DESTINATION",
      RouteTable: { Id: net.tableId },
      Destination: { Id: net.gatewayId },
    });
    await ec2.send(
      new CreateRouteCommand({
        ...route,
        DestinationCidrBlock: "172.16.0.0/12",
        NetworkInterfaceId: net.db.interfaceId,
      }),
    );
    await ec2.send(new CreateRouteCommand({ ...route, GatewayId: net.gatewayId }));
    const viaHost = { FilterAtSource: { DestinationAddress: "172.16.0.9" } };
    const { NetworkInsightsPath } = await ec2.send(
      new CreateNetworkInsightsPathCommand({ Source: net.web.id, Protocol: "tcp", ...viaHost }),
    );
    expect(NetworkInsightsPath?.Destination).toBeUndefined();
    expect((await analyze({ Destination: undefined, ...viaHost })).Explanations?.[0]?.ExplanationCode).toBe(
      "ENI_SOURCE_DEST_CHECK_RESTRICTION",
    );
    await ec2.send(new DeleteRouteCommand({ ...route, DestinationCidrBlock: "172.16.0.0/12" }));
  });

  test("how far a VPN gateway is reached, and that behind it a connection must be up", async () => {
    const made = await ec2.send(new CreateVpnGatewayCommand({ Type: "ipsec.1", AmazonSideAsn: 64_513 }));
    const VpnGatewayId = present(made.VpnGateway?.VpnGatewayId);
    await ec2.send(new AttachVpnGatewayCommand({ VpcId: net.vpcId, VpnGatewayId }));
    await control.advance({ advanceSeconds: 30 });
    const toGateway = { Destination: VpnGatewayId };
    expect((await analyze(toGateway)).Explanations?.[0]?.ExplanationCode).toBe("NO_ROUTE_TO_DESTINATION");
    const route = { RouteTableId: net.tableId, DestinationCidrBlock: "10.60.0.0/16", GatewayId: VpnGatewayId };
    await ec2.send(new CreateRouteCommand(route));
    const found = await analyze(toGateway);
    expect(found.NetworkPathFound).toBe(true);
    expect(idsOf(found.ForwardPathComponents).at(-1)).toBe(VpnGatewayId);
    expect(idsOf(found.ReturnPathComponents)[0]).toBe(VpnGatewayId);
    const customer = { Type: "ipsec.1" as const, IpAddress: "198.51.100.9" };
    const { CustomerGateway } = await ec2.send(new CreateCustomerGatewayCommand(customer));
    const { VpnConnection } = await ec2.send(
      new CreateVpnConnectionCommand({
        ...{ Type: "ipsec.1", VpnGatewayId, CustomerGatewayId: CustomerGateway?.CustomerGatewayId },
        Options: { StaticRoutesOnly: true },
      }),
    );
    const connectionId = present(VpnConnection?.VpnConnectionId);
    const prefix = { VpnConnectionId: connectionId, DestinationCidrBlock: "10.60.0.0/16" };
    await ec2.send(new CreateVpnConnectionRouteCommand(prefix));
    await control.advance({ advanceSeconds: 60 });
    const toSite = { Destination: undefined, FilterAtSource: { DestinationAddress: "10.60.1.5" } };
    expect((await analyze(toSite)).Explanations?.[0]).toMatchObject({
      ExplanationCode: "BAD_STATE_VPN",
      VpnGateway: { Id: VpnGatewayId },
    });
    await control.configureDevice({ connectionId, configured: true, immediate: true });
    expect(idsOf((await analyze(toSite)).ForwardPathComponents)).toContain(connectionId);
  });

  test("a way through a transit gateway, which is looked at one way only", async () => {
    const { TransitGateway } = await ec2.send(new CreateTransitGatewayCommand({}));
    const TransitGatewayId = present(TransitGateway?.TransitGatewayId);
    await control.advance({ advanceSeconds: 30 });
    const attach = { TransitGatewayId, VpcId: net.vpcId, SubnetIds: [net.web.subnetId] };
    const made = await ec2.send(new CreateTransitGatewayVpcAttachmentCommand(attach));
    const attachmentId = present(made.TransitGatewayVpcAttachment?.TransitGatewayAttachmentId);
    await control.advance({ advanceSeconds: 30 });
    const route = { RouteTableId: net.tableId, DestinationCidrBlock: "10.70.0.0/16", TransitGatewayId };
    await ec2.send(new CreateRouteCommand(route));
    const found = await analyze({ Destination: TransitGatewayId });
    expect(idsOf(found.ForwardPathComponents).slice(-2)).toEqual([attachmentId, TransitGatewayId]);
    const lost = await analyze({ Destination: undefined, FilterAtSource: { DestinationAddress: "10.70.0.9" } });
    expect(lost.Explanations?.[0]).toMatchObject({
      ExplanationCode: "TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT",
      TransitGatewayRouteTable: { Id: expect.stringMatching(/^tgw-rtb-/) },
    });
    const back = await analyze({ Source: attachmentId, Destination: net.web.id, DestinationPort: 22 });
    expect(back.NetworkPathFound).toBe(true);
    expect(back.ReturnPathComponents ?? []).toEqual([]);
  });

  test("a component that must be on the way, or must not", async () => {
    const arn = (id: string) => `arn:aws:ec2:ap-northeast-2:111122223333:route-table/${id}`;
    expect((await analyze({}, { FilterInArns: [arn(net.tableId)] })).NetworkPathFound).toBe(true);
    expect((await analyze({}, { FilterOutArns: [arn(net.tableId)] })).Explanations?.[0]?.ExplanationCode).toBe(
      "COMPONENT_FILTER_RESTRICTION",
    );
  });

  test("that a host was terminated: the path stays and says so", async () => {
    const lost = await launch(net.vpcId, "10.50.9.0/24");
    await control.advance({ advanceSeconds: 30 });
    const { NetworkInsightsPathId } = await newPath({ Destination: lost.id });
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [lost.id] }));
    await control.advance({ advanceSeconds: 60 });
    await ec2.send(new StartNetworkInsightsAnalysisCommand({ NetworkInsightsPathId }));
    await control.advance({ advanceSeconds: 10 });
    expect((await analyses({ NetworkInsightsPathId }))[0]).toMatchObject({
      NetworkPathFound: false,
      Explanations: [{ ExplanationCode: "BAD_STATE", Component: { Id: lost.id } }],
    });
  });
});

describe("paths and analyses", () => {
  test("a path answers what it was made of, and is found by every filter", async () => {
    const made = await newPath({
      Protocol: "udp",
      Source: `arn:aws:ec2:ap-northeast-2:111122223333:instance/${net.web.id}`,
      FilterAtSource: { SourceAddress: "10.50.1.4", DestinationPortRange: { FromPort: 53, ToPort: 53 } },
      FilterAtDestination: { DestinationAddress: "10.50.2.4" },
      TagSpecifications: [{ ResourceType: "network-insights-path", Tags: [{ Key: "Name", Value: "dns" }] }],
    });
    expect(made).toMatchObject({
      Source: net.web.id,
      SourceArn: `arn:aws:ec2:ap-northeast-2:111122223333:instance/${net.web.id}`,
      Destination: net.db.id,
      DestinationArn: `arn:aws:ec2:ap-northeast-2:111122223333:instance/${net.db.id}`,
      NetworkInsightsPathArn: `arn:aws:ec2:ap-northeast-2:111122223333:network-insights-path/${made.NetworkInsightsPathId}`,
      FilterAtSource: { SourceAddress: "10.50.1.4", DestinationPortRange: { FromPort: 53, ToPort: 53 } },
      FilterAtDestination: { DestinationAddress: "10.50.2.4" },
      Tags: [{ Key: "Name", Value: "dns" }],
    });
    const Filters = Object.entries({
      source: net.web.id,
      destination: net.db.id,
      protocol: "udp",
      "filter-at-source.source-address": "10.50.1.4",
      "filter-at-source.destination-port-range": "53-53",
      "filter-at-destination.destination-address": "10.50.2.4",
      "tag:Name": "dns",
    }).map(([Name, value]) => ({ Name, Values: [value] }));
    const found = await ec2.send(new DescribeNetworkInsightsPathsCommand({ Filters }));
    expect(found.NetworkInsightsPaths).toEqual([made]);
    await expectRefusal(
      ec2.send(new DescribeNetworkInsightsPathsCommand({ Filters: [{ Name: "colour", Values: ["red"] }] })),
      "InvalidParameterValue",
      "The filter 'colour' is invalid",
    );
  });

  test("what makes no sense is refused before anything is made", async () => {
    await expectRefusal(newPath({ Source: "i-0123456789abcdef0" }), "NetworkInsightsSource.NotFound");
    await expectRefusal(newPath({ Destination: "eni-0123456789abcdef0" }), "NetworkInsightsDestination.NotFound");
    await expectRefusal(newPath({ Destination: net.tableId }), "InvalidParameterValue");
    await expectRefusal(newPath({ SourceIp: "10.50.1.400" }), "InvalidParameterValue");
    await expectRefusal(newPath({ DestinationPort: 70_000 }), "InvalidParameterValue");
    await expectRefusal(
      newPath({ DestinationPort: 22, FilterAtSource: { SourceAddress: "10.50.1.4" } }),
      "InvalidParameterCombination",
    );
    await expectRefusal(
      newPath({ DestinationIp: "10.50.2.4", FilterAtDestination: { SourceAddress: "10.50.1.4" } }),
      "InvalidParameterCombination",
    );
    await expectRefusal(newPath({ Destination: undefined }), "InvalidParameterCombination");
    await expectRefusal(
      ec2.send(new StartNetworkInsightsAnalysisCommand({ NetworkInsightsPathId: "nip-0123456789abcdef0" })),
      "InvalidNetworkInsightsPathId.NotFound",
    );
    await expectRefusal(
      ec2.send(new DeleteNetworkInsightsAnalysisCommand({ NetworkInsightsAnalysisId: "nia-zzz" })),
      "InvalidNetworkInsightsAnalysisId.Malformed",
    );
  });

  test("the same token is the same path and the same analysis; other properties under it are refused", async () => {
    const made = await newPath({ ClientToken: "token-1" });
    expect(await newPath({ ClientToken: "token-1" })).toEqual(made);
    await expectRefusal(newPath({ ClientToken: "token-1", Protocol: "udp" }), "IdempotentParameterMismatch");
    const { NetworkInsightsPathId } = made;
    const start = () =>
      ec2.send(new StartNetworkInsightsAnalysisCommand({ NetworkInsightsPathId, ClientToken: "token-2" }));
    const first = (await start()).NetworkInsightsAnalysis?.NetworkInsightsAnalysisId;
    expect((await start()).NetworkInsightsAnalysis?.NetworkInsightsAnalysisId).toBe(first);
  });

  test("a path with analyses cannot be deleted; an analysis ends by itself after 120 days", async () => {
    const { NetworkInsightsPathId } = await newPath();
    await ec2.send(new StartNetworkInsightsAnalysisCommand({ NetworkInsightsPathId }));
    await expectRefusal(
      ec2.send(new DeleteNetworkInsightsPathCommand({ NetworkInsightsPathId })),
      "AnalysisExistsForNetworkInsightsPath",
    );
    await control.advance({ advanceSeconds: 119 * 86_400 });
    const byStatus = { NetworkInsightsPathId, Filters: [{ Name: "path-found", Values: ["true"] }] };
    expect(await analyses(byStatus)).toHaveLength(1);
    await control.advance({ advanceSeconds: 2 * 86_400 });
    expect(await analyses(byStatus)).toEqual([]);
    const deleted = await ec2.send(new DeleteNetworkInsightsPathCommand({ NetworkInsightsPathId }));
    expect(deleted.NetworkInsightsPathId).toBe(NetworkInsightsPathId);
    await expectRefusal(
      ec2.send(new DescribeNetworkInsightsPathsCommand({ NetworkInsightsPathIds: [present(NetworkInsightsPathId)] })),
      "InvalidNetworkInsightsPathId.NotFound",
    );
  });
});
