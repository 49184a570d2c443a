import { ApiError, invalidParameterValue, missingParameter } from "./errors";
import type { Shape } from "./shape";

/** A query string as a tree: `Filter.1.Name=x` becomes Filter → 1 → Name. */
export type Node = { value?: string; children: Map<string, Node> };

/**
 * Reads a call's parameters into the structure the SDK's types describe.
 * Refuses what EC2 refuses before it looks at any resource: unknown members, missing ones, values of a wrong type.
 */
export function parseInput(shape: Shape, params: Iterable<[string, string]>): Record<string, unknown> {
  if (shape.kind !== "struct") return {};
  const input = readStruct(shape, growTree(params), "");
  return input;
}

/** EC2's own structures are at most a dozen levels deep. Deeper keys would only cost memory: a map for each of their dots. */
const levelsMax = 64;

/** Plain loops, so that no key is too long. */
export function growTree(params: Iterable<[string, string]>): Node {
  const root: Node = { children: new Map() };
  for (const [key, value] of params) {
    let node = root;
    const parts = key.split(".", levelsMax + 1);
    if (parts.length > levelsMax) throw unknownParameter(parts.slice(0, levelsMax).join("."));
    for (const part of parts) {
      const child = node.children.get(part) ?? { children: new Map() };
      node.children.set(part, child);
      node = child;
    }
    node.value = value;
  }
  return root;
}

function readStruct(shape: Shape & { kind: "struct" }, node: Node, path: string): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  const known = new Set<string>();
  for (const member of shape.members) {
    known.add(member.queryKey);
    const child = node.children.get(member.queryKey);
    const memberPath = path ? `${path}.${member.queryKey}` : member.queryKey;
    const value = child && read(member.shape, child, memberPath);
    if (value !== undefined) out[member.name] = value;
    else if (shape.required.includes(member.name)) out[member.name] = absent(member.shape, memberPath);
  }
  for (const key of node.children.keys()) {
    if (!known.has(key)) throw unknownParameter(path ? `${path}.${key}` : key);
  }
  return out;
}

/** A structure without members leaves no trace on the wire: required, it is there and empty. Anything else is missing. */
function absent(shape: Shape, path: string): unknown {
  if (shape.kind === "struct") return {};
  throw missingParameter(path);
}

function read(shape: Shape, node: Node, path: string): unknown {
  if (shape.kind === "struct") return readStruct(shape, node, path);
  if (shape.kind === "list") return readList(shape, node, path);
  for (const key of node.children.keys()) throw unknownParameter(`${path}.${key}`);
  return node.value === undefined ? undefined : readScalar(shape.kind, node.value, path);
}

/** Here the second entry is the second tunnel also when the first, being empty, left no trace on the wire. */
const positional = new Set(["Options.TunnelOptions"]);

function readList(shape: Shape & { kind: "list" }, node: Node, path: string): unknown[] {
  const entries = [...node.children].map(([key, child]) => ({ key, index: Number(key), child }));
  for (const { key, index } of entries) {
    if (!Number.isInteger(index) || index < 0) throw unknownParameter(`${path}.${key}`);
  }
  entries.sort((a, b) => a.index - b.index);
  if (positional.has(path) && entries.length === 1 && entries[0]?.index === 2)
    return [{}, read(shape.item(), entries[0].child, `${path}.2`)];
  return entries.map(({ key, child }) => read(shape.item(), child, `${path}.${key}`)).filter((v) => v !== undefined);
}

function readScalar(kind: Exclude<Shape["kind"], "struct" | "list">, text: string, path: string): unknown {
  switch (kind) {
    case "string":
      return text;
    case "boolean":
      if (/^true$/i.test(text)) return true;
      if (/^false$/i.test(text)) return false;
      throw invalidParameterValue(`Invalid value '${text}' for ${path}. Expected a boolean.`);
    case "number": {
      const number = Number(text);
      if (!/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) || !Number.isFinite(number))
        throw invalidParameterValue(`Invalid value '${text}' for ${path}. Expected a number.`);
      return number;
    }
    case "timestamp": {
      const time = new Date(text);
      if (Number.isNaN(time.getTime()))
        throw invalidParameterValue(`Invalid value '${text}' for ${path}. Expected a timestamp.`);
      return time;
    }
    case "blob":
      return new Uint8Array(Buffer.from(text, "base64"));
    case "unit":
      return undefined;
    default:
      return kind satisfies never;
  }
}

function unknownParameter(path: string): ApiError {
  return new ApiError("UnknownParameter", `The parameter ${path} is not recognized`);
}
