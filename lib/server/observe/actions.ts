"use server";

import { z } from "zod";
import { defineEnvironmentAction } from "../action";
import { sendJob } from "../jobs/send-job";

/** Asks for a reading now. Pages hear of it when it is there. */
export const refreshNowAction = defineEnvironmentAction(
  { right: "see", schema: z.object({ environmentId: z.uuid() }) },
  async ({ environment }) => sendJob("refresh-environment", { environmentId: environment.id }),
);
