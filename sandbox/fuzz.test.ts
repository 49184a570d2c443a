import { connect } from "node:net";
import { afterAll, describe, expect, test } from "vitest";
import { operations } from "./protocol/operations";
import type { Shape } from "./protocol/shape";
import { Random } from "./random";
import { simulated } from "./resources/registry";
import { type RawAnswer, type RawCall, SignedCaller } from "./signed-call";
import { startBench } from "./test-bench";

/** Ten thousand requests in all; the same ones each time. */
const counts = { broken: 3500, typed: 5500, wire: 1000 };
const slowestMs = 1000;

const { url, control } = await startBench({ world: "demo", requestWithinMs: 300 });
const caller = new SignedCaller(url);
afterAll(() => caller.close());

describe("whatever is sent, the answer is an AWS answer, within a second", () => {
  test("forms that are broken, deep, huge, doubled, contradictory or of wrong types", async () => {
    const dice = new Dice(1);
    for (let count = 0; count < counts.broken; count++) await sendWell({ body: brokenForm(dice) });
  }, 60_000);

  test("every simulated action with inputs of the right types and arbitrary values", async () => {
    const dice = new Dice(2, await idsInUse());
    const actions = [...simulated.keys()];
    for (let count = 0; count < counts.typed; count++) {
      const action = actions[count % actions.length] ?? "DescribeVpcs";
      await sendWell({ body: typedForm(action, dice) });
    }
  }, 60_000);

  test("methods, paths, content types, headers and signatures of any kind", async () => {
    const dice = new Dice(3);
    for (let count = 0; count < counts.wire; count++) await sendWell(oddRequest(dice));
  });

  test("a megabyte in any one place of a form", async () => {
    const long = "a".repeat(1_000_000);
    const forms = [
      `Action=${long}`,
      `Action=DescribeVpcs&Version=2016-11-15&${long}=1`,
      `Action=DescribeVpcs&Version=2016-11-15&Filter.1.Name=tag:x&Filter.1.Value.1=${"*a".repeat(500_000)}b`,
      `Action=DescribeVpcs&Version=2016-11-15&VpcId.1=${long}`,
      `Action=DescribeVpcs&Version=2016-11-15&${"a.".repeat(500_000)}b=1`,
      `Action=DescribeVpcs&Version=2016-11-15${"&VpcId.9=v".repeat(100_000)}`,
      `Action=CreateVpc&Version=2016-11-15&CidrBlock=${"1".repeat(1_000_000)}`,
      `Action=DescribeVpcs&Version=2016-11-15&MaxResults=${"9".repeat(1_000_000)}`,
      Array.from({ length: 80_000 }, (_, index) => `Filter.${index}=1`).join("&"),
    ];
    for (const body of forms) await sendWell({ body });
  });
});

describe("what is no request at all", () => {
  test("a body over the limit is refused with an AWS error, and the next call is answered", async () => {
    const answer = await caller.call({ body: Buffer.alloc(4 * 1024 * 1024 + 1, "a") }).catch(() => undefined);
    if (answer)
      expect(answer).toMatchObject({ status: 413, body: expect.stringContaining("<Code>RequestEntityTooLarge") });
    await sendWell({ body: "Action=DescribeVpcs&Version=2016-11-15" });
  });

  test("too many headers, a request that is no HTTP and one that never ends are refused with AWS errors", async () => {
    const many = "X-Much: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n".repeat(400);
    expect(await speak(`POST / HTTP/1.1\r\nHost: a\r\n${many}\r\n`)).toMatch(
      /^HTTP\/1.1 431 [\s\S]*<Code>RequestHeader/,
    );
    expect(await speak("nonsense\r\n\r\n")).toMatch(/^HTTP\/1.1 400 [\s\S]*<Code>MalformedHttpRequest/);
    expect(await speak("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nab")).toMatch(
      /^HTTP\/1.1 408 [\s\S]*<Code>RequestTimeout/,
    );
    await sendWell({ body: "Action=DescribeVpcs&Version=2016-11-15" });
  });
});

describe("what comes too late", () => {
  test("is refused, and not carried out when its rest arrives after all", async () => {
    await control.clearCalls();
    const heard = await speak("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n", "ab");
    expect(heard).toMatch(/^HTTP\/1.1 408 /);
    expect((await control.listCalls()).calls).toEqual([]);
  });

  test("a connection that was never used is closed without a word that a client could take for an answer", async () => {
    expect(await speak("")).toBe("");
  });
});

/** The request must be answered in time with success or in an error envelope, and never with a failure of ours. */
async function sendWell(call: RawCall): Promise<void> {
  const { answer, tookMs } = await send(call);
  // A machine that is busy with other tests may rest for a second once, but not twice at the same request.
  const isSlow = tookMs > slowestMs && (await send(call)).tookMs > slowestMs;
  const problem = isSlow ? `took ${Math.round(tookMs)} ms` : problemOf(call, answer);
  if (problem) throw new Error(`${problem}: ${JSON.stringify(call).slice(0, 1000)} → ${answer.body.slice(0, 500)}`);
}

async function send(call: RawCall) {
  const started = performance.now();
  const answer = await caller.call(call);
  return { answer, tookMs: performance.now() - started };
}

function problemOf(call: RawCall, { status, body }: RawAnswer): string | undefined {
  if (status >= 500) return `status ${status}`;
  if (call.method === "HEAD") return undefined;
  if (status === 200 ? body.includes("Response") : /<Code>[\w.]+<\/Code><Message>[\s\S]*<\/Message>/.test(body))
    return undefined;
  return /"__type":|cbor/.test(body) ? undefined : `status ${status} without an envelope`;
}

/** Everything random in here; the same seed gives the same requests. */
class Dice {
  private readonly random: Random;

  constructor(
    seed: number,
    private readonly ids: string[] = [],
  ) {
    this.random = new Random(seed);
  }

  of<T>(list: readonly T[], otherwise: T): T {
    return list[this.random.below(list.length)] ?? otherwise;
  }

  below(bound: number): number {
    return this.random.below(bound);
  }

  isOnce(in_: number): boolean {
    return this.random.below(in_) === 0;
  }

  text(): string {
    if (this.ids.length && !this.isOnce(3)) return this.of(this.ids, "vpc-1");
    return this.isOnce(6) ? this.random.pick("*?\\a-.:/%&=<\u0000é\uFFFD\n", this.below(40)) : this.of(texts, "x");
  }
}

const texts = [
  ...["", " ", "*", "?", "\\", "true", "false", "null", "0", "-1", "x".repeat(300), "ipsec.1", "tcp", "icmp", "all"],
  ...["10.0.0.0/16", "10.50.1.0/24", "10.50.1.7", "0.0.0.0/0", "::/0", "2001:db8::/56", "300.0.0.0/8", "10.0.0.0/99"],
  ...["vpc-1", "vpc-0123456789abcdef0", "vgw-", "i-00000000", "sg-zzzzzzzz", "arn:aws:ec2:::x", "ap-northeast-2a"],
  ...["default", "instance", "available", "t3.micro", "state", "vpc-id", "tag:Name", "tag-key", "tag:", "aws:x"],
  ...["__proto__", "constructor", "toString", "2026-01-01T00:00:00Z", "203.0.113.18", "169.254.44.0/30"],
];

const numbers = [
  0,
  1,
  -1,
  2,
  5,
  22,
  1000,
  1001,
  65_000,
  65_535,
  65_536,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  0.5,
  1e21,
];

const names = [
  ...[
    "Filter",
    "VpcId",
    "Filter.1",
    "Filter.1.Name",
    "Filter.1.Value",
    "Filter.1.Value.1",
    "VpcId.1",
    "Filter.-1.Name",
  ],
  ...["Filter.999999999.Name", "Filter.99999999999999999999.Value.1", "Filter.0.Name", "Filter.1e3.Name", "VpcId.1.1"],
  ...["__proto__", "constructor.prototype.x", "Filter.__proto__.Name", "VpcId.constructor", "toString", ".", "..", ""],
  ...[
    "MaxResults",
    "NextToken",
    "DryRun",
    "CidrBlock",
    "Version",
    "Action",
    "TagSpecification.1.Tag.1.Key",
    "a b",
    "é",
  ],
  ...["TagSpecification.1", "TagSpecification.1.ResourceType", "BlockDeviceMapping.1.Ebs.VolumeSize", "X-Amz-Date"],
];

function brokenForm(dice: Dice): string | Buffer {
  if (dice.isOnce(12)) return dice.of([Buffer.from([0xff, 0xfe, 0, 1]), "", "&", "=", "%", "%zz=%", "\u0000"], "");
  const action = dice.of([...simulated.keys(), "Nothing", "", "__proto__", "describeVpcs"], "");
  const parts = [`Action=${action}`, `Version=${dice.of(["2016-11-15", "2016-11-15", "2011-06-15", "", "x"], "")}`];
  for (let count = dice.below(8); count > 0; count--) {
    const name = dice.isOnce(20) ? "Filter.1.".repeat(dice.below(2000)) : dice.of(names, "");
    const value = dice.isOnce(20) ? "%ff%fe%00" : encodeURIComponent(dice.text());
    parts.push(dice.isOnce(15) ? name : `${name}=${value}`);
  }
  return parts.join("&");
}

function typedForm(action: string, dice: Dice): string {
  const form = new URLSearchParams({ Action: action, Version: "2016-11-15" });
  const shape = operations.get(action)?.input();
  if (shape) putValue(shape, "", form, dice, 0);
  return form.toString();
}

/** A member is there if it is required, and half of the time otherwise. */
function putValue(shape: Shape, key: string, form: URLSearchParams, dice: Dice, depth: number): void {
  if (shape.kind === "struct") {
    if (depth > 6) return;
    for (const { name, queryKey, shape: inner } of shape.members)
      if (queryKey !== "DryRun" && (shape.required.includes(name) || dice.isOnce(3)))
        putValue(inner, key ? `${key}.${queryKey}` : queryKey, form, dice, depth + 1);
  } else if (shape.kind === "list")
    for (let index = 1 + dice.below(3); index > 0; index--)
      putValue(shape.item(), `${key}.${index}`, form, dice, depth + 1);
  else if (shape.kind !== "unit") form.append(key, scalar(shape.kind, dice));
}

function scalar(kind: Exclude<Shape["kind"], "struct" | "list" | "unit">, dice: Dice): string {
  const wrong = dice.isOnce(60);
  if (kind === "string" || wrong) return dice.text().replaceAll("\u0000", "");
  if (kind === "number") return String(dice.of(numbers, 1));
  if (kind === "boolean") return dice.of(["true", "false"], "true");
  return kind === "timestamp" ? "2026-01-01T00:00:00Z" : Buffer.from(dice.text()).toString("base64");
}

function oddRequest(dice: Dice): RawCall {
  const body = dice.of(["", "Action=DescribeVpcs&Version=2016-11-15", "{}", "<xml/>", "Action=GetCallerIdentity"], "");
  const headers: Record<string, string> = {};
  if (dice.isOnce(2)) headers["content-type"] = dice.of(["application/json", "text/plain", "", "a/b; c=d"], "");
  if (dice.isOnce(3)) headers.authorization = dice.of(authorizations, "");
  if (dice.isOnce(4)) headers["x-amz-date"] = dice.of(["", "now", "20260101T000000Z", "99999999T999999Z"], "");
  if (dice.isOnce(6)) headers["x-amz-security-token"] = dice.of(["", "x"], "");
  if (dice.isOnce(6)) headers["x-amz-target"] = dice.of(["", "x", "Logs_20140328.DescribeLogGroups"], "");
  return {
    body,
    headers,
    method: dice.of(["POST", "POST", "GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"], "POST"),
    path: dice.of(
      [
        "/",
        "/",
        "/%",
        "/%2e%2e",
        "//",
        "/a?b=c&b",
        "/?Action=DescribeVpcs",
        "/?%zz",
        "/é".normalize("NFD").replace(/[^/\w]/g, ""),
      ],
      "/",
    ),
    service: dice.of(["ec2", "ec2", "sts", "s3", "", "monitoring"], "ec2"),
    region: dice.of(["ap-northeast-2", "ap-northeast-2", "", "mars-1", "us-east-1"], "us-east-1"),
  };
}

const authorizations = [
  ...[
    "",
    "x",
    "Basic dGVzdGluZzp0ZXN0aW5n",
    "AWS4-HMAC-SHA256",
    "AWS4-HMAC-SHA256 Credential=, SignedHeaders=, Signature=",
  ],
  "AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=00",
  `AWS4-HMAC-SHA256 Credential=${"a/".repeat(3000)}, SignedHeaders=${"a;".repeat(1000)}, Signature=é`.replace("é", "z"),
];

/** Ids of what the demo has, so that inputs reach the code behind the first check. */
async function idsInUse(): Promise<string[]> {
  const found: string[] = [];
  for (const action of [...simulated.keys()].filter((name) => /^Describe\w+s$/.test(name))) {
    const { body } = await caller.call({ body: `Action=${action}&Version=2016-11-15` });
    const ids = [...body.matchAll(/>([a-z-]+-0[0-9a-f]{16})</g)].map(([, id = ""]) => id);
    found.push(...[...new Set(ids)].slice(0, 4));
  }
  return [...new Set(found)];
}

/** Says something over a bare connection, and `rest` once an answer comes; returns all that comes back. */
function speak(text: string, rest = ""): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let heard = "";
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on("data", (data) => {
      if (heard === "") socket.write(rest);
      heard += data.toString();
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(heard));
  });
}
