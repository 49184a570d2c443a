import { z } from "zod";
import { birthsKeptSeconds } from "./births";
import type { Route } from "./control";
import { faultKinds } from "./faults";
import { beginScenario, listScenarios } from "./scenarios";

export const faultRequest = z.strictObject({
  action: z.string().default("*"),
  kind: z.enum(faultKinds),
  count: z.number().int().positive().optional(),
  forSeconds: z.number().positive().optional(),
  probability: z.number().min(0).max(1).optional(),
  params: z
    .strictObject({
      delayMs: z.number().nonnegative().optional(),
      delayMsMax: z.number().nonnegative().optional(),
      code: z.string().optional(),
      message: z.string().optional(),
      status: z.number().int().min(400).max(599).optional(),
      fields: z.array(z.string()).optional(),
      factor: z.number().positive().optional(),
      transition: z.string().optional(),
    })
    .optional(),
});

const bucket = z.strictObject({ burst: z.number().int().positive(), perSecond: z.number().positive() });

export const throttlingRequest = z.strictObject({
  throttling: z.union([z.enum(["off", "ec2"]), z.strictObject({ describe: bucket, mutate: bucket })]),
});

export const consistencyRequest = z.strictObject({
  notFoundSeconds: z.number().nonnegative().max(birthsKeptSeconds).default(0),
  staleSeconds: z.number().nonnegative().max(3600).default(0),
});

export const scenarioRequest = z.strictObject({ name: z.string() });

/** How the control endpoint lets things go wrong. */
export const faultRoutes: Record<string, Route> = {
  "GET /faults": (sandbox) => ({ faults: sandbox.faults.list() }),
  "POST /faults": (sandbox, body) => {
    sandbox.faults.add(faultRequest.parse(body), sandbox.nowMs());
    return { faults: sandbox.faults.list() };
  },
  "DELETE /faults": (sandbox) => {
    sandbox.clearFaults();
    return { faults: [] };
  },
  "GET /throttling": (sandbox) => ({ throttling: sandbox.throttling.mode }),
  "POST /throttling": (sandbox, body) => {
    const { throttling } = throttlingRequest.parse(body);
    sandbox.throttling.setMode(throttling);
    return { throttling };
  },
  "GET /consistency": (sandbox) => sandbox.consistency.lag,
  "POST /consistency": (sandbox, body) => {
    const lag = consistencyRequest.parse(body);
    sandbox.setLag(lag);
    return lag;
  },
  "GET /scenarios": () => ({ scenarios: listScenarios() }),
  "POST /scenarios": (sandbox, body) => beginScenario(sandbox, scenarioRequest.parse(body).name),
};
