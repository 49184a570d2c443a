import "server-only";
import { findHits, type Hit } from "@/lib/domain/find/find-hits";
import { type Thing, thingsOfNetwork } from "@/lib/domain/find/things-of-network";
import { joinNetwork } from "@/lib/domain/topology/join-network";
import { compareHealth } from "@/lib/domain/topology/severity";
import type { Viewer } from "../auth/viewer";
import { openChanges } from "../changes/open-changes";
import { networkOf } from "../network/queries";

const PROBLEMS_MAX = 6;
const CHANGES_MAX = 4;

/**
 * What in an environment answers a search; without one the connections that are worst and the changes that wait for
 * somebody. Null when the viewer's organization has no such environment.
 */
export async function findAnything(viewer: Viewer, slug: string, query: string): Promise<Hit<Thing>[] | null> {
  const known = await networkOf(viewer, slug);
  if (!known) return null;
  const changes = await openChanges(viewer, known.environment.id);
  const resources = known.resources.filter(({ awsId, goneAt }) => awsId !== null && goneAt === null);
  const network = joinNetwork({ ...known, resources, proposals: [] });
  if (query.trim() !== "") return findHits(thingsOfNetwork({ network, resources, changes }), query);

  const worst = network.connections
    .filter(({ health }) => health !== "healthy")
    .sort((a, b) => compareHealth(a.health, b.health))
    .slice(0, PROBLEMS_MAX);
  const waiting = changes.filter(({ waits }) => waits).slice(0, CHANGES_MAX);
  const first = thingsOfNetwork({ network: { ...network, connections: worst }, resources: [], changes: waiting });
  return [...first]
    .filter(({ group }) => group === "connections" || group === "changes")
    .map((thing) => ({ thing, match: null }));
}
