"use server";

import { z } from "zod";
import { defineAction } from "../action";
import { acknowledgeAsMember } from "./acknowledge";
import { makeHandover } from "./make-handover";

const NAME_LENGTH_MAX = 120;
const REMARK_LENGTH_MAX = 2000;

const address = { environmentSlug: z.string(), connectionKey: z.string() };
const name = z.string().trim().max(NAME_LENGTH_MAX);

export const makeHandoverAction = defineAction(
  {
    right: "edit",
    schema: z.object({
      ...address,
      family: z.string(),
      ikeVersion: z.enum(["ikev1", "ikev2"]),
      platform: name,
      softwareVersion: name,
      preferredTunnel: z.string().nullable(),
      recipient: name,
    }),
  },
  ({ viewer, input }) => makeHandover(viewer, input),
);

export const acknowledgeHandoverAction = defineAction(
  {
    right: "apply",
    schema: z.object({
      ...address,
      number: z.number().int().positive(),
      byName: name.min(1),
      remark: z.string().trim().max(REMARK_LENGTH_MAX),
    }),
  },
  ({ viewer, input }) => acknowledgeAsMember(viewer, input),
);
