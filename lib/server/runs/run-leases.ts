import "server-only";
import { z } from "zod";
import { parseStep } from "@/lib/domain/plan/stored-plan";
import type { Db } from "../db/client";
import { takeLeases } from "./leases";

const relies = z.object({ resources: z.record(z.string(), z.unknown()) });

/**
 * Takes the leases of a run: it writes what its steps touch and what its edits speak of, and reads the rest of what its plan
 * relies on. Throws `lease-held` as `takeLeases` does.
 */
export async function takeRunLeases(tx: Db, runId: string): Promise<void> {
  const run = await tx.run.findUniqueOrThrow({
    where: { id: runId },
    select: {
      environmentId: true,
      plan: { select: { relies: true } },
      steps: { select: { step: true } },
      change: { select: { edits: { select: { key: true } } } },
    },
  });
  await takeLeases(tx, {
    runId,
    environmentId: run.environmentId,
    // An edit that AWS satisfies already has no step, and its spec is brought in all the same.
    writes: [...run.steps.map(({ step }) => parseStep(step).key), ...run.change.edits.map(({ key }) => key)],
    reads: Object.keys(relies.parse(run.plan.relies).resources),
  });
}
