import {
  AllocateAddressCommand,
  AssignPrivateNatGatewayAddressCommand,
  AssociateAddressCommand,
  AssociateNatGatewayAddressCommand,
  AttachInternetGatewayCommand,
  CreateEgressOnlyInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateManagedPrefixListCommand,
  CreateNatGatewayCommand,
  CreateNetworkInterfaceCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteEgressOnlyInternetGatewayCommand,
  DeleteManagedPrefixListCommand,
  DeleteNatGatewayCommand,
  DeleteNetworkInterfaceCommand,
  DeleteRouteCommand,
  DescribeAddressesAttributeCommand,
  DescribeAddressesCommand,
  DescribeManagedPrefixListsCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkInterfacesCommand,
  DescribePrefixListsCommand,
  DescribeRouteTablesCommand,
  DetachInternetGatewayCommand,
  DisassociateAddressCommand,
  DisassociateNatGatewayAddressCommand,
  GetManagedPrefixListEntriesCommand,
  ModifyAddressAttributeCommand,
  ModifyManagedPrefixListCommand,
  ReleaseAddressCommand,
  ReplaceRouteCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { expectRefusal, present, startBench } from "../../test-bench";

const { ec2, control } = await startBench();

async function newSubnet(isOpen = true) {
  const VpcId = present((await ec2.send(new CreateVpcCommand({ CidrBlock: "10.50.0.0/16" }))).Vpc?.VpcId);
  const made = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: "10.50.1.0/24" }));
  const InternetGatewayId = isOpen ? await open(VpcId) : "";
  return { VpcId, SubnetId: present(made.Subnet?.SubnetId), InternetGatewayId };
}

async function open(VpcId: string): Promise<string> {
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
  const InternetGatewayId = present(InternetGateway?.InternetGatewayId);
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }));
  return InternetGatewayId;
}

async function newAddress(): Promise<string> {
  return present((await ec2.send(new AllocateAddressCommand({ Domain: "vpc" }))).AllocationId);
}

async function newInterface(SubnetId: string): Promise<string> {
  const made = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId }));
  return present(made.NetworkInterface?.NetworkInterfaceId);
}

async function newNatGateway(SubnetId: string, AllocationId: string): Promise<string> {
  const made = await ec2.send(new CreateNatGatewayCommand({ SubnetId, AllocationId }));
  return present(made.NatGateway?.NatGatewayId);
}

async function natGateway(id: string) {
  const found = await ec2.send(new DescribeNatGatewaysCommand({ NatGatewayIds: [id] }));
  return present(found.NatGateways?.[0]);
}

async function address(AllocationId: string) {
  return present((await ec2.send(new DescribeAddressesCommand({ AllocationIds: [AllocationId] }))).Addresses?.[0]);
}

describe("Elastic IP address", () => {
  test("is associated with an interface, seen from there, and free again afterwards", async () => {
    const { SubnetId, VpcId, InternetGatewayId } = await newSubnet();
    const AllocationId = await newAddress();
    const NetworkInterfaceId = await newInterface(SubnetId);
    const { AssociationId } = await ec2.send(new AssociateAddressCommand({ AllocationId, NetworkInterfaceId }));
    const row = await address(AllocationId);
    expect(row).toMatchObject({ AssociationId, NetworkInterfaceId, Domain: "vpc", PrivateIpAddress: "10.50.1.4" });
    const Filters = [{ Name: "association.public-ip", Values: [present(row.PublicIp)] }];
    const seen = await ec2.send(new DescribeNetworkInterfacesCommand({ Filters }));
    expect(seen.NetworkInterfaces?.map((one) => one.Association?.AllocationId)).toEqual([AllocationId]);
    await expectRefusal(
      ec2.send(new ReleaseAddressCommand({ AllocationId })),
      "InvalidIPAddress.InUse",
      `Address ${row.PublicIp} is in use.`,
    );
    await expectRefusal(
      ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId })),
      "DependencyViolation",
      `Network ${VpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
    );
    await ec2.send(new DisassociateAddressCommand({ AssociationId }));
    await expectRefusal(ec2.send(new DisassociateAddressCommand({ AssociationId })), "InvalidAssociationID.NotFound");
    await ec2.send(new ReleaseAddressCommand({ AllocationId }));
    await expectRefusal(
      ec2.send(new DescribeAddressesCommand({ AllocationIds: [AllocationId] })),
      "InvalidAllocationID.NotFound",
      `The allocation ID '${AllocationId}' does not exist`,
    );
  });

  test("moves by itself, unless the caller forbids it, and is free when its interface goes", async () => {
    const { SubnetId } = await newSubnet();
    const AllocationId = await newAddress();
    const [first, second] = [await newInterface(SubnetId), await newInterface(SubnetId)];
    await ec2.send(new AssociateAddressCommand({ AllocationId, NetworkInterfaceId: first }));
    const move = { AllocationId, NetworkInterfaceId: second };
    await expectRefusal(
      ec2.send(new AssociateAddressCommand({ ...move, AllowReassociation: false })),
      "Resource.AlreadyAssociated",
    );
    await ec2.send(new AssociateAddressCommand(move));
    expect((await address(AllocationId)).NetworkInterfaceId).toBe(second);
    await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: second }));
    expect((await address(AllocationId)).AssociationId).toBeUndefined();
  });

  test("needs an internet gateway, and its reverse name is told only once it has one", async () => {
    const { SubnetId, VpcId } = await newSubnet(false);
    const AllocationId = await newAddress();
    const NetworkInterfaceId = await newInterface(SubnetId);
    await expectRefusal(
      ec2.send(new AssociateAddressCommand({ AllocationId, NetworkInterfaceId })),
      "Gateway.NotAttached",
      `Network ${VpcId} is not attached to any internet gateway`,
    );
    const names = async () =>
      (
        await ec2.send(
          new DescribeAddressesAttributeCommand({ AllocationIds: [AllocationId], Attribute: "domain-name" }),
        )
      ).Addresses;
    expect(await names()).toEqual([]);
    await ec2.send(new ModifyAddressAttributeCommand({ AllocationId, DomainName: "mail.example.net" }));
    expect((await names())?.[0]?.PtrRecord).toBe("mail.example.net.");
  });
});

describe("NAT gateway", () => {
  test("is pending, then available, holds its address, and lets go of it when deleted", async () => {
    const { SubnetId, VpcId } = await newSubnet();
    const AllocationId = await newAddress();
    const id = await newNatGateway(SubnetId, AllocationId);
    expect(await natGateway(id)).toMatchObject({ State: "pending", ConnectivityType: "public", VpcId, SubnetId });
    await control.advance({ advanceSeconds: 15 });
    const { PublicIp } = await address(AllocationId);
    const ready = await natGateway(id);
    expect(ready.State).toBe("available");
    expect(ready.NatGatewayAddresses).toMatchObject([
      { AllocationId, PublicIp, PrivateIp: "10.50.1.4", IsPrimary: true, Status: "succeeded" },
    ]);
    await expectRefusal(
      ec2.send(new DisassociateAddressCommand({ AssociationId: ready.NatGatewayAddresses?.[0]?.AssociationId })),
      "AuthFailure",
    );
    await ec2.send(new DeleteNatGatewayCommand({ NatGatewayId: id }));
    expect((await natGateway(id)).State).toBe("deleting");
    await control.advance({ advanceSeconds: 15 });
    expect((await natGateway(id)).State).toBe("deleted");
    expect((await address(AllocationId)).AssociationId).toBeUndefined();
    await control.advance({ advanceSeconds: 60 });
    await expectRefusal(
      ec2.send(new DescribeNatGatewaysCommand({ NatGatewayIds: [id] })),
      "NatGatewayNotFound",
      `NAT gateway ${id} was not found`,
    );
  });

  test("fails where no internet gateway is, and with an address that is taken", async () => {
    const closed = await newSubnet(false);
    const stuck = await newNatGateway(closed.SubnetId, await newAddress());
    const { SubnetId } = await newSubnet();
    const AllocationId = await newAddress();
    await newNatGateway(SubnetId, AllocationId);
    const second = await newNatGateway(SubnetId, AllocationId);
    await control.advance({ advanceSeconds: 15 });
    expect(await natGateway(stuck)).toMatchObject({
      State: "failed",
      FailureCode: "Gateway.NotAttached",
      FailureMessage: `Network ${closed.VpcId} has no Internet gateway attached`,
    });
    expect(await natGateway(second)).toMatchObject({
      State: "failed",
      FailureCode: "Resource.AlreadyAssociated",
      FailureMessage: `Elastic IP address [${AllocationId}] is already associated`,
    });
  });

  test("has secondary addresses, which come and go, while the primary one stays", async () => {
    const { SubnetId } = await newSubnet();
    const NatGatewayId = await newNatGateway(SubnetId, await newAddress());
    await control.advance({ advanceSeconds: 15 });
    const more = await newAddress();
    const added = await ec2.send(new AssociateNatGatewayAddressCommand({ NatGatewayId, AllocationIds: [more] }));
    expect(added.NatGatewayAddresses?.[0]?.Status).toBe("associating");
    await control.advance({ advanceSeconds: 5 });
    const [primary, secondary] = present((await natGateway(NatGatewayId)).NatGatewayAddresses);
    expect(secondary).toMatchObject({ AllocationId: more, IsPrimary: false, Status: "succeeded" });
    const remove = (id: string | undefined) =>
      ec2.send(new DisassociateNatGatewayAddressCommand({ NatGatewayId, AssociationIds: [present(id)] }));
    await expectRefusal(remove(primary?.AssociationId), "InvalidParameterValue");
    await remove(secondary?.AssociationId);
    await control.advance({ advanceSeconds: 5 });
    expect((await natGateway(NatGatewayId)).NatGatewayAddresses).toHaveLength(1);
    await ec2.send(new ReleaseAddressCommand({ AllocationId: more }));
  });

  test("a private one has no Elastic IP address, and more private ones on demand", async () => {
    const { SubnetId } = await newSubnet(false);
    const wanted = { SubnetId, ConnectivityType: "private" as const };
    await expectRefusal(
      ec2.send(new CreateNatGatewayCommand({ ...wanted, AllocationId: await newAddress() })),
      "InvalidParameterCombination",
    );
    await expectRefusal(ec2.send(new CreateNatGatewayCommand({ SubnetId })), "MissingParameter");
    const { NatGateway } = await ec2.send(new CreateNatGatewayCommand(wanted));
    const NatGatewayId = present(NatGateway?.NatGatewayId);
    await control.advance({ advanceSeconds: 15 });
    await ec2.send(new AssignPrivateNatGatewayAddressCommand({ NatGatewayId, PrivateIpAddressCount: 2 }));
    await control.advance({ advanceSeconds: 5 });
    const addresses = (await natGateway(NatGatewayId)).NatGatewayAddresses;
    expect(addresses?.map(({ PrivateIp }) => PrivateIp)).toEqual(["10.50.1.4", "10.50.1.5", "10.50.1.6"]);
  });

  test("the same token makes one gateway, and refuses another request", async () => {
    const { SubnetId } = await newSubnet();
    const wanted = { SubnetId, AllocationId: await newAddress(), ClientToken: "nat-once" };
    const first = await ec2.send(new CreateNatGatewayCommand(wanted));
    const again = await ec2.send(new CreateNatGatewayCommand(wanted));
    expect(again.NatGateway?.NatGatewayId).toBe(first.NatGateway?.NatGatewayId);
    const other = { ...wanted, AllocationId: await newAddress() };
    await expectRefusal(ec2.send(new CreateNatGatewayCommand(other)), "IdempotentParameterMismatch");
  });
});

describe("routes", () => {
  async function newTable(VpcId: string) {
    const made = await ec2.send(new CreateRouteTableCommand({ VpcId }));
    const RouteTableId = present(made.RouteTable?.RouteTableId);
    const route = async (id: string) => {
      const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [RouteTableId] }));
      const fields = ["DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId"] as const;
      return RouteTables?.[0]?.Routes?.find((one) => fields.some((field) => one[field] === id));
    };
    return { RouteTableId, route };
  }

  test("lead to a NAT gateway, which leaves a blackhole behind", async () => {
    const { SubnetId, VpcId } = await newSubnet();
    const NatGatewayId = await newNatGateway(SubnetId, await newAddress());
    await control.advance({ advanceSeconds: 15 });
    const { RouteTableId, route } = await newTable(VpcId);
    const wanted = { RouteTableId, DestinationCidrBlock: "0.0.0.0/0" };
    await ec2.send(new CreateRouteCommand({ ...wanted, NatGatewayId }));
    expect(await route("0.0.0.0/0")).toMatchObject({ NatGatewayId, State: "active", Origin: "CreateRoute" });
    await ec2.send(new DeleteNatGatewayCommand({ NatGatewayId }));
    await control.advance({ advanceSeconds: 15 });
    expect(await route("0.0.0.0/0")).toMatchObject({ NatGatewayId, State: "blackhole" });
    await expectRefusal(
      ec2.send(new ReplaceRouteCommand({ ...wanted, NatGatewayId })),
      "InvalidNatGatewayID.NotFound",
      `The natGateway ID '${NatGatewayId}' does not exist`,
    );
    const NetworkInterfaceId = await newInterface(SubnetId);
    await ec2.send(new ReplaceRouteCommand({ ...wanted, NetworkInterfaceId }));
    expect(await route("0.0.0.0/0")).toMatchObject({ NetworkInterfaceId, State: "blackhole" });
  });

  test("for IPv6 lead out through an egress-only gateway, and IPv4 does not", async () => {
    const { VpcId } = await newSubnet();
    const made = await ec2.send(new CreateEgressOnlyInternetGatewayCommand({ VpcId, ClientToken: "eigw" }));
    const EgressOnlyInternetGatewayId = present(made.EgressOnlyInternetGateway?.EgressOnlyInternetGatewayId);
    const { RouteTableId, route } = await newTable(VpcId);
    const target = { RouteTableId, EgressOnlyInternetGatewayId };
    await ec2.send(new CreateRouteCommand({ ...target, DestinationIpv6CidrBlock: "2001:DB8:0:0::/32" }));
    expect(await route("2001:db8::/32")).toMatchObject({ EgressOnlyInternetGatewayId, State: "active" });
    await expectRefusal(
      ec2.send(new CreateRouteCommand({ ...target, DestinationCidrBlock: "0.0.0.0/0" })),
      "InvalidParameterValue",
    );
    await ec2.send(new DeleteEgressOnlyInternetGatewayCommand({ EgressOnlyInternetGatewayId }));
    expect((await route("2001:db8::/32"))?.State).toBe("blackhole");
  });

  test("a local route can be sent elsewhere and back, and not removed", async () => {
    const { SubnetId, VpcId } = await newSubnet();
    const { RouteTableId, route } = await newTable(VpcId);
    const local = { RouteTableId, DestinationCidrBlock: "10.50.0.0/16" };
    const NetworkInterfaceId = await newInterface(SubnetId);
    await ec2.send(new ReplaceRouteCommand({ ...local, NetworkInterfaceId }));
    expect(await route("10.50.0.0/16")).toMatchObject({ NetworkInterfaceId, Origin: "CreateRouteTable" });
    await expectRefusal(ec2.send(new DeleteRouteCommand(local)), "InvalidParameterValue");
    await ec2.send(new ReplaceRouteCommand({ ...local, LocalTarget: true }));
    expect(await route("10.50.0.0/16")).toMatchObject({ GatewayId: "local", State: "active" });
  });

  test("two destinations or two targets are refused, and so is a gateway of another VPC", async () => {
    const { VpcId, InternetGatewayId: GatewayId } = await newSubnet();
    const other = await newSubnet();
    const { RouteTableId } = await newTable(VpcId);
    const create = (wanted: object) => ec2.send(new CreateRouteCommand({ RouteTableId, ...wanted }));
    const v4 = { DestinationCidrBlock: "0.0.0.0/0" };
    await expectRefusal(create({ ...v4, DestinationIpv6CidrBlock: "::/0", GatewayId }), "InvalidParameterCombination");
    const NetworkInterfaceId = await newInterface(other.SubnetId);
    await expectRefusal(create({ ...v4, GatewayId, NetworkInterfaceId }), "InvalidParameterCombination");
    await expectRefusal(
      create({ ...v4, NetworkInterfaceId }),
      "InvalidParameterValue",
      `route table ${RouteTableId} and interface ${NetworkInterfaceId} belong to different networks`,
    );
    await expectRefusal(create(v4), "MissingParameter");
  });
});

describe("prefix list", () => {
  test("changes make versions, the present one must be named, and old ones can be read", async () => {
    const made = await ec2.send(
      new CreateManagedPrefixListCommand({
        PrefixListName: "sites",
        AddressFamily: "IPv4",
        MaxEntries: 2,
        Entries: [{ Cidr: "10.60.0.0/16", Description: "leeds" }],
      }),
    );
    const PrefixListId = present(made.PrefixList?.PrefixListId);
    expect(made.PrefixList).toMatchObject({ State: "create-in-progress", Version: 1, MaxEntries: 2 });
    const change = (input: object) => ec2.send(new ModifyManagedPrefixListCommand({ PrefixListId, ...input }));
    const add = { CurrentVersion: 1, AddEntries: [{ Cidr: "10.61.0.0/16" }] };
    await expectRefusal(change(add), "IncorrectState");
    await control.advance({ advanceSeconds: 5 });
    await expectRefusal(change({ ...add, CurrentVersion: 7 }), "PrefixListVersionMismatch");
    await change(add);
    await control.advance({ advanceSeconds: 5 });
    const state = await ec2.send(new DescribeManagedPrefixListsCommand({ PrefixListIds: [PrefixListId] }));
    expect(state.PrefixLists?.[0]).toMatchObject({ State: "modify-complete", Version: 2 });
    const entries = async (TargetVersion?: number) => {
      const read = await ec2.send(new GetManagedPrefixListEntriesCommand({ PrefixListId, TargetVersion }));
      return read.Entries?.map(({ Cidr }) => Cidr);
    };
    expect(await entries()).toEqual(["10.60.0.0/16", "10.61.0.0/16"]);
    expect(await entries(1)).toEqual(["10.60.0.0/16"]);
    const third = { CurrentVersion: 2, AddEntries: [{ Cidr: "10.62.0.0/16" }] };
    await expectRefusal(change(third), "PrefixListMaxEntriesExceeded");
  });

  test("cannot be deleted while a route names it", async () => {
    const { VpcId, InternetGatewayId } = await newSubnet();
    const made = await ec2.send(
      new CreateManagedPrefixListCommand({ PrefixListName: "held", AddressFamily: "IPv4", MaxEntries: 1 }),
    );
    const PrefixListId = present(made.PrefixList?.PrefixListId);
    const table = await ec2.send(new CreateRouteTableCommand({ VpcId }));
    const route = { RouteTableId: table.RouteTable?.RouteTableId, DestinationPrefixListId: PrefixListId };
    await ec2.send(new CreateRouteCommand({ ...route, GatewayId: InternetGatewayId }));
    await expectRefusal(ec2.send(new DeleteManagedPrefixListCommand({ PrefixListId })), "DependencyViolation");
    await ec2.send(new DeleteRouteCommand(route));
    await ec2.send(new DeleteManagedPrefixListCommand({ PrefixListId }));
    await control.advance({ advanceSeconds: 5 });
    await expectRefusal(
      ec2.send(new DescribeManagedPrefixListsCommand({ PrefixListIds: [PrefixListId] })),
      "InvalidPrefixListID.NotFound",
    );
  });

  test("AWS's own are listed, and nobody else may change them", async () => {
    const { PrefixLists } = await ec2.send(new DescribePrefixListsCommand({}));
    expect(PrefixLists?.map(({ PrefixListName }) => PrefixListName)).toEqual([
      "com.amazonaws.ap-northeast-2.s3",
      "com.amazonaws.ap-northeast-2.dynamodb",
    ]);
    const PrefixListId = PrefixLists?.[0]?.PrefixListId;
    await expectRefusal(ec2.send(new DeleteManagedPrefixListCommand({ PrefixListId })), "OperationNotPermitted");
  });
});
