import "server-only";
import { isDeepStrictEqual } from "node:util";
import { type Phrase, phrase } from "@/lib/domain/phrase";
import type { ResourceState } from "@/lib/domain/plan/resource-state";
import { tablesWithoutRoutes } from "@/lib/domain/plan/routes-back";
import type { WaitStep } from "@/lib/domain/plan/step";
import { toJson } from "../changes/plan-change";
import { db } from "../db/client";
import { moveStep, noError } from "./journal";
import type { JournalStep, RunContext } from "./run-context";

/**
 * Goes on once the tunnel is UP, by a reading made after the wait began, and the routes that the connection had are back: without
 * them the next call would cut off what is only then reached through this tunnel. However long it takes, it is not given up; only
 * a person may say that it need not be waited for. `resources` are as they were just read.
 */
export async function lookAtTunnel(
  context: RunContext,
  journal: JournalStep & { step: WaitStep },
  resources: readonly ResourceState[],
): Promise<void> {
  const begunAt = journal.row.callingAt ?? new Date();
  const missing = await whatIsMissing(context, { until: journal.step.until, begunAt, resources });
  if (missing === null) {
    await moveStep(db, context, journal, { state: "done", finishedAt: new Date(), wakeAt: null, ...noError });
    return;
  }
  const note = noteOf(missing, journal.row.error);
  if (note) await moveStep(db, context, journal, { state: "settling", ...note });
}

/** What a person reads beside the step; null where it says so already, since every note is announced. */
function noteOf(missing: "tunnel" | Phrase, before: unknown) {
  if (missing === "tunnel") return before === null ? null : noError;
  const error = toJson({ phrase: missing });
  return isDeepStrictEqual(before, error) ? null : { errorCode: null, error };
}

interface Waiting {
  until: WaitStep["until"];
  begunAt: Date;
  resources: readonly ResourceState[];
}

/** The tunnel, or what to say of its routes; null once all is back. */
async function whatIsMissing(
  { environment }: RunContext,
  { until, begunAt, resources }: Waiting,
): Promise<"tunnel" | Phrase | null> {
  const { connectionKey, outsideIpAddress, isAccepting, tables } = until;
  const tunnel = await db.tunnel.findFirst({
    where: { environmentId: environment.id, outsideIpAddress, connection: { key: connectionKey } },
    select: { status: true, readAt: true, acceptedRouteCount: true },
  });
  if (tunnel?.status !== "UP" || !tunnel.readAt || tunnel.readAt < begunAt) return "tunnel";
  if (isAccepting && tunnel.acceptedRouteCount === 0) {
    return phrase("changes.waiting.noRoutes", { address: outsideIpAddress });
  }
  const without = tablesWithoutRoutes(connectionKey, tables, resources);
  if (without.length === 0) return null;
  const names = without.map(({ name }) => name).join(", ");
  return phrase("changes.waiting.notInTables", { address: outsideIpAddress, tables: names, count: without.length });
}
