import type { NormalizedSchema } from "@smithy/core/schema";
import { ApiError } from "../../protocol/errors";
import { growTree, type Node } from "../../protocol/parse-input";
import { escapeXml } from "../../protocol/serialize-output";
import type { Dialect } from "../dialect";
import { refuseInQuery } from "../refusals";
import { readStruct, WrongType } from "./read-value";

/** AWS's query protocol: a form one way, XML the other. STS speaks it, and older clients to CloudWatch. */
export function queryDialect(params: URLSearchParams): Dialect {
  return {
    name: "query",
    action: params.get("Action") ?? "",
    params,
    refuse: refuseInQuery,
    throttled: new ApiError("Throttling", "Rate exceeded"),
    readInput: (model, { input }) => {
      if (input.isUnitSchema()) return {};
      try {
        return readStruct(input, toValue(input, growTree(params)), { scalar: readText, model });
      } catch (error) {
        if (error instanceof WrongType) throw new ApiError("MalformedInput", `${error.path.join(".")} is malformed`);
        throw error;
      }
    },
    writeOutput: ({ xmlNamespace }, { name, output: schema }, output, requestId) => {
      const result = schema.isUnitSchema() ? "" : `<${name}Result>${writeStruct(schema, output)}</${name}Result>`;
      const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
      return xml(200, `<${name}Response xmlns="${xmlNamespace}">${result}${metadata}</${name}Response>`);
    },
    writeError: (error, requestId, model) => {
      const type = error.status >= 500 ? "Receiver" : "Sender";
      const code = model?.queryCodes.get(error.code) ?? error.code;
      const inner = `<Type>${type}</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(error.message)}</Message>`;
      const namespace = model ? ` xmlns="${model.xmlNamespace}"` : "";
      return xml(
        error.status,
        `<ErrorResponse${namespace}><Error>${inner}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
      );
    },
  };
}

/** A form's tree as the values a schema speaks of: lists are `X.member.1`, an empty one is `X=`. */
function toValue(schema: NormalizedSchema, node: Node): unknown {
  if (schema.isStructSchema()) {
    const members: [string, unknown][] = [];
    for (const [name, member] of schema.structIterator()) {
      const child = node.children.get(name);
      if (child) members.push([name, toValue(member, child)]);
    }
    return Object.fromEntries(members);
  }
  if (!schema.isListSchema()) return node.value;
  const items = [...(node.children.get("member")?.children ?? [])];
  items.sort(([a], [b]) => Number(a) - Number(b));
  return items.map(([, child]) => toValue(schema.getValueSchema(), child));
}

function readText(schema: NormalizedSchema, text: unknown): unknown {
  if (typeof text !== "string") return undefined;
  if (schema.isBooleanSchema()) return /^(true|false)$/i.test(text) ? text.toLowerCase() === "true" : undefined;
  if (schema.isNumericSchema()) return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : undefined;
  if (schema.isTimestampSchema()) return readTime(text);
  return schema.isBlobSchema() ? new Uint8Array(Buffer.from(text, "base64")) : text;
}

function readTime(text: string): Date | undefined {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

function writeStruct(schema: NormalizedSchema, value: unknown): string {
  if (typeof value !== "object" || value === null) return "";
  const fields = new Map(Object.entries(value));
  return [...schema.structIterator()].map(([name, member]) => write(member, fields.get(name), name)).join("");
}

function write(schema: NormalizedSchema, value: unknown, tag: string): string {
  if (value === undefined || value === null) return "";
  return `<${tag}>${writeContent(schema, value)}</${tag}>`;
}

function writeContent(schema: NormalizedSchema, value: unknown): string {
  if (schema.isStructSchema()) return writeStruct(schema, value);
  if (Array.isArray(value)) return value.map((item) => write(schema.getValueSchema(), item, "member")).join("");
  if (schema.isMapSchema() && typeof value === "object")
    return Object.entries(value ?? {})
      .map(
        ([key, item]) => `<entry><key>${escapeXml(key)}</key>${write(schema.getValueSchema(), item, "value")}</entry>`,
      )
      .join("");
  return escapeXml(value instanceof Date ? value.toISOString() : String(value));
}

function xml(status: number, body: string) {
  return { status, contentType: "text/xml", pieces: [body] };
}
