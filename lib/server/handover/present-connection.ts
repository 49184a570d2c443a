import "server-only";
import type { PresentConnection } from "@/lib/domain/handover/handover-view";
import { presentModel } from "@/lib/domain/handover/present-model";
import type { Db } from "../db/client";
import { knownResources } from "../network/known-resources";
import { observedConnection } from "../network/observed-connection";
import type { StoredHandover } from "./stored-handover";

/** What is known of a hand-over's connection now, as the last reading left it; asks EC2 nothing. */
export async function presentConnection(tx: Db, handover: StoredHandover): Promise<PresentConnection> {
  const { environment, connection, connectionId, model } = handover;
  const [resources, tunnels, newest] = await Promise.all([
    knownResources(environment.id),
    tx.tunnel.findMany({
      where: { connectionId, replacedAt: null },
      select: { outsideIpAddress: true, keyFingerprint: true },
    }),
    tx.handover.aggregate({ where: { connectionId }, _max: { number: true } }),
  ]);
  const resource = resources.find(({ key }) => key === connection.key);
  const isGone = !resource?.observed || resource.goneAt !== null;
  const observed = isGone ? null : observedConnection(resources, resource);
  return {
    isGone,
    model: observed && presentModel(observed, model),
    keyFingerprints: Object.fromEntries(
      tunnels.flatMap(({ outsideIpAddress, keyFingerprint }) =>
        keyFingerprint === null ? [] : [[outsideIpAddress, keyFingerprint]],
      ),
    ),
    newest: newest._max.number ?? handover.number,
  };
}
