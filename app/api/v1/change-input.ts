import { z } from "zod";
import { verdicts } from "@/lib/domain/changes/facts";
import { type KindName, kindNames } from "@/lib/domain/kinds";

const TEXT_LENGTH_MAX = 4000;

const target = {
  kind: z.custom<KindName>((value) => kindNames.some((name) => name === value), "errors.field.kind"),
  key: z.string().min(1).max(300),
};

const edits = z
  .array(
    z.discriminatedUnion("operation", [
      z.object({ operation: z.literal("put"), ...target, spec: z.record(z.string(), z.unknown()) }),
      z.object({ operation: z.literal("remove"), ...target }),
    ]),
  )
  .min(1)
  .max(500);

/** A draft that begins. */
export const newDraft = z.object({ title: z.string().trim().min(1).max(120), edits });

/** More edits of a draft; the revision is the one that the caller looked at. */
export const moreEdits = z.object({ edits, expectedRevision: z.number().int() });

/** What a reviewer says of the plan with this hash. */
export const review = z.object({
  verdict: z.enum(verdicts),
  planHash: z.string(),
  comment: z.string().max(TEXT_LENGTH_MAX).optional(),
});

/** The plan to apply; from impact 3 on with the change's title, typed. */
export const apply = z.object({ planHash: z.string(), typedTitle: z.string().optional() });
