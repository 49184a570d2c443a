import type { Shape } from "./shape";

const namespace = "http://ec2.amazonaws.com/doc/2016-11-15/";

/** Structures that will not change any more; their XML is written once and reused. */
const remembered = new WeakMap<object, string | undefined>();

/**
 * Says that this structure will never be changed. A thousand VPN connections are 6 MB of XML; writing only the
 * changed ones anew keeps DescribeVpnConnections quick.
 */
export function keepXml<T extends object>(value: T): T {
  if (!remembered.has(value)) remembered.set(value, undefined);
  return value;
}

/** A successful answer of EC2. Actions without a modelled output answer `<return>true</return>`, as EC2 does. */
export function serializeOutput(action: string, shape: Shape, output: unknown, requestId: string): string {
  const inner = shape.kind === "struct" && hasMembers(shape) ? writeMembers(shape, output) : "<return>true</return>";
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${action}Response xmlns="${namespace}"><requestId>${requestId}</requestId>${inner}</${action}Response>`;
}

/** A refusal, in EC2's envelope. */
export function serializeError(error: { code: string; message: string }, requestId: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`;
}

/** Text as XML carries it. Line ends and tabs survive as references, so that a key or a config arrives unchanged. */
export function escapeXml(text: string): string {
  return /[&<>"\r]/.test(text) ? text.replace(/[&<>"\r]/g, (c) => `&#${c.charCodeAt(0)};`) : text;
}

function hasMembers(shape: Shape & { kind: "struct" }): boolean {
  return shape.members.length > 0;
}

function writeMembers(shape: Shape & { kind: "struct" }, value: unknown): string {
  if (typeof value !== "object" || value === null) return "";
  const isKept = remembered.has(value);
  const known = isKept ? remembered.get(value) : undefined;
  if (known !== undefined) return known;
  const fields = new Map(Object.entries(value));
  let text = "";
  for (const member of shape.members) text += write(member.shape, fields.get(member.name), member.xmlTag);
  if (isKept) remembered.set(value, text);
  return text;
}

function write(shape: Shape, value: unknown, tag: string): string {
  if (value === undefined || value === null) return "";
  return `<${tag}>${writeContent(shape, value)}</${tag}>`;
}

function writeContent(shape: Shape, value: unknown): string {
  switch (shape.kind) {
    case "struct":
      return writeMembers(shape, value);
    case "list": {
      if (!Array.isArray(value)) throw new Error(`Expected a list, saw ${typeof value}`);
      return value.map((item) => write(shape.item(), item, shape.itemTag)).join("");
    }
    case "timestamp":
      if (!(value instanceof Date)) throw new Error(`Expected a Date, saw ${typeof value}`);
      return value.toISOString();
    case "blob":
      if (!(value instanceof Uint8Array)) throw new Error(`Expected bytes, saw ${typeof value}`);
      return Buffer.from(value).toString("base64");
    case "string":
    case "boolean":
    case "number":
      return escapeXml(String(value));
    case "unit":
      return "";
    default:
      return shape satisfies never;
  }
}
