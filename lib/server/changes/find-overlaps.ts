import "server-only";
import type { OverlapView } from "@/lib/domain/changes/change-view";
import { deriveStatus, isOpen } from "@/lib/domain/changes/lifecycle";
import { nameInKey } from "@/lib/domain/kinds/key";
import type { Db } from "../db/client";
import { type FactsRow, factsInclude } from "./facts-row";
import { factsOf, loadAround } from "./load-facts";
import type { Policy } from "./load-policy";
import { lookAtFit } from "./look-at-fit";

const OVERLAPS_MAX = 20;

/** The other open changes that edit what this one edits, drafts too: whoever applies first outruns the others. */
export async function findOverlaps(tx: Db, row: FactsRow, policy: Policy): Promise<OverlapView[]> {
  const keys = row.edits.map(({ key }) => key);
  const others = await tx.change.findMany({
    where: {
      environmentId: row.environmentId,
      id: { not: row.id },
      abandonedAt: null,
      edits: { some: { key: { in: keys } } },
    },
    include: factsInclude,
    orderBy: { number: "desc" },
    take: OVERLAPS_MAX,
  });
  if (others.length === 0) return [];
  const around = await loadAround(tx, others, policy);
  const fit = await lookAtFit(tx, row.environmentId, others);
  return others
    .map((other): OverlapView => {
      const facts = factsOf(other, policy, { ...around, misfits: fit.get(other.id) ?? [] });
      const names = other.edits.filter(({ key }) => keys.includes(key)).map(({ key }) => nameInKey(key));
      return { number: other.number, title: other.title, status: deriveStatus(facts), names };
    })
    .filter(({ status }) => isOpen(status));
}
