import "server-only";
import type { Ec2Action, Ec2Output } from "@/lib/domain/ec2-calls";
import { isKindName, type KindName, kindNames, kindOf } from "@/lib/domain/kinds";
import { newKey } from "@/lib/domain/kinds/key";
import type { Observed } from "@/lib/domain/kinds/kind";
import { type Db, db } from "../db/client";
import type { Prisma } from "../db/generated/client";
import { announce } from "../environments/live-hint";
import { recordKeys } from "../telemetry/record-keys";
import { recordTunnels } from "../telemetry/record-tunnels";
import { keyFingerprints } from "./key-fingerprints";
import { recordAnswer } from "./list-readings";
import { lockList } from "./lock-list";
import { identity, type KnownResource, type Listed, matchResources, type ResourceUpdate } from "./match-resources";
import { type KnownNames, nameResource } from "./name-resource";
import { noteSeen, type Seen } from "./note-seen";
import { tunnelReports } from "./tunnel-reports";

const TRANSACTION_MAX_MS = 30_000;

interface Answer {
  environmentId: string;
  action: Ec2Action;
  output: Ec2Output<Ec2Action>;
  /** When EC2 was asked: what is recorded is at least as new. */
  askedAt: Date;
  /** False while other lists are still to come, which may hold the ends of a relation that has no name yet. */
  isLastTry: boolean;
}

export interface Recorded {
  /** Anything that a page shows is different now. */
  changed: boolean;
  /** Relations left out because their ends are not known yet. */
  unnamed: number;
}

/**
 * Writes one answer of EC2 to the tables in one transaction, touching only rows that differ. An answer older than the one
 * recorded last is dropped, so that two refreshes at once cannot turn time back.
 */
export async function recordList(answer: Answer): Promise<Recorded> {
  const { environmentId, action, askedAt } = answer;
  const fingerprints = await keyFingerprints(action, answer.output);
  return db.$transaction(
    async (tx) => {
      await lockList(tx, environmentId, action);
      const reading = await recordAnswer(tx, { environmentId, action, askedAt });
      if (reading.isOutdated) return { changed: false, unnamed: 0 };

      const kinds = kindNames.filter((name) => kindOf(name).list.action === action);
      const listed = kinds.flatMap((kind) => listedOf(kind, answer.output));
      const known = await tx.resource.findMany({
        where: { environmentId, kind: { in: kinds } },
        select: {
          id: true,
          kind: true,
          key: true,
          name: true,
          awsId: true,
          marker: true,
          state: true,
          observed: true,
          goneAt: true,
        },
      });
      const match = matchResources(known, listed);
      await writeUpdates(tx, match.updates, askedAt);
      const created = await createUnknown(tx, answer, match.unknown);
      await noteSeen(tx, [...seenOf(known, match.updates), ...created.seen], askedAt);
      const rows = new Map([...match.rows, ...created.rows]);
      const tunnelsChanged = await recordTunnels(tx, {
        environmentId,
        reports: tunnelReports(listed, rows),
        readAt: askedAt,
      });
      const keysChanged = await recordKeys(tx, { environmentId, fingerprints, readAt: askedAt });

      const changed =
        match.updates.length > 0 || created.rows.size > 0 || tunnelsChanged || keysChanged || reading.hasRecovered;
      if (changed) await announce(tx, { environmentId, what: "network" });
      return { changed, unnamed: created.unnamed };
    },
    { timeout: TRANSACTION_MAX_MS, maxWait: TRANSACTION_MAX_MS },
  );
}

function listedOf(name: KindName, output: Ec2Output<Ec2Action>): Listed[] {
  const kind = kindOf(name);
  return kind.observe(output).map((observed) => ({ kind: name, observed, isGone: kind.isGone(observed) }));
}

function seenOf(known: readonly KnownResource[], updates: readonly ResourceUpdate[]): Seen[] {
  const before = new Map(known.map((row) => [row.id, row]));
  return updates.flatMap(({ id, ...after }): Seen[] => {
    const row = before.get(id);
    return row && isKindName(row.kind) ? [{ id, kind: row.kind, before: row, after }] : [];
  });
}

async function writeUpdates(tx: Db, updates: readonly ResourceUpdate[], at: Date): Promise<void> {
  if (updates.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Resource" AS row
    SET "awsId" = new."awsId",
        "name" = new."name",
        "state" = new."state",
        "observed" = nullif(new."observed", 'null'::jsonb),
        "observedAt" = ${at},
        "goneAt" = CASE WHEN new."isGone" THEN coalesce(row."goneAt", ${at}) END,
        "updatedAt" = now() AT TIME ZONE 'utc'
    FROM jsonb_to_recordset(${JSON.stringify(updates)}::jsonb)
      AS new("id" uuid, "awsId" text, "name" text, "state" text, "observed" jsonb, "isGone" boolean)
    WHERE row."id" = new."id"`;
}

/** Rows for what somebody made elsewhere. Its key is made of its name once and stays. */
async function createUnknown(tx: Db, { environmentId, askedAt, isLastTry }: Answer, unknown: readonly Listed[]) {
  const rows = new Map<string, { id: string; key: string }>();
  const seen: Seen[] = [];
  if (unknown.length === 0) return { rows, seen, unnamed: 0 };
  const all = await tx.resource.findMany({
    where: { environmentId },
    select: { kind: true, key: true, name: true, awsId: true },
  });
  const taken = new Set(all.map(({ key }) => key));
  const names: KnownNames = new Map(all.flatMap((row) => (row.awsId ? [[identity(row.kind, row.awsId), row]] : [])));

  const created: Prisma.ResourceCreateManyInput[] = [];
  let unnamed = 0;
  for (const { kind, observed } of unknown) {
    const name = nameResource(kind, observed, names) ?? (isLastTry ? observed.awsId : null);
    if (name === null) {
      unnamed += 1;
      continue;
    }
    const key = newKey(kind, name, taken);
    taken.add(key);
    const { awsId, state } = observed;
    created.push({ environmentId, kind, key, name, awsId, state, observed: asJson(observed), observedAt: askedAt });
  }
  // A run may take a key in the same moment; what it leaves out here is found again with the next refresh.
  const made = await tx.resource.createManyAndReturn({
    data: created,
    skipDuplicates: true,
    select: { id: true, kind: true, key: true, awsId: true },
  });
  const listed = new Map(unknown.map((one) => [identity(one.kind, one.observed.awsId), one]));
  for (const { id, kind, key, awsId } of made) {
    if (awsId === null) continue;
    rows.set(identity(kind, awsId), { id, key });
    const one = listed.get(identity(kind, awsId));
    if (one) seen.push({ id, kind: one.kind, before: { observed: null, state: null }, after: afterOf(one.observed) });
  }
  return { rows, seen, unnamed };
}

function afterOf(observed: Observed): Seen["after"] {
  return { observed, state: observed.state, awsId: observed.awsId };
}

function asJson(value: object): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;
}
