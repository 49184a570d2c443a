"use server";

import { z } from "zod";
import { defineAction } from "../action";
import { rotateSealingKey } from "./rotate";

export const rotateSealingKeyAction = defineAction(
  { right: "manage-installation", schema: z.object({}) },
  ({ viewer }) => rotateSealingKey(viewer),
);
