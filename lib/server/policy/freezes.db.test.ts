import { expect, test } from "vitest";
import type { FreezeInput } from "@/lib/domain/policy/freeze-input";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { findFreezable, freezesOf, listFreezes } from "./freeze-queries";
import { createFreeze, liftFreeze } from "./freezes";

const HOUR_MS = 60 * 60_000;
const at = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
const everything: FreezeInput = {
  scope: "organization",
  environmentId: "",
  keys: [],
  reason: "Year-end closing",
  startsAt: at(-1),
  endsAt: at(1),
};

async function addResource(environmentId: string, name: string) {
  const key = `vpn-connection/${name}`;
  await db.resource.create({ data: { environmentId, kind: "vpn-connection", key, name, awsId: `vpn-${name}` } });
  return key;
}

test("a freeze holds still what its scope says, and is listed with names", async () => {
  const ada = await addViewer("admin");
  const [seoul, tokyo] = [await addEnvironment(ada.organizationId), await addEnvironment(ada.organizationId)];
  const key = await addResource(seoul.id, "leeds");
  await createFreeze(ada, everything);
  await createFreeze(ada, { ...everything, scope: "resources", environmentId: seoul.id, keys: [key, key] });
  await createFreeze(ada, {
    ...everything,
    scope: "environment",
    environmentId: tokyo.id,
    keys: [key],
    startsAt: at(0.5),
  });

  expect(await freezesOf(ada, seoul.id)).toMatchObject([
    { state: "active", scope: "organization", environment: null },
    { state: "active", scope: "resources", environment: { name: seoul.name }, resources: [{ key, name: "leeds" }] },
  ]);
  expect(await freezesOf(ada, tokyo.id)).toMatchObject([
    { scope: "organization" },
    { state: "coming", scope: "environment", resources: [] },
  ]);
});

test("one that should have begun begins now; one that is over is refused", async () => {
  const ada = await addViewer("admin");
  const before = Date.now();
  await createFreeze(ada, everything);
  const [freeze] = await listFreezes(ada);
  expect(freeze?.startsAt.getTime()).toBeGreaterThanOrEqual(before);
  await expect(createFreeze(ada, { ...everything, startsAt: at(-2), endsAt: at(-1) })).rejects.toMatchObject({
    code: "freeze-over",
  });
});

test("lifting ends a freeze once, with who did it", async () => {
  const ada = await addViewer("admin");
  const { id } = await createFreeze(ada, everything);
  const lifts = await Promise.allSettled([liftFreeze(ada, id), liftFreeze(ada, id)]);
  expect(lifts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await listFreezes(ada)).toMatchObject([{ state: "lifted", liftedByName: ada.name }]);
});

test("only an admin freezes and lifts, and only what belongs to their organization", async () => {
  const [ada, mallory] = [await addViewer("admin"), await addViewer("admin")];
  const { id } = await createFreeze(ada, everything);
  const seoul = await addEnvironment(ada.organizationId);
  for (const role of ["viewer", "editor", "approver"] as const) {
    const other = await addViewer(role, ada.organizationId);
    await expect(createFreeze(other, everything)).rejects.toMatchObject({ code: "not-allowed" });
    await expect(liftFreeze(other, id)).rejects.toMatchObject({ code: "not-allowed" });
  }
  const scoped = { ...everything, scope: "environment" as const, environmentId: seoul.id };
  await expect(createFreeze(mallory, scoped)).rejects.toMatchObject({ code: "environment-not-found" });
  await expect(liftFreeze(mallory, id)).rejects.toMatchObject({ code: "freeze-gone" });
  expect(await listFreezes(mallory)).toEqual([]);
  expect(await freezesOf(mallory, seoul.id)).toEqual([]);
});

test("a resource to freeze is found by a part of its name or id, in the viewer's environments only", async () => {
  const [ada, mallory] = [await addViewer("admin"), await addViewer("admin")];
  const seoul = await addEnvironment(ada.organizationId);
  const key = await addResource(seoul.id, "oslo");
  const search = { environmentId: seoul.id, text: "OSL" };
  expect(await findFreezable(ada, search)).toMatchObject([{ key, kind: "vpn-connection", name: "oslo" }]);
  expect(await findFreezable(ada, { ...search, text: "bergen" })).toEqual([]);
  await expect(findFreezable(mallory, search)).rejects.toMatchObject({ code: "environment-not-found" });
  const missing = { ...everything, scope: "resources" as const, environmentId: seoul.id, keys: ["vpc/none"] };
  await expect(createFreeze(ada, missing)).rejects.toMatchObject({ code: "freeze-resource-gone" });
});

test("freezing and lifting are in the audit", async () => {
  const ada = await addViewer("admin");
  const { id } = await createFreeze(ada, everything);
  await liftFreeze(ada, id);
  const rows = await db.auditEvent.findMany({
    where: { organizationId: ada.organizationId },
    orderBy: { number: "asc" },
  });
  expect(rows.map(({ action, subject }) => [action, subject])).toEqual([
    ["freeze.created", "Year-end closing"],
    ["freeze.lifted", "Year-end closing"],
  ]);
});
