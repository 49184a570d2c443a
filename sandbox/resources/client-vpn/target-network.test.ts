import {
  ApplySecurityGroupsToClientVpnTargetNetworkCommand,
  AssociateClientVpnTargetNetworkCommand,
  type AssociateClientVpnTargetNetworkCommandInput,
  AuthorizeClientVpnIngressCommand,
  type AuthorizeClientVpnIngressCommandInput,
  CreateClientVpnRouteCommand,
  type CreateClientVpnRouteCommandInput,
  CreateSecurityGroupCommand,
  DeleteClientVpnRouteCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeClientVpnAuthorizationRulesCommand,
  DescribeClientVpnRoutesCommand,
  DescribeClientVpnTargetNetworksCommand,
  DescribeNetworkInterfacesCommand,
  DisassociateClientVpnTargetNetworkCommand,
  RevokeClientVpnIngressCommand,
  type RevokeClientVpnIngressCommandInput,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { expectRefusal, present, startBench } from "../../test-bench";
import { clientVpnBench } from "./client-vpn-bench";

const { ec2, control } = await startBench();
const { newVpc, newSubnet, newEndpoint, newAvailable, read, networks } = clientVpnBench(ec2, control);

const associate = (
  ClientVpnEndpointId: string,
  SubnetId: string,
  given: Partial<AssociateClientVpnTargetNetworkCommandInput> = {},
) => ec2.send(new AssociateClientVpnTargetNetworkCommand({ ClientVpnEndpointId, SubnetId, ...given }));

const disassociate = (ClientVpnEndpointId: string, AssociationId: string) =>
  ec2.send(new DisassociateClientVpnTargetNetworkCommand({ ClientVpnEndpointId, AssociationId }));

async function routesOf(ClientVpnEndpointId: string, Name?: string, Value = "") {
  const Filters = Name === undefined ? undefined : [{ Name, Values: [Value] }];
  const found = await ec2.send(new DescribeClientVpnRoutesCommand({ ClientVpnEndpointId, Filters }));
  return present(found.Routes);
}

async function interfacesIn(SubnetId: string) {
  const Filters = [{ Name: "subnet-id", Values: [SubnetId] }];
  return present((await ec2.send(new DescribeNetworkInterfacesCommand({ Filters }))).NetworkInterfaces);
}

describe("a target network", () => {
  test("brings an interface, the VPC's route and its default group, and makes the endpoint available", async () => {
    const VpcId = await newVpc();
    const SubnetId = await newSubnet(VpcId, "10.50.1.0/24");
    const id = await newEndpoint();
    const made = await associate(id, SubnetId);
    expect(made).toMatchObject({
      AssociationId: expect.stringMatching(/^cvpn-assoc-[0-9a-f]{17}$/),
      Status: { Code: "associating" },
    });
    expect((await read(id)).Status).toEqual({ Code: "pending-associate" });
    await control.advance({ advanceSeconds: 30 });
    const endpoint = await read(id);
    expect(endpoint).toMatchObject({ Status: { Code: "available" }, VpcId });
    expect(endpoint.SecurityGroupIds).toHaveLength(1);
    expect(await networks(id)).toMatchObject([
      {
        AssociationId: made.AssociationId,
        ClientVpnEndpointId: id,
        TargetNetworkId: SubnetId,
        VpcId,
        Status: { Code: "associated" },
        SecurityGroups: endpoint.SecurityGroupIds,
      },
    ]);
    expect(await routesOf(id)).toEqual([
      {
        ClientVpnEndpointId: id,
        DestinationCidr: "10.50.0.0/16",
        TargetSubnet: SubnetId,
        Type: "Nat",
        Origin: "associate",
        Status: { Code: "active" },
        Description: "Default Route",
      },
    ]);
    expect(await interfacesIn(SubnetId)).toMatchObject([
      { Description: "ClientVPN Endpoint resource", RequesterManaged: true, Status: "in-use" },
    ]);
  });

  test("keeps its subnet and its VPC", async () => {
    const { VpcId, SubnetId } = await newAvailable();
    await expectRefusal(ec2.send(new DeleteSubnetCommand({ SubnetId })), "DependencyViolation");
    await expectRefusal(ec2.send(new DeleteVpcCommand({ VpcId })), "DependencyViolation");
  });

  test("goes with everything it brought, and the last one leaves the endpoint pending", async () => {
    const { VpcId, SubnetId, ClientVpnEndpointId: id, AssociationId } = await newAvailable();
    const route = { ClientVpnEndpointId: id, DestinationCidrBlock: "0.0.0.0/0", TargetVpcSubnetId: SubnetId };
    await ec2.send(new CreateClientVpnRouteCommand(route));
    expect(await disassociate(id, AssociationId)).toEqual({
      $metadata: expect.anything(),
      AssociationId,
      Status: { Code: "disassociating" },
    });
    expect((await networks(id))[0]?.Status).toEqual({ Code: "disassociating" });
    await control.advance({ advanceSeconds: 30 });
    expect(await networks(id)).toEqual([]);
    expect(await routesOf(id)).toEqual([]);
    expect((await read(id)).Status).toEqual({ Code: "pending-associate" });
    await expectRefusal(disassociate(id, AssociationId), "InvalidClientVpnAssociationIdNotFound");
    await ec2.send(new DeleteSubnetCommand({ SubnetId }));
    await ec2.send(new DeleteVpcCommand({ VpcId }));
  });

  test("that is given up before it is there goes all the same, and comes to nothing", async () => {
    const VpcId = await newVpc();
    const id = await newEndpoint();
    const { AssociationId } = await associate(id, await newSubnet(VpcId, "10.50.1.0/24"));
    await control.advance({ advanceSeconds: 5 });
    await disassociate(id, present(AssociationId));
    await control.advance({ advanceSeconds: 16 });
    expect((await networks(id))[0]?.Status).toEqual({ Code: "disassociating" });
    await control.advance({ advanceSeconds: 5 });
    expect(await networks(id)).toEqual([]);
  });

  test("is one to a zone, of one VPC, and never twice", async () => {
    const { VpcId, SubnetId, ClientVpnEndpointId: id } = await newAvailable();
    await expectRefusal(associate(id, SubnetId), "InvalidClientVpnDuplicateAssociationException");
    const sameZone = await newSubnet(VpcId, "10.50.2.0/24");
    await expectRefusal(associate(id, sameZone), "InvalidClientVpnSubnetId.DuplicateAz");
    const elsewhere = await newSubnet(await newVpc("10.60.0.0/16"), "10.60.1.0/24", "c");
    await expectRefusal(associate(id, elsewhere), "InvalidClientVpnSubnetId.NotFound");
    await expectRefusal(associate(id, "subnet-0123456789abcdef0"), "InvalidClientVpnSubnetId.NotFound");
    await associate(id, await newSubnet(VpcId, "10.50.3.0/24", "b"));
    expect(await networks(id)).toHaveLength(2);
  });

  test("may not have addresses that clients have", async () => {
    const SubnetId = await newSubnet(await newVpc("172.20.0.0/16"), "172.20.1.0/24");
    await expectRefusal(associate(await newEndpoint(), SubnetId), "InvalidClientVpnSubnetId.OverlappingCidr");
  });

  test("with the same client token is the same", async () => {
    const SubnetId = await newSubnet(await newVpc(), "10.50.1.0/24");
    const id = await newEndpoint();
    const first = await associate(id, SubnetId, { ClientToken: "once" });
    expect((await associate(id, SubnetId, { ClientToken: "once" })).AssociationId).toBe(first.AssociationId);
  });

  test("is found by its id and by each documented filter", async () => {
    const { VpcId, SubnetId, ClientVpnEndpointId, AssociationId } = await newAvailable();
    const other = await newSubnet(VpcId, "10.50.2.0/24", "b");
    await associate(ClientVpnEndpointId, other);
    const find = async (Name: string, Value: string) => {
      const request = { ClientVpnEndpointId, Filters: [{ Name, Values: [Value] }] };
      const found = await ec2.send(new DescribeClientVpnTargetNetworksCommand(request));
      return found.ClientVpnTargetNetworks?.map(({ TargetNetworkId }) => TargetNetworkId);
    };
    expect(await find("association-id", AssociationId)).toEqual([SubnetId]);
    expect(await find("target-network-id", other)).toEqual([other]);
    expect(await find("vpc-id", VpcId)).toEqual([SubnetId, other]);
    const one = { ClientVpnEndpointId, AssociationIds: [AssociationId] };
    expect((await ec2.send(new DescribeClientVpnTargetNetworksCommand(one))).ClientVpnTargetNetworks).toHaveLength(1);
  });

  test("has the groups that are applied, and so has its interface", async () => {
    const { VpcId, SubnetId, ClientVpnEndpointId } = await newAvailable();
    const group = { VpcId, GroupName: "clients", Description: "clients" };
    const GroupId = present((await ec2.send(new CreateSecurityGroupCommand(group))).GroupId);
    const request = { ClientVpnEndpointId, VpcId, SecurityGroupIds: [GroupId] };
    const applied = await ec2.send(new ApplySecurityGroupsToClientVpnTargetNetworkCommand(request));
    expect(applied.SecurityGroupIds).toEqual([GroupId]);
    expect((await networks(ClientVpnEndpointId))[0]?.SecurityGroups).toEqual([GroupId]);
    expect((await interfacesIn(SubnetId))[0]?.Groups).toMatchObject([{ GroupId }]);
    const elsewhere = { ...request, VpcId: await newVpc("10.60.0.0/16") };
    await expectRefusal(
      ec2.send(new ApplySecurityGroupsToClientVpnTargetNetworkCommand(elsewhere)),
      "InvalidParameterValue",
    );
  });
});

describe("a route", () => {
  const create = (given: CreateClientVpnRouteCommandInput) => ec2.send(new CreateClientVpnRouteCommand(given));

  test("is creating, active, deleting, and gone", async () => {
    const { SubnetId: TargetVpcSubnetId, ClientVpnEndpointId } = await newAvailable();
    const route = { ClientVpnEndpointId, TargetVpcSubnetId, DestinationCidrBlock: "0.0.0.0/0" };
    expect((await create({ ...route, Description: "internet" })).Status).toEqual({ Code: "creating" });
    await control.advance({ advanceSeconds: 10 });
    expect(await routesOf(ClientVpnEndpointId, "destination-cidr", "0.0.0.0/0")).toMatchObject([
      { Origin: "add-route", Type: "Nat", Status: { Code: "active" }, Description: "internet" },
    ]);
    const gone = await ec2.send(new DeleteClientVpnRouteCommand(route));
    expect(gone.Status).toEqual({ Code: "deleting" });
    await control.advance({ advanceSeconds: 10 });
    expect(await routesOf(ClientVpnEndpointId, "origin", "add-route")).toEqual([]);
    expect(await routesOf(ClientVpnEndpointId, "target-subnet", TargetVpcSubnetId)).toHaveLength(1);
    await expectRefusal(ec2.send(new DeleteClientVpnRouteCommand(route)), "InvalidClientVpnRouteNotFound");
  });

  test("needs an association, a subnet that is associated, and is never there twice", async () => {
    const ClientVpnEndpointId = await newEndpoint();
    const DestinationCidrBlock = "0.0.0.0/0";
    const TargetVpcSubnetId = await newSubnet(await newVpc(), "10.50.1.0/24");
    const route = { ClientVpnEndpointId, DestinationCidrBlock, TargetVpcSubnetId };
    await expectRefusal(create(route), "InvalidClientVpnActiveAssociationNotFound");
    const { ClientVpnEndpointId: id, SubnetId } = await newAvailable();
    await expectRefusal(create({ ...route, ClientVpnEndpointId: id }), "InvalidClientVpnSubnetId.NotFound");
    await expectRefusal(
      create({ ClientVpnEndpointId: id, DestinationCidrBlock: "10.50.0.0/16", TargetVpcSubnetId: SubnetId }),
      "InvalidClientVpnDuplicateRoute",
      "Route already exists",
    );
  });

  test("with the same client token is the same, and for something else it is refused", async () => {
    const { SubnetId: TargetVpcSubnetId, ClientVpnEndpointId } = await newAvailable();
    const route = { ClientVpnEndpointId, TargetVpcSubnetId, ClientToken: "once" };
    await create({ ...route, DestinationCidrBlock: "10.70.0.0/16" });
    await create({ ...route, DestinationCidrBlock: "10.70.0.0/16" });
    expect(await routesOf(ClientVpnEndpointId, "origin", "add-route")).toHaveLength(1);
    await expectRefusal(create({ ...route, DestinationCidrBlock: "10.80.0.0/16" }), "IdempotentParameterMismatch");
  });

  test("to other clients is local and for the client CIDR, which no other route may cover", async () => {
    const { SubnetId, ClientVpnEndpointId } = await newAvailable();
    await create({ ClientVpnEndpointId, DestinationCidrBlock: "172.20.0.0/16", TargetVpcSubnetId: "local" });
    expect(await routesOf(ClientVpnEndpointId, "target-subnet", "local")).toMatchObject([{ Type: "Local" }]);
    await expectRefusal(
      create({ ClientVpnEndpointId, DestinationCidrBlock: "172.16.0.0/12", TargetVpcSubnetId: SubnetId }),
      "InvalidParameterValue",
    );
  });

  test("that an association brought cannot be deleted", async () => {
    const { SubnetId: TargetVpcSubnetId, ClientVpnEndpointId } = await newAvailable();
    const route = { ClientVpnEndpointId, TargetVpcSubnetId, DestinationCidrBlock: "10.50.0.0/16" };
    await expectRefusal(ec2.send(new DeleteClientVpnRouteCommand(route)), "OperationNotPermitted");
  });
});

describe("an authorization rule", () => {
  const authorize = (ClientVpnEndpointId: string, given: Partial<AuthorizeClientVpnIngressCommandInput>) =>
    ec2.send(
      new AuthorizeClientVpnIngressCommand({ ClientVpnEndpointId, TargetNetworkCidr: "10.50.0.0/16", ...given }),
    );
  const revoke = (ClientVpnEndpointId: string, given: Partial<RevokeClientVpnIngressCommandInput>) =>
    ec2.send(new RevokeClientVpnIngressCommand({ ClientVpnEndpointId, TargetNetworkCidr: "10.50.0.0/16", ...given }));

  async function rulesOf(ClientVpnEndpointId: string, Name?: string, Value = "") {
    const Filters = Name === undefined ? undefined : [{ Name, Values: [Value] }];
    const found = await ec2.send(new DescribeClientVpnAuthorizationRulesCommand({ ClientVpnEndpointId, Filters }));
    return present(found.AuthorizationRules);
  }

  test("is authorizing, active, revoking, and gone; an endpoint needs no network for it", async () => {
    const id = await newEndpoint();
    expect((await authorize(id, { AuthorizeAllGroups: true })).Status).toEqual({ Code: "authorizing" });
    await control.advance({ advanceSeconds: 10 });
    expect(await rulesOf(id)).toEqual([
      {
        ClientVpnEndpointId: id,
        GroupId: "",
        AccessAll: true,
        DestinationCidr: "10.50.0.0/16",
        Status: { Code: "active" },
      },
    ]);
    expect((await revoke(id, { RevokeAllGroups: true })).Status).toEqual({ Code: "revoking" });
    await control.advance({ advanceSeconds: 10 });
    expect(await rulesOf(id)).toEqual([]);
    await expectRefusal(revoke(id, { RevokeAllGroups: true }), "InvalidClientVpnEndpointAuthorizationRuleNotFound");
  });

  test("is for a group or for all; of one network each group has its own", async () => {
    const id = await newEndpoint();
    await expectRefusal(
      authorize(id, {}),
      "MissingParameter",
      "You must specify either access-group-id or authorize-all-groups",
    );
    await authorize(id, { AuthorizeAllGroups: true });
    await authorize(id, { AccessGroupId: "network admins", Description: "admins" });
    await expectRefusal(
      authorize(id, { AccessGroupId: "network admins" }),
      "InvalidClientVpnDuplicateAuthorizationRule",
    );
    await control.advance({ advanceSeconds: 10 });
    expect(await rulesOf(id, "group-id", "network admins")).toMatchObject([
      { AccessAll: false, Description: "admins", Status: { Code: "active" } },
    ]);
    await revoke(id, { AccessGroupId: "network admins" });
    await control.advance({ advanceSeconds: 10 });
    expect(await rulesOf(id, "destination-cidr", "10.50.0.0/16")).toMatchObject([{ AccessAll: true }]);
  });

  test("with the same client token is the same", async () => {
    const id = await newEndpoint();
    await authorize(id, { AuthorizeAllGroups: true, ClientToken: "once" });
    await authorize(id, { AuthorizeAllGroups: true, ClientToken: "once" });
    expect(await rulesOf(id)).toHaveLength(1);
  });
});
