import { z } from "zod";
import { freezeScopes } from "./freeze-state";

export const FREEZE_KEYS_MAX = 100;
export const FREEZE_REASON_MAX = 300;

/** What a person enters about a freeze. Flat, so that a form can hold what does not apply to the scope at the moment. */
export const freezeInput = z
  .object({
    scope: z.enum(freezeScopes),
    environmentId: z.union([z.uuid(), z.literal("")]).default(""),
    /** Keys of the chosen resources. */
    keys: z.array(z.string().min(1).max(300)).max(FREEZE_KEYS_MAX).default([]),
    reason: z.string().trim().min(1).max(FREEZE_REASON_MAX),
    startsAt: z.iso.datetime({ error: "policy.problems.instant" }),
    endsAt: z.iso.datetime({ error: "policy.problems.instant" }),
  })
  .superRefine(({ scope, environmentId, keys, startsAt, endsAt }, context) => {
    const refuse = (field: string, key: string) =>
      context.addIssue({ code: "custom", path: [field], message: `policy.problems.${key}` });
    if (scope !== "organization" && environmentId === "") refuse("environmentId", "environment");
    if (scope === "resources" && keys.length === 0) refuse("keys", "keys");
    if (Date.parse(endsAt) <= Date.parse(startsAt)) refuse("endsAt", "endsBeforeStart");
  });

export type FreezeInput = z.output<typeof freezeInput>;
