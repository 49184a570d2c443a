import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { present, startBench } from "./test-bench";

const { url, control } = await startBench();
const run = promisify(execFile);
const env = {
  ...process.env,
  AWS_ACCESS_KEY_ID: "testing",
  AWS_SECRET_ACCESS_KEY: "testing",
  AWS_DEFAULT_REGION: "ap-northeast-2",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_MAX_ATTEMPTS: "1",
  AWS_PAGER: "",
  PYTHONWARNINGS: "ignore",
};

/** These clients do not share our schemas, so they check the protocol and not only our reading of it. */
async function aws(...args: string[]) {
  const { stdout } = await start("aws", ["--endpoint-url", url, "--output", "json", ...args], "awscli");
  return stdout.trim() ? JSON.parse(stdout) : undefined;
}

async function boto3(script: string) {
  const prelude = `import boto3, json\nec2 = boto3.client("ec2", endpoint_url=${JSON.stringify(url)})\n`;
  const { stdout } = await start("python3", ["-c", prelude + script], "python3-boto3");
  return JSON.parse(stdout);
}

async function start(command: string, args: string[], debianPackage: string) {
  try {
    return await run(command, args, { env });
  } catch (error) {
    const text = String(error);
    const isAbsent = text.includes("ENOENT") || text.includes("No module named 'boto3'");
    if (isAbsent) throw new Error(`${command} is needed for this test: apt-get install -y ${debianPackage}`);
    throw error;
  }
}

test("AWS CLI builds the lab of the write-up and boto3 reads it back, field by field", {
  timeout: 120_000,
}, async () => {
  const vpc = await aws("ec2", "create-vpc", "--cidr-block", "10.50.0.0/16");
  const vpcId: string = vpc.Vpc.VpcId;
  const gateway = await aws("ec2", "create-vpn-gateway", "--type", "ipsec.1", "--amazon-side-asn", "64513");
  const vpnGatewayId: string = gateway.VpnGateway.VpnGatewayId;
  await aws("ec2", "attach-vpn-gateway", "--vpn-gateway-id", vpnGatewayId, "--vpc-id", vpcId);
  const customer = ["--type", "ipsec.1", "--ip-address", "3.37.222.142", "--bgp-asn", "65010"];
  const customerGateway = await aws("ec2", "create-customer-gateway", ...customer);
  const customerGatewayId: string = customerGateway.CustomerGateway.CustomerGatewayId;
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
  const made = await aws(
    ...["ec2", "create-vpn-connection", "--type", "ipsec.1", "--options", JSON.stringify(options)],
    ...["--customer-gateway-id", customerGatewayId, "--vpn-gateway-id", vpnGatewayId],
    ...["--tag-specifications", "ResourceType=vpn-connection,Tags=[{Key=Name,Value=leeds}]"],
  );
  const id: string = made.VpnConnection.VpnConnectionId;
  const route = ["--vpn-connection-id", id, "--destination-cidr-block", "10.60.0.0/16"];
  await aws("ec2", "create-vpn-connection-route", ...route);
  await control.advance({ advanceSeconds: 60 });
  await control.configureDevice({ connectionId: id, configured: true, immediate: true });

  const [read] = await boto3(`
connections = ec2.describe_vpn_connections(Filters=[{"Name": "tag:Name", "Values": ["leeds"]}])["VpnConnections"]
for c in connections:
    for t in c["VgwTelemetry"]: t["LastStatusChange"] = t["LastStatusChange"].isoformat()
print(json.dumps(connections))
`);
  expect(read).toMatchObject({
    VpnConnectionId: id,
    State: "available",
    CustomerGatewayId: customerGatewayId,
    VpnGatewayId: vpnGatewayId,
    Routes: [{ DestinationCidrBlock: "10.60.0.0/16", Source: "Static", State: "available" }],
    Tags: [{ Key: "Name", Value: "leeds" }],
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
  });
  expect(read.VgwTelemetry.map((tunnel: { Status: string }) => tunnel.Status)).toEqual(["UP", "UP"]);
  expect(read.CustomerGatewayConfiguration).toContain("<pre_shared_key>cloudneta</pre_shared_key>");
});

test("boto3 waits, pages and reads error codes as it does with EC2", { timeout: 120_000 }, async () => {
  const seen = await boto3(`
from botocore.exceptions import ClientError
ids = [ec2.create_vpc(CidrBlock="10.%d.0.0/16" % n)["Vpc"]["VpcId"] for n in range(7)]
pages = [len(p["Vpcs"]) for p in ec2.get_paginator("describe_vpcs").paginate(VpcIds=[], PaginationConfig={"PageSize": 5})]
ec2.get_waiter("vpc_exists").wait(VpcIds=ids)
def code(call, **args):
    try: call(**args)
    except ClientError as e: return [e.response["Error"]["Code"], e.response["ResponseMetadata"]["HTTPStatusCode"]]
print(json.dumps({
  "pages": pages[0],
  "dry": code(ec2.delete_vpc, VpcId=ids[0], DryRun=True),
  "gone": code(ec2.describe_vpn_connections, VpnConnectionIds=["vpn-0123456789abcdef0"]),
  "unsimulated": code(ec2.describe_fpga_images),
}))
`);
  expect(seen).toEqual({
    pages: 5,
    dry: ["DryRunOperation", 412],
    gone: ["InvalidVpnConnectionID.NotFound", 400],
    unsimulated: ["UnsupportedOperation", 400],
  });
});

test("AWS CLI and boto3 agree on who they are", { timeout: 60_000 }, async () => {
  expect(present(await aws("sts", "get-caller-identity")).Account).toBe("111122223333");
  const arn = await boto3(`
print(json.dumps(boto3.client("sts", endpoint_url=${JSON.stringify(url)}).get_caller_identity()["Arn"]))`);
  expect(arn).toBe("arn:aws:iam::111122223333:user/testing");
});

test("a GET with its signature in the query string is answered like a POST", { timeout: 60_000 }, async () => {
  const seen = await boto3(`
import urllib.request
url = ec2.generate_presigned_url("describe_regions", Params={"RegionNames": ["ap-northeast-2"]}, HttpMethod="GET")
with urllib.request.urlopen(url) as answer: body = answer.read().decode()
try: tampered = urllib.request.urlopen(url.replace("ap-northeast-2", "eu-west-1")).status
except urllib.error.HTTPError as e: tampered = e.code
print(json.dumps({"body": body, "tampered": tampered}))
`);
  expect(seen.body).toContain("<regionName>ap-northeast-2</regionName>");
  expect(seen.tampered).toBe(403);
});
