import { setTimeout as sleep } from "node:timers/promises";
import type { Call } from "@/sandbox/calls";
import { type Bench, type Figure, percentile } from "./figure";
import { fillNetwork } from "./fill-network";

const SIZES = [1, 100, 1000];
const REFRESHES = 3;
/** Calls of one refresh follow each other closely; the demo rests five seconds between two refreshes. */
const REST_MS = 2500;

/** How often EC2 is asked to refresh an environment, by the number of its connections. */
export async function measureDescribeCalls(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const connections of SIZES) {
    await fillNetwork(bench, connections);
    const counts = (await wholeRefreshes(bench)).map((calls) => calls.length);
    figures.push({
      name: `describe-calls-${connections}`,
      value: percentile(counts, 0.5),
      unit: "calls",
      detail: { takes: `median of ${REFRESHES} refreshes`, connections, max: Math.max(...counts) },
    });
  }
  return figures;
}

/** The calls of refreshes that began and ended while we looked: the first and the last group may be cut. */
async function wholeRefreshes(bench: Bench): Promise<Call[][]> {
  await bench.control().clearCalls();
  for (;;) {
    await sleep(1000);
    const { calls } = await bench.control().listCalls();
    const whole = groupByRest(calls.filter(({ action }) => action.startsWith("Describe"))).slice(1, -1);
    if (whole.length >= REFRESHES) return whole.slice(0, REFRESHES);
  }
}

function groupByRest(calls: readonly Call[]): Call[][] {
  const groups: Call[][] = [];
  let lastAt = Number.NEGATIVE_INFINITY;
  for (const call of calls) {
    const at = Date.parse(call.at);
    if (at - lastAt > REST_MS) groups.push([]);
    groups.at(-1)?.push(call);
    lastAt = at;
  }
  return groups;
}
