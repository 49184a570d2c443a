"use server";

import { z } from "zod";
import { stageAnswers } from "@/lib/domain/setup/answers";
import { STAGES } from "@/lib/domain/setup/stages";
import { defineAction } from "../action";
import { configureSimulatedDevice } from "./configure-device";
import { checkStage, finishGuide, reachStage, saveStage, startGuide } from "./save-guide";

const address = { environmentSlug: z.string(), id: z.uuid() };
const answered = z.discriminatedUnion("stage", [
  z.object({ stage: z.literal("needs"), answer: stageAnswers.needs }),
  z.object({ stage: z.literal("network"), answer: stageAnswers.network }),
  z.object({ stage: z.literal("customer-gateway"), answer: stageAnswers["customer-gateway"] }),
  z.object({ stage: z.literal("vpn-gateway"), answer: stageAnswers["vpn-gateway"] }),
  z.object({ stage: z.literal("access"), answer: stageAnswers.access }),
  z.object({ stage: z.literal("connection"), answer: stageAnswers.connection }),
]);

export const startGuideAction = defineAction(
  {
    right: "edit",
    schema: z.object({
      environmentSlug: z.string(),
      name: z.string().trim().max(255),
      // Without the stage that holds keys: only saving a stage seals them.
      answers: z.object(stageAnswers).omit({ connection: true }).partial().default({}),
    }),
  },
  ({ viewer, input }) => startGuide(viewer, input),
);

export const checkStageAction = defineAction(
  { right: "edit", isLook: true, schema: z.object(address).and(answered) },
  ({ viewer, input }) => checkStage(viewer, input),
);

export const saveStageAction = defineAction(
  { right: "edit", schema: z.object({ ...address, began: z.unknown() }).and(answered) },
  ({ viewer, input }) => saveStage(viewer, { ...input, began: input.began }),
);

export const reachStageAction = defineAction(
  { right: "edit", isLook: true, schema: z.object({ ...address, stage: z.enum(STAGES) }) },
  ({ viewer, input }) => reachStage(viewer, input),
);

export const finishGuideAction = defineAction({ right: "edit", schema: z.object(address) }, ({ viewer, input }) =>
  finishGuide(viewer, input),
);

export const configureSimulatedDeviceAction = defineAction(
  {
    right: "edit",
    schema: z.object({ environmentSlug: z.string(), connectionKey: z.string(), prefixes: z.array(z.string()) }),
  },
  ({ viewer, input }) => configureSimulatedDevice(viewer, input),
);
