import "server-only";
import { z } from "zod";
import { nameInKey } from "@/lib/domain/kinds/key";
import { DomainError } from "@/lib/errors";
import type { Db } from "../db/client";

export type LeaseMode = "write" | "read";

export interface LeaseWish {
  runId: string;
  environmentId: string;
  /** Keys of the resources that the run touches. */
  writes: readonly string[];
  /** Keys of what its plan relies on; those it also writes count as written. */
  reads: readonly string[];
}

/** What somebody holds, and for whom. */
export interface HeldLease {
  key: string;
  mode: LeaseMode;
  runId: string;
  changeNumber: number;
}

/**
 * Takes all that a run needs, or nothing: whoever writes a resource is alone with it, readers share it. Throws `lease-held` with the
 * name of what is held and the number of the change that holds it. The environment's row stays locked until the transaction
 * ends, and keys are taken in order, so that two who want the same never wait for each other. Taking them again (after a run
 * was resumed) gives a new fencing token; what a run held before goes.
 */
export async function takeLeases(tx: Db, { runId, environmentId, writes, reads }: LeaseWish): Promise<void> {
  // Not FOR UPDATE: rows that merely refer to the environment may be written meanwhile.
  await tx.$queryRaw`SELECT "id" FROM "Environment" WHERE "id" = ${environmentId}::uuid FOR NO KEY UPDATE`;
  const wanted = modesOf(writes, reads);
  const held = (await heldLeases(tx, environmentId)).filter((lease) => lease.runId !== runId);
  const other = held.find(({ key, mode }) => excludes(wanted.get(key), mode));
  if (other) throw new DomainError("lease-held", { number: other.changeNumber, name: nameInKey(other.key) });

  await tx.lease.deleteMany({ where: { runId } });
  const fencingToken = await nextToken(tx);
  await tx.lease.createMany({
    data: [...wanted].map(([key, mode]) => ({ environmentId, key, runId, mode, fencingToken })),
  });
  await tx.run.update({ where: { id: runId }, data: { fencingToken } });
}

/** Gives back all that a run holds. From then on no worker begins a step of it. */
export async function releaseLeases(tx: Db, runId: string): Promise<void> {
  await tx.lease.deleteMany({ where: { runId } });
  await tx.run.update({ where: { id: runId }, data: { fencingToken: null } });
}

/** All that is held in an environment, by key. */
export async function heldLeases(tx: Db, environmentId: string): Promise<HeldLease[]> {
  const rows = await tx.lease.findMany({
    where: { environmentId },
    orderBy: [{ key: "asc" }, { takenAt: "asc" }],
    select: { key: true, mode: true, runId: true, run: { select: { change: { select: { number: true } } } } },
  });
  return rows.map(({ key, mode, runId, run }) => ({
    key,
    mode: leaseMode.parse(mode),
    runId,
    changeNumber: run.change.number,
  }));
}

/**
 * Makes the worker that calls this the only one that may begin steps of these runs: a worker that lost the environment without
 * knowing it still has the earlier token. Returns the token of each run that holds its leases.
 */
export async function fenceRuns(tx: Db, runIds: readonly string[]): Promise<Map<string, bigint>> {
  const tokens = new Map<string, bigint>();
  for (const id of [...runIds].sort()) {
    const fencingToken = await nextToken(tx);
    const { count } = await tx.run.updateMany({
      where: { id, finishedAt: null, fencingToken: { not: null } },
      data: { fencingToken },
    });
    if (count === 0) continue;
    await tx.lease.updateMany({ where: { runId: id }, data: { fencingToken } });
    tokens.set(id, fencingToken);
  }
  return tokens;
}

interface Fence {
  runId: string;
  key: string;
  fencingToken: bigint;
}

/** Whether a run may still write a resource under the token that its worker was given; keeps it so until the transaction ends. */
export async function holdsLease(tx: Db, { runId, key, fencingToken }: Fence): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Lease" WHERE "runId" = ${runId}::uuid AND "key" = ${key} AND "mode" = 'write'
      AND "fencingToken" = ${fencingToken} FOR SHARE`;
  return rows.length > 0;
}

const leaseMode = z.enum(["write", "read"]);

function modesOf(writes: readonly string[], reads: readonly string[]): Map<string, LeaseMode> {
  const written = new Set(writes);
  return new Map(
    [...new Set([...writes, ...reads])]
      .sort()
      .map((key): [string, LeaseMode] => [key, written.has(key) ? "write" : "read"]),
  );
}

function excludes(wanted: LeaseMode | undefined, held: LeaseMode): boolean {
  return wanted !== undefined && (wanted === "write" || held === "write");
}

const tokens = z.tuple([z.object({ token: z.bigint() })]);

async function nextToken(tx: Db): Promise<bigint> {
  const [{ token }] = tokens.parse(await tx.$queryRaw`SELECT nextval('"LeaseFencingToken"') AS "token"`);
  return token;
}
