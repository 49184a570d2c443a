import { Readable } from "node:stream";
import * as ec2 from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { ApiError } from "./errors";
import { operations } from "./operations";
import { parseInput } from "./parse-input";
import { serializeOutput } from "./serialize-output";
import type { Shape } from "./shape";

/** A value of the shape with every member filled, awkward characters included. Recursive shapes end at a depth. */
function example(shape: Shape, depth = 0): unknown {
  if (shape.kind === "list")
    return depth > 7 ? [] : [example(shape.item(), depth + 1), example(shape.item(), depth + 1)];
  if (shape.kind === "struct") return depth > 7 ? undefined : exampleStruct(shape, depth);
  const scalars = {
    string: `s<&>"'é\r\n ${depth}`,
    boolean: true,
    number: 7,
    timestamp: new Date(1_700_000_000_000),
    blob: new Uint8Array([1, 2, 255]),
    unit: undefined,
  };
  return scalars[shape.kind];
}

function exampleStruct(shape: Shape & { kind: "struct" }, depth: number) {
  const entries = shape.members
    .map((member): [string, unknown] => [member.name, example(member.shape, depth + 1)])
    .filter(([, value]) => !isEmpty(value));
  return Object.fromEntries(entries.map(([name, value]) => [name, dropEmpty(value)]));
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isEmpty);
  if (value instanceof Date || value instanceof Uint8Array) return false;
  return value === undefined || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}

function dropEmpty(value: unknown): unknown {
  return Array.isArray(value) ? value.filter((item) => !isEmpty(item)) : value;
}

describe("the protocol made from the SDK's schemas", () => {
  let sent = "";
  let reply = "";
  const client = new ec2.EC2Client({
    region: "us-east-1",
    credentials: { accessKeyId: "testing", secretAccessKey: "testing" },
    maxAttempts: 1,
    requestHandler: {
      metadata: { handlerProtocol: "http/1.1" },
      handle: async (request: { body?: unknown }) => {
        sent = String(request.body);
        return { response: { statusCode: 200, headers: {}, body: Readable.from([Buffer.from(reply)]) } };
      },
    },
  });

  test("it covers every operation of the pinned SDK", () => {
    expect(operations.size).toBe(823);
  });

  test("what the client sends and reads is what the server reads and sends, for every operation", async () => {
    const commands = new Map(Object.entries(ec2));
    const different: string[] = [];
    for (const [name, operation] of operations) {
      const input = (example(operation.input()) ?? {}) as Record<string, unknown>;
      const output = (example(operation.output()) ?? {}) as Record<string, unknown>;
      reply = [...serializeOutput(name, operation.output(), output, "request-1")].join("");
      const Command = commands.get(`${name}Command`) as new (input: unknown) => ec2.DescribeVpcsCommand;
      const { $metadata, ...received } = await client.send(new Command(input));
      expect($metadata.httpStatusCode).toBe(200);
      const params = new URLSearchParams(sent);
      params.delete("Action");
      params.delete("Version");
      const parsed = parseInput(operation.input(), params);
      if (!equal(parsed, input)) different.push(`${name} input`);
      if (!equal(received, output)) different.push(`${name} output`);
    }
    expect(different).toEqual([]);
  });

  function equal(a: unknown, b: unknown): boolean {
    try {
      expect(a).toEqual(b);
      return true;
    } catch {
      return false;
    }
  }
});

describe("what EC2 refuses before it looks at any resource", () => {
  const shapeOf = (name: string) => operations.get(name)?.input() ?? { kind: "unit" as const };
  const read = (name: string, query: string) => () => parseInput(shapeOf(name), new URLSearchParams(query));

  test("an unknown parameter, at any depth, is named", () => {
    expect(read("DescribeVpcs", "Foo=1")).toThrow(
      new ApiError("UnknownParameter", "The parameter Foo is not recognized"),
    );
    expect(read("DescribeVpcs", "Filter.1.Nam=x")).toThrow("The parameter Filter.1.Nam is not recognized");
    expect(read("DescribeVpcs", "Filter.x.Name=x")).toThrow("The parameter Filter.x is not recognized");
    expect(read("DescribeVpcs", "__proto__.x=1")).toThrow("The parameter __proto__ is not recognized");
  });

  test("a missing required parameter is named as on the wire", () => {
    expect(read("CreateSubnet", "CidrBlock=10.0.0.0/24")).toThrow("The request must contain the parameter VpcId");
  });

  test("a value that is no boolean, number or time is refused", () => {
    expect(read("CreateVpc", "DryRun=maybe")).toThrow(ApiError);
    expect(read("DescribeVpcs", "MaxResults=many")).toThrow(ApiError);
    expect(read("DescribeVpcs", "MaxResults=")).toThrow(ApiError);
  });

  test("list entries are read in the order of their numbers", () => {
    const parsed = read("DescribeVpcs", "VpcId.10=c&VpcId.2=b&VpcId.1=a")();
    expect(parsed).toEqual({ VpcIds: ["a", "b", "c"] });
  });
});
