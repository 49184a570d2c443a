import {
  AssociateTransitGatewayRouteTableCommand,
  CreateManagedPrefixListCommand,
  CreateTransitGatewayPrefixListReferenceCommand,
  CreateTransitGatewayRouteCommand,
  DeleteManagedPrefixListCommand,
  DeleteTransitGatewayPrefixListReferenceCommand,
  DeleteTransitGatewayRouteCommand,
  DeleteTransitGatewayRouteTableCommand,
  DeleteVpnConnectionCommand,
  DisableTransitGatewayRouteTablePropagationCommand,
  DisassociateTransitGatewayRouteTableCommand,
  EnableTransitGatewayRouteTablePropagationCommand,
  ExportTransitGatewayRoutesCommand,
  GetTransitGatewayAttachmentPropagationsCommand,
  GetTransitGatewayPrefixListReferencesCommand,
  GetTransitGatewayRouteTableAssociationsCommand,
  GetTransitGatewayRouteTablePropagationsCommand,
  ModifyTransitGatewayCommand,
  ModifyTransitGatewayPrefixListReferenceCommand,
  ReplaceTransitGatewayRouteCommand,
  SearchTransitGatewayRoutesCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { expectRefusal, present, startBench } from "../../test-bench";
import { inShort, transitGatewaySteps } from "./testing";

const { ec2, control } = await startBench();
const steps = transitGatewaySteps(ec2, control);
const { settle, newGateway, defaultTable, newTable, newVpc, attach, detach, newVpn, attachments, search } = steps;

async function announce(connectionId: string, prefixes: string[], more: { prepend?: number; med?: number } = {}) {
  const bgp = { asn: 65_010, prefixes, ...more };
  await control.configureDevice({ connectionId, configured: true, bgp, immediate: true });
  await settle();
}

describe("associations", () => {
  test("an attachment has one, and it takes its time to come and go", async () => {
    const gateway = await newGateway();
    const id = await attach(gateway, await newVpc());
    const first = await defaultTable(gateway);
    const second = await newTable(gateway);
    const pair = (TransitGatewayRouteTableId: string) => ({
      TransitGatewayRouteTableId,
      TransitGatewayAttachmentId: id,
    });
    const associate = (table: string) => ec2.send(new AssociateTransitGatewayRouteTableCommand(pair(table)));
    const disassociate = (table: string) => ec2.send(new DisassociateTransitGatewayRouteTableCommand(pair(table)));
    const read = async (TransitGatewayRouteTableId: string) => {
      const Filters = [{ Name: "transit-gateway-attachment-id", Values: [id] }];
      const request = { TransitGatewayRouteTableId, Filters };
      const { Associations } = await ec2.send(new GetTransitGatewayRouteTableAssociationsCommand(request));
      return Associations?.map((row) => row.State);
    };
    expect(await read(first)).toEqual(["associated"]);
    await expectRefusal(
      associate(second),
      "Resource.AlreadyAssociated",
      `Transit Gateway Attachment ${id} is already associated to a route table.`,
    );
    await expectRefusal(disassociate(second), "InvalidAssociation.NotFound");
    expect((await disassociate(first)).Association).toMatchObject({ State: "disassociating", ResourceType: "vpc" });
    expect(await read(first)).toEqual(["disassociating"]);
    await settle();
    expect(await read(first)).toEqual([]);
    expect((await associate(second)).Association?.State).toBe("associating");
    await settle();
    expect(await read(second)).toEqual(["associated"]);
    await expectRefusal(
      ec2.send(new DeleteTransitGatewayRouteTableCommand({ TransitGatewayRouteTableId: second })),
      "IncorrectState",
    );
    await expectRefusal(
      ec2.send(new DeleteTransitGatewayRouteTableCommand({ TransitGatewayRouteTableId: first })),
      "IncorrectState",
    );
  });

  test("tables and attachments of different transit gateways do not meet", async () => {
    const TransitGatewayAttachmentId = await attach(await newGateway(), await newVpc());
    const TransitGatewayRouteTableId = await defaultTable(await newGateway());
    const pair = { TransitGatewayAttachmentId, TransitGatewayRouteTableId };
    await expectRefusal(ec2.send(new AssociateTransitGatewayRouteTableCommand(pair)), "InvalidParameterValue");
    await expectRefusal(
      ec2.send(new CreateTransitGatewayRouteCommand({ ...pair, DestinationCidrBlock: "10.0.0.0/8" })),
      "InvalidParameterValue",
    );
  });
});

describe("propagations", () => {
  test("bring a VPC's block into a table, once, and take it away again", async () => {
    const gateway = await newGateway();
    const vpc = await newVpc();
    const TransitGatewayAttachmentId = await attach(gateway, vpc);
    const TransitGatewayRouteTableId = await newTable(gateway);
    const pair = { TransitGatewayAttachmentId, TransitGatewayRouteTableId };
    const enable = () => ec2.send(new EnableTransitGatewayRouteTablePropagationCommand(pair));
    const disable = () => ec2.send(new DisableTransitGatewayRouteTablePropagationCommand(pair));
    await expectRefusal(disable(), "TransitGatewayRouteTablePropagation.NotFound");
    expect((await enable()).Propagation).toMatchObject({ ...pair, ResourceId: vpc.VpcId, ResourceType: "vpc" });
    await expectRefusal(
      enable(),
      "TransitGatewayRouteTablePropagation.Duplicate",
      `Propagation ${TransitGatewayAttachmentId} already exists in Transit Gateway Route Table ${TransitGatewayRouteTableId}.`,
    );
    await settle();
    const found = await ec2.send(new GetTransitGatewayRouteTablePropagationsCommand({ TransitGatewayRouteTableId }));
    expect(found.TransitGatewayRouteTablePropagations).toEqual([
      { TransitGatewayAttachmentId, ResourceId: vpc.VpcId, ResourceType: "vpc", State: "enabled" },
    ]);
    const tables = await ec2.send(new GetTransitGatewayAttachmentPropagationsCommand({ TransitGatewayAttachmentId }));
    expect(tables.TransitGatewayAttachmentPropagations).toHaveLength(2);
    const route = `${vpc.cidr} propagated active ${TransitGatewayAttachmentId}`;
    expect((await search(TransitGatewayRouteTableId)).map(inShort)).toEqual([route]);
    await disable();
    await settle();
    expect(await search(TransitGatewayRouteTableId)).toEqual([]);
  });

  test("do not bring the block of a VPC that overlaps with one attached before", async () => {
    const gateway = await newGateway();
    const table = await defaultTable(gateway);
    const first = await attach(gateway, await newVpc(undefined, "10.200.0.0/16"));
    await attach(gateway, await newVpc(undefined, "10.200.0.0/16"));
    expect((await search(table)).map(inShort)).toEqual([`10.200.0.0/16 propagated active ${first}`]);
  });
});

describe("static routes", () => {
  test("are made, hide propagated ones, are replaced, and become blackholes with their attachment", async () => {
    const gateway = await newGateway();
    const table = await defaultTable(gateway);
    const vpc = await newVpc();
    const near = await attach(gateway, vpc);
    const far = await attach(gateway, await newVpc());
    const base = { TransitGatewayRouteTableId: table, DestinationCidrBlock: vpc.cidr };
    const made = await ec2.send(new CreateTransitGatewayRouteCommand({ ...base, TransitGatewayAttachmentId: far }));
    expect(inShort(present(made.Route))).toBe(`${vpc.cidr} static active ${far}`);
    const one = { "route-search.exact-match": vpc.cidr };
    expect((await search(table, one)).map(inShort)).toEqual([`${vpc.cidr} static active ${far}`]);
    await expectRefusal(
      ec2.send(new CreateTransitGatewayRouteCommand({ ...base, Blackhole: true })),
      "RouteAlreadyExists",
      `Route ${vpc.cidr} already exists in Transit Gateway Route Table ${table}.`,
    );
    await ec2.send(new ReplaceTransitGatewayRouteCommand({ ...base, Blackhole: true }));
    expect((await search(table, one)).map(inShort)).toEqual([`${vpc.cidr} static blackhole`]);
    await ec2.send(new ReplaceTransitGatewayRouteCommand({ ...base, TransitGatewayAttachmentId: far }));
    await detach(far);
    expect((await search(table, one)).map(inShort)).toEqual([`${vpc.cidr} static blackhole`]);
    const gone = await ec2.send(new DeleteTransitGatewayRouteCommand(base));
    expect(gone.Route?.State).toBe("deleted");
    expect((await search(table, one)).map(inShort)).toEqual([`${vpc.cidr} propagated active ${near}`]);
    await expectRefusal(ec2.send(new DeleteTransitGatewayRouteCommand(base)), "InvalidRoute.NotFound");
    await expectRefusal(
      ec2.send(new ReplaceTransitGatewayRouteCommand({ ...base, Blackhole: true })),
      "InvalidRoute.NotFound",
    );
  });

  test("need a destination and exactly one target", async () => {
    const gateway = await newGateway();
    const TransitGatewayAttachmentId = await attach(gateway, await newVpc());
    const TransitGatewayRouteTableId = await defaultTable(gateway);
    const create = (input: object) =>
      ec2.send(
        new CreateTransitGatewayRouteCommand({
          TransitGatewayRouteTableId,
          DestinationCidrBlock: "10.0.0.0/8",
          ...input,
        }),
      );
    await expectRefusal(create({}), "MissingParameter");
    await expectRefusal(create({ TransitGatewayAttachmentId, Blackhole: true }), "InvalidParameterCombination");
    await expectRefusal(create({ DestinationCidrBlock: "10.0.0.0", Blackhole: true }), "InvalidParameterValue");
    await expectRefusal(
      create({ TransitGatewayAttachmentId: "tgw-attach-0aaaaaaaaaaaaaaaa" }),
      "InvalidTransitGatewayAttachmentID.NotFound",
      "Transit Gateway Attachment tgw-attach-0aaaaaaaaaaaaaaaa was deleted or does not exist.",
    );
    await expectRefusal(
      create({ TransitGatewayRouteTableId: "tgw-rtb-0aaaaaaaaaaaaaaaa", Blackhole: true }),
      "InvalidRouteTableID.NotFound",
      "Transit Gateway Route Table tgw-rtb-0aaaaaaaaaaaaaaaa was deleted or does not exist.",
    );
    expect(
      (await create({ DestinationCidrBlock: "2001:DB8::1/32", Blackhole: true })).Route?.DestinationCidrBlock,
    ).toBe("2001:db8::/32");
  });

  test("of a prefix list stand below those of a CIDR, and hold the list", async () => {
    const gateway = await newGateway();
    const table = await defaultTable(gateway);
    const TransitGatewayAttachmentId = await attach(gateway, await newVpc());
    const Entries = [{ Cidr: "192.168.1.0/24" }, { Cidr: "192.168.2.0/24" }];
    const list = { PrefixListName: "sites", AddressFamily: "IPv4", MaxEntries: 5, Entries };
    const { PrefixList } = await ec2.send(new CreateManagedPrefixListCommand(list));
    await settle();
    const PrefixListId = present(PrefixList?.PrefixListId);
    const base = { TransitGatewayRouteTableId: table, PrefixListId };
    const made = await ec2.send(
      new CreateTransitGatewayPrefixListReferenceCommand({ ...base, TransitGatewayAttachmentId }),
    );
    expect(made.TransitGatewayPrefixListReference).toMatchObject({ State: "available", Blackhole: false });
    const written = { TransitGatewayRouteTableId: table, DestinationCidrBlock: "192.168.2.0/24", Blackhole: true };
    await ec2.send(new CreateTransitGatewayRouteCommand(written));
    expect((await search(table, { type: "static" })).map(inShort)).toEqual([
      `192.168.1.0/24 static active ${TransitGatewayAttachmentId}`,
      "192.168.2.0/24 static blackhole",
    ]);
    expect(await search(table, { "prefix-list-id": PrefixListId })).toHaveLength(1);
    await expectRefusal(ec2.send(new DeleteManagedPrefixListCommand({ PrefixListId })), "DependencyViolation");
    await ec2.send(new ModifyTransitGatewayPrefixListReferenceCommand({ ...base, Blackhole: true }));
    const Filters = [{ Name: "is-blackhole", Values: ["true"] }];
    const read = () => ec2.send(new GetTransitGatewayPrefixListReferencesCommand({ ...base, Filters }));
    expect((await read()).TransitGatewayPrefixListReferences).toHaveLength(1);
    await ec2.send(new DeleteTransitGatewayPrefixListReferenceCommand(base));
    expect((await read()).TransitGatewayPrefixListReferences).toEqual([]);
  });
});

describe("VPN attachments", () => {
  test("come and go with their connection, and with nothing else", async () => {
    const gateway = await newGateway();
    const { connectionId, attachmentId, attachment } = await newVpn(gateway);
    expect(attachment).toMatchObject({ ResourceType: "vpn", State: "available", Tags: [], TransitGatewayId: gateway });
    expect(attachment.Association?.State).toBe("associated");
    await expectRefusal(detach(attachmentId), "InvalidTransitGatewayAttachmentID.NotFound");
    await expectRefusal(
      steps.removeGateway(gateway),
      "IncorrectState",
      `${gateway} has non-deleted VPN Attachments: ${attachmentId}.`,
    );
    await expectRefusal(
      ec2.send(new ModifyTransitGatewayCommand({ TransitGatewayId: gateway, Options: { AmazonSideAsn: 64_600 } })),
      "IncorrectState",
    );
    await ec2.send(new DeleteVpnConnectionCommand({ VpnConnectionId: connectionId }));
    const state = async () => (await attachments([{ Name: "resource-id", Values: [connectionId] }]))[0]?.State;
    expect(await state()).toBe("deleting");
    await settle();
    expect(await state()).toBe("deleted");
    await steps.removeGateway(gateway);
  });

  test("propagate what came by BGP, and share a prefix only while ECMP is on and the paths are equal", async () => {
    const gateway = await newGateway();
    const table = await defaultTable(gateway);
    const [left, right] = [await newVpn(gateway), await newVpn(gateway)];
    await announce(left.connectionId, ["192.168.0.0/16", "192.168.1.0/24"]);
    await announce(right.connectionId, ["192.168.0.0/16"]);
    const both = [left.attachmentId, right.attachmentId].sort().join(" ");
    expect((await search(table)).map(inShort)).toEqual([
      `192.168.0.0/16 propagated active ${both}`,
      `192.168.1.0/24 propagated active ${left.attachmentId}`,
    ]);
    const [shared] = [`192.168.0.0/16 propagated active ${right.attachmentId}`];
    await announce(left.connectionId, ["192.168.0.0/16"], { prepend: 2 });
    expect((await search(table)).map(inShort)).toEqual([shared]);
    await announce(left.connectionId, ["192.168.0.0/16"], { prepend: 0 });
    const Options = { VpnEcmpSupport: "disable" } as const;
    await ec2.send(new ModifyTransitGatewayCommand({ TransitGatewayId: gateway, Options }));
    await settle();
    expect((await search(table))[0]?.TransitGatewayAttachments).toHaveLength(1);
    await control.configureDevice({ connectionId: left.connectionId, configured: false });
    await settle();
    expect((await search(table)).map(inShort)).toEqual([shared]);
  });

  test("yield to a VPC with the same block, and static connections propagate nothing", async () => {
    const gateway = await newGateway();
    const table = await defaultTable(gateway);
    const vpc = await newVpc();
    const { connectionId } = await newVpn(gateway);
    await announce(connectionId, [vpc.cidr]);
    const near = await attach(gateway, vpc);
    const still = await newVpn(gateway, { StaticRoutesOnly: true });
    await control.configureDevice({ connectionId: still.connectionId, configured: true, immediate: true });
    expect((await search(table)).map(inShort)).toEqual([`${vpc.cidr} propagated active ${near}`]);
    const route = { TransitGatewayRouteTableId: table, DestinationCidrBlock: "192.168.9.0/24" };
    const target = { TransitGatewayAttachmentId: still.attachmentId };
    await ec2.send(new CreateTransitGatewayRouteCommand({ ...route, ...target }));
    expect((await search(table, { "attachment.resource-type": "vpn" })).map(inShort)).toEqual([
      `192.168.9.0/24 static active ${still.attachmentId}`,
    ]);
  });
});

describe("searching", () => {
  test("finds by prefix in four ways, by state, type and attachment", async () => {
    const gateway = await newGateway();
    const table = await defaultTable(gateway);
    for (const DestinationCidrBlock of ["10.0.0.0/8", "10.64.0.0/10", "10.64.1.0/24", "172.16.0.0/12"])
      await ec2.send(
        new CreateTransitGatewayRouteCommand({
          TransitGatewayRouteTableId: table,
          DestinationCidrBlock,
          Blackhole: true,
        }),
      );
    const found = async (filters: Record<string, string>) =>
      (await search(table, filters)).map((route) => route.DestinationCidrBlock);
    expect(await found({ "route-search.exact-match": "10.64.0.0/10" })).toEqual(["10.64.0.0/10"]);
    expect(await found({ "route-search.exact-match": "10.64.0.0/11" })).toEqual([]);
    expect(await found({ "route-search.longest-prefix-match": "10.64.1.9" })).toEqual(["10.64.1.0/24"]);
    expect(await found({ "route-search.longest-prefix-match": "10.65.0.0/16" })).toEqual(["10.64.0.0/10"]);
    expect(await found({ "route-search.subnet-of-match": "10.64.0.0/10" })).toEqual(["10.64.0.0/10", "10.64.1.0/24"]);
    expect(await found({ "route-search.supernet-of-match": "10.64.0.0/10" })).toEqual(["10.0.0.0/8", "10.64.0.0/10"]);
    expect(await found({ state: "active" })).toEqual([]);
    expect(await found({ type: "static", "route-search.subnet-of-match": "172.0.0.0/8" })).toEqual(["172.16.0.0/12"]);
    await expectRefusal(found({ "route-search.exact-match": "ten" }), "InvalidParameterValue");
    await expectRefusal(found({ color: "red" }), "InvalidParameterValue", "The filter 'color' is invalid");
  });

  test("needs a filter, and says when there is more", async () => {
    const TransitGatewayRouteTableId = await defaultTable(await newGateway());
    for (let third = 0; third < 7; third += 1)
      await ec2.send(
        new CreateTransitGatewayRouteCommand({
          TransitGatewayRouteTableId,
          DestinationCidrBlock: `10.9.${third}.0/24`,
          Blackhole: true,
        }),
      );
    const ask = (
      input: { MaxResults?: number; NextToken?: string },
      Filters = [{ Name: "type", Values: ["static"] }],
    ) => ec2.send(new SearchTransitGatewayRoutesCommand({ TransitGatewayRouteTableId, Filters, ...input }));
    const first = await ask({ MaxResults: 5 });
    expect([first.Routes?.length, first.AdditionalRoutesAvailable]).toEqual([5, true]);
    const second = await ask({ MaxResults: 5, NextToken: first.NextToken });
    expect([second.Routes?.length, second.AdditionalRoutesAvailable]).toEqual([2, false]);
    await expectRefusal(ask({}, []), "MissingParameter");
    await expectRefusal(ask({ MaxResults: 4 }), "InvalidParameterValue");
    await expectRefusal(
      ec2.send(new ExportTransitGatewayRoutesCommand({ TransitGatewayRouteTableId, S3Bucket: "b" })),
      "UnsupportedOperation",
    );
  });
});
