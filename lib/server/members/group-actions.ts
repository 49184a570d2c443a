"use server";

import { z } from "zod";
import { grants, roles } from "@/lib/domain/changes/rights";
import { defineAction } from "../action";
import { addToGroup, createGroup, removeFromGroup, removeGroup, updateGroup } from "./change-groups";

const group = {
  name: z.string().trim().min(1).max(80),
  description: z.string().trim().max(200),
  role: z.enum(roles).nullable(),
  grants: z.array(z.enum(grants)),
  ssoClaim: z.string().trim().max(200),
};
const groupId = z.uuid();
const place = z.object({ groupId, userId: z.string().min(1).max(100) });

export const createGroupAction = defineAction({ right: "administer", schema: z.object(group) }, ({ viewer, input }) =>
  createGroup(viewer, input),
);

export const updateGroupAction = defineAction(
  { right: "administer", schema: z.object({ groupId, ...group }) },
  ({ viewer, input }) => updateGroup(viewer, input),
);

export const removeGroupAction = defineAction(
  { right: "administer", schema: z.object({ groupId }) },
  ({ viewer, input }) => removeGroup(viewer, input.groupId),
);

export const addToGroupAction = defineAction({ right: "administer", schema: place }, ({ viewer, input }) =>
  addToGroup(viewer, input),
);

export const removeFromGroupAction = defineAction({ right: "administer", schema: place }, ({ viewer, input }) =>
  removeFromGroup(viewer, input),
);
