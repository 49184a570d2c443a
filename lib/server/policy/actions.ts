"use server";

import { z } from "zod";
import { freezeInput } from "@/lib/domain/policy/freeze-input";
import { APPROVAL_HOURS_LEAST, APPROVAL_HOURS_MOST, ruleInput } from "@/lib/domain/policy/rule-input";
import { windowInput } from "@/lib/domain/policy/window-input";
import { defineAction } from "../action";
import { findFreezable } from "./freeze-queries";
import { createFreeze, liftFreeze } from "./freezes";
import { createRule, moveRule, removeRule, setApprovalHours, updateRule } from "./rules";
import { previewWindow } from "./window-queries";
import { createWindow, removeWindow, updateWindow } from "./windows";

const id = z.uuid();

export const createRuleAction = defineAction({ right: "administer", schema: ruleInput }, ({ viewer, input }) =>
  createRule(viewer, input),
);

export const updateRuleAction = defineAction(
  { right: "administer", schema: ruleInput.extend({ id, seenAt: z.iso.datetime() }) },
  ({ viewer, input: { id, seenAt, ...input } }) => updateRule(viewer, { id, seenAt: new Date(seenAt), input }),
);

export const moveRuleAction = defineAction(
  { right: "administer", schema: z.object({ id, direction: z.enum(["up", "down"]) }) },
  ({ viewer, input }) => moveRule(viewer, input),
);

export const removeRuleAction = defineAction({ right: "administer", schema: z.object({ id }) }, ({ viewer, input }) =>
  removeRule(viewer, input.id),
);

export const setApprovalHoursAction = defineAction(
  {
    right: "administer",
    schema: z.object({ hours: z.number().int().min(APPROVAL_HOURS_LEAST).max(APPROVAL_HOURS_MOST) }),
  },
  ({ viewer, input }) => setApprovalHours(viewer, input.hours),
);

export const createFreezeAction = defineAction({ right: "administer", schema: freezeInput }, ({ viewer, input }) =>
  createFreeze(viewer, input),
);

export const liftFreezeAction = defineAction({ right: "administer", schema: z.object({ id }) }, ({ viewer, input }) =>
  liftFreeze(viewer, input.id),
);

export const findFreezableAction = defineAction(
  { right: "see", isLook: true, schema: z.object({ environmentId: id, text: z.string().trim().min(1).max(100) }) },
  ({ viewer, input }) => findFreezable(viewer, input),
);

export const createWindowAction = defineAction(
  { right: "administer", schema: windowInput.extend({ environmentId: id }) },
  ({ viewer, input: { environmentId, ...input } }) => createWindow(viewer, { environmentId, input }),
);

export const updateWindowAction = defineAction(
  { right: "administer", schema: windowInput.extend({ id }) },
  ({ viewer, input: { id, ...input } }) => updateWindow(viewer, { id, input }),
);

export const removeWindowAction = defineAction({ right: "administer", schema: z.object({ id }) }, ({ viewer, input }) =>
  removeWindow(viewer, input.id),
);

export const previewWindowAction = defineAction(
  { right: "see", isLook: true, schema: windowInput.omit({ name: true }) },
  async ({ input }) => previewWindow({ ...input, name: "" }),
);
