"use server";

import { z } from "zod";
import { LINK_GIFTS, LINK_HOURS } from "@/lib/domain/handover/link-state";
import { defineAction, definePublicCall } from "../action";
import { makeLink, revokeLink } from "./links";
import { acknowledgeByLink, takeKeys } from "./visit-link";

const NAME_LENGTH_MAX = 120;
const REMARK_LENGTH_MAX = 2000;
const TOKEN_LENGTH_MAX = 200;

const token = z.string().max(TOKEN_LENGTH_MAX);

export const makeLinkAction = defineAction(
  {
    right: "edit",
    schema: z.object({
      environmentSlug: z.string(),
      connectionKey: z.string(),
      number: z.number().int().positive(),
      gives: z.enum(LINK_GIFTS),
      hours: z.literal([...LINK_HOURS]),
    }),
  },
  ({ viewer, input }) => makeLink(viewer, input),
);

export const revokeLinkAction = defineAction(
  { right: "edit", schema: z.object({ id: z.uuid() }) },
  ({ viewer, input }) => revokeLink(viewer, input),
);

/** For the holder of a link that gives keys. */
export const takeKeysAction = definePublicCall(z.object({ token }), ({ input, headers }) =>
  takeKeys({ token: input.token, headers }),
);

/** For the holder of a link to the page. */
export const acknowledgeByLinkAction = definePublicCall(
  z.object({
    token,
    byName: z.string().trim().min(1).max(NAME_LENGTH_MAX),
    remark: z.string().trim().max(REMARK_LENGTH_MAX),
  }),
  ({ input: { token: sent, ...said }, headers }) => acknowledgeByLink({ token: sent, headers }, said),
);
