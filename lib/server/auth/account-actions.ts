"use server";

import { z } from "zod";
import { defineAction } from "../action";
import { endMemberSessions, endSessionOf } from "./sessions";
import { beginTwoFactor, confirmTwoFactor, disableTwoFactor, resetTwoFactor } from "./two-factor";

const password = z.object({ password: z.string().min(1) });
const userId = z.string().min(1);

export const endSessionAction = defineAction(
  { right: "see", schema: z.object({ id: z.string().min(1) }) },
  ({ viewer, input }) => endSessionOf(viewer, input.id),
);

export const endMemberSessionsAction = defineAction(
  { right: "administer", schema: z.object({ userId }) },
  ({ viewer, input }) => endMemberSessions(viewer, input.userId),
);

export const beginTwoFactorAction = defineAction({ right: "see", schema: password }, ({ viewer, input }) =>
  beginTwoFactor(viewer, input.password),
);

export const confirmTwoFactorAction = defineAction(
  {
    right: "see",
    schema: z.object({
      code: z
        .string()
        .trim()
        .regex(/^\d{6}$/),
    }),
  },
  ({ viewer, input }) => confirmTwoFactor(viewer, input.code),
);

export const disableTwoFactorAction = defineAction({ right: "see", schema: password }, ({ viewer, input }) =>
  disableTwoFactor(viewer, input.password),
);

export const resetTwoFactorAction = defineAction(
  { right: "administer", schema: z.object({ userId }) },
  ({ viewer, input }) => resetTwoFactor(viewer, input.userId),
);
