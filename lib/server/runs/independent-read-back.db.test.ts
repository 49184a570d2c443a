import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { KindName } from "@/lib/domain/kinds";
import { kindInKey } from "@/lib/domain/kinds/key";
import type { Edit } from "@/lib/domain/plan/step";
import { parsePlan } from "@/lib/domain/plan/stored-plan";
import { type RunningSandbox, startSandbox } from "@/sandbox/server";
import type { Viewer } from "../auth/viewer-of";
import { applyChange } from "../changes/apply-change";
import { reviewChange, submitChange } from "../changes/review-change";
import { saveEdits } from "../changes/save-edit";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { sealKeys } from "../environments/seal-keys";
import { lendTestQueue } from "../jobs/testing";
import { observeEnvironment } from "../observe/observe-environment";
import { advanceRun } from "./testing";

// boto3 shares no code, no schema and no habit with the console: what it reads is what is there.

const LOGS = "arn:aws:logs:ap-northeast-2:111122223333:log-group:vpn";

/** The lab of the classic write-up, the options of its two tunnels as far from AWS's defaults and from each other as they go. */
const lab: Record<string, Record<string, unknown>> = {
  "vpc/main": { name: "main", cidr: "10.50.0.0/16" },
  "internet-gateway/out": { name: "out" },
  "internet-gateway-attachment/out-main": { internetGateway: "internet-gateway/out", vpc: "vpc/main" },
  "subnet/a": { name: "a", vpc: "vpc/main", cidr: "10.50.1.0/24", zone: "ap-northeast-2a", autoPublicIp: true },
  "route-table/private": { name: "private", vpc: "vpc/main" },
  "subnet-association/a": { subnet: "subnet/a", routeTable: "route-table/private" },
  "route/out": { routeTable: "route-table/private", destination: "0.0.0.0/0", target: "internet-gateway/out" },
  "vpn-gateway/core": { name: "core", amazonSideAsn: 64513 },
  "vpn-gateway-attachment/core-main": { vpnGateway: "vpn-gateway/core", vpc: "vpc/main" },
  "route-propagation/core": { routeTable: "route-table/private", vpnGateway: "vpn-gateway/core" },
  "security-group/lab": { name: "lab", vpc: "vpc/main", description: "From the office" },
  "security-group-rule/ssh": {
    securityGroup: "security-group/lab",
    direction: "ingress",
    protocol: "tcp",
    fromPort: 22,
    toPort: 22,
    cidr: "10.60.0.0/16",
    description: "Shell",
  },
  "security-group-rule/ping": {
    securityGroup: "security-group/lab",
    direction: "ingress",
    protocol: "icmp",
    cidr: "10.60.0.0/16",
  },
  "customer-gateway/leeds": { name: "leeds", ipAddress: "3.37.222.142", bgpAsn: 65010 },
  "vpn-connection/leeds": {
    name: "leeds",
    customerGateway: "customer-gateway/leeds",
    vpnGateway: "vpn-gateway/core",
    routing: "static",
    localIpv4Cidr: "10.60.0.0/16",
    remoteIpv4Cidr: "10.50.0.0/16",
    tunnels: [
      {
        presharedKey: "cloudneta",
        insideCidr: "169.254.44.0/30",
        ikeVersions: ["ikev2"],
        phase1EncryptionAlgorithms: ["AES256", "AES256-GCM-16"],
        phase1IntegrityAlgorithms: ["SHA2-256"],
        phase1DhGroupNumbers: [20],
        phase1LifetimeSeconds: 14_400,
        phase2EncryptionAlgorithms: ["AES256-GCM-16"],
        phase2IntegrityAlgorithms: ["SHA2-512"],
        phase2DhGroupNumbers: [21],
        phase2LifetimeSeconds: 1800,
        rekeyMarginTimeSeconds: 300,
        rekeyFuzzPercentage: 50,
        replayWindowSize: 2048,
        dpdTimeoutSeconds: 60,
        dpdTimeoutAction: "restart",
        startupAction: "start",
        activityLog: true,
        activityLogGroupArn: LOGS,
        activityLogFormat: "text",
        lifecycleControl: true,
      },
      { presharedKey: "another.key_2", dpdTimeoutAction: "none" },
    ],
  },
  "vpn-connection-route/office": { vpnConnection: "vpn-connection/leeds", destination: "10.60.0.0/16" },
  "instance/host": {
    name: "host",
    subnet: "subnet/a",
    securityGroups: ["security-group/lab"],
    imageId: "ami-0a5a0dbe0c2d3e4f1",
    instanceType: "t3.small",
  },
};

let sandbox: RunningSandbox;
let read: Read;
let approved: { action: string; input: Record<string, unknown> }[];

lendTestQueue();
beforeAll(async () => {
  sandbox = await startSandbox({ clock: "real", speed: 2000 });
  const admin = await addViewer("admin");
  const environment = await addEnvironment(admin.organizationId, { endpointUrl: sandbox.url, selfApproval: true });
  const credentials = await sealKeys(db, environment.id, {
    accessKeyId: "testing",
    secretAccessKey: "testing",
    sessionToken: "",
  });
  await db.environment.update({ where: { id: environment.id }, data: { credentials } });
  await observeEnvironment(environment.id);
  approved = await approveAndRun(admin, environment.slug);
  read = await readWithBoto3(sandbox.url);
}, 120_000);

afterAll(() => sandbox.close());

/** Edits, plan, approval, run, as the pages and the worker do it; returns the calls of the plan that was approved. */
async function approveAndRun(admin: Viewer, environmentSlug: string) {
  const edits = Object.entries(lab).map(
    ([key, spec]): Edit => ({ operation: "put", kind: kindInKey(key) as KindName, key, spec }),
  );
  const { changeNumber, problems } = await saveEdits(admin, { environmentSlug, edits });
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  const address = { environmentSlug, changeNumber: changeNumber ?? 0 };
  await submitChange(admin, address);
  const plan = await db.plan.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
  await reviewChange(admin, { ...address, verdict: "approve", planHash: plan.hash });
  const { title } = await db.change.findUniqueOrThrow({ where: { id: plan.changeId } });
  const { runId } = await applyChange(admin, { ...address, planHash: plan.hash, typedTitle: title });
  expect(await advanceRun(runId)).toBeNull();
  const steps = await db.runStep.findMany({ where: { runId, NOT: { state: "done" } } });
  expect(steps.map(({ stepId, state, error }) => ({ stepId, state, error }))).toEqual([]);
  return parsePlan(plan).steps.flatMap((step) =>
    step.type === "call"
      ? [{ action: step.call.action, input: Object.fromEntries(Object.entries(step.call.input)) }]
      : [],
  );
}

const resource = z.record(z.string(), z.any());
const readSchema = z.object({
  vpc: resource,
  subnet: resource,
  internetGateway: resource,
  table: resource,
  vpnGateway: resource,
  group: resource,
  rules: z.array(resource),
  customerGateway: resource,
  connection: resource,
  instance: resource,
});
type Read = z.output<typeof readSchema>;

/** Looks everything up by its Name tag, as a person with another client would. */
async function readWithBoto3(endpointUrl: string): Promise<Read> {
  const script = `
import boto3, json
ec2 = boto3.client("ec2", endpoint_url=${JSON.stringify(endpointUrl)})
def one(rows):
    assert len(rows) == 1, rows
    return rows[0]
def named(name): return [{"Name": "tag:Name", "Values": [name]}]
group = one(ec2.describe_security_groups(Filters=[{"Name": "group-name", "Values": ["lab"]}])["SecurityGroups"])
print(json.dumps({
  "vpc": one(ec2.describe_vpcs(Filters=named("main"))["Vpcs"]),
  "subnet": one(ec2.describe_subnets(Filters=named("a"))["Subnets"]),
  "internetGateway": one(ec2.describe_internet_gateways(Filters=named("out"))["InternetGateways"]),
  "table": one(ec2.describe_route_tables(Filters=named("private"))["RouteTables"]),
  "vpnGateway": one(ec2.describe_vpn_gateways(Filters=named("core"))["VpnGateways"]),
  "group": group,
  "rules": ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group["GroupId"]]}])["SecurityGroupRules"],
  "customerGateway": one(ec2.describe_customer_gateways(Filters=named("leeds"))["CustomerGateways"]),
  "connection": one(ec2.describe_vpn_connections(Filters=named("leeds"))["VpnConnections"]),
  "instance": one(one(ec2.describe_instances(Filters=named("host"))["Reservations"])["Instances"]),
}, default=str))
`;
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: "testing",
    AWS_SECRET_ACCESS_KEY: "testing",
    AWS_DEFAULT_REGION: "ap-northeast-2",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    PYTHONWARNINGS: "ignore",
  };
  const { stdout } = await promisify(execFile)("python3", ["-c", script], { env, maxBuffer: 10_000_000 });
  return readSchema.parse(JSON.parse(stdout));
}

test("the VPC and its subnet", () => {
  expect(read.vpc).toMatchObject({ CidrBlock: "10.50.0.0/16", State: "available" });
  expect(read.subnet).toMatchObject({
    VpcId: read.vpc.VpcId,
    CidrBlock: "10.50.1.0/24",
    AvailabilityZone: "ap-northeast-2a",
    MapPublicIpOnLaunch: true,
  });
});

test("both gateways are attached to the VPC", () => {
  expect(read.internetGateway.Attachments).toEqual([{ VpcId: read.vpc.VpcId, State: "available" }]);
  expect(read.vpnGateway).toMatchObject({ Type: "ipsec.1", AmazonSideAsn: 64513, State: "available" });
  expect(read.vpnGateway.VpcAttachments).toEqual([{ VpcId: read.vpc.VpcId, State: "attached" }]);
});

test("the route table has its subnet, its route and the gateway's propagation", () => {
  expect(read.table.VpcId).toBe(read.vpc.VpcId);
  expect(read.table.Associations).toMatchObject([{ SubnetId: read.subnet.SubnetId, Main: false }]);
  expect(read.table.PropagatingVgws).toEqual([{ GatewayId: read.vpnGateway.VpnGatewayId }]);
  const entered = read.table.Routes.filter(({ Origin }: { Origin: string }) => Origin === "CreateRoute");
  expect(entered).toMatchObject([
    { DestinationCidrBlock: "0.0.0.0/0", GatewayId: read.internetGateway.InternetGatewayId, State: "active" },
  ]);
});

test("the security group has the two rules, and none besides but its own for the way out", () => {
  expect(read.group).toMatchObject({ VpcId: read.vpc.VpcId, Description: "From the office" });
  const facts = read.rules.map(({ IsEgress, IpProtocol, FromPort, ToPort, CidrIpv4, Description }) => ({
    IsEgress,
    IpProtocol,
    FromPort,
    ToPort,
    CidrIpv4,
    Description,
  }));
  expect(facts).toHaveLength(3);
  const office = { IsEgress: false, CidrIpv4: "10.60.0.0/16" };
  expect(facts).toEqual(
    expect.arrayContaining([
      { ...office, IpProtocol: "tcp", FromPort: 22, ToPort: 22, Description: "Shell" },
      { ...office, IpProtocol: "icmp", FromPort: -1, ToPort: -1, Description: undefined },
      expect.objectContaining({ IsEgress: true, IpProtocol: "-1", CidrIpv4: "0.0.0.0/0" }),
    ]),
  );
});

test("the customer gateway", () => {
  expect(read.customerGateway).toMatchObject({
    Type: "ipsec.1",
    IpAddress: "3.37.222.142",
    BgpAsn: "65010",
    State: "available",
  });
});

test("the instance stands in the subnet, behind the group", () => {
  expect(read.instance).toMatchObject({
    SubnetId: read.subnet.SubnetId,
    ImageId: "ami-0a5a0dbe0c2d3e4f1",
    InstanceType: "t3.small",
    State: { Name: "running" },
    SecurityGroups: [{ GroupId: read.group.GroupId, GroupName: "lab" }],
  });
});

describe("the connection", () => {
  test("joins the two gateways, with its static route", () => {
    expect(read.connection).toMatchObject({
      State: "available",
      Type: "ipsec.1",
      CustomerGatewayId: read.customerGateway.CustomerGatewayId,
      VpnGatewayId: read.vpnGateway.VpnGatewayId,
      Options: { StaticRoutesOnly: true, LocalIpv4NetworkCidr: "10.60.0.0/16", RemoteIpv4NetworkCidr: "10.50.0.0/16" },
      Routes: [{ DestinationCidrBlock: "10.60.0.0/16", Source: "Static", State: "available" }],
    });
  });

  test("has every option of both tunnels as the approved plan says it", () => {
    const create = approved.find(({ action }) => action === "CreateVpnConnection");
    const { Options } = approvedOptions.parse(create?.input);
    expect(Options.TunnelOptions).toHaveLength(2);
    for (const [
      index,
      { PreSharedKey, EnableTunnelLifecycleControl: _, ...wanted },
    ] of Options.TunnelOptions.entries()) {
      expect(PreSharedKey).toMatchObject({ $secret: expect.any(String) });
      expect(Object.keys(wanted).length).toBeGreaterThanOrEqual(14);
      expect(read.connection.Options.TunnelOptions[index]).toMatchObject(asAnswered(wanted));
    }
  });

  test("has the options that were asked for, and AWS's defaults where nothing was", () => {
    const [first, second] = read.connection.Options.TunnelOptions;
    expect(first).toMatchObject({
      PreSharedKey: "cloudneta",
      TunnelInsideCidr: "169.254.44.0/30",
      IkeVersions: [{ Value: "ikev2" }],
      Phase1EncryptionAlgorithms: [{ Value: "AES256" }, { Value: "AES256-GCM-16" }],
      Phase1IntegrityAlgorithms: [{ Value: "SHA2-256" }],
      Phase1DHGroupNumbers: [{ Value: 20 }],
      Phase1LifetimeSeconds: 14_400,
      Phase2EncryptionAlgorithms: [{ Value: "AES256-GCM-16" }],
      Phase2IntegrityAlgorithms: [{ Value: "SHA2-512" }],
      Phase2DHGroupNumbers: [{ Value: 21 }],
      Phase2LifetimeSeconds: 1800,
      RekeyMarginTimeSeconds: 300,
      RekeyFuzzPercentage: 50,
      ReplayWindowSize: 2048,
      DpdTimeoutSeconds: 60,
      DpdTimeoutAction: "restart",
      StartupAction: "start",
      LogOptions: { CloudWatchLogOptions: { LogEnabled: true, LogGroupArn: LOGS, LogOutputFormat: "text" } },
      EnableTunnelLifecycleControl: true,
    });
    expect(second).toMatchObject({
      PreSharedKey: "another.key_2",
      DpdTimeoutAction: "none",
      Phase1LifetimeSeconds: 28_800,
      Phase2LifetimeSeconds: 3600,
      DpdTimeoutSeconds: 40,
      StartupAction: "add",
    });
    expect(second.OutsideIpAddress).not.toBe(first.OutsideIpAddress);
  });
});

const approvedOptions = z.object({
  Options: z.object({ TunnelOptions: z.array(z.record(z.string(), z.unknown())) }),
});

/** EC2 takes DPDTimeoutAction and IKEVersions, and answers DpdTimeoutAction and IkeVersions. */
function asAnswered(options: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name.replace(/^DPD/, "Dpd").replace(/^IKE/, "Ike"), value]),
  );
}
