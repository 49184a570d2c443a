import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import { startSandbox } from "@/sandbox/server";
import { ROOT } from "../../start/settings.mjs";
import { type Figure, percentile, rounded } from "../figure";
import { withDatabase } from "../with-database";

export const CONNECTIONS = 1000;
const LIMITS = { planMs: 300, recomputeMs: 50 };

const samples = z.object({
  plan: z.array(z.number()),
  planned: z.object({ edits: z.number(), steps: z.number() }),
  recompute: z.array(z.number()),
  recomputeAfterMove: z.array(z.number()),
});

/** How long a plan of a thousand resources takes, and how long it takes to derive where a change stands, among a thousand connections. */
export async function measureChangeLifecycle(): Promise<Figure[]> {
  const sandbox = await startSandbox({ clock: "real", speed: 1, world: `scale:${CONNECTIONS}` });
  try {
    return await withDatabase(async (env) => {
      const args = ["--conditions=react-server", "--import", "tsx", "scripts/bench/change-lifecycle/measure.ts"];
      const { stdout } = await promisify(execFile)(process.execPath, [...args, sandbox.url], { cwd: ROOT, env });
      return figuresOf(samples.parse(JSON.parse(stdout)));
    });
  } finally {
    await sandbox.close();
  }
}

function figuresOf({ plan, planned, recompute, recomputeAfterMove }: z.output<typeof samples>): Figure[] {
  const [planMs, recomputeMs] = [percentile(plan, 0.5), percentile(recompute, 0.5)];
  return [
    {
      name: "plan-1000",
      value: rounded(planMs),
      unit: "ms",
      detail: {
        takes: `median of ${plan.length}: the plan of ${planned.edits} edits beside ${CONNECTIONS} connections`,
        limit: LIMITS.planMs,
        steps: planned.steps,
        max: rounded(Math.max(...plan)),
      },
      isOverLimit: planMs > LIMITS.planMs,
    },
    {
      name: "lifecycle-recomputation",
      value: rounded(recomputeMs),
      unit: "ms",
      detail: {
        takes: `median of ${recompute.length}: facts, status and gates in one transaction, with ${CONNECTIONS} connections`,
        limit: LIMITS.recomputeMs,
        max: rounded(Math.max(...recompute)),
        afterEveryMoveOfTheNetwork: rounded(percentile(recomputeAfterMove, 0.5)),
      },
      isOverLimit: recomputeMs > LIMITS.recomputeMs,
    },
  ];
}
