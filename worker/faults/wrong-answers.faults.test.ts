import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SandboxControl } from "@/sandbox/control-client";
import { attend, type FaultsBench, prepareFaults, SPEED } from "./faults-bench";
import { runUndisturbed, type Undisturbed, whatDiffers } from "./kill-worker";
import { startWorker } from "./worker-process";

type Fault = Parameters<SandboxControl["addFault"]>[0];

let bench: FaultsBench;
let undisturbed: Undisturbed;

beforeAll(async () => {
  bench = await prepareFaults();
  undisturbed = await runUndisturbed(bench);
}, 240_000);

afterAll(() => bench?.close());

/** Every call of the great change that changes something. */
const calls = [
  "CreateCustomerGateway",
  "CreateVpnConnection",
  "CreateVpnConnectionRoute",
  "EnableVgwRoutePropagation",
  "ModifyVpnTunnelOptions",
  "DeleteVpnConnectionRoute",
  "DeleteVpnConnection",
  "DeleteCustomerGateway",
];

const params = { code: "InternalError", message: "An internal error has occurred", status: 500 };
const faults: Record<string, Omit<Fault, "action">> = {
  "an error before the effect": { kind: "error", params, count: 1 },
  "an error after the effect": { kind: "error-after", params, count: 1 },
  "a connection cut before the effect": { kind: "cut-before", count: 1 },
  "a connection cut after the effect": { kind: "cut-after", count: 1 },
  "throttling, three times": { kind: "throttle", count: 3 },
  "NotFound for thirty seconds": { kind: "not-found", forSeconds: 30 * SPEED },
};

async function differencesWith(given: Fault[]): Promise<string[]> {
  await bench.rewind();
  for (const fault of given) await bench.control.addFault(fault);
  const worker = startWorker();
  const outcome = await attend(bench, { patienceMs: 180_000 }).catch((error: unknown) => error);
  await worker.kill();
  return whatDiffers(bench, outcome, undisturbed);
}

describe.each(calls)("%s", (action) => {
  test.each(Object.keys(faults))(
    "answered with %s: the run ends as approved",
    async (name) => {
      const fault = faults[name];
      expect(fault && (await differencesWith([{ ...fault, action }]))).toEqual([]);
    },
    240_000,
  );
});

test("all calls that change something throttled for a minute: the run ends as approved", async () => {
  const forSeconds = 60 * SPEED;
  expect(await differencesWith(calls.map((action) => ({ action, kind: "throttle", forSeconds })))).toEqual([]);
}, 300_000);

test("every answer of a Describe cut for ten seconds: the run ends as approved", async () => {
  expect(await differencesWith([{ action: "Describe*", kind: "cut-before", forSeconds: 10 * SPEED }])).toEqual([]);
}, 240_000);
