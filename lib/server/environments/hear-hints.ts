import "server-only";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { listen } from "../db/notify";
import { LIVE_CHANNEL, type LiveHint, liveHint } from "./live-hint";

/**
 * Calls `onHint` whenever something of an environment of the viewer's organization changes; null says that hints may have been
 * missed, and everything may differ. The function returned ends it.
 */
export function hearHints(viewer: Viewer, onHint: (hint: LiveHint | null) => void): () => void {
  const ours = new Map<string, Promise<boolean>>();
  const isOurs = (id: string) => {
    const known = ours.get(id) ?? belongsTo(viewer.organizationId, id);
    ours.set(id, known);
    return known;
  };
  return listen(LIVE_CHANNEL, (payload) => {
    if (payload === "") return onHint(null);
    const hint = liveHint.parse(JSON.parse(payload));
    isOurs(hint.environmentId).then(
      (itIs) => itIs && onHint(hint),
      // The database is away: what was missed is told once the listener is back.
      () => ours.delete(hint.environmentId),
    );
  });
}

/** An environment never changes its organization, so one answer holds. */
async function belongsTo(organizationId: string, id: string): Promise<boolean> {
  return (await db.environment.count({ where: { id, organizationId } })) > 0;
}
