import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse, request as sendOn } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeEach, expect, test } from "vitest";
import { startBench } from "@/sandbox/test-bench";
import { callEc2 } from "./call-ec2";
import type { AwsCredentials } from "./environment-access";
import { getCallerIdentity } from "./identity";

const ROLE = "arn:aws:iam::444455556666:role/ops/underpass";

const { url } = await startBench();
Object.assign(process.env, { AWS_ACCESS_KEY_ID: "testing", AWS_SECRET_ACCESS_KEY: "testing" });

/** What was sent to the sandbox: it answers whatever external id it is given, so the id is seen on the way. */
const sent: URLSearchParams[] = [];
const tap = createServer((incoming, outgoing) => void passOn(incoming, outgoing)).listen(0, "127.0.0.1");
await once(tap, "listening");
afterAll(() => tap.close());
beforeEach(() => {
  sent.length = 0;
});

async function passOn(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const body = await text(incoming);
  sent.push(new URLSearchParams(body));
  const { method, headers, url: path } = incoming;
  // The host stays the one that was signed.
  sendOn(new URL(path ?? "/", url), { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(outgoing);
  }).end(body);
}

function environment(id: string, credentials: AwsCredentials) {
  const address = tap.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return { id, region: "ap-northeast-2", endpointUrl: `http://127.0.0.1:${port}`, credentials };
}

const assumed = () => sent.filter((call) => call.get("Action") === "AssumeRole");

test("a role is assumed with its external id, and every call is made as that role", async () => {
  const access = environment("with", { mode: "role", roleArn: ROLE, externalId: "partner-7" });
  const { accountId, arn } = await getCallerIdentity(access);
  expect([accountId, arn]).toEqual(["444455556666", "arn:aws:sts::444455556666:assumed-role/underpass/underpass"]);
  expect((await callEc2(access, { action: "DescribeVpnConnections", input: {} })).VpnConnections).toEqual([]);
  // Once for STS and once for EC2: each client looks after its own session.
  const wanted = [ROLE, "partner-7"];
  expect(assumed().map((call) => [call.get("RoleArn"), call.get("ExternalId")])).toEqual([wanted, wanted]);
});

test("a role without an external id is assumed without one", async () => {
  await getCallerIdentity(environment("without", { mode: "role", roleArn: ROLE }));
  expect(assumed().map((call) => call.has("ExternalId"))).toEqual([false]);
});
