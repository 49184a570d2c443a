import "server-only";
import { type HandoverView, viewOfHandover } from "@/lib/domain/handover/handover-view";
import { db } from "../db/client";
import { presentConnection } from "./present-connection";
import { loadHandover, type StoredHandover } from "./stored-handover";

/**
 * A hand-over as people see it. Whoever calls this has found the hand-over for somebody who may see it: a viewer by
 * `findHandover`, or the holder of a link.
 */
export async function viewHandover(handover: StoredHandover): Promise<HandoverView> {
  const { connectionId, number } = handover;
  const [previous, present] = await Promise.all([
    loadHandover(db, { connectionId, number: { lt: number } }),
    presentConnection(db, handover),
  ]);
  const { connectionId: _connection, environment: _environment, ...rest } = handover;
  return viewOfHandover(rest, { previous, present });
}
