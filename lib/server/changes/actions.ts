"use server";

import { z } from "zod";
import { verdicts } from "@/lib/domain/changes/facts";
import { type KindName, kindNames } from "@/lib/domain/kinds";
import { defineAction } from "../action";
import { cancelRun, confirmStep, resumeRun } from "../runs/steer-run";
import { applyChange } from "./apply-change";
import { breakGlass, signBreakGlass } from "./break-glass";
import { checkEdit } from "./check-edit";
import { proposeRollback } from "./propose-rollback";
import { rebaseChange } from "./rebase-change";
import {
  abandonChange,
  renameChange,
  reopenChange,
  replanChange,
  reviewChange,
  submitChange,
  withdrawChange,
} from "./review-change";
import { removeEdit, saveEdits } from "./save-edit";
import { saveResource } from "./save-resource";
import { scheduleChange } from "./schedule-change";
import { commentOnChange, resolveThread } from "./threads";

const TEXT_LENGTH_MAX = 4000;
const TITLE_LENGTH_MAX = 120;

const address = { environmentSlug: z.string(), changeNumber: z.number().int().positive() };
const change = z.object(address);
const text = z.string().trim().min(1).max(TEXT_LENGTH_MAX);
const title = z.string().trim().min(1).max(TITLE_LENGTH_MAX);
const runId = z.uuid();

const target = {
  kind: z.custom<KindName>((value) => kindNames.some((name) => name === value)),
  key: z.string().min(1).max(300),
};
const edit = z.discriminatedUnion("operation", [
  z.object({ operation: z.literal("put"), ...target, spec: z.record(z.string(), z.unknown()) }),
  z.object({ operation: z.literal("remove"), ...target }),
]);

export const saveEditsAction = defineAction(
  {
    right: "edit",
    schema: z.object({
      environmentSlug: z.string(),
      changeNumber: z.number().int().positive().optional(),
      title: title.optional(),
      edits: z.array(edit).min(1),
      expectedRevision: z.number().int().optional(),
    }),
  },
  ({ viewer, input }) => saveEdits(viewer, input),
);

const spec = z.record(z.string(), z.unknown());

export const checkEditAction = defineAction(
  {
    right: "edit",
    isLook: true,
    schema: z.object({
      environmentSlug: z.string(),
      changeNumber: z.number().int().positive().optional(),
      ...target,
      spec,
    }),
  },
  ({ viewer, input }) => checkEdit(viewer, input),
);

export const saveResourceAction = defineAction(
  {
    right: "edit",
    schema: z.object({
      environmentSlug: z.string(),
      changeNumber: z.number().int().positive().optional(),
      title: title.optional(),
      ...target,
      key: z.string().min(1).max(300).nullable(),
      spec,
      began: spec.nullable(),
    }),
  },
  ({ viewer, input }) => saveResource(viewer, input),
);

export const removeEditAction = defineAction(
  { right: "edit", schema: z.object({ ...address, key: z.string(), expectedRevision: z.number().int().optional() }) },
  ({ viewer, input }) => removeEdit(viewer, input),
);

export const renameChangeAction = defineAction(
  { right: "edit", schema: z.object({ ...address, title }) },
  ({ viewer, input }) => renameChange(viewer, input),
);

export const submitChangeAction = defineAction({ right: "submit", schema: change }, ({ viewer, input }) =>
  submitChange(viewer, input),
);

export const replanChangeAction = defineAction({ right: "edit", schema: change }, ({ viewer, input }) =>
  replanChange(viewer, input),
);

export const withdrawChangeAction = defineAction({ right: "submit", schema: change }, ({ viewer, input }) =>
  withdrawChange(viewer, input),
);

export const reviewChangeAction = defineAction(
  {
    right: "review",
    schema: z.object({
      ...address,
      verdict: z.enum(verdicts),
      comment: z.string().max(TEXT_LENGTH_MAX).optional(),
      planHash: z.string(),
    }),
  },
  ({ viewer, input }) => reviewChange(viewer, input),
);

export const abandonChangeAction = defineAction(
  { right: "edit", schema: z.object({ ...address, reason: text }) },
  ({ viewer, input }) => abandonChange(viewer, input),
);

export const reopenChangeAction = defineAction({ right: "edit", schema: change }, ({ viewer, input }) =>
  reopenChange(viewer, input),
);

export const commentOnChangeAction = defineAction(
  {
    right: "see",
    schema: z.object({
      ...address,
      text,
      stepId: z.string().max(500).optional(),
      threadId: z.uuid().optional(),
      isBlocking: z.boolean().optional(),
    }),
  },
  ({ viewer, input }) => commentOnChange(viewer, input),
);

export const resolveThreadAction = defineAction(
  { right: "see", schema: z.object({ ...address, threadId: z.uuid(), isResolved: z.boolean() }) },
  ({ viewer, input }) => resolveThread(viewer, input),
);

export const rebaseChangeAction = defineAction({ right: "edit", schema: change }, ({ viewer, input }) =>
  rebaseChange(viewer, input),
);

export const proposeRollbackAction = defineAction({ right: "edit", schema: change }, ({ viewer, input }) =>
  proposeRollback(viewer, input),
);

export const scheduleChangeAction = defineAction(
  {
    right: "apply",
    schema: z.object({
      ...address,
      at: z.iso
        .datetime()
        .transform((moment) => new Date(moment))
        .nullable(),
    }),
  },
  ({ viewer, input }) => scheduleChange(viewer, input),
);

export const breakGlassAction = defineAction(
  {
    right: "break-glass",
    schema: z.object({ ...address, planHash: z.string(), typedTitle: z.string().optional(), reason: text }),
  },
  ({ viewer, input }) => breakGlass(viewer, input),
);

export const signBreakGlassAction = defineAction(
  { right: "review", schema: z.object({ runId, remark: z.string().max(TEXT_LENGTH_MAX) }) },
  ({ viewer, input }) => signBreakGlass(viewer, input),
);

export const applyChangeAction = defineAction(
  { right: "apply", schema: z.object({ ...address, planHash: z.string(), typedTitle: z.string().optional() }) },
  ({ viewer, input }) => applyChange(viewer, input),
);

export const cancelRunAction = defineAction({ right: "apply", schema: z.object({ runId }) }, ({ viewer, input }) =>
  cancelRun(viewer, input),
);

export const resumeRunAction = defineAction({ right: "apply", schema: z.object({ runId }) }, ({ viewer, input }) =>
  resumeRun(viewer, input),
);

export const confirmStepAction = defineAction(
  { right: "apply", schema: z.object({ runId, stepId: z.string() }) },
  ({ viewer, input }) => confirmStep(viewer, input),
);
