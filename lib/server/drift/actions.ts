"use server";

import { z } from "zod";
import { defineAction } from "../action";
import { endIgnore, ignoreDrift } from "./ignore";
import { adoptDrift, adoptUnmanaged, revertDrift } from "./propose";

const KEYS_MAX = 10_000;
const TITLE_LENGTH_MAX = 120;
const REASON_LENGTH_MAX = 500;

const proposal = z.object({
  environmentSlug: z.string(),
  keys: z.array(z.string().min(1).max(300)).min(1).max(KEYS_MAX),
  changeNumber: z.number().int().positive().optional(),
  title: z.string().trim().min(1).max(TITLE_LENGTH_MAX).optional(),
});

export const adoptDriftAction = defineAction({ right: "edit", schema: proposal }, ({ viewer, input }) =>
  adoptDrift(viewer, input),
);

export const revertDriftAction = defineAction({ right: "edit", schema: proposal }, ({ viewer, input }) =>
  revertDrift(viewer, input),
);

export const adoptUnmanagedAction = defineAction({ right: "edit", schema: proposal }, ({ viewer, input }) =>
  adoptUnmanaged(viewer, input),
);

export const ignoreDriftAction = defineAction(
  {
    right: "edit",
    schema: z.object({
      environmentSlug: z.string(),
      differences: z
        .array(z.object({ key: z.string().max(300), path: z.string().max(300), fingerprint: z.string().max(64) }))
        .min(1)
        .max(KEYS_MAX),
      until: z.iso.date().transform((day) => new Date(`${day}T23:59:59.999Z`)),
      reason: z.string().trim().min(1).max(REASON_LENGTH_MAX),
    }),
  },
  ({ viewer, input }) => ignoreDrift(viewer, input),
);

export const endIgnoreAction = defineAction(
  { right: "edit", schema: z.object({ environmentSlug: z.string(), id: z.uuid() }) },
  ({ viewer, input }) => endIgnore(viewer, input),
);
