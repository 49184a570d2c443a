import { z } from "zod";
import { ruleMatchSchema, ruleRequiresSchema } from "../changes/rules";

/** What a person enters about a rule. */
export const ruleInput = z.object({
  name: z.string().trim().min(1).max(80),
  match: ruleMatchSchema,
  requires: ruleRequiresSchema,
});

export type RuleInput = z.output<typeof ruleInput>;

/** Bounds of how long an approval counts. */
export const APPROVAL_HOURS_LEAST = 1;
export const APPROVAL_HOURS_MOST = 72;
