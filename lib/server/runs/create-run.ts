import "server-only";
import { randomUUID } from "node:crypto";
import type { Step } from "@/lib/domain/plan/step";
import type { Db } from "../db/client";
import type { Prisma } from "../db/generated/client";
import { takeRunLeases } from "./run-leases";

interface NewRun {
  changeId: string;
  planId: string;
  environmentId: string;
  steps: readonly Step[];
  startedBy: { id: string; name: string };
}

/**
 * Writes the journal of a run, every step pending, each with the marker it will put on what it makes, and takes its leases. Throws
 * `lease-held` where another run holds something of it.
 */
export async function createRun(tx: Db, { steps, startedBy, ...run }: NewRun): Promise<{ id: string }> {
  const { id } = await tx.run.create({
    data: {
      ...run,
      startedById: startedBy.id,
      startedByName: startedBy.name,
      steps: {
        create: steps.map((step, position) => ({
          position,
          stepId: step.id,
          step: JSON.parse(JSON.stringify(step)) as Prisma.InputJsonObject,
          marker: randomUUID(),
        })),
      },
    },
    select: { id: true },
  });
  await takeRunLeases(tx, id);
  return { id };
}
