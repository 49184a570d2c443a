import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ListMetricsCommand } from "@aws-sdk/client-cloudwatch";
import { CreateLogGroupCommand, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateVpcCommand, DescribeVpcsCommand } from "@aws-sdk/client-ec2";
import { CreateSecretCommand, ListSecretsCommand } from "@aws-sdk/client-secrets-manager";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { afterAll, describe, expect, test } from "vitest";
import { knownCredentials, readCredentialSettings } from "./credentials";
import { clientsFor, expectServiceRefusal } from "./services/service-bench";
import { SignedCaller } from "./signed-call";
import { clientFor, expectRefusal, startBench, testing } from "./test-bench";

const other = { accessKeyId: "otherkey", secretAccessKey: "othersecret" };
const temporary = { accessKeyId: "sessionkey", secretAccessKey: "sessionsecret", sessionToken: "sessiontoken" };
const { url, ec2 } = await startBench({
  credentials: [
    { accessKeyId: "otherkey", secret: "othersecret", account: "222233334444" },
    {
      accessKeyId: "sessionkey",
      secret: "sessionsecret",
      account: "333344445555",
      arn: "arn:aws:sts::333344445555:assumed-role/ops/alice",
      sessionToken: "sessiontoken",
    },
  ],
});

const folder = mkdtempSync(path.join(tmpdir(), "credentials-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("keys that were set", () => {
  test("sign for their account, under the ARN they were given, and need their token", async () => {
    const whoIs = async (key: typeof testing) => {
      const { Account, Arn } = await clientsFor(url, key).sts.send(new GetCallerIdentityCommand({}));
      return [Account, Arn];
    };
    expect(await whoIs(other)).toEqual(["222233334444", "arn:aws:iam::222233334444:user/otherkey"]);
    expect(await whoIs(temporary)).toEqual(["333344445555", "arn:aws:sts::333344445555:assumed-role/ops/alice"]);
    expect(await whoIs(testing)).toEqual(["111122223333", "arn:aws:iam::111122223333:user/testing"]);
    const bare = clientFor(url, { ...temporary, sessionToken: undefined });
    await expectRefusal(bare.send(new DescribeVpcsCommand({})), "AuthFailure");
  });

  test("are read from a file and from the environment, one or a list", () => {
    const file = path.join(folder, "keys.json");
    const one = { accessKeyId: "k1", secret: "s1", account: "111111111111" };
    writeFileSync(file, JSON.stringify([one]));
    const variable = JSON.stringify({ accessKeyId: "k2", secret: "s2", account: "222222222222" });
    const settings = readCredentialSettings({ file, variable });
    const known = knownCredentials(settings, { account: "111122223333" });
    expect([...known].map(([key, { account }]) => [key, account])).toEqual([
      ["testing", "111122223333"],
      ["k1", "111111111111"],
      ["k2", "222222222222"],
    ]);
    expect(readCredentialSettings({})).toEqual([]);
  });

  test("are refused without their secrets in the message", () => {
    const read = (variable: string) => () => readCredentialSettings({ variable });
    expect(read('{"accessKeyId": "k", "secret": "do-not-tell"')).toThrow("SANDBOX_CREDENTIALS: not JSON");
    const wrong = read('{"accessKeyId": "k", "secret": "do-not-tell", "account": "7"}');
    expect(wrong).toThrow(/^SANDBOX_CREDENTIALS: not credentials/);
    expect(wrong).not.toThrow(/do-not-tell/);
  });
});

test("accounts and Regions see nothing of each other in any service", async () => {
  const home = clientsFor(url);
  await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
  await home.logs.send(new CreateLogGroupCommand({ logGroupName: "home" }));
  await home.secrets.send(new CreateSecretCommand({ Name: "home", SecretString: "x" }));
  const counts = async (key: typeof testing, region: string) => {
    const { logs, secrets } = clientsFor(url, key, region);
    const { Vpcs } = await clientFor(url, key, region).send(new DescribeVpcsCommand({}));
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({}));
    const { SecretList } = await secrets.send(new ListSecretsCommand({}));
    return [Vpcs?.length, logGroups?.length, SecretList?.length];
  };
  expect(await counts(testing, "ap-northeast-2")).toEqual([1, 1, 1]);
  expect(await counts(testing, "eu-west-1")).toEqual([0, 0, 0]);
  expect(await counts(other, "ap-northeast-2")).toEqual([0, 0, 0]);
});

describe("a refused signature", () => {
  test("an unknown key and a wrong secret are told in each service's own codes", async () => {
    const unknown = clientsFor(url, { accessKeyId: "nobody", secretAccessKey: "x" });
    const invalid = "The security token included in the request is invalid.";
    const listMetrics = new ListMetricsCommand({});
    await expectServiceRefusal(unknown.cloudWatch.send(listMetrics), "UnrecognizedClientException", invalid);
    await expectServiceRefusal(
      unknown.logs.send(new DescribeLogGroupsCommand({})),
      "UnrecognizedClientException",
      invalid,
    );
    await expectServiceRefusal(
      unknown.sts.send(new GetCallerIdentityCommand({})),
      "InvalidClientTokenId",
      invalid,
      403,
    );
    const wrong = clientsFor(url, { ...testing, secretAccessKey: "wrong" });
    await expectServiceRefusal(wrong.secrets.send(new ListSecretsCommand({})), "InvalidSignatureException");
    await expectServiceRefusal(
      wrong.sts.send(new GetCallerIdentityCommand({})),
      "SignatureDoesNotMatch",
      undefined,
      403,
    );
  });

  test("a clock that is wrong is told with both times", async () => {
    const late = clientsFor(url);
    late.sts.config.systemClockOffset = -16 * 60_000;
    await expect(late.sts.send(new GetCallerIdentityCommand({}))).rejects.toThrow(
      /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 15 min\.\)$/,
    );
    const early = clientsFor(url);
    early.logs.config.systemClockOffset = 16 * 60_000;
    await expect(early.logs.send(new DescribeLogGroupsCommand({}))).rejects.toThrow(/^Signature not yet current: /);
  });

  test("a service that is not simulated says so, in the dialect it was asked in", async () => {
    const caller = new SignedCaller(url);
    const iam = await caller.call({ service: "iam", body: "Action=GetUser&Version=2010-05-08" });
    expect(iam.status).toBe(400);
    expect(iam.body).toContain("<Code>UnsupportedOperation</Code>");
    expect(iam.body).toContain("<Message>The service iam is not simulated by this endpoint.</Message>");
    const headers = { "x-amz-target": "DynamoDB_20120810.ListTables", "content-type": "application/x-amz-json-1.1" };
    const dynamo = await caller.call({ service: "dynamodb", body: "{}", headers });
    expect(JSON.parse(dynamo.body)).toEqual({
      __type: "UnsupportedOperation",
      message: "The service dynamodb is not simulated by this endpoint.",
    });
    caller.close();
  });
});

test("what is no JSON, or of a wrong type, is a SerializationException", async () => {
  const caller = new SignedCaller(url);
  const ask = async (body: string, target = "Logs_20140328.DescribeLogGroups") => {
    const headers = { "x-amz-target": target, "content-type": "application/x-amz-json-1.1" };
    const answer = await caller.call({ service: "logs", body, headers });
    return [answer.status, JSON.parse(answer.body).__type];
  };
  expect(await ask("{}")).toEqual([200, undefined]);
  for (const body of [
    "{",
    "[]",
    "7",
    "null",
    '{"limit":"many"}',
    '{"logGroupNamePrefix":{}}',
    '{"logGroupIdentifiers":"a"}',
  ])
    expect(await ask(body)).toEqual([400, "SerializationException"]);
  expect(await ask('{"unheardOf":1,"__proto__":{"limit":0},"limit":null}')).toEqual([200, undefined]);
  expect(await ask("{}", "Logs_20140328.Nonsense")).toEqual([400, "UnknownOperationException"]);
  expect(await ask("{}", "secretsmanager.ListSecrets")).toEqual([400, "UnknownOperationException"]);
  const far = await caller.call({
    service: "monitoring",
    headers: {
      "x-amz-target": "GraniteServiceVersion20100801.GetMetricData",
      "content-type": "application/x-amz-json-1.0",
    },
    body: '{"MetricDataQueries":[],"StartTime":0,"EndTime":1e300}',
  });
  expect(JSON.parse(far.body).__type).toBe("SerializationException");
  const rpc = (body: string) =>
    caller.call({
      service: "monitoring",
      path: "/service/GraniteServiceVersion20100801/operation/ListMetrics",
      headers: { "smithy-protocol": "rpc-v2-cbor", "content-type": "application/cbor" },
      body,
    });
  expect((await rpc("")).status).toBe(200);
  for (const body of ["\u0001", "a".repeat(99)]) {
    const answer = await rpc(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain("SerializationException");
  }
  caller.close();
});
