"use server";

import { z } from "zod";
import { environmentInput } from "@/lib/domain/environments/environment-input";
import { defineAction } from "../action";
import { sendJob } from "../jobs/send-job";
import { createEnvironment, removeEnvironment, updateEnvironment } from "./save-environment";
import { testConnection } from "./test-connection";

const environmentId = z.uuid();

/** Adds an environment and begins to read it. */
export const createEnvironmentAction = defineAction(
  { right: "administer", schema: z.object({ input: environmentInput }) },
  async ({ viewer, input: { input } }) => {
    const { id, slug } = await createEnvironment(viewer, input);
    await sendJob("refresh-environment", { environmentId: id });
    return { slug };
  },
);

/** Changes an environment and reads it with what was changed. */
export const updateEnvironmentAction = defineAction(
  { right: "administer", schema: z.object({ environmentId, input: environmentInput }) },
  async ({ viewer, input: { environmentId: id, input } }) => {
    const { slug } = await updateEnvironment(viewer, { id, input });
    await sendJob("refresh-environment", { environmentId: id });
    return { slug };
  },
);

/** Removes an environment of which nothing is wanted. */
export const removeEnvironmentAction = defineAction(
  { right: "administer", schema: z.object({ environmentId }) },
  async ({ viewer, input }) => removeEnvironment(viewer, input.environmentId),
);

/** Signs in and reads once with what is entered; null for an environment that is not saved. */
export const testConnectionAction = defineAction(
  { right: "administer", schema: z.object({ environmentId: environmentId.nullable(), input: environmentInput }) },
  async ({ viewer, input: { environmentId: id, input } }) => testConnection(viewer, { id, input }),
);
