import { beforeEach, describe, expect, test } from "vitest";
import type { Grant } from "@/lib/domain/changes/rights";
import type { Edit } from "@/lib/domain/plan/step";
import type { Viewer } from "../auth/viewer-of";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { lendTestQueue } from "../jobs/testing";
import { applyChange } from "./apply-change";
import { breakGlass, signBreakGlass } from "./break-glass";
import type { ChangeAddress } from "./find-change";
import { proposeRollback } from "./propose-rollback";
import { findChange } from "./queries";
import { rebaseChange } from "./rebase-change";
import { reviewChange, submitChange } from "./review-change";
import { listOpenReviewTasks } from "./review-tasks";
import { saveEdits } from "./save-edit";
import { scheduleChange } from "./schedule-change";
import { startScheduled } from "./start-scheduled";
import { commentOnChange, resolveThread } from "./threads";

let author: Viewer;
let approver: Viewer;
let environment: { id: string; slug: string };

lendTestQueue();

beforeEach(async () => {
  author = await addViewer("admin");
  approver = await addViewer("approver", author.organizationId);
  environment = await addEnvironment(author.organizationId, { purpose: "production" });
});

const vpc = (cidr = "10.50.0.0/16", name = "main"): Edit => ({
  ...{ operation: "put", kind: "vpc" },
  key: `vpc/${name}`,
  spec: { name, cidr },
});

const subnet: Edit = {
  ...{ operation: "put", kind: "subnet", key: "subnet/a" },
  spec: { name: "a", vpc: "vpc/main", cidr: "10.50.1.0/24" },
};

async function submitted(edits: Edit[] = [vpc()]) {
  const { changeNumber } = await saveEdits(author, { environmentSlug: environment.slug, edits });
  const address = { environmentSlug: environment.slug, changeNumber: changeNumber ?? 0 };
  await submitChange(author, address);
  return address;
}

async function viewOf(address: ChangeAddress, viewer = author) {
  const view = await findChange(viewer, address);
  if (!view?.plan) throw new Error("There is no planned change of that number");
  return { ...view, planHash: view.plan.hash };
}

async function approve(address: ChangeAddress, by = approver) {
  const { planHash } = await viewOf(address);
  await reviewChange(by, { ...address, verdict: "approve", planHash });
}

async function apply(address: ChangeAddress) {
  const { planHash, title } = await viewOf(address);
  return applyChange(approver, { ...address, planHash, typedTitle: title });
}

function grant(viewer: Viewer, ...grants: Grant[]) {
  return {
    ...viewer,
    can: (right: Parameters<Viewer["can"]>[0]) => viewer.can(right) || grants.some((one) => one === right),
  };
}

const gateOf = async (address: ChangeAddress, name: string) =>
  (await viewOf(address)).gates.find((gate) => gate.name === name);

/** What a run brings in: the resource as EC2 shows it and the spec that is wanted of it from then on. */
function bringIn({ key, spec }: Edit & { operation: "put" }, awsId = "vpc-0a1b2c3d4e5f60718") {
  const [name, cidr] = [String(spec.name), String(spec.cidr)];
  const attributes = { CidrBlock: cidr, cidr, IsDefault: false, isDefault: false };
  const observed = { awsId, name, state: "available", marker: null, attributes };
  const seen = { ...{ name, awsId, observed, state: "available" }, spec: { name, cidr } };
  return db.resource.upsert({
    where: { environmentId_key: { environmentId: environment.id, key } },
    create: { ...seen, ...{ environmentId: environment.id, kind: "vpc", key, specVersion: 1 } },
    update: { ...seen, specVersion: { increment: 1 } },
  });
}

describe("rules", () => {
  test("of this moment decide: one that asks for more makes an approved change wait, by name", async () => {
    const address = await submitted();
    await approve(address);
    expect((await viewOf(address)).status).toBe("APPROVED");
    const group = await db.group.create({ data: { organizationId: author.organizationId, name: "Core" } });
    await db.approvalRule.create({
      data: {
        ...{ organizationId: author.organizationId, position: -1, name: "VPCs", match: { kinds: ["vpc"] } },
        requires: { approvals: [{ count: 1, groupId: group.id }] },
      },
    });
    const { status, requirements, reviews } = await viewOf(address);
    expect(status).toBe("IN_REVIEW");
    expect(requirements).toMatchObject([
      { from: { what: "group", name: "Core" }, isMet: false, because: [{ rule: "VPCs", names: ["main"] }] },
    ]);
    expect(reviews).toMatchObject([{ standing: "counts", reason: { key: "changes.counts.notOfGroup" } }]);
    await expect(apply(address)).rejects.toMatchObject({ code: "change-not-ready" });
    await db.groupMember.create({ data: { groupId: group.id, userId: approver.userId } });
    expect((await viewOf(address)).status).toBe("APPROVED");
  });

  test("by tag reach what is new on a tagged resource, as soon as AWS shows the tag", async () => {
    const { id, observed } = await bringIn({
      ...vpc(),
      operation: "put",
      spec: { name: "main", cidr: "10.50.0.0/16" },
    });
    await db.approvalRule.create({
      data: {
        ...{ organizationId: author.organizationId, position: -1, name: "Core" },
        match: { tags: [{ key: "tier", value: "core" }] },
        requires: { approvals: [{ count: 2 }] },
      },
    });
    const address = await submitted([subnet]);
    await approve(address);
    expect((await viewOf(address)).status).toBe("APPROVED");
    const tags = [{ key: "tier", value: "core" }];
    await db.resource.update({ where: { id }, data: { observed: { ...Object(observed), tags } } });
    expect(await viewOf(address)).toMatchObject({
      status: "IN_REVIEW",
      requirements: [{ count: 2, because: [{ rule: "Core", names: ["a"] }] }],
    });
  });

  test("that cover nothing of a change keep everybody from applying it", async () => {
    const address = await submitted();
    await approve(address);
    await db.approvalRule.deleteMany({ where: { organizationId: author.organizationId } });
    expect(await viewOf(address)).toMatchObject({ status: "IN_REVIEW", unmatched: ["main"] });
    await expect(apply(address)).rejects.toMatchObject({ code: "change-not-ready" });
  });

  test("an approval ages out by the hours of the organization, and the page says when", async () => {
    const address = await submitted();
    await approve(address);
    const expiry = (await viewOf(address)).approvalsExpireAt?.getTime() ?? 0;
    expect(expiry - Date.now()).toBeGreaterThan(23.9 * 3_600_000);
    const past = new Date(Date.now() - 25 * 3_600_000);
    await db.review.updateMany({ data: { createdAt: past }, where: { change: { environmentId: environment.id } } });
    expect((await viewOf(address)).status).toBe("EXPIRED");
    await expect(apply(address)).rejects.toMatchObject({ code: "change-not-ready" });
    await approve(address);
    expect((await viewOf(address)).status).toBe("APPROVED");
  });
});

describe("gates", () => {
  test("a freeze of the environment holds an approved change back until it is lifted", async () => {
    const address = await submitted();
    await approve(address);
    const by = { createdById: author.userId, createdByName: author.name };
    const [startsAt, endsAt] = [new Date(Date.now() - 1000), new Date(Date.now() + 3_600_000)];
    const scope = { organizationId: author.organizationId, environmentId: environment.id };
    const freeze = await db.freeze.create({ data: { ...by, ...scope, startsAt, endsAt, reason: "Holidays" } });
    expect(await gateOf(address, "freeze")).toMatchObject({ state: "block", opensAt: endsAt });
    await expect(apply(address)).rejects.toMatchObject({ code: "change-not-ready" });
    await db.freeze.update({ where: { id: freeze.id }, data: { liftedAt: new Date() } });
    await apply(address);
  });

  test("a window of another time holds it back, and its opening is told", async () => {
    const address = await submitted();
    await approve(address);
    const tomorrow = (new Date().getUTCDay() % 7) + 1;
    const times = { startMinute: 0, durationMinutes: 60, timeZone: "UTC", impactFrom: 0 };
    await db.changeWindow.create({
      data: { environmentId: environment.id, name: "Nights", weekdays: [tomorrow], ...times },
    });
    const gate = await gateOf(address, "window");
    expect([gate?.state, gate?.opensAt?.getUTCHours()]).toEqual(["wait", 0]);
    await expect(apply(address)).rejects.toMatchObject({ code: "change-not-ready" });
  });

  test("a thread that has to be resolved holds it back, and a remark does not", async () => {
    const address = await submitted();
    await approve(address);
    await commentOnChange(author, { ...address, text: "fine" });
    await commentOnChange(approver, { ...address, text: "Why this range?", isBlocking: true });
    const [, thread] = (await viewOf(address)).threads;
    await commentOnChange(author, { ...address, text: "It is free", threadId: thread?.id });
    expect((await viewOf(address)).threads[1]?.comments.map(({ text }) => text)).toEqual([
      "Why this range?",
      "It is free",
    ]);
    await expect(apply(address)).rejects.toMatchObject({ code: "change-not-ready" });
    await resolveThread(approver, { ...address, threadId: thread?.id ?? "", isResolved: true });
    await apply(address);
  });

  test("a run that holds the same resource keeps another change waiting, and one about something else does not", async () => {
    const [first, same, other] = [await submitted(), await submitted(), await submitted([vpc("10.51.0.0/16", "lab")])];
    for (const address of [first, same, other]) await approve(address);
    await apply(first);
    expect(await gateOf(same, "lock")).toMatchObject({
      state: "wait",
      phrase: { values: { number: first.changeNumber, name: "main" } },
    });
    await expect(apply(same)).rejects.toMatchObject({ code: "change-not-ready" });
    await apply(other);
  });
});

describe("what falls", () => {
  test("a change in AWS names field and values, and planning anew makes every approval be given again", async () => {
    await bringIn({ ...vpc(), operation: "put", spec: { name: "main", cidr: "10.50.0.0/16" } });
    const address = await submitted([subnet]);
    await approve(address);
    await bringIn({ ...vpc(), operation: "put", spec: { name: "renamed", cidr: "10.50.0.0/16" } });
    const { status, reviews } = await viewOf(address);
    expect(status).toBe("STALE");
    expect(reviews).toMatchObject([
      { standing: "none", reason: { values: { name: "main", fields: "name main → renamed" } } },
    ]);
    await expect(apply(address)).rejects.toMatchObject({ code: "change-stale" });
  });

  test("a change that came first is named, and taking the edits up keeps what it did", async () => {
    await bringIn({ ...vpc(), operation: "put", spec: { name: "main", cidr: "10.50.0.0/16" } });
    const address = await submitted([{ ...vpc(), operation: "put", spec: { name: "mine", cidr: "10.50.0.0/16" } }]);
    await approve(address);
    await bringIn({ ...vpc(), operation: "put", spec: { name: "main", cidr: "10.60.0.0/16" } });
    expect((await viewOf(address)).status).toBe("SUPERSEDED");
    await expect(apply(address)).rejects.toMatchObject({ code: "change-stale" });
    await rebaseChange(author, address);
    const { status, edits, reviews } = await viewOf(address);
    expect(status).toBe("DRAFT");
    expect(edits).toMatchObject([{ spec: { name: "mine", cidr: "10.60.0.0/16" } }]);
    expect(reviews).toMatchObject([{ standing: "none" }]);
  });

  test("two drafts of one resource know of each other from the start", async () => {
    const [first, second] = [await submitted(), await submitted()];
    expect((await viewOf(second)).overlaps).toMatchObject([
      { number: first.changeNumber, status: "IN_REVIEW", names: ["main"] },
    ]);
  });
});

describe("starts", () => {
  const soon = () => new Date(Date.now() + 60_000);
  const past = (address: ChangeAddress) =>
    db.change.updateMany({
      where: { number: address.changeNumber, environmentId: environment.id },
      data: { scheduledAt: new Date(Date.now() - 1000) },
    });

  test("a change that may be applied when its time comes starts by itself, once", async () => {
    const address = await submitted();
    await approve(address);
    await scheduleChange(approver, { ...address, at: soon() });
    await startScheduled();
    expect((await viewOf(address)).status).toBe("APPROVED");
    await past(address);
    await Promise.all([startScheduled(), startScheduled()]);
    expect((await viewOf(address)).run?.startedByName).toBe(approver.name);
    expect(await db.run.count({ where: { environmentId: environment.id } })).toBe(1);
  });

  test("one that may not keeps why, does not start later by itself, and stands in the audit", async () => {
    const address = await submitted();
    await scheduleChange(approver, { ...address, at: soon() });
    await past(address);
    await startScheduled();
    const { schedule, status } = await viewOf(address);
    expect([schedule?.missed, status]).toEqual([
      { key: "changes.notApply.status", values: { status: "IN_REVIEW" } },
      "IN_REVIEW",
    ]);
    await approve(address);
    await startScheduled();
    expect((await viewOf(address)).run).toBeNull();
    const actions = await db.auditEvent.findMany({ where: { organizationId: author.organizationId } });
    expect(actions.map(({ action }) => action)).toContain("change.start-missed");
  });

  test("a start falls with the plan that it was set for", async () => {
    const address = await submitted();
    await scheduleChange(approver, { ...address, at: soon() });
    await saveEdits(author, { ...address, edits: [vpc("10.52.0.0/16")] });
    expect((await viewOf(address)).schedule?.missed?.key).toBe("changes.schedule.planChanged");
  });

  test("whoever lost the right to apply starts nothing any more", async () => {
    const address = await submitted();
    await approve(address);
    await scheduleChange(approver, { ...address, at: soon() });
    await db.member.updateMany({ where: { userId: approver.userId }, data: { grants: [] } });
    await past(address);
    await startScheduled();
    expect((await viewOf(address)).schedule?.missed?.key).toBe("changes.schedule.noRight");
  });
});

describe("breaking the glass", () => {
  const reason = "Leeds is cut off from the data centre";

  test("needs the right and a reason, starts the run, and owes a review that somebody else signs", async () => {
    const address = await submitted();
    const { planHash } = await viewOf(address);
    const input = { ...address, planHash, reason };
    await expect(breakGlass(author, input)).rejects.toMatchObject({ code: "not-allowed" });
    const breaker = grant(author, "break-glass");
    await expect(breakGlass(breaker, { ...input, reason: "urgent" })).rejects.toMatchObject({
      code: "break-glass-needs-reason",
    });
    const { runId } = await breakGlass(breaker, input);
    expect(await viewOf(address)).toMatchObject({
      status: "QUEUED",
      breakGlass: { reason, passedOver: [{ key: "changes.gate.approvals" }], signedAt: null },
    });
    expect(await listOpenReviewTasks(author)).toMatchObject([{ runId, maySign: false }]);
    await expect(signBreakGlass(author, { runId, remark: "" })).rejects.toMatchObject({ code: "break-glass-own" });
    const stranger = await addViewer("admin");
    expect(await listOpenReviewTasks(stranger)).toEqual([]);
    await expect(signBreakGlass(stranger, { runId, remark: "" })).rejects.toMatchObject({ code: "run-not-found" });
    await signBreakGlass(approver, { runId, remark: "It was right" });
    expect(await listOpenReviewTasks(approver)).toEqual([]);
  });

  test("never passes over a plan that does not fit, nor over what another run holds", async () => {
    const breaker = grant(author, "break-glass");
    const [first, second] = [await submitted(), await submitted()];
    await approve(first);
    await apply(first);
    const { planHash } = await viewOf(second);
    const held = breakGlass(breaker, { ...second, planHash, reason });
    await expect(held).rejects.toMatchObject({ code: "change-glass-holds" });
    await db.environment.update({ where: { id: environment.id }, data: { awsAccountId: "444455556666" } });
    const stale = breakGlass(breaker, { ...second, planHash, reason });
    await expect(stale).rejects.toMatchObject({ code: "change-stale" });
  });
});

test("a rollback is a draft of its own that takes away what was made", async () => {
  const address = await submitted();
  await approve(address);
  const { runId } = await apply(address);
  await expect(proposeRollback(author, address)).rejects.toMatchObject({ code: "rollback-nothing" });
  await db.runStep.updateMany({ where: { runId }, data: { state: "done", finishedAt: new Date() } });
  await db.run.update({ where: { id: runId }, data: { outcome: "applied", finishedAt: new Date() } });
  await bringIn({ ...vpc(), operation: "put", spec: { name: "main", cidr: "10.50.0.0/16" } });
  const { changeNumber } = await proposeRollback(author, address);
  expect(await viewOf({ ...address, changeNumber })).toMatchObject({
    status: "DRAFT",
    edits: [{ operation: "remove", key: "vpc/main" }],
    remarks: [{ key: "changes.rollback.of", values: { number: address.changeNumber } }],
  });
});
