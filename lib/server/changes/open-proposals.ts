import "server-only";
import type { Edit } from "@/lib/domain/plan/step";
import { parseEdit } from "@/lib/domain/plan/stored-plan";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { isWaiting } from "./facts-row";

/** What one change that is not carried out yet wants of the network. */
export interface OpenProposal {
  changeNumber: number;
  edits: Edit[];
}

/**
 * The edits of all changes of an environment that were neither abandoned nor begun, oldest first: what the map draws over the
 * network. A change that is being applied shows in the network itself.
 */
export async function openProposals(viewer: Viewer, environmentId: string): Promise<OpenProposal[]> {
  const changes = await db.change.findMany({
    where: { environmentId, organizationId: viewer.organizationId, abandonedAt: null, edits: { some: {} } },
    orderBy: { number: "asc" },
    select: {
      number: true,
      revision: true,
      edits: { orderBy: { key: "asc" } },
      runs: {
        orderBy: { createdAt: "desc" },
        take: 1,
        select: { outcome: true, plan: { select: { revision: true } } },
      },
    },
  });
  return changes
    .filter(isWaiting)
    .map((change) => ({ changeNumber: change.number, edits: change.edits.map(parseEdit) }));
}
