import { GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { CreateLogGroupCommand, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  AuthorizeClientVpnIngressCommand,
  type CreateClientVpnEndpointCommandInput,
  CreateClientVpnRouteCommand,
  DescribeClientVpnConnectionsCommand,
  DisassociateClientVpnTargetNetworkCommand,
  ExportClientVpnClientCertificateRevocationListCommand,
  ImportClientVpnClientCertificateRevocationListCommand,
  ModifyClientVpnEndpointAuthorizationPolicyCommand,
  ModifyClientVpnEndpointCommand,
  TerminateClientVpnConnectionsCommand,
} from "@aws-sdk/client-ec2";
import { beforeAll, describe, expect, test } from "vitest";
import { clientsFor } from "../../services/service-bench";
import { expectRefusal, present, startBench } from "../../test-bench";
import { clientVpnBench, directory } from "./client-vpn-bench";
import { writeRevocationList } from "./revocation-list-bench";

const startMs = Date.UTC(2026, 0, 5, 8);
const { ec2, control, url } = await startBench({ startMs });
const { newEndpoint, newAvailable } = clientVpnBench(ec2, control);
const { logs, cloudWatch } = clientsFor(url);

const logGroupName = "/vpn/clients";
beforeAll(async () => {
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
});

const logged = { Enabled: true, CloudwatchLogGroup: logGroupName };

/** An endpoint at which everybody may reach the VPC, with its log. */
async function newOpen(given: Partial<CreateClientVpnEndpointCommandInput> = {}) {
  const made = await newAvailable({ ConnectionLogOptions: logged, ...given });
  const rule = { TargetNetworkCidr: "10.50.0.0/16", AuthorizeAllGroups: true };
  await ec2.send(new AuthorizeClientVpnIngressCommand({ ClientVpnEndpointId: made.ClientVpnEndpointId, ...rule }));
  await control.advance({ advanceSeconds: 10 });
  return { ...made, endpointId: made.ClientVpnEndpointId };
}

async function connectionsOf(ClientVpnEndpointId: string, Name?: string, Value = "") {
  const Filters = Name === undefined ? undefined : [{ Name, Values: [Value] }];
  const found = await ec2.send(new DescribeClientVpnConnectionsCommand({ ClientVpnEndpointId, Filters }));
  return present(found.Connections);
}

async function logOf(endpointId: string): Promise<Record<string, unknown>[]> {
  const filterPattern = `{ $.client-vpn-endpoint-id = "${endpointId}" }`;
  const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern }));
  return present(events).map(({ message = "" }) => JSON.parse(message));
}

/** Sums, or the highest values, of the last quarter of an hour. */
async function measured(endpointId: string, MetricName: string, Stat: "Sum" | "Maximum") {
  const Metric = { Namespace: "AWS/ClientVPN", MetricName, Dimensions: [{ Name: "Endpoint", Value: endpointId }] };
  const { now } = await control.now();
  const { MetricDataResults } = await cloudWatch.send(
    new GetMetricDataCommand({
      MetricDataQueries: [{ Id: "m", MetricStat: { Metric, Period: 300, Stat } }],
      StartTime: new Date(Date.parse(now) - 900_000),
      EndTime: new Date(now),
    }),
  );
  return present(MetricDataResults?.[0]?.Values);
}

describe("a client that connects", () => {
  test("gets an address, is listed with what it carries, and leaves a line in the log", async () => {
    const { endpointId } = await newOpen();
    const device = { type: "mac", ip: "198.51.100.7", port: 50_096 };
    const client = { endpointId, commonName: "client1", device, ingressPerSecond: 2000, egressPerSecond: 500 };
    const made = await control.connectClient(client);
    expect(made).toMatchObject({ status: "active", clientIp: "172.20.0.2" });
    await control.advance({ advanceSeconds: 60 });
    const [connection] = await connectionsOf(endpointId);
    expect(connection).toMatchObject({
      ClientVpnEndpointId: endpointId,
      ConnectionId: expect.stringMatching(/^cvpn-connection-[0-9a-f]{17}$/),
      CommonName: "client1",
      ClientIp: "172.20.0.2",
      IngressBytes: "120000",
      EgressBytes: "30000",
      IngressPackets: "120",
      EgressPackets: "30",
      ConnectionEndTime: "-",
      Status: { Code: "active" },
    });
    expect(connection?.Username).toBeUndefined();
    expect(connection?.ConnectionEstablishedTime).toMatch(/^2026-01-05 \d\d:\d\d:\d\d$/);
    expect(await logOf(endpointId)).toEqual([
      {
        "connection-log-type": "connection-attempt",
        "connection-attempt-status": "successful",
        "connection-reset-status": "NA",
        "connection-attempt-failure-reason": "NA",
        "connection-id": made.connectionId,
        "client-vpn-endpoint-id": endpointId,
        "transport-protocol": "udp",
        "common-name": "client1",
        "device-type": "mac",
        "device-ip": "198.51.100.7",
        port: "50096",
        "connection-start-time": connection?.ConnectionEstablishedTime,
        "connection-last-update-time": connection?.ConnectionEstablishedTime,
        "client-ip": "172.20.0.2",
        "ingress-bytes": "0",
        "egress-bytes": "0",
        "ingress-packets": "0",
        "egress-packets": "0",
        "connection-end-time": "NA",
        "connection-duration-seconds": "0",
      },
    ]);
  });

  test("shows in the endpoint's metrics", async () => {
    const { endpointId } = await newOpen();
    await control.connectClient({ endpointId, commonName: "one", ingressPerSecond: 100 });
    const { connectionId } = await control.connectClient({ endpointId, commonName: "two", egressPerSecond: 50 });
    await control.setClientTraffic({ connectionId, ingressPerSecond: 10, egressPerSecond: 0 });
    await control.advance({ advanceSeconds: 900 });
    expect((await measured(endpointId, "ActiveConnectionsCount", "Maximum"))[0]).toBe(2);
    expect((await measured(endpointId, "IngressBytes", "Sum"))[0]).toBe(33_000);
    expect((await measured(endpointId, "EgressBytes", "Sum"))[0]).toBe(0);
  });

  test("needs an associated network and a rule that lets it reach something", async () => {
    const empty = await newEndpoint();
    await expect(control.connectClient({ endpointId: empty, commonName: "one" })).rejects.toThrow(
      `${empty} is pending-associate: it takes clients while a target network is associated`,
    );
    const { ClientVpnEndpointId: endpointId } = await newAvailable({ AuthenticationOptions: [directory] });
    const client = { endpointId, username: "joe" };
    await expect(control.connectClient(client)).rejects.toThrow("No active authorization rule");
    const rule = { TargetNetworkCidr: "10.50.0.0/16", AccessGroupId: "admins" };
    await ec2.send(new AuthorizeClientVpnIngressCommand({ ClientVpnEndpointId: endpointId, ...rule }));
    await control.advance({ advanceSeconds: 10 });
    await expect(control.connectClient(client)).rejects.toThrow("No active authorization rule");
    expect(await control.connectClient({ ...client, groups: ["admins"] })).toMatchObject({ username: "joe" });
    expect(await connectionsOf(endpointId, "username", "joe")).toMatchObject([{ Username: "joe", CommonName: "joe" }]);
    expect(await connectionsOf(endpointId, "username", "ann")).toEqual([]);
  });

  test("with a wrong password is counted and logged; with a wrong certificate it is only counted", async () => {
    const users = await newOpen({ AuthenticationOptions: [directory] });
    const certificates = await newOpen();
    const joe = { endpointId: users.endpointId, username: "joe", isAuthentic: false };
    await expect(control.connectClient(joe)).rejects.toThrow("authentication-failed");
    const one = { endpointId: certificates.endpointId, commonName: "one", isAuthentic: false };
    await expect(control.connectClient(one)).rejects.toThrow("The client's certificate is not valid");
    expect(await logOf(users.endpointId)).toMatchObject([
      { "connection-attempt-status": "failed", username: "joe", "client-ip": "NA" },
    ]);
    expect(await logOf(certificates.endpointId)).toEqual([]);
    await control.advance({ advanceSeconds: 600 });
    for (const { endpointId } of [users, certificates])
      expect((await measured(endpointId, "AuthenticationFailures", "Sum")).reduce((a, b) => a + b, 0)).toBe(1);
    expect(await connectionsOf(users.endpointId)).toEqual([]);
  });

  test("is let in by the connect handler or not, for the reason that AWS's log has", async () => {
    const LambdaFunctionArn = "arn:aws:lambda:ap-northeast-2:111122223333:function:AWSClientVPN-gate";
    const { endpointId } = await newOpen({ ClientConnectOptions: { Enabled: true, LambdaFunctionArn } });
    const client = { endpointId, commonName: "one" };
    await expect(control.connectClient({ ...client, handler: "deny" })).rejects.toThrow("client-connect-failed");
    await expect(control.connectClient({ ...client, handler: "timed-out" })).rejects.toThrow();
    await control.connectClient({ ...client, postureStatuses: ["compliant"] });
    expect(await connectionsOf(endpointId)).toMatchObject([{ PostureComplianceStatuses: ["compliant"] }]);
    const reasons = (await logOf(endpointId)).map((line) => line["connection-attempt-failure-reason"]);
    expect(reasons).toEqual(["client-connect-failed", "client-connect-handler-timed-out", "NA"]);
  });

  test("is kept out by an authorization policy, and in shadow mode only logged", async () => {
    const trust = {
      TrustProviderType: "jamf" as const,
      TenantId: "a",
      PublicSigningKeyUrl: "https://keys.example.com",
    };
    const { endpointId } = await newOpen({ DevicePostureOptions: { TrustProviders: [trust] } });
    const setPolicy = async (ShadowMode: "enabled" | "disabled") => {
      const PolicyDocument = "permit(principal, action, resource);";
      const request = { ClientVpnEndpointId: endpointId, PolicyDocument, ShadowMode };
      await ec2.send(new ModifyClientVpnEndpointAuthorizationPolicyCommand(request));
      await control.advance({ advanceSeconds: 10 });
    };
    const client = {
      endpointId,
      commonName: "one",
      decision: "deny" as const,
      deviceTokens: { jamf: "token-expired" },
    };
    await setPolicy("disabled");
    await expect(control.connectClient(client)).rejects.toThrow("authorization-policy-deny");
    await setPolicy("enabled");
    await control.connectClient(client);
    expect((await logOf(endpointId)).map((line) => line["authorization-policy-evaluation"])).toMatchObject([
      {
        result: "deny",
        "shadow-mode": "disabled",
        reason: "policy-deny",
        "device-token-status": { jamf: { status: "failed", reason: "token-expired" } },
      },
      { result: "deny", "shadow-mode": "enabled" },
    ]);
    expect((await connectionsOf(endpointId))[0]?.AuthorizationPolicyLastEvaluatedTime).toBeDefined();
  });
});

describe("a connection ends", () => {
  const terminate = (ClientVpnEndpointId: string, given: { ConnectionId?: string; Username?: string }) =>
    ec2.send(new TerminateClientVpnConnectionsCommand({ ClientVpnEndpointId, ...given }));

  test("when it is terminated by its id, and is listed for another hour", async () => {
    const { endpointId } = await newOpen();
    const { connectionId: ConnectionId } = await control.connectClient({ endpointId, commonName: "one" });
    const answer = await terminate(endpointId, { ConnectionId });
    expect(answer.ConnectionStatuses).toEqual([
      { ConnectionId, PreviousStatus: { Code: "active" }, CurrentStatus: { Code: "terminating" } },
    ]);
    await control.advance({ advanceSeconds: 5 });
    const [ended] = await connectionsOf(endpointId, "connection-id", ConnectionId);
    expect(ended).toMatchObject({ Status: { Code: "terminated" } });
    expect(ended?.ConnectionEndTime).toMatch(/^2026-/);
    expect((await logOf(endpointId)).map((line) => line["connection-log-type"])).toEqual([
      "connection-attempt",
      "connection-reset",
    ]);
    await control.advance({ advanceSeconds: 3601 });
    expect(await connectionsOf(endpointId)).toEqual([]);
  });

  test("with all others of its user, when there are no more than five", async () => {
    const { endpointId } = await newOpen({ AuthenticationOptions: [directory] });
    for (let made = 0; made < 6; made++) await control.connectClient({ endpointId, username: "joe" });
    await expectRefusal(terminate(endpointId, { Username: "joe" }), "ClientVpnTerminateConnectionsLimitExceeded");
    await control.disconnectClient(present((await connectionsOf(endpointId))[0]?.ConnectionId));
    expect((await terminate(endpointId, { Username: "joe" })).ConnectionStatuses).toHaveLength(5);
    await control.advance({ advanceSeconds: 5 });
    await expectRefusal(terminate(endpointId, { Username: "joe" }), "InvalidClientVpnConnection.UserNotFound");
  });

  test("only if it is there", async () => {
    const { endpointId } = await newOpen();
    await expectRefusal(
      terminate(endpointId, { ConnectionId: "cvpn-connection-0123456789abcdef0" }),
      "InvalidClientVpnConnection.IdNotFound",
    );
    await expectRefusal(terminate(endpointId, {}), "MissingParameter");
  });

  test("when its session has lasted for as long as the endpoint allows", async () => {
    const { endpointId } = await newOpen({ SessionTimeoutHours: 8 });
    await control.connectClient({ endpointId, commonName: "one" });
    await control.advance({ advanceSeconds: 8 * 3600 - 1 });
    expect(await connectionsOf(endpointId)).toMatchObject([{ Status: { Code: "active" } }]);
    await control.advance({ advanceSeconds: 1 });
    expect(await connectionsOf(endpointId)).toMatchObject([{ Status: { Code: "terminated" } }]);
  });

  test("when what it was told changes: DNS servers, split tunnel, routes of a split tunnel", async () => {
    const { endpointId, SubnetId: TargetVpcSubnetId } = await newOpen();
    const isCut = async (change: () => Promise<unknown>) => {
      const { connectionId } = await control.connectClient({ endpointId, commonName: "one" });
      await change();
      const [connection] = await connectionsOf(endpointId, "connection-id", connectionId);
      return connection?.Status?.Code === "terminated";
    };
    const id = { ClientVpnEndpointId: endpointId };
    const modify = (given: object) => () => ec2.send(new ModifyClientVpnEndpointCommand({ ...id, ...given }));
    const addRoute = (DestinationCidrBlock: string) => () =>
      ec2.send(new CreateClientVpnRouteCommand({ ...id, DestinationCidrBlock, TargetVpcSubnetId }));
    expect(await isCut(modify({ Description: "new words" }))).toBe(false);
    expect(await isCut(addRoute("10.70.0.0/16"))).toBe(false);
    expect(await isCut(modify({ DnsServers: { Enabled: true, CustomDnsServers: ["1.1.1.1"] } }))).toBe(true);
    expect(await isCut(modify({ SplitTunnel: true }))).toBe(true);
    expect(await isCut(addRoute("10.80.0.0/16"))).toBe(true);
  });

  test("when the last target network is gone", async () => {
    const { endpointId, AssociationId } = await newOpen();
    await control.connectClient({ endpointId, commonName: "one" });
    const request = { ClientVpnEndpointId: endpointId, AssociationId };
    await ec2.send(new DisassociateClientVpnTargetNetworkCommand(request));
    await control.advance({ advanceSeconds: 30 });
    expect(await connectionsOf(endpointId)).toMatchObject([{ Status: { Code: "terminated" } }]);
  });
});

describe("a revocation list", () => {
  const importList = (ClientVpnEndpointId: string, CertificateRevocationList: string) =>
    ec2.send(
      new ImportClientVpnClientCertificateRevocationListCommand({ ClientVpnEndpointId, CertificateRevocationList }),
    );
  const exportList = (ClientVpnEndpointId: string) =>
    ec2.send(new ExportClientVpnClientCertificateRevocationListCommand({ ClientVpnEndpointId }));

  test("comes back as it was imported, and keeps revoked certificates out", async () => {
    const { endpointId } = await newOpen();
    const list = writeRevocationList({ nextUpdate: new Date("2026-12-31T00:00:00Z"), serials: ["0a0b0c"] });
    await importList(endpointId, list);
    expect(await exportList(endpointId)).toMatchObject({
      CertificateRevocationList: list,
      Status: { Code: "pending" },
    });
    await control.advance({ advanceSeconds: 10 });
    expect((await exportList(endpointId)).Status).toEqual({ Code: "active" });
    const client = { endpointId, commonName: "one" };
    await expect(control.connectClient({ ...client, certificateSerial: "0A0B0C" })).rejects.toThrow("revoked");
    await control.connectClient({ ...client, certificateSerial: "0A0B0D" });
  });

  test("counts its days, and when they are over nobody comes in", async () => {
    const { endpointId } = await newOpen();
    const now = Date.parse((await control.now()).now);
    const nextUpdate = new Date(now + 2.5 * 86_400_000);
    await importList(endpointId, writeRevocationList({ nextUpdate, serials: [] }));
    const daysLeft = async () => (await measured(endpointId, "CrlDaysToExpiry", "Maximum"))[0];
    await control.advance({ advanceSeconds: 900 });
    expect(await daysLeft()).toBe(2);
    await control.advance({ advanceSeconds: 86_400 });
    expect(await daysLeft()).toBe(1);
    await control.connectClient({ endpointId, commonName: "one" });
    await control.advance({ advanceSeconds: 2 * 86_400 });
    expect(await daysLeft()).toBe(0);
    await expect(control.connectClient({ endpointId, commonName: "one" })).rejects.toThrow("expired");
  });

  test("that is none is refused, and so is one where no certificates are used", async () => {
    const { endpointId } = await newOpen();
    for (const text of ["", "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----"])
      await expectRefusal(importList(endpointId, text), "InvalidParameterValue");
    const users = await newOpen({ AuthenticationOptions: [directory] });
    const list = writeRevocationList({ nextUpdate: new Date("2026-12-31T00:00:00Z"), serials: [] });
    await expectRefusal(importList(users.endpointId, list), "OperationNotPermitted");
  });
});
