import "server-only";
import { type KindName, kindOf } from "@/lib/domain/kinds";
import type { Names, Observed } from "@/lib/domain/kinds/kind";
import { isSame } from "@/lib/domain/plan/canonical";
import type { Db } from "../db/client";
import { type ResourceNote, recordEvents } from "../history/record-events";
import { parseSpec, readObserved } from "../network/resource-states";

/** A row before and after EC2's answer. */
export interface Seen {
  id: string;
  kind: KindName;
  /** As the JSON column holds it; null where EC2 had not shown it. */
  before: { observed: unknown; state: string | null };
  after: { observed: Observed | null; state: string | null; awsId: string };
}

/** EC2's own ids stand in the history: what they are called here may not be known yet, and pages look it up. */
export const ec2Names: Names = { keyOf: (kind, awsId) => `${kind}/${awsId}` };

/**
 * Keeps in the history what EC2 shows differently, in the shape of specs: telemetry moves all the time and is none of it.
 * Without such a difference there is no statement at all.
 */
export async function noteSeen(tx: Db, seen: readonly Seen[], at: Date): Promise<void> {
  const moved = seen.filter(isMoved);
  if (moved.length === 0) return;
  const rows = await tx.resource.findMany({
    where: { id: { in: moved.map(({ id }) => id) } },
    select: { id: true, spec: true },
  });
  const specs = new Map(rows.map(({ id, spec }) => [id, parseSpec(spec)]));
  await recordEvents(
    tx,
    moved.map(({ id, kind, after }): ResourceNote => {
      const spec = after.observed && shape(kind, after.observed, specs.get(id) ?? undefined);
      return { resourceId: id, at, what: spec ? "seen" : "gone", spec, state: after.state, awsId: after.awsId };
    }),
  );
}

function isMoved({ kind, before, after }: Seen): boolean {
  if (before.state !== after.state) return true;
  const was = readObserved(kind, before.observed);
  if (was === null || after.observed === null) return was !== after.observed;
  return was.awsId !== after.awsId || !isSame(shape(kind, was), shape(kind, after.observed));
}

/** `like` is what is wanted: tunnels are laid in its order. */
function shape(kind: KindName, observed: Observed, like?: Record<string, unknown>): Record<string, unknown> {
  return kindOf(kind).specOf(observed, ec2Names, like);
}
