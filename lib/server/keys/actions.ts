"use server";

import { z } from "zod";
import { KEY_WAYS } from "@/lib/domain/goals/key-ways";
import { defineAction } from "../action";
import { proposeKeys } from "./propose-keys";

/** More in one change nobody could review, and every one of them needs its device's admin. */
const CONNECTIONS_MAX = 50;

const key = z.string().max(200);

export const proposeKeysAction = defineAction(
  {
    right: "edit",
    schema: z
      .object({
        environmentSlug: z.string(),
        way: z.enum(KEY_WAYS),
        connectionKeys: z.array(z.string().startsWith("vpn-connection/").max(300)).min(1).max(CONNECTIONS_MAX),
        title: z.string().trim().min(1).max(120),
        keys: z.discriminatedUnion("from", [
          z.object({ from: z.enum(["own", "shared"]) }),
          z.object({ from: z.literal("typed"), texts: z.tuple([key, key]) }),
        ]),
      })
      // Keys are typed, and connections replaced, one connection at a time: nobody could follow more of either.
      .refine(
        ({ way, keys, connectionKeys }) => connectionKeys.length === 1 || (way === "rolling" && keys.from !== "typed"),
      ),
  },
  ({ viewer, input }) => proposeKeys(viewer, input),
);
