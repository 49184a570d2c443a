"use server";

import { z } from "zod";
import { defineAction } from "../action";
import { createOrganization, renameOrganization, switchOrganization } from "./organizations";

const name = z.string().trim().min(1).max(80);
const organizationId = z.string().min(1).max(100);

export const createOrganizationAction = defineAction(
  { right: "manage-installation", schema: z.object({ name }) },
  ({ viewer, input }) => createOrganization(viewer, input),
);

export const renameOrganizationAction = defineAction(
  { right: "manage-installation", schema: z.object({ organizationId, name }) },
  ({ viewer, input }) => renameOrganization(viewer, input),
);

export const switchOrganizationAction = defineAction(
  { right: "see", schema: z.object({ organizationId }) },
  ({ viewer, input }) => switchOrganization(viewer, input.organizationId),
);
