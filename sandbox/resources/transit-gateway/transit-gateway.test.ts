import {
  AcceptTransitGatewayVpcAttachmentCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateTagsCommand,
  CreateTransitGatewayCommand,
  CreateTransitGatewayRouteTableCommand,
  CreateTransitGatewayVpcAttachmentCommand,
  DeleteSubnetCommand,
  DeleteTransitGatewayCommand,
  DeleteTransitGatewayVpcAttachmentCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeTransitGatewayAttachmentsCommand,
  DescribeTransitGatewayMulticastDomainsCommand,
  DescribeTransitGatewayRouteTablesCommand,
  DescribeTransitGatewaysCommand,
  DescribeTransitGatewayVpcAttachmentsCommand,
  ModifyTransitGatewayCommand,
  ModifyTransitGatewayVpcAttachmentCommand,
  paginateDescribeTransitGatewayRouteTables,
  RejectTransitGatewayVpcAttachmentCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { expectRefusal, present, startBench } from "../../test-bench";
import { transitGatewaySteps } from "./testing";

const { ec2, control } = await startBench();
const { settle, newGateway, readGateway, removeGateway, newVpc, attach, detach } = transitGatewaySteps(ec2, control);
const absent = "0aaaaaaaaaaaaaaaa";

describe("transit gateway", () => {
  test("has AWS's defaults and one route table that is both defaults", async () => {
    const { TransitGateway } = await ec2.send(
      new CreateTransitGatewayCommand({
        Description: "hub",
        TagSpecifications: [{ ResourceType: "transit-gateway", Tags: [{ Key: "Name", Value: "hub" }] }],
      }),
    );
    expect(TransitGateway).toMatchObject({ State: "pending", Description: "hub", OwnerId: "111122223333" });
    expect(TransitGateway?.TransitGatewayArn).toBe(
      `arn:aws:ec2:ap-northeast-2:111122223333:transit-gateway/${TransitGateway?.TransitGatewayId}`,
    );
    await settle();
    const id = present(TransitGateway?.TransitGatewayId);
    const made = await readGateway(id);
    expect(made).toMatchObject({ State: "available", Tags: [{ Key: "Name", Value: "hub" }] });
    expect(made.Options).toMatchObject({
      AmazonSideAsn: 64_512,
      AutoAcceptSharedAttachments: "disable",
      DefaultRouteTableAssociation: "enable",
      DefaultRouteTablePropagation: "enable",
      VpnEcmpSupport: "enable",
      DnsSupport: "enable",
      SecurityGroupReferencingSupport: "disable",
      MulticastSupport: "disable",
    });
    const filter = { Name: "transit-gateway-id", Values: [id] };
    const tables = await ec2.send(new DescribeTransitGatewayRouteTablesCommand({ Filters: [filter] }));
    expect(tables.TransitGatewayRouteTables).toHaveLength(1);
    expect(tables.TransitGatewayRouteTables?.[0]).toMatchObject({
      TransitGatewayRouteTableId: made.Options?.AssociationDefaultRouteTableId,
      State: "available",
      DefaultAssociationRouteTable: true,
      DefaultPropagationRouteTable: true,
    });
    expect(made.Options?.PropagationDefaultRouteTableId).toBe(made.Options?.AssociationDefaultRouteTableId);
    await removeGateway(id);
  });

  test("without default tables it has none", async () => {
    const id = await newGateway({ DefaultRouteTableAssociation: "disable", DefaultRouteTablePropagation: "disable" });
    const { Options } = await readGateway(id);
    expect(Options?.AssociationDefaultRouteTableId).toBeUndefined();
    expect(Options?.PropagationDefaultRouteTableId).toBeUndefined();
    const Filters = [{ Name: "transit-gateway-id", Values: [id] }];
    const tables = await ec2.send(new DescribeTransitGatewayRouteTablesCommand({ Filters }));
    expect(tables.TransitGatewayRouteTables).toEqual([]);
    await removeGateway(id);
  });

  test("refuses ASNs, switches and CIDR blocks that AWS refuses", async () => {
    const make = (Options: object) => ec2.send(new CreateTransitGatewayCommand({ Options }));
    await expectRefusal(make({ AmazonSideAsn: 65_535 }), "InvalidParameterValue");
    await expectRefusal(make({ VpnEcmpSupport: "perhaps" }), "InvalidParameterValue");
    await expectRefusal(make({ TransitGatewayCidrBlocks: ["10.0.0.0/25"] }), "InvalidParameterValue");
    await expectRefusal(make({ TransitGatewayCidrBlocks: ["169.254.8.0/24"] }), "InvalidParameterValue");
    await expectRefusal(make({ TransitGatewayCidrBlocks: ["10.0.0.0/16", "10.0.1.0/24"] }), "InvalidParameterValue");
    await expectRefusal(make({ TransitGatewayCidrBlocks: ["2001:db8::/72"] }), "InvalidParameterValue");
    await expectRefusal(
      make({ TransitGatewayCidrBlocks: [0, 1, 2, 3, 4, 5].map((third) => `10.0.${third}.0/24`) }),
      "TransitGatewayCidrBlockLimitExceeded",
    );
  });

  test("is changed in place through `modifying`", async () => {
    const id = await newGateway({ TransitGatewayCidrBlocks: ["10.99.0.0/24", "2001:db8::/64"] });
    const modify = (Options: object, Description?: string) =>
      ec2.send(new ModifyTransitGatewayCommand({ TransitGatewayId: id, Options, Description }));
    const changed = await modify(
      {
        AmazonSideAsn: 64_999,
        VpnEcmpSupport: "disable",
        RemoveTransitGatewayCidrBlocks: ["10.99.0.0/24"],
        AddTransitGatewayCidrBlocks: ["10.98.0.0/24"],
      },
      "changed",
    );
    expect(changed.TransitGateway?.State).toBe("modifying");
    await expectRefusal(modify({ DnsSupport: "disable" }), "IncorrectState", `${id} is in invalid state`);
    await settle();
    const after = await readGateway(id);
    expect(after).toMatchObject({ State: "available", Description: "changed" });
    expect(after.Options).toMatchObject({
      AmazonSideAsn: 64_999,
      VpnEcmpSupport: "disable",
      TransitGatewayCidrBlocks: ["2001:db8::/64", "10.98.0.0/24"],
    });
    await expectRefusal(modify({ RemoveTransitGatewayCidrBlocks: ["10.1.0.0/24"] }), "InvalidParameterValue");
    await expectRefusal(modify({ EncryptionSupport: "enable" }), "UnsupportedOperation");
    await removeGateway(id);
  });

  test("default tables can be moved, switched off, and on again only with a table", async () => {
    const id = await newGateway();
    const modify = async (Options: object) => {
      await ec2.send(new ModifyTransitGatewayCommand({ TransitGatewayId: id, Options }));
      await settle();
      return present((await readGateway(id)).Options);
    };
    const first = present((await readGateway(id)).Options?.AssociationDefaultRouteTableId);
    const made = await ec2.send(new CreateTransitGatewayRouteTableCommand({ TransitGatewayId: id }));
    await settle();
    const second = present(made.TransitGatewayRouteTable?.TransitGatewayRouteTableId);
    expect(await modify({ PropagationDefaultRouteTableId: second })).toMatchObject({
      AssociationDefaultRouteTableId: first,
      PropagationDefaultRouteTableId: second,
    });
    const off = await modify({ DefaultRouteTableAssociation: "disable" });
    expect(off.AssociationDefaultRouteTableId).toBeUndefined();
    await expectRefusal(modify({ DefaultRouteTableAssociation: "enable" }), "MissingParameter");
    const on = { DefaultRouteTableAssociation: "enable", AssociationDefaultRouteTableId: second };
    expect(await modify(on)).toMatchObject({ AssociationDefaultRouteTableId: second });
    await removeGateway(id);
  });

  test("cannot be deleted with attachments; deleted it is listed for a minute, then unknown", async () => {
    const TransitGatewayId = await newGateway();
    const attachment = await attach(TransitGatewayId, await newVpc());
    await expectRefusal(
      ec2.send(new DeleteTransitGatewayCommand({ TransitGatewayId })),
      "IncorrectState",
      `${TransitGatewayId} has non-deleted Transit Gateway Attachments: ${attachment}.`,
    );
    await detach(attachment);
    const { TransitGateway } = await ec2.send(new DeleteTransitGatewayCommand({ TransitGatewayId }));
    expect(TransitGateway?.State).toBe("deleting");
    await settle();
    expect((await readGateway(TransitGatewayId)).State).toBe("deleted");
    const message = `Transit Gateway ${TransitGatewayId} was deleted or does not exist.`;
    const again = () => ec2.send(new DeleteTransitGatewayCommand({ TransitGatewayId }));
    await expectRefusal(again(), "InvalidTransitGatewayID.NotFound", message);
    await control.advance({ advanceSeconds: 61 });
    await expectRefusal(readGateway(TransitGatewayId), "InvalidTransitGatewayID.NotFound", message);
  });

  test("ids and filters that are wrong are refused, and kinds that cannot exist are listed empty", async () => {
    const list = (input: object) => ec2.send(new DescribeTransitGatewaysCommand(input));
    await expectRefusal(list({ TransitGatewayIds: [`tgw-${absent}`] }), "InvalidTransitGatewayID.NotFound");
    await expectRefusal(list({ TransitGatewayIds: ["tgw-x"] }), "InvalidTransitGatewayID.Malformed");
    await expectRefusal(list({ Filters: [{ Name: "vpc-id", Values: ["x"] }] }), "InvalidParameterValue");
    const domains = await ec2.send(new DescribeTransitGatewayMulticastDomainsCommand({}));
    expect(domains.TransitGatewayMulticastDomains).toEqual([]);
  });
});

describe("VPC attachment", () => {
  test("joins the default tables, and is settled there when it becomes available", async () => {
    const gateway = await newGateway();
    const { VpcId, SubnetIds } = await newVpc();
    const vpc = { VpcId, SubnetIds };
    const { TransitGatewayVpcAttachment: made } = await ec2.send(
      new CreateTransitGatewayVpcAttachmentCommand({ TransitGatewayId: gateway, ...vpc }),
    );
    expect(made).toMatchObject({
      State: "pending",
      VpcId: vpc.VpcId,
      VpcOwnerId: "111122223333",
      SubnetIds: vpc.SubnetIds,
      Options: {
        DnsSupport: "enable",
        SecurityGroupReferencingSupport: "enable",
        Ipv6Support: "disable",
        ApplianceModeSupport: "disable",
      },
    });
    await settle();
    const id = present(made?.TransitGatewayAttachmentId);
    const Filters = [
      { Name: "resource-id", Values: [vpc.VpcId] },
      { Name: "resource-type", Values: ["vpc"] },
      { Name: "association.state", Values: ["associated"] },
    ];
    const { TransitGatewayAttachments } = await ec2.send(new DescribeTransitGatewayAttachmentsCommand({ Filters }));
    expect(TransitGatewayAttachments).toHaveLength(1);
    expect(TransitGatewayAttachments?.[0]).toMatchObject({
      TransitGatewayAttachmentId: id,
      State: "available",
      ResourceId: vpc.VpcId,
      ResourceOwnerId: "111122223333",
      Association: {
        TransitGatewayRouteTableId: (await readGateway(gateway)).Options?.AssociationDefaultRouteTableId,
        State: "associated",
      },
    });
    await detach(id);
    await removeGateway(gateway);
  });

  test("takes one subnet in each zone, and a VPC once", async () => {
    const TransitGatewayId = await newGateway();
    const { cidr: _, ...vpc } = await newVpc(["ap-northeast-2a", "ap-northeast-2a", "ap-northeast-2b"]);
    const other = await newVpc();
    const create = (input: object) =>
      ec2.send(new CreateTransitGatewayVpcAttachmentCommand({ TransitGatewayId, ...vpc, ...input }));
    await expectRefusal(create({}), "DuplicateSubnetsInSameZone");
    await expectRefusal(create({ SubnetIds: other.SubnetIds }), "InvalidParameterValue");
    await expectRefusal(create({ VpcId: `vpc-${absent}` }), "InvalidVpcID.NotFound");
    await expectRefusal(
      create({ SubnetIds: [`subnet-${absent}`] }),
      "InvalidSubnetID.NotFound",
      `Subnet subnet-${absent} was deleted or does not exist.`,
    );
    await expectRefusal(create({ SubnetIds: ["subnet-x"] }), "InvalidSubnetID.Malformed");
    const id = await attach(TransitGatewayId, vpc);
    await expectRefusal(
      create({ SubnetIds: vpc.SubnetIds.slice(0, 1) }),
      "DuplicateTransitGatewayAttachment",
      `${TransitGatewayId} has non-deleted Transit Gateway Attachments with same VPC ID.`,
    );
    await detach(id);
    await removeGateway(TransitGatewayId);
  });

  test("is changed in place: subnets come and go, the last one stays", async () => {
    const gateway = await newGateway();
    const vpc = await newVpc(["ap-northeast-2a", "ap-northeast-2b"]);
    const [first = "", second = ""] = vpc.SubnetIds;
    const id = await attach(gateway, vpc);
    const modify = async (input: object) => {
      const request = { TransitGatewayAttachmentId: id, ...input };
      const { TransitGatewayVpcAttachment } = await ec2.send(new ModifyTransitGatewayVpcAttachmentCommand(request));
      expect(TransitGatewayVpcAttachment?.State).toBe("modifying");
      await settle();
    };
    await modify({ AddSubnetIds: [second], Options: { ApplianceModeSupport: "enable" } });
    const interfaces = async () => {
      const Filters = [{ Name: "interface-type", Values: ["transit_gateway"] }];
      const { NetworkInterfaces } = await ec2.send(new DescribeNetworkInterfacesCommand({ Filters }));
      return NetworkInterfaces?.map((row) => `${row.SubnetId} ${row.Description}`);
    };
    const inSubnet = (subnet: string) => `${subnet} Network Interface for Transit Gateway Attachment ${id}`;
    expect(await interfaces()).toEqual([inSubnet(first), inSubnet(second)]);
    await modify({ RemoveSubnetIds: [first] });
    expect(await interfaces()).toEqual([inSubnet(second)]);
    const read = new DescribeTransitGatewayVpcAttachmentsCommand({ TransitGatewayAttachmentIds: [id] });
    expect((await ec2.send(read)).TransitGatewayVpcAttachments?.[0]).toMatchObject({
      State: "available",
      SubnetIds: [second],
      Options: { ApplianceModeSupport: "enable", DnsSupport: "enable" },
    });
    await expectRefusal(modify({ RemoveSubnetIds: [second] }), "InvalidParameterValue");
    await expectRefusal(modify({ AddSubnetIds: [second] }), "InvalidParameterValue");
    await expectRefusal(modify({}), "MissingParameter");
    await detach(id);
    expect(await interfaces()).toEqual([]);
    await removeGateway(gateway);
  });

  test("holds its subnets, carries routes of the VPC, and leaves them as blackholes", async () => {
    const TransitGatewayId = await newGateway();
    const vpc = await newVpc();
    const made = await ec2.send(new CreateRouteTableCommand({ VpcId: vpc.VpcId }));
    const RouteTableId = present(made.RouteTable?.RouteTableId);
    const DestinationCidrBlock = "172.16.0.0/12";
    const route = () => ec2.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock, TransitGatewayId }));
    const state = async () => {
      const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [RouteTableId] }));
      return RouteTables?.[0]?.Routes?.find((row) => row.TransitGatewayId === TransitGatewayId)?.State;
    };
    await expectRefusal(route(), "InvalidTransitGatewayID.NotFound");
    const id = await attach(TransitGatewayId, vpc);
    await route();
    expect(await state()).toBe("active");
    const [SubnetId = ""] = vpc.SubnetIds;
    await expectRefusal(
      ec2.send(new DeleteSubnetCommand({ SubnetId })),
      "DependencyViolation",
      `The subnet '${SubnetId}' has dependencies and cannot be deleted.`,
    );
    await detach(id);
    expect(await state()).toBe("blackhole");
    await ec2.send(new DeleteSubnetCommand({ SubnetId }));
    await removeGateway(TransitGatewayId);
  });

  test("of nobody else waits for nobody's acceptance, and an unknown one is not found", async () => {
    const gateway = await newGateway();
    const id = await attach(gateway, await newVpc());
    const TransitGatewayAttachmentId = id;
    const accept = new AcceptTransitGatewayVpcAttachmentCommand({ TransitGatewayAttachmentId });
    await expectRefusal(ec2.send(accept), "IncorrectState", `${id} is in invalid state`);
    const reject = new RejectTransitGatewayVpcAttachmentCommand({ TransitGatewayAttachmentId });
    await expectRefusal(ec2.send(reject), "IncorrectState", `${id} is in invalid state`);
    await detach(id);
    await expectRefusal(
      ec2.send(new DeleteTransitGatewayVpcAttachmentCommand({ TransitGatewayAttachmentId })),
      "InvalidTransitGatewayAttachmentID.NotFound",
      `Transit Gateway VPC Attachment ${id} was deleted or does not exist.`,
    );
    await removeGateway(gateway);
  });

  test("is tagged like everything else", async () => {
    const gateway = await newGateway();
    const id = await attach(gateway, await newVpc());
    const Tags = [{ Key: "Name", Value: "spoke" }];
    await ec2.send(new CreateTagsCommand({ Resources: [id, gateway], Tags }));
    const Filters = [{ Name: "tag:Name", Values: ["spoke"] }];
    const found = await ec2.send(new DescribeTransitGatewayAttachmentsCommand({ Filters }));
    expect(found.TransitGatewayAttachments?.map((row) => row.TransitGatewayAttachmentId)).toEqual([id]);
    expect((await readGateway(gateway)).Tags).toEqual(Tags);
    await detach(id);
    await removeGateway(gateway);
  });
});

test("lists are paged as the SDK's paginators expect", async () => {
  const TransitGatewayId = await newGateway();
  for (let index = 0; index < 11; index += 1)
    await ec2.send(new CreateTransitGatewayRouteTableCommand({ TransitGatewayId }));
  const sizes: number[] = [];
  const Filters = [{ Name: "transit-gateway-id", Values: [TransitGatewayId] }];
  for await (const found of paginateDescribeTransitGatewayRouteTables({ client: ec2, pageSize: 5 }, { Filters }))
    sizes.push(found.TransitGatewayRouteTables?.length ?? 0);
  expect(sizes).toEqual([5, 5, 2]);
  await removeGateway(TransitGatewayId);
});

test("an account has five in a Region, and a deleted one makes room", async () => {
  const limited = await startBench({ quotas: new Map() });
  const steps = transitGatewaySteps(limited.ec2, limited.control);
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) ids.push(await steps.newGateway());
  await expectRefusal(steps.newGateway(), "TransitGatewayLimitExceeded");
  await steps.removeGateway(ids[0] ?? "");
  await steps.newGateway();
});
