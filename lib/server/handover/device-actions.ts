"use server";

import { z } from "zod";
import { defineAction } from "../action";
import { saveDevice } from "./customer-device";

const NAME_LENGTH_MAX = 120;
const name = z.string().trim().max(NAME_LENGTH_MAX);

export const saveDeviceAction = defineAction(
  {
    right: "edit",
    schema: z.object({
      environmentSlug: z.string(),
      customerGateway: z.string(),
      family: z.string(),
      ikeVersion: z.enum(["ikev1", "ikev2"]),
      platform: name,
      softwareVersion: name,
    }),
  },
  ({ viewer, input }) => saveDevice(viewer, input),
);
