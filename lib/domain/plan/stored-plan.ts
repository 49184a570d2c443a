import { z } from "zod";
import type { Phrase } from "../phrase";
import type { Edit, Impact, Plan, PlanProblem, ResourceDiff, Step } from "./step";

/** A phrase inside a JSON column. */
export const storedPhrase = z.object({
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
const path = z.array(z.union([z.string(), z.number()]));
const impact = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const timing = z.object({ typicalSeconds: z.tuple([z.number(), z.number()]), longestSeconds: z.number() });
const base = {
  id: z.string(),
  kind: z.string(),
  key: z.string(),
  after: z.array(z.string()),
  impact,
  phrase: storedPhrase,
  reason: storedPhrase.optional(),
};
const tunnel = { connectionKey: z.string(), outsideIpAddress: z.string() };

const step = z.discriminatedUnion("type", [
  z.object({
    ...base,
    type: z.literal("call"),
    operation: z.enum(["create", "update", "remove"]),
    effect: z.enum(["create", "in-place", "replace", "remove"]),
    call: z.object({ action: z.string(), input: z.record(z.string(), z.unknown()) }),
    awsId: z.string().optional(),
    tunnel: z.string().optional(),
    timing,
  }),
  z.object({
    ...base,
    type: z.literal("wait"),
    until: z.object({
      what: z.literal("tunnel-up"),
      ...tunnel,
      // Absent in plans that were stored before routes were waited for.
      isAccepting: z.boolean().default(false),
      tables: z.array(z.string()).default([]),
    }),
    timing,
  }),
  z.object({
    ...base,
    type: z.literal("confirm"),
    subject: z.object({ what: z.literal("device-configured"), ...tunnel }),
  }),
]);

const problem = z.object({
  key: z.string(),
  severity: z.enum(["error", "warning"]),
  path: path.optional(),
  phrase: storedPhrase,
  suggestion: z.string().optional(),
});

const diff = z.object({
  kind: z.string(),
  key: z.string(),
  name: z.string(),
  operation: z.enum(["create", "update", "replace", "remove"]),
  changes: z.array(z.object({ path, before: z.unknown().optional(), after: z.unknown().optional() })),
});

/** A step out of its JSON column. The call was typed when the planner made it; what is checked here is its frame. */
export function parseStep(json: unknown): Step {
  return step.parse(json) as Step;
}

/** A list of phrases out of its JSON column; none where there is nothing. */
export function parsePhrases(json: unknown): Phrase[] {
  return json === null ? [] : z.array(storedPhrase).parse(json);
}

/** An impact out of its column. */
export function parseImpact(value: number): Impact {
  return impact.parse(value);
}

/** A plan out of its JSON columns. */
export function parsePlan(row: {
  steps: unknown;
  problems: unknown;
  diffs: unknown;
}): Pick<Plan, "steps" | "problems" | "diffs"> {
  return {
    steps: z.array(z.unknown()).parse(row.steps).map(parseStep),
    problems: z.array(problem).parse(row.problems) as PlanProblem[],
    diffs: z.array(diff).parse(row.diffs) as ResourceDiff[],
  };
}

const record = z.record(z.string(), z.unknown());
const replaced = z.object({
  awsId: z.string(),
  tags: z.array(z.object({ key: z.string(), value: z.string() })).optional(),
});
const edit = z.discriminatedUnion("operation", [
  z.object({
    ...{ operation: z.literal("put"), kind: z.string(), key: z.string(), spec: record },
    // A column that is empty says what a missing member does.
    replaces: replaced.nullish().transform((object) => object ?? undefined),
  }),
  z.object({ operation: z.literal("remove"), kind: z.string(), key: z.string() }),
]);

/** An edit out of its row. */
export function parseEdit(row: {
  operation: string;
  kind: string;
  key: string;
  spec: unknown;
  replaces: unknown;
}): Edit {
  return edit.parse(row) as Edit;
}
