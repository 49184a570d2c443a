import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { db } from "./client";
import { addEnvironment, addViewer } from "./testing";

const warnings: string[] = [];
const note = ({ message }: Error) => warnings.push(message);

beforeEach(() => {
  warnings.length = 0;
  process.on("warning", note);
});

afterEach(() => process.off("warning", note));

async function environmentId(): Promise<string> {
  return (await addEnvironment((await addViewer("admin")).organizationId)).id;
}

test("several relations of one row are read in a transaction without two queries on its connection", async () => {
  const id = await environmentId();
  const include = { resources: true, tunnels: true, changes: true, runs: true } as const;
  const row = await db.$transaction((tx) => tx.environment.findUniqueOrThrow({ where: { id }, include }));
  await nextTurn();
  expect(row).toMatchObject({ id, resources: [], tunnels: [], changes: [], runs: [] });
  expect(warnings.filter((message) => message.includes("already executing a query"))).toEqual([]);
});

test("a query that fails does not hold up the one behind it, and the transaction is rolled back", async () => {
  const id = await environmentId();
  const told: string[] = [];
  const attempt = db.$transaction(async (tx) => {
    await tx.environment.update({ where: { id }, data: { name: "changed" } });
    // Postgres refuses all that follows the failed one, and says so instead of never answering.
    await tx.$queryRaw`SELECT 1 / 0`.catch(() => told.push("division"));
    await tx.environment.count().catch(() => told.push("count"));
    throw new Error("give up");
  });
  await expect(attempt).rejects.toThrow("give up");
  expect(told).toEqual(["division", "count"]);
  expect((await db.environment.findUniqueOrThrow({ where: { id } })).name).not.toBe("changed");
});
