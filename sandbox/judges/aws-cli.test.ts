import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startBench } from "../test-bench";
import { judgeEnvironment } from "./judge-environment";

const { url, controlUrl, control } = await startBench();
const env = judgeEnvironment(url, controlUrl);

type Ended = { stdout: string; stderr: string; code: number };

/** One call of the AWS CLI, which has a parser, an error line and output forms of its own. */
async function run(...args: string[]): Promise<Ended> {
  try {
    const { stdout, stderr } = await promisify(execFile)("aws", ["--endpoint-url", url, ...args], { env });
    return { stdout, stderr, code: 0 };
  } catch (error) {
    if (String(error).includes("ENOENT"))
      throw new Error("aws is needed for this test: apt-get install -y awscli", { cause: error });
    if (!(error instanceof Error) || !("stdout" in error) || !("stderr" in error) || !("code" in error)) throw error;
    return { stdout: String(error.stdout), stderr: String(error.stderr), code: Number(error.code) };
  }
}

/** What a call of EC2 answers, picked with `--query`, as the words of `--output text`. */
async function ec2(query: string, ...args: string[]): Promise<string> {
  const { stdout, stderr, code } = await run("ec2", ...args, "--query", query, "--output", "text");
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return stdout.trim();
}

test("the AWS CLI builds the lab of the write-up, waits for it and reads it back", { timeout: 120_000 }, async () => {
  const vpcId = await ec2("Vpc.VpcId", "create-vpc", "--cidr-block", "10.50.0.0/16");
  const vpnGatewayId = await ec2(
    "VpnGateway.VpnGatewayId",
    ...["create-vpn-gateway", "--type", "ipsec.1", "--amazon-side-asn", "64513"],
  );
  const attached = await ec2(
    "VpcAttachment.[State,VpcId]",
    ...["attach-vpn-gateway", "--vpn-gateway-id", vpnGatewayId, "--vpc-id", vpcId],
  );
  expect(attached.split("\t")).toEqual(["attaching", vpcId]);
  const customerGatewayId = await ec2(
    "CustomerGateway.CustomerGatewayId",
    ...["create-customer-gateway", "--type", "ipsec.1", "--public-ip", "3.37.222.142", "--bgp-asn", "65010"],
  );
  const options = {
    StaticRoutesOnly: true,
    TunnelOptions: [
      {
        PreSharedKey: "cloudneta",
        TunnelInsideCidr: "169.254.44.0/30",
        Phase1EncryptionAlgorithms: [{ Value: "AES256" }, { Value: "AES256-GCM-16" }],
        IKEVersions: [{ Value: "ikev2" }],
      },
      { PreSharedKey: "cloudneta2", DPDTimeoutAction: "restart" },
    ],
  };
  const id = await ec2(
    "VpnConnection.VpnConnectionId",
    ...["create-vpn-connection", "--type", "ipsec.1", "--options", JSON.stringify(options)],
    ...["--customer-gateway-id", customerGatewayId, "--vpn-gateway-id", vpnGatewayId],
    ...["--tag-specifications", "ResourceType=vpn-connection,Tags=[{Key=Name,Value=leeds}]"],
  );
  const route = ["--vpn-connection-id", id, "--destination-cidr-block", "10.60.0.0/16"];
  expect(await run("ec2", "create-vpn-connection-route", ...route)).toEqual({ stdout: "", stderr: "", code: 0 });
  await control.advance({ advanceSeconds: 60 });
  await control.configureDevice({ connectionId: id, configured: true, immediate: true });
  await ec2("@", "wait", "vpn-connection-available", "--vpn-connection-ids", id);

  const { stdout } = await run(
    ...["ec2", "describe-vpn-connections", "--filters", "Name=tag:Name,Values=leeds,york", "--output", "json"],
  );
  expect(JSON.parse(stdout).VpnConnections).toMatchObject([
    {
      VpnConnectionId: id,
      State: "available",
      CustomerGatewayId: customerGatewayId,
      VpnGatewayId: vpnGatewayId,
      Routes: [{ DestinationCidrBlock: "10.60.0.0/16", Source: "Static", State: "available" }],
      Tags: [{ Key: "Name", Value: "leeds" }],
      VgwTelemetry: [{ Status: "UP" }, { Status: "UP" }],
      Options: {
        StaticRoutesOnly: true,
        TunnelOptions: [
          {
            PreSharedKey: "cloudneta",
            TunnelInsideCidr: "169.254.44.0/30",
            Phase1EncryptionAlgorithms: [{ Value: "AES256" }, { Value: "AES256-GCM-16" }],
            IkeVersions: [{ Value: "ikev2" }],
          },
          { PreSharedKey: "cloudneta2", DpdTimeoutAction: "restart" },
        ],
      },
    },
  ]);
});

test("the AWS CLI says a dry run and a refusal in its error line", { timeout: 60_000 }, async () => {
  const failed = (operation: string, code: string, message: string) =>
    `An error occurred (${code}) when calling the ${operation} operation: ${message}`;
  const dry = await run("ec2", "create-vpc", "--cidr-block", "10.0.0.0/16", "--dry-run");
  expect(dry.stderr).toContain(
    failed("CreateVpc", "DryRunOperation", "Request would have succeeded, but DryRun flag is set."),
  );
  const id = "vpn-0123456789abcdef0";
  const gone = await run("ec2", "delete-vpn-connection", "--vpn-connection-id", id);
  expect(gone.stderr).toContain(
    failed("DeleteVpnConnection", "InvalidVpnConnectionID.NotFound", `The vpnConnection ID '${id}' does not exist`),
  );
  expect([dry.code, gone.code]).not.toContain(0);
});

test("the AWS CLI pages, writes tables, and asks who it is", { timeout: 60_000 }, async () => {
  const zones = await run("ec2", "describe-availability-zones", "--output", "table");
  expect(zones.stdout).toContain("|  ZoneName           |  ap-northeast-2a");
  const groups = await ec2(
    "length(SecurityGroups)",
    "describe-security-groups",
    "--page-size",
    "5",
    "--max-items",
    "1",
  );
  expect(groups).toMatch(/^1\b/);
  const { stdout } = await run("sts", "get-caller-identity", "--output", "json");
  expect(JSON.parse(stdout)).toMatchObject({ Account: "111122223333", Arn: "arn:aws:iam::111122223333:user/testing" });
});
