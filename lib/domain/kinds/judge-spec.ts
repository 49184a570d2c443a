import { z } from "zod";
import { issuePhrase } from "../issue-phrase";
import { schemaAt } from "../plan/schema-at";
import type { Problem } from "../problem";
import { type KindName, kindOf } from ".";
import { factsOf } from "./fields";
import type { NetworkView } from "./kind";

type Path = (string | number)[];
type Spec = Record<string, unknown>;

/**
 * What is wrong with a spec as it is filled in: its shape, and its surroundings as far as they can be judged by what is
 * there already. A reserved ASN is reserved while the name is still missing.
 */
export function judgeSpec(kind: KindName, key: string, spec: Spec, view: NetworkView): Problem[] {
  const { spec: schema, check } = kindOf(kind);
  const parsed = schema.safeParse(spec);
  if (parsed.success) return check(key, parsed.data, view);
  const shape = parsed.error.issues.map(
    (issue): Problem => ({ severity: "error", path: pathOf(issue), phrase: issuePhrase(issue) }),
  );
  const blamed = shape.map(({ path = [] }) => path);
  const judged = completions(schema, spec, blamed).map((whole) => check(key, whole, view));
  const [first = [], ...others] = judged;
  // What depends on a stand-in differs from one stand-in to the other, and is not the reader's mistake.
  const certain = first.filter((problem) => others.every((other) => other.some((one) => isSame(one, problem))));
  return [...shape, ...certain.filter(({ path = [] }) => !blamed.some((at) => startsWith(path, at)))];
}

function pathOf({ path }: z.core.$ZodIssue): Path {
  return path.filter((step) => typeof step !== "symbol");
}

/** Two different specs that parse, with stand-ins where the given one does not; none where no stand-in is known. */
function completions(schema: z.ZodType<Spec>, spec: Spec, missing: readonly Path[]): Spec[] {
  const wholes = [0, -1].flatMap((place) => {
    const filled = missing.reduce<unknown>(
      (so, path) => withAt(so, path, standIns(schemaAt(schema, path)).at(place)),
      spec,
    );
    const parsed = schema.safeParse(filled);
    return parsed.success ? [parsed.data] : [];
  });
  return wholes.length === 2 ? wholes : [];
}

/** One of each sort of value that specs hold: documentation addresses and keys that no resource has. */
const SORTS: readonly unknown[] = [
  undefined,
  "198.51.100.0/24",
  "203.0.113.0/28",
  "198.51.100.7",
  "203.0.113.9",
  "ami-00000000",
  "ami-00000001",
  "a",
  "b",
  1,
  2,
  900,
  28_800,
  false,
  true,
];

/** Values that the field takes, as different as they come. */
function standIns(schema: z.ZodType | undefined): unknown[] {
  if (!schema) return [];
  const { kind, kinds = kind === undefined ? [] : [kind] } = factsOf(schema);
  const choices = schema instanceof z.ZodEnum ? schema.options : [];
  const keys = kinds.flatMap((name) => [`${name}/ `, `${name}/  `]);
  return [...SORTS, ...choices, ...keys].filter((value) => schema.safeParse(value).success);
}

function withAt(value: unknown, [step, ...rest]: Path, put: unknown): unknown {
  if (step === undefined) return put;
  if (Array.isArray(value)) return value.map((item, place) => (place === step ? withAt(item, rest, put) : item));
  const record = typeof value === "object" && value !== null ? value : {};
  return { ...record, [step]: withAt(Reflect.get(record, step), rest, put) };
}

function isSame(one: Problem, other: Problem): boolean {
  return JSON.stringify([one.path, one.phrase]) === JSON.stringify([other.path, other.phrase]);
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((step, place) => path[place] === step);
}
