import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "../auth/viewer";
import { openChanges } from "../changes/open-changes";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { countResources } from "../network/count-resources";
import { findAnything } from "./queries";

let viewer: Viewer;
let environment: { id: string; slug: string };

async function addResource(kind: string, name: string, attributes: object, facts: object = {}) {
  const awsId = `${kind}-${name}`;
  const observed = { awsId, name, state: "available", marker: null, attributes };
  await db.resource.create({
    data: {
      ...{ environmentId: environment.id, kind, key: `${kind}/${name}`, name, awsId, state: "available", observed },
      ...facts,
    },
  });
}

beforeAll(async () => {
  viewer = await addViewer("viewer");
  environment = await addEnvironment(viewer.organizationId);
  await addResource("customer-gateway", "leeds", { ipAddress: "192.0.2.25", bgpAsn: 65020 });
  await addResource("customer-gateway", "gone", { ipAddress: "192.0.2.26", bgpAsn: 65020 }, { goneAt: new Date() });
  await addResource("vpc", "lab", { cidr: "10.50.0.0/16", isDefault: false });
});

async function addChange(number: number, facts: object = {}) {
  const author = { authorId: viewer.userId, authorName: viewer.name };
  const owner = { organizationId: viewer.organizationId, environmentId: environment.id };
  return db.change.create({ data: { ...owner, ...author, number, title: `Change ${number}`, ...facts } });
}

async function addRun(change: { id: string; revision: number }, facts: object) {
  const plan = await db.plan.create({
    data: { changeId: change.id, revision: change.revision, hash: "x", steps: [], problems: [], impact: 1 },
  });
  const started = { startedById: viewer.userId, startedByName: viewer.name };
  const ids = { changeId: change.id, planId: plan.id, environmentId: environment.id };
  return db.run.create({ data: { ...ids, ...started, ...facts } });
}

test("an environment of another organization answers nothing", async () => {
  expect(await findAnything(await addViewer("admin"), environment.slug, "leeds")).toBeNull();
});

test("an address finds the device that has it and the VPC it lies in", async () => {
  const found = async (query: string) =>
    (await findAnything(viewer, environment.slug, query))?.map(({ thing: { group, label } }) => `${group} ${label}`);
  expect(await found("192.0.2.25")).toEqual(["sites leeds"]);
  expect(await found("10.50.1.4")).toEqual(["resources lab"]);
  expect(await found("192.0.2.26")).toEqual([]);
});

test("what is gone is not counted, and another organization counts nothing", async () => {
  expect(await countResources(viewer, environment.id)).toEqual({ connections: 0, resources: 2 });
  expect(await countResources(await addViewer("admin"), environment.id)).toEqual({ connections: 0, resources: 0 });
});

test("a change waits for somebody once it is submitted, until it is applied, abandoned or being applied", async () => {
  const submitted = { submittedAt: new Date() };
  await addChange(1);
  await addChange(2, submitted);
  await addRun(await addChange(3, submitted), { startedAt: new Date() });
  await addRun(await addChange(4, submitted), { outcome: "applied", finishedAt: new Date() });
  await addRun(await addChange(5, submitted), { outcome: "partial", finishedAt: new Date() });
  await addChange(6, { ...submitted, abandonedAt: new Date() });
  const asking = await addRun(await addChange(7, submitted), { startedAt: new Date() });
  const step = { position: 0, stepId: "s", marker: "m", step: { type: "confirm" }, state: "settling" };
  await db.runStep.create({ data: { runId: asking.id, ...step } });
  const again = await addChange(8, submitted);
  await addRun(again, { outcome: "failed", finishedAt: new Date() });
  await db.change.update({ where: { id: again.id }, data: { revision: 1, submittedAt: null } });

  const open = await openChanges(viewer, environment.id);
  expect(open.map(({ number, stage, waits }) => [number, stage, waits])).toEqual([
    [8, "draft", false],
    [7, "applying", true],
    [5, "partial", true],
    [3, "applying", false],
    [2, "submitted", true],
    [1, "draft", false],
  ]);
  expect((await findAnything(viewer, environment.slug, ""))?.map(({ thing }) => thing.label)).toEqual([
    "CHG-7 Change 7",
    "CHG-5 Change 5",
    "CHG-2 Change 2",
  ]);
});
