import "server-only";
import { findDrift } from "@/lib/domain/drift/find-drift";
import { differenceOf, GONE, pathText } from "@/lib/domain/drift/ignore-drift";
import { DomainError } from "@/lib/errors";
import { recordAuditOf } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer";
import { decide, demand, findEnvironment } from "../changes/find-change";
import { hashOf } from "../changes/fingerprints";
import type { Db } from "../db/client";
import { announce } from "../environments/live-hint";
import { resourceStates } from "../network/resource-states";

interface Ignoring {
  environmentSlug: string;
  /** Differences as the person saw them; the path is "" for what is gone. */
  differences: readonly { key: string; path: string; fingerprint: string }[];
  until: Date;
  reason: string;
}

/** Longer than this nobody remembers why. */
export const IGNORE_DAYS_MAX = 366;

/** Leaves differences as they are until a date. One that is another by now throws `drift-moved`, and nothing is ignored. */
export async function ignoreDrift(viewer: Viewer, { environmentSlug, differences, until, reason }: Ignoring) {
  demand(viewer, "edit");
  await decide(async (tx) => {
    const environment = await findEnvironment(tx, viewer, environmentSlug);
    const now = new Date();
    if (until <= now || until.getTime() - now.getTime() > IGNORE_DAYS_MAX * 86_400_000) {
      throw new DomainError("drift-until", { days: IGNORE_DAYS_MAX });
    }
    const standing = new Set(await differencesIn(tx, environment.id));
    const moved = differences.find((one) => !standing.has(placeOf(one)));
    if (moved) throw new DomainError("drift-moved", { key: moved.key });
    for (const { key, path, fingerprint } of differences) {
      const id = { environmentId: environment.id, key, path };
      const decision = { fingerprint, reason, until, byId: viewer.userId, byName: viewer.name, createdAt: now };
      await tx.driftIgnore.upsert({
        where: { environmentId_key_path: id },
        create: { ...id, ...decision },
        update: decision,
      });
    }
    await announce(tx, { environmentId: environment.id, what: "change" });
    await recordAuditOf(viewer, tx, {
      environmentId: environment.id,
      action: "drift.ignored",
      subject: environment.name,
      detail: { differences: differences.map(({ key, path }) => ({ key, path })), until: until.toISOString(), reason },
    });
  });
}

/** What differs at this moment, as places with their fingerprint. */
async function differencesIn(tx: Db, environmentId: string): Promise<string[]> {
  const drift = findDrift(await resourceStates(environmentId, tx), { busy: new Set() });
  return drift.flatMap(({ state: { key }, what, fields }) =>
    what === "gone"
      ? [placeOf({ key, path: "", fingerprint: hashOf(GONE) })]
      : fields.map((field) => placeOf({ key, path: pathText(field.path), fingerprint: hashOf(differenceOf(field)) })),
  );
}

/** Ends a decision before its date: the difference is told again at once. */
export async function endIgnore(viewer: Viewer, { environmentSlug, id }: { environmentSlug: string; id: string }) {
  demand(viewer, "edit");
  await decide(async (tx) => {
    const environment = await findEnvironment(tx, viewer, environmentSlug);
    const row = await tx.driftIgnore.findFirst({ where: { id, environmentId: environment.id } });
    if (!row) return;
    await tx.driftIgnore.delete({ where: { id } });
    await announce(tx, { environmentId: environment.id, what: "change" });
    await recordAuditOf(viewer, tx, {
      environmentId: environment.id,
      action: "drift.ignore-ended",
      subject: environment.name,
      detail: { key: row.key, path: row.path },
    });
  });
}

const placeOf = ({ key, path, fingerprint }: Ignoring["differences"][number]) => `${key} ${path} ${fingerprint}`;
