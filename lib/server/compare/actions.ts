"use server";

import { z } from "zod";
import { TEXT_LENGTH_MAX } from "@/lib/domain/devices/reading/text-length";
import { defineAction } from "../action";
import { compareDevice } from "./compare-device";

/** Changes nothing, and leaves a row in the audit all the same: a comparison of keys tells something of them. */
export const compareDeviceAction = defineAction(
  {
    right: "see",
    schema: z.object({
      environmentSlug: z.string(),
      connectionKey: z.string(),
      text: z.string().min(1).max(TEXT_LENGTH_MAX),
    }),
  },
  ({ viewer, input }) => compareDevice(viewer, input),
);
