"use server";

import { z } from "zod";
import { defineAction } from "../action";
import { createKey, revokeKey } from "./api-keys";

export const createKeyAction = defineAction(
  {
    right: "see",
    schema: z.object({ name: z.string().trim().min(1).max(32), days: z.number().int().min(1).max(365) }),
  },
  ({ viewer, input }) => createKey(viewer, input),
);

export const revokeKeyAction = defineAction(
  { right: "see", schema: z.object({ id: z.string().min(1) }) },
  ({ viewer, input }) => revokeKey(viewer, input.id),
);
