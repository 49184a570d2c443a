"use server";

import { z } from "zod";
import { roles } from "@/lib/domain/changes/rights";
import { defineAction } from "../../action";
import { enableProvider, removeProvider, saveProvider, testProvider } from "./providers";

const TEXT_LENGTH_MAX = 200;

const text = z.string().trim().min(1).max(TEXT_LENGTH_MAX);
const id = z.uuid();
const provider = z.object({
  id: id.nullable(),
  slug: z
    .string()
    .trim()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/),
  name: text.max(60),
  issuer: z.url().max(TEXT_LENGTH_MAX),
  clientId: text,
  clientSecret: z.string().trim().max(500),
  // Without `openid` a provider returns no ID token.
  scopes: z
    .string()
    .trim()
    .transform((words) => [...new Set(["openid", ...words.split(/\s+/).filter(Boolean)])]),
  groupsClaim: text,
  defaultRole: z.enum(roles).nullable(),
});

export const saveProviderAction = defineAction({ right: "administer", schema: provider }, ({ viewer, input }) =>
  saveProvider(viewer, input),
);

export const testProviderAction = defineAction(
  { right: "administer", schema: provider.pick({ issuer: true, clientId: true, scopes: true }) },
  ({ viewer, input }) => testProvider(viewer, input),
);

export const enableProviderAction = defineAction(
  { right: "administer", schema: z.object({ id, isEnabled: z.boolean() }) },
  ({ viewer, input }) => enableProvider(viewer, input),
);

export const removeProviderAction = defineAction(
  { right: "administer", schema: z.object({ id }) },
  ({ viewer, input }) => removeProvider(viewer, input.id),
);
