import {
  CreateClientVpnEndpointCommand,
  type CreateClientVpnEndpointCommandInput,
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  DeleteClientVpnEndpointCommand,
  DeleteSecurityGroupCommand,
  DeleteVpcCommand,
  DescribeClientVpnEndpointsCommand,
  DescribeTagsCommand,
  ExportClientVpnClientConfigurationCommand,
  ModifyClientVpnEndpointCommand,
  type ModifyClientVpnEndpointCommandInput,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { expectRefusal, present, startBench } from "../../test-bench";
import { clientVpnBench, directory, federated, mutual, plain } from "./client-vpn-bench";

const { ec2, control } = await startBench();
const { newVpc, newEndpoint, newAvailable, read } = clientVpnBench(ec2, control);

const create = (given: Partial<CreateClientVpnEndpointCommandInput>) =>
  ec2.send(new CreateClientVpnEndpointCommand({ ...plain, ...given }));
const modify = (ClientVpnEndpointId: string, given: Partial<ModifyClientVpnEndpointCommandInput>) =>
  ec2.send(new ModifyClientVpnEndpointCommand({ ClientVpnEndpointId, ...given }));

describe("creating an endpoint", () => {
  test("what was not asked for has the API's defaults", async () => {
    const made = await create({});
    const id = present(made.ClientVpnEndpointId);
    expect(made).toMatchObject({
      Status: { Code: "pending-associate" },
      DnsName: `*.${id}.prod.clientvpn.ap-northeast-2.amazonaws.com`,
    });
    const endpoint = await read(id);
    expect(endpoint).toMatchObject({
      Description: "",
      Status: { Code: "pending-associate" },
      ClientCidrBlock: "172.20.0.0/16",
      SplitTunnel: false,
      VpnProtocol: "openvpn",
      TransportProtocol: "udp",
      VpnPort: 443,
      ConnectionLogOptions: { Enabled: false },
      SelfServicePortalUrl: `https://self-service.clientvpn.amazonaws.com/endpoints/${id}`,
      ClientConnectOptions: { Enabled: false, Status: { Code: "applied" } },
      SessionTimeoutHours: 24,
      ClientLoginBannerOptions: { Enabled: false },
      ClientRouteEnforcementOptions: { Enforced: false },
      DisconnectOnSessionTimeout: true,
      EndpointIpAddressType: "ipv4",
      TrafficIpAddressType: "ipv4",
      AuthenticationOptions: [
        {
          Type: "certificate-authentication",
          MutualAuthentication: {
            ClientRootCertificateChain: mutual.MutualAuthentication.ClientRootCertificateChainArn,
          },
        },
      ],
    });
    expect(endpoint.CreationTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    expect(endpoint.VpcId).toBeUndefined();
  });

  test("everything that was asked for comes back", async () => {
    const VpcId = await newVpc();
    const request = { VpcId, GroupName: "clients", Description: "clients" };
    const { GroupId } = await ec2.send(new CreateSecurityGroupCommand(request));
    const id = await newEndpoint({
      AuthenticationOptions: [mutual, federated],
      Description: "Admins",
      DnsServers: ["10.50.0.2", "8.8.8.8"],
      TransportProtocol: "tcp",
      VpnPort: 1194,
      SplitTunnel: true,
      SelfServicePortal: "disabled",
      VpcId,
      SecurityGroupIds: [present(GroupId)],
      SessionTimeoutHours: 8,
      DisconnectOnSessionTimeout: false,
      ConnectionLogOptions: { Enabled: true, CloudwatchLogGroup: "vpn" },
      ClientConnectOptions: {
        Enabled: true,
        LambdaFunctionArn: "arn:aws:lambda:ap-northeast-2:111122223333:function:AWSClientVPN-gate",
      },
      ClientLoginBannerOptions: { Enabled: true, BannerText: "Be careful" },
      ClientRouteEnforcementOptions: { Enforced: true },
      DevicePostureOptions: {
        TrustProviders: [
          { TrustProviderType: "jamf", TenantId: "acme", PublicSigningKeyUrl: "https://keys.example.com/jamf" },
        ],
      },
      TagSpecifications: [{ ResourceType: "client-vpn-endpoint", Tags: [{ Key: "Name", Value: "admins" }] }],
    });
    const endpoint = await read(id);
    expect(endpoint).toMatchObject({
      Description: "Admins",
      DnsServers: ["10.50.0.2", "8.8.8.8"],
      TransportProtocol: "tcp",
      VpnPort: 1194,
      SplitTunnel: true,
      VpcId,
      SecurityGroupIds: [GroupId],
      SessionTimeoutHours: 8,
      DisconnectOnSessionTimeout: false,
      ConnectionLogOptions: { Enabled: true, CloudwatchLogGroup: "vpn", IncludeAuthorizationPolicyContext: false },
      ClientConnectOptions: { Enabled: true, Status: { Code: "applied" } },
      ClientLoginBannerOptions: { Enabled: true, BannerText: "Be careful" },
      ClientRouteEnforcementOptions: { Enforced: true },
      DevicePostureOptions: { TrustProviders: [{ TrustProviderType: "jamf", TenantId: "acme" }] },
      Tags: [{ Key: "Name", Value: "admins" }],
    });
    expect(endpoint.AuthenticationOptions?.map(({ Type }) => Type)).toEqual([
      "certificate-authentication",
      "federated-authentication",
    ]);
    expect(endpoint.ConnectionLogOptions?.CloudwatchLogStream).toMatch(
      new RegExp(`^${id}-ap-northeast-2-\\d{4}/\\d\\d/\\d\\d-\\w{12}$`),
    );
    expect(endpoint.SelfServicePortalUrl).toBeUndefined();
  });

  test.each([
    [{ ClientCidrBlock: "172.16.0.0/11" }, "InvalidParameterValue"],
    [{ ClientCidrBlock: "172.16.0.0/23" }, "InvalidParameterValue"],
    [{ ClientCidrBlock: "172.16.1.0/16" }, "InvalidParameterValue"],
    [{ ClientCidrBlock: undefined }, "MissingParameter"],
    [{ DnsServers: ["10.0.0.1", "10.0.0.2", "10.0.0.3"] }, "InvalidParameterValue"],
    [{ DnsServers: ["dns.example.com"] }, "InvalidParameterValue"],
    [{ VpnPort: 8443 }, "InvalidParameterValue"],
    [{ SessionTimeoutHours: 9 }, "InvalidParameterValue"],
    [{ ServerCertificateArn: "server" }, "InvalidParameterValue"],
    [{ ConnectionLogOptions: { Enabled: true } }, "MissingParameter"],
    [{ ClientConnectOptions: { Enabled: true } }, "MissingParameter"],
    [
      {
        ClientConnectOptions: { Enabled: true, LambdaFunctionArn: "arn:aws:lambda:eu-west-1:111122223333:function:x" },
      },
      "InvalidParameterValue",
    ],
    [{ ClientLoginBannerOptions: { Enabled: true, BannerText: "x".repeat(1401) } }, "InvalidParameterValue"],
    [{ AuthenticationOptions: [directory, federated] }, "InvalidParameterCombination"],
    [{ AuthenticationOptions: [mutual, mutual] }, "InvalidParameterValue"],
    [{ VpcId: "vpc-0123456789abcdef0" }, "InvalidVpcID.NotFound"],
    [{ SecurityGroupIds: ["sg-0123456789abcdef0"] }, "InvalidParameterValue"],
  ])("%o is refused as %s", async (given, code) => {
    await expectRefusal(create(given), code);
  });

  test("an authentication type without its details is named as AWS names it", async () => {
    await expectRefusal(
      create({ AuthenticationOptions: [{ Type: "federated-authentication" }] }),
      "MissingParameter",
      "Federated authentication is required but is missing in the request",
    );
  });

  test("a signing key must be at a public name", async () => {
    const provider = { TrustProviderType: "crowdstrike" as const, TenantId: "acme" };
    for (const PublicSigningKeyUrl of ["https://127.0.0.1/keys", "https://localhost/keys"])
      await expectRefusal(
        create({ DevicePostureOptions: { TrustProviders: [{ ...provider, PublicSigningKeyUrl }] } }),
        "InvalidParameterValue",
        "PublicSigningKeyUrl must reference a public hostname, not localhost or an IP address",
      );
  });

  test("client addresses may not be addresses of the VPC", async () => {
    const VpcId = await newVpc("172.20.0.0/16");
    await expectRefusal(create({ VpcId }), "InvalidParameterValue");
  });

  test("the same client token is the same endpoint, and for something else it is refused", async () => {
    const ClientToken = "once";
    const first = await create({ ClientToken });
    expect((await create({ ClientToken })).ClientVpnEndpointId).toBe(first.ClientVpnEndpointId);
    await expectRefusal(create({ ClientToken, VpnPort: 1194 }), "IdempotentParameterMismatch");
  });
});

describe("finding endpoints", () => {
  test("by id, filter, tag, and a page at a time", async () => {
    const id = await newEndpoint({ TransportProtocol: "tcp" });
    await ec2.send(new CreateTagsCommand({ Resources: [id], Tags: [{ Key: "team", Value: "net" }] }));
    const find = async (Name: string, Value: string) => {
      const found = await ec2.send(new DescribeClientVpnEndpointsCommand({ Filters: [{ Name, Values: [Value] }] }));
      return found.ClientVpnEndpoints?.map(({ ClientVpnEndpointId }) => ClientVpnEndpointId);
    };
    expect(await find("endpoint-id", id)).toEqual([id]);
    expect(await find("transport-protocol", "tcp")).toContain(id);
    expect(await find("tag:team", "net")).toEqual([id]);
    await expectRefusal(find("vpc-id", "x"), "InvalidParameterValue", "The filter 'vpc-id' is invalid");
    for (let made = 0; made < 5; made++) await newEndpoint();
    const page = await ec2.send(new DescribeClientVpnEndpointsCommand({ MaxResults: 5 }));
    expect(page.ClientVpnEndpoints).toHaveLength(5);
    expect(page.NextToken).toBeDefined();
    const tags = await ec2.send(
      new DescribeTagsCommand({ Filters: [{ Name: "resource-type", Values: ["client-vpn-endpoint"] }] }),
    );
    expect(tags.Tags?.map(({ ResourceId }) => ResourceId)).toContain(id);
  });

  test("an unknown id and a text that is no id are refused in AWS's words", async () => {
    const id = "cvpn-endpoint-0123456789abcdef0";
    await expectRefusal(read(id), "InvalidClientVpnEndpointId.NotFound", `Endpoint ${id} does not exist`);
    await expectRefusal(read("leeds"), "InvalidClientVpnEndpointId.Malformed");
    await expectRefusal(modify(id, { Description: "" }), "InvalidClientVpnEndpointId.NotFound");
  });
});

describe("modifying an endpoint", () => {
  test("each field changes, and what is not named stays", async () => {
    const id = await newEndpoint({ DnsServers: ["10.50.0.2"], Description: "before" });
    await modify(id, { VpnPort: 1194, SplitTunnel: true, SessionTimeoutHours: 10, SelfServicePortal: "disabled" });
    expect(await read(id)).toMatchObject({
      VpnPort: 1194,
      SplitTunnel: true,
      SessionTimeoutHours: 10,
      Description: "before",
      DnsServers: ["10.50.0.2"],
    });
    await modify(id, { DnsServers: { Enabled: false }, Description: "after" });
    expect((await read(id)).DnsServers ?? []).toEqual([]);
    await modify(id, { DnsServers: { Enabled: true, CustomDnsServers: ["1.1.1.1"] } });
    expect(await read(id)).toMatchObject({ DnsServers: ["1.1.1.1"], Description: "after" });
  });

  test("a new connect handler is applied after a while", async () => {
    const id = await newEndpoint();
    const LambdaFunctionArn = "arn:aws:lambda:ap-northeast-2:111122223333:function:AWSClientVPN-gate";
    await modify(id, { ClientConnectOptions: { Enabled: true, LambdaFunctionArn } });
    expect((await read(id)).ClientConnectOptions).toMatchObject({ Enabled: true, Status: { Code: "applying" } });
    await control.advance({ advanceSeconds: 10 });
    expect((await read(id)).ClientConnectOptions).toMatchObject({ LambdaFunctionArn, Status: { Code: "applied" } });
  });

  test("groups need their VPC, and a VPC stays while a network is associated", async () => {
    const { ClientVpnEndpointId } = await newAvailable();
    const other = await newVpc("10.60.0.0/16");
    await expectRefusal(
      modify(ClientVpnEndpointId, { SecurityGroupIds: ["sg-0123456789abcdef0"] }),
      "InvalidParameterValue",
      "Security Groups cannot be modified without specifying Vpc Id",
    );
    await expectRefusal(modify(ClientVpnEndpointId, { VpcId: other }), "IncorrectState");
  });

  test("a log stream that AWS named stays while the group is the same", async () => {
    const log = { Enabled: true, CloudwatchLogGroup: "vpn" };
    const id = await newEndpoint({ ConnectionLogOptions: log });
    const before = (await read(id)).ConnectionLogOptions?.CloudwatchLogStream;
    await modify(id, { ConnectionLogOptions: { ...log, IncludeAuthorizationPolicyContext: true } });
    expect((await read(id)).ConnectionLogOptions).toMatchObject({
      CloudwatchLogStream: before,
      IncludeAuthorizationPolicyContext: true,
    });
    await modify(id, { ConnectionLogOptions: { ...log, CloudwatchLogStream: "mine" } });
    expect((await read(id)).ConnectionLogOptions?.CloudwatchLogStream).toBe("mine");
  });

  test("a refused change changes nothing", async () => {
    const id = await newEndpoint();
    await expectRefusal(modify(id, { SplitTunnel: true, VpnPort: 1 }), "InvalidParameterValue");
    expect((await read(id)).SplitTunnel).toBe(false);
  });
});

describe("deleting an endpoint", () => {
  test("with associations it stays; without it is deleting, deleted, and then unknown", async () => {
    const { ClientVpnEndpointId: used } = await newAvailable();
    await expectRefusal(
      ec2.send(new DeleteClientVpnEndpointCommand({ ClientVpnEndpointId: used })),
      "DependencyViolation",
    );
    const id = await newEndpoint();
    const answer = await ec2.send(new DeleteClientVpnEndpointCommand({ ClientVpnEndpointId: id }));
    expect(answer.Status).toEqual({ Code: "deleting" });
    await control.advance({ advanceSeconds: 10 });
    const deleted = await read(id);
    expect(deleted.Status).toEqual({ Code: "deleted" });
    expect(deleted.DeletionTime).toBeDefined();
    await control.advance({ advanceSeconds: 60 });
    await expectRefusal(read(id), "InvalidClientVpnEndpointId.NotFound");
  });

  test("its VPC and its groups stay as long as it names them", async () => {
    const VpcId = await newVpc();
    const request = { VpcId, GroupName: "clients", Description: "clients" };
    const { GroupId } = await ec2.send(new CreateSecurityGroupCommand(request));
    const id = await newEndpoint({ VpcId, SecurityGroupIds: [present(GroupId)] });
    await expectRefusal(ec2.send(new DeleteSecurityGroupCommand({ GroupId })), "DependencyViolation");
    await ec2.send(new DeleteClientVpnEndpointCommand({ ClientVpnEndpointId: id }));
    await control.advance({ advanceSeconds: 10 });
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId }));
    await ec2.send(new DeleteVpcCommand({ VpcId }));
  });
});

test("the exported configuration is an OpenVPN profile with the endpoint's own values", async () => {
  const id = await newEndpoint({ TransportProtocol: "tcp", VpnPort: 1194, AuthenticationOptions: [directory] });
  const request = { ClientVpnEndpointId: id };
  const { ClientConfiguration = "" } = await ec2.send(new ExportClientVpnClientConfigurationCommand(request));
  const lines = ClientConfiguration.split("\n");
  expect(lines.slice(0, 4)).toEqual([
    "client",
    "dev tun",
    "proto tcp",
    `remote ${id}.prod.clientvpn.ap-northeast-2.amazonaws.com 1194`,
  ]);
  expect(lines).toContain("remote-random-hostname");
  expect(lines).toContain("auth-user-pass");
  expect(ClientConfiguration).toMatch(/<ca>\n-----BEGIN CERTIFICATE-----\n[\s\S]+\n-----END CERTIFICATE-----\n<\/ca>/);
});
