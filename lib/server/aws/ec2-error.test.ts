import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toEc2Error } from "./ec2-error";

interface Answer {
  status: number;
  body: string;
  type?: string;
}

let answer: Answer | "cut" | "hang";
let server: Server;
let client: EC2Client;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (answer === "cut") return request.socket.destroy();
    if (answer === "hang") return undefined;
    return response.writeHead(answer.status, { "content-type": answer.type ?? "text/xml" }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  client = clientOf(`http://127.0.0.1:${port}`);
});

afterAll(() => {
  client.destroy();
  server.closeAllConnections();
  server.close();
});

function clientOf(endpoint: string): EC2Client {
  return new EC2Client({
    region: "ap-northeast-2",
    endpoint,
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    maxAttempts: 1,
    requestHandler: { requestTimeout: 300, throwOnRequestTimeout: true },
  });
}

async function failureOf(given: typeof answer, ec2 = client, abortSignal?: AbortSignal) {
  answer = given;
  const thrown = await ec2.send(new DescribeVpcsCommand({}), { abortSignal }).then(
    () => undefined,
    (error: unknown) => error,
  );
  const { code, category, httpStatus } = toEc2Error("DescribeVpcs", thrown);
  return { code, category, httpStatus };
}

const ec2Answer = (code: string) =>
  `<Response><Errors><Error><Code>${code}</Code><Message>text</Message></Error></Errors><RequestID>r</RequestID></Response>`;

describe("every way in which an endpoint can fail becomes one plain error", () => {
  it.each([
    ["EC2's own code", { status: 400, body: ec2Answer("InvalidVpcID.NotFound") }, "InvalidVpcID.NotFound", "gone"],
    ["throttling", { status: 503, body: ec2Answer("RequestLimitExceeded") }, "RequestLimitExceeded", "throttled"],
    ["a wrong key", { status: 401, body: ec2Answer("AuthFailure") }, "AuthFailure", "credentials"],
    ["a code nobody knows", { status: 400, body: ec2Answer("Surprise") }, "Surprise", "invalid"],
    ["a server code nobody knows", { status: 500, body: ec2Answer("Surprise") }, "Surprise", "server"],
    ["an unknown operation", { status: 400, body: ec2Answer("InvalidAction") }, "InvalidAction", "unsupported"],
    [
      "a page of HTML",
      { status: 500, body: "<!DOCTYPE html><br>Error", type: "text/html" },
      "UnreadableAnswer",
      "server",
    ],
    ["a page not found", { status: 404, body: "" }, "UnreadableAnswer", "server"],
    ["an empty refusal", { status: 400, body: "" }, "UnreadableAnswer", "server"],
    ["an empty server error", { status: 500, body: "" }, "UnreadableAnswer", "server"],
    ["JSON", { status: 500, body: '{"message":"no"}', type: "application/json" }, "UnreadableAnswer", "server"],
    ["broken XML", { status: 200, body: "<DescribeVpcsResponse><requestId>x</requ" }, "UnreadableAnswer", "server"],
  ])("%s", async (_name, given, code, category) => {
    expect(await failureOf(given)).toEqual({ code, category, httpStatus: given.status });
  });

  it("a connection cut in the middle", async () => {
    expect(await failureOf("cut")).toMatchObject({ code: "Unreachable", category: "unreachable" });
  });

  it("no answer in time", async () => {
    expect(await failureOf("hang")).toMatchObject({ code: "TimedOut", category: "unreachable" });
  });

  it("nobody listening", async () => {
    const ec2 = clientOf("http://127.0.0.1:1");
    expect(await failureOf("cut", ec2)).toMatchObject({ code: "Unreachable", category: "unreachable" });
  });

  it("a call that was stopped", async () => {
    expect(await failureOf("hang", client, AbortSignal.timeout(50))).toMatchObject({ code: "Cancelled" });
  });
});

it("what is missing is gone for a Describe and not visible yet for what builds on it", () => {
  const thrown = Object.assign(new Error("no"), {
    name: "InvalidVpnGatewayID.NotFound",
    $metadata: { httpStatusCode: 400 },
  });
  expect(toEc2Error("DescribeVpnGateways", thrown).category).toBe("gone");
  expect(toEc2Error("DeleteVpnGateway", thrown).category).toBe("gone");
  expect(toEc2Error("AttachVpnGateway", thrown).category).toBe("not-yet-visible");
});

it("the error holds nothing of the answer", () => {
  const thrown = Object.assign(new Error("no"), {
    name: "InternalError",
    $metadata: { httpStatusCode: 500 },
    $response: { statusCode: 500, body: "PreSharedKey cloudneta" },
  });
  const error = toEc2Error("DescribeVpnConnections", thrown);
  expect(JSON.stringify({ ...error, cause: error.cause })).not.toContain("cloudneta");
});
