import { invalid } from "./find";

type Condition = (document: unknown) => boolean;

/** A pattern for events that are JSON: `{ ($.status = "DOWN") && ($.message.prefix = "10.*") }`. What is no JSON never matches. */
export function readJsonPattern(pattern: string): (message: string) => boolean {
  const inner = /^\{(.*)\}$/s.exec(pattern)?.[1];
  if (inner === undefined) throw invalid("Invalid filter pattern");
  const tokens = new Tokens(inner);
  const condition = readEither(tokens);
  if (tokens.peek() !== undefined) throw invalid("Invalid filter pattern");
  return (message) => {
    const document = parse(message);
    return typeof document === "object" && document !== null && condition(document);
  };
}

function readEither(tokens: Tokens): Condition {
  const left = readBoth(tokens);
  if (!tokens.take("||")) return left;
  const right = readEither(tokens);
  return (document) => left(document) || right(document);
}

function readBoth(tokens: Tokens): Condition {
  const left = readOne(tokens);
  if (!tokens.take("&&")) return left;
  const right = readBoth(tokens);
  return (document) => left(document) && right(document);
}

function readOne(tokens: Tokens): Condition {
  if (tokens.take("(")) {
    const inner = readEither(tokens);
    if (!tokens.take(")")) throw invalid("Invalid filter pattern");
    return inner;
  }
  const path = readPath(tokens.next());
  const operator = tokens.next();
  const operand = tokens.next();
  if (operator === "NOT" && operand === "EXISTS") return (document) => valueAt(document, path) === undefined;
  if (operator === "IS") return isKnown(path, operand);
  const compare = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
  if (!compare) throw invalid("Invalid filter pattern");
  const test = compare(operand);
  return (document) => {
    const value = valueAt(document, path);
    return value !== undefined && test(value);
  };
}

function isKnown(path: string[], operand: string): Condition {
  const wanted = new Map<string, unknown>([
    ["TRUE", true],
    ["FALSE", false],
    ["NULL", null],
  ]);
  if (!wanted.has(operand)) throw invalid("Invalid filter pattern");
  return (document) => valueAt(document, path) === wanted.get(operand);
}

const comparisons: Record<string, (operand: string) => (value: unknown) => boolean> = {
  "=": equals,
  "!=": (operand) => {
    const isEqual = equals(operand);
    return (value) => !isEqual(value);
  },
  "<": numeric((value, operand) => value < operand),
  ">": numeric((value, operand) => value > operand),
  "<=": numeric((value, operand) => value <= operand),
  ">=": numeric((value, operand) => value >= operand),
};

/** Text is compared with `*` as a wildcard; a number that is not quoted also equals a JSON number. */
function equals(operand: string): (value: unknown) => boolean {
  const quoted = /^"(.*)"$/s.exec(operand)?.[1];
  const number = quoted === undefined && operand.trim() !== "" ? Number(operand) : Number.NaN;
  const parts = (quoted ?? operand).replace(/\\(["\\])/g, "$1").split("*");
  return (value) => {
    if (typeof value === "number") return value === number;
    return typeof value === "string" && fits(value, parts);
  };
}

function numeric(holds: (value: number, operand: number) => boolean) {
  return (operand: string) => {
    const number = Number(operand);
    if (Number.isNaN(number)) throw invalid("Invalid filter pattern");
    return (value: unknown) => typeof value === "number" && holds(value, number);
  };
}

/** Whether a text is these parts with anything in between: found from left to right, so it takes one walk. */
function fits(text: string, parts: string[]): boolean {
  const [first = "", ...others] = parts;
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** `$.a.b[0]["c"]` as its steps. */
function readPath(token: string): string[] {
  if (!/^\$(?:\.[\w-]+|\[(?:\d+|"[^"]*")\])+$/.test(token)) throw invalid("Invalid filter pattern");
  return [...token.matchAll(/\.([\w-]+)|\[(?:(\d+)|"([^"]*)")\]/g)].map(
    ([, name, index, quoted]) => name ?? index ?? quoted ?? "",
  );
}

function valueAt(document: unknown, path: string[]): unknown {
  let value = document;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

function parse(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

class Tokens {
  private readonly list: string[];
  private at = 0;

  constructor(text: string) {
    const token =
      /\s*(\|\||&&|[()]|!=|<=|>=|[=<>]|"(?:[^"\\]|\\.)*"|\$(?:\.[\w-]+|\[(?:\d+|"[^"]*")\])+|[^\s()=<>!&|"]+)\s*/y;
    this.list = [];
    while (token.lastIndex < text.length) {
      const found = token.exec(text)?.[1];
      if (found === undefined) {
        if (text.trim() === "") break;
        throw invalid("Invalid filter pattern");
      }
      this.list.push(found);
    }
  }

  peek(): string | undefined {
    return this.list[this.at];
  }

  next(): string {
    const token = this.list[this.at++];
    if (token === undefined) throw invalid("Invalid filter pattern");
    return token;
  }

  take(token: string): boolean {
    if (this.list[this.at] !== token) return false;
    this.at += 1;
    return true;
  }
}
