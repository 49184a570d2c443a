import { beforeEach, describe, expect, test } from "vitest";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { fenceRuns, heldLeases, holdsLease, releaseLeases, takeLeases } from "./leases";

const LEEDS = "vpn-connection/leeds";
const OSAKA = "vpn-connection/osaka";
const CORE = "vpn-gateway/core";

let environmentId: string;
let newRun: () => Promise<string>;

beforeEach(async () => {
  const admin = await addViewer("admin");
  environmentId = (await addEnvironment(admin.organizationId)).id;
  let number = 0;
  newRun = async () => {
    number += 1;
    const change = await db.change.create({
      data: {
        organizationId: admin.organizationId,
        environmentId,
        number,
        title: `Change ${number}`,
        authorId: admin.userId,
        authorName: admin.name,
      },
    });
    const plan = await db.plan.create({
      data: { changeId: change.id, revision: 1, hash: change.id, steps: [], problems: [], impact: 1 },
    });
    const by = { startedById: admin.userId, startedByName: admin.name };
    return (await db.run.create({ data: { changeId: change.id, planId: plan.id, environmentId, ...by } })).id;
  };
});

function take(runId: string, writes: string[], reads: string[] = []): Promise<void> {
  return db.$transaction((tx) => takeLeases(tx, { runId, environmentId, writes, reads }));
}

async function tokenOf(runId: string): Promise<bigint> {
  const { fencingToken } = await db.run.findUniqueOrThrow({ where: { id: runId } });
  return fencingToken ?? -1n;
}

describe("two runs", () => {
  test("that write different things and read the same go on side by side", async () => {
    await take(await newRun(), [LEEDS], [CORE]);
    await take(await newRun(), [OSAKA], [CORE]);
    expect(await heldLeases(db, environmentId)).toMatchObject([
      { key: LEEDS, mode: "write", changeNumber: 1 },
      { key: OSAKA, mode: "write", changeNumber: 2 },
      { key: CORE, mode: "read", changeNumber: 1 },
      { key: CORE, mode: "read", changeNumber: 2 },
    ]);
  });

  test.each([
    ["write the same", [LEEDS], []],
    ["the second reads what the first writes", [OSAKA], [LEEDS]],
    ["the second writes what the first reads", [CORE], []],
  ])("exclude each other where they %s, and the second takes nothing", async (_, writes, reads) => {
    await take(await newRun(), [LEEDS], [CORE]);
    const second = await newRun();
    await expect(take(second, writes, reads)).rejects.toMatchObject({
      code: "lease-held",
      values: { number: 1, name: writes.includes(CORE) ? "core" : "leeds" },
    });
    expect(await db.lease.count({ where: { runId: second } })).toBe(0);
    expect(await tokenOf(second)).toBe(-1n);
  });

  test("that ask at the same moment, in whatever order, are told apart: one of them has all", async () => {
    for (let round = 0; round < 20; round += 1) {
      const runs = [await newRun(), await newRun()];
      const asked = await Promise.allSettled([
        take(runs[0] ?? "", [LEEDS, OSAKA, CORE]),
        take(runs[1] ?? "", [CORE, OSAKA, LEEDS]),
      ]);
      expect(asked.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const held = await heldLeases(db, environmentId);
      expect(new Set(held.map(({ runId }) => runId)).size).toBe(1);
      expect(held).toHaveLength(3);
      for (const id of runs) await releaseLeases(db, id);
    }
  });
});

test("what one gave back another may take, and its token is higher", async () => {
  const [first, second] = [await newRun(), await newRun()];
  await take(first, [LEEDS]);
  const before = await tokenOf(first);
  await releaseLeases(db, first);
  await take(second, [LEEDS]);
  expect(await tokenOf(second)).toBeGreaterThan(before);
});

describe("a step", () => {
  test("begins only under the token that its worker was given, and only on what the run writes", async () => {
    const runId = await newRun();
    await take(runId, [LEEDS], [CORE]);
    const fencingToken = (await fenceRuns(db, [runId])).get(runId) ?? 0n;
    expect(await holdsLease(db, { runId, key: LEEDS, fencingToken })).toBe(true);
    expect(await holdsLease(db, { runId, key: CORE, fencingToken })).toBe(false);
    const later = (await fenceRuns(db, [runId])).get(runId) ?? 0n;
    expect(later).toBeGreaterThan(fencingToken);
    expect(await holdsLease(db, { runId, key: LEEDS, fencingToken })).toBe(false);
    expect(await holdsLease(db, { runId, key: LEEDS, fencingToken: later })).toBe(true);
  });

  test("does not begin once the run gave its leases back, and no worker gets a token for it", async () => {
    const runId = await newRun();
    await take(runId, [LEEDS]);
    const fencingToken = (await fenceRuns(db, [runId])).get(runId) ?? 0n;
    await releaseLeases(db, runId);
    expect(await holdsLease(db, { runId, key: LEEDS, fencingToken })).toBe(false);
    expect((await fenceRuns(db, [runId])).size).toBe(0);
  });
});
