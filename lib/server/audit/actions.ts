"use server";

import { z } from "zod";
import { defineAction } from "../action";
import { checkAudit } from "./check-audit";
import { removeWebhook, saveWebhook, testWebhook } from "./webhook";

const SECRET_LENGTH_MIN = 16;

const webhook = z.object({
  // A name and password in an address would stand in logs on the way.
  url: z.url({ protocol: /^https?$/ }).refine((text) => !URL.canParse(text) || new URL(text).username === ""),
  secret: z.union([z.literal(""), z.string().min(SECRET_LENGTH_MIN).max(200)]),
});

export const checkAuditAction = defineAction({ right: "administer", schema: z.object({}) }, ({ viewer }) =>
  checkAudit(viewer),
);

export const saveWebhookAction = defineAction({ right: "administer", schema: webhook }, ({ viewer, input }) =>
  saveWebhook(viewer, input),
);

export const testWebhookAction = defineAction({ right: "administer", schema: webhook }, ({ viewer, input }) =>
  testWebhook(viewer, input),
);

export const removeWebhookAction = defineAction({ right: "administer", schema: z.object({}) }, ({ viewer }) =>
  removeWebhook(viewer),
);
