import { beforeEach, describe, expect, test } from "vitest";
import type { Edit } from "@/lib/domain/plan/step";
import type { Viewer } from "../auth/viewer-of";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { lendTestQueue } from "../jobs/testing";
import { sealSecret } from "../secrets/sealed-secret";
import { Secret } from "../secrets/secret";
import { applyChange } from "./apply-change";
import { findChange, listChanges } from "./queries";
import { abandonChange, reopenChange, reviewChange, submitChange } from "./review-change";
import { removeEdit, saveEdits } from "./save-edit";
import { commentOnChange } from "./threads";

let author: Viewer;
let approver: Viewer;
let environment: { id: string; slug: string };

lendTestQueue();

beforeEach(async () => {
  author = await addViewer("admin");
  approver = await addViewer("approver", author.organizationId);
  environment = await addEnvironment(author.organizationId, { selfApproval: false });
});

const vpc: Edit = { operation: "put", kind: "vpc", key: "vpc/main", spec: { name: "main", cidr: "10.50.0.0/16" } };

function connection(presharedKey: unknown): Edit {
  const ends = { customerGateway: "customer-gateway/leeds", vpnGateway: "vpn-gateway/core" };
  const spec = { name: "leeds", ...ends, routing: "static", tunnels: [{ presharedKey }, {}] };
  return { operation: "put", kind: "vpn-connection", key: "vpn-connection/leeds", spec };
}

async function draft(edits: Edit[] = [vpc], viewer = author) {
  const { changeNumber } = await saveEdits(viewer, { environmentSlug: environment.slug, edits });
  return { environmentSlug: environment.slug, changeNumber: changeNumber ?? 0 };
}

async function viewOf(address: Awaited<ReturnType<typeof draft>>, viewer = author) {
  const view = await findChange(viewer, address);
  if (!view?.plan) throw new Error("There is no planned change of that number");
  return { ...view, plan: view.plan };
}

test("credentials of another account refuse a plan, and make an approved one stale", async () => {
  const address = await draft();
  await submitChange(author, address);
  await db.environment.update({ where: { id: environment.id }, data: { awsAccountId: "111122223333" } });
  const failed = { errorCode: "WrongAccount", errorMessage: "444455556666" };
  await db.listReading.create({
    data: {
      environmentId: environment.id,
      action: "DescribeVpcs",
      attemptedAt: new Date(),
      failingSince: new Date(),
      ...failed,
    },
  });
  await expect(draft([{ ...vpc, key: "vpc/other" }])).rejects.toMatchObject({
    code: "environment-wrong-account",
    values: { found: "444455556666", expected: "111122223333" },
  });
  const { status, gates } = await viewOf(address);
  expect(status).toBe("STALE");
  expect(JSON.stringify(gates)).toContain("changes.stale.account");
});

describe("approval", () => {
  test("comes from somebody else: the author's own is refused, by the code and by the database", async () => {
    const address = await draft();
    await submitChange(author, address);
    const { plan } = await viewOf(address);
    const own = reviewChange(author, { ...address, verdict: "approve", planHash: plan.hash });
    await expect(own).rejects.toMatchObject({ code: "review-own-change" });

    const change = await db.change.findFirstOrThrow({
      where: { environmentId: environment.id },
      include: { plans: true },
    });
    const forged = db.review.create({
      data: {
        changeId: change.id,
        planId: change.plans[0]?.id ?? "",
        planHash: plan.hash,
        reviewerId: author.userId,
        reviewerName: author.name,
        verdict: "approve",
      },
    });
    await expect(forged).rejects.toThrow();
    expect((await viewOf(address)).status).toBe("IN_REVIEW");

    await reviewChange(approver, { ...address, verdict: "approve", planHash: plan.hash });
    expect((await viewOf(address)).status).toBe("APPROVED");
  });

  test("may be the author's own where the environment allows it", async () => {
    await db.environment.update({ where: { id: environment.id }, data: { selfApproval: true } });
    const address = await draft();
    await submitChange(author, address);
    const { plan } = await viewOf(address);
    await reviewChange(author, { ...address, verdict: "approve", planHash: plan.hash });
    expect((await viewOf(address)).status).toBe("APPROVED");
  });

  test("falls with an edit, and the change is a draft again", async () => {
    const address = await draft();
    await submitChange(author, address);
    const { plan } = await viewOf(address);
    await reviewChange(approver, { ...address, verdict: "approve", planHash: plan.hash });
    const edit: Edit = { ...vpc, spec: { name: "main", cidr: "10.51.0.0/16" } };
    await saveEdits(author, { ...address, edits: [edit] });
    const edited = await viewOf(address);
    expect(edited.status).toBe("DRAFT");
    expect(edited.plan.hash).not.toBe(plan.hash);
    await submitChange(author, address);
    const again = await viewOf(address);
    expect(again.status).toBe("IN_REVIEW");
    expect(again.reviews).toMatchObject([
      {
        standing: "none",
        reason: { key: "changes.fell.fieldsChanged", values: { fields: "main cidr 10.50.0.0/16 → 10.51.0.0/16" } },
      },
    ]);
    await expect(applyChange(approver, { ...address, planHash: again.plan.hash })).rejects.toMatchObject({
      code: "change-not-ready",
    });
  });

  test("is of the plan that was looked at: a word on an older one is refused", async () => {
    const address = await draft();
    await submitChange(author, address);
    const late = reviewChange(approver, { ...address, verdict: "approve", planHash: "0".repeat(64) });
    await expect(late).rejects.toMatchObject({ code: "change-replanned" });
  });

  test("a request for changes needs text and blocks", async () => {
    const address = await draft();
    await submitChange(author, address);
    const { plan } = await viewOf(address);
    const mute = reviewChange(approver, { ...address, verdict: "request-changes", comment: " ", planHash: plan.hash });
    await expect(mute).rejects.toMatchObject({ code: "review-needs-text" });
    await reviewChange(approver, { ...address, verdict: "request-changes", comment: "Why?", planHash: plan.hash });
    expect(await viewOf(address)).toMatchObject({ status: "CHANGES_REQUESTED", reviews: [{ comment: "Why?" }] });
  });
});

describe("drafts", () => {
  test("two tabs that edit the same draft: the second is told, and nothing is lost", async () => {
    const address = await draft();
    const { revision } = await viewOf(address);
    const subnet: Edit = {
      operation: "put",
      kind: "subnet",
      key: "subnet/a",
      spec: { name: "a", vpc: "vpc/main", cidr: "10.50.1.0/24" },
    };
    await saveEdits(author, { ...address, edits: [subnet], expectedRevision: revision });
    const other: Edit = { ...subnet, spec: { name: "a", vpc: "vpc/main", cidr: "10.50.2.0/24" } };
    const late = saveEdits(author, { ...address, edits: [other], expectedRevision: revision });
    await expect(late).rejects.toMatchObject({ code: "change-edited-meanwhile" });
    expect((await viewOf(address)).edits.map(({ key }) => key)).toEqual(["subnet/a", "vpc/main"]);
  });

  test("are numbered without gaps or doubles however many begin at once", async () => {
    const numbers = (await Promise.all([draft(), draft(), draft(), draft()])).map(({ changeNumber }) => changeNumber);
    expect(numbers.sort()).toEqual([1, 2, 3, 4]);
  });

  test("a spec of the wrong shape saves nothing and names the field", async () => {
    const bad: Edit = { ...vpc, spec: { name: "main", cidr: "10.50.0.0" } };
    const saved = await saveEdits(author, { environmentSlug: environment.slug, edits: [bad] });
    expect(saved).toMatchObject({ changeNumber: null, problems: [{ key: "vpc/main", path: ["cidr"] }] });
    expect(await db.change.count({ where: { environmentId: environment.id } })).toBe(0);
  });

  test("with a problem cannot be submitted; taking the edit out mends it", async () => {
    const orphan: Edit = {
      operation: "put",
      kind: "subnet",
      key: "subnet/a",
      spec: { name: "a", vpc: "vpc/none", cidr: "10.50.1.0/24" },
    };
    const address = await draft([vpc, orphan]);
    expect((await viewOf(address)).status).toBe("PLAN_FAILED");
    await expect(submitChange(author, address)).rejects.toMatchObject({ code: "change-plan-blocked" });
    await removeEdit(author, { ...address, key: "subnet/a" });
    await submitChange(author, address);
    expect((await viewOf(address)).status).toBe("IN_REVIEW");
  });

  test("that were abandoned leave the open list, and can be opened again", async () => {
    const address = await draft();
    await abandonChange(author, { ...address, reason: "Not needed" });
    expect(await listChanges(author, { environmentId: environment.id, filter: "open" })).toEqual([]);
    expect(await listChanges(author, { environmentId: environment.id, filter: "all" })).toMatchObject([
      { status: "ABANDONED" },
    ]);
    await reopenChange(author, address);
    expect((await viewOf(address)).status).toBe("DRAFT");
  });
});

describe("pre-shared keys", () => {
  test("are sealed at once and stand nowhere in the clear", async () => {
    await draft([connection("cloudneta.key")]);
    const rows = await db.$queryRaw<{ text: string }[]>`
      SELECT to_jsonb(edit)::text || to_jsonb(plan)::text AS text
      FROM "ChangeEdit" edit JOIN "Plan" plan ON plan."changeId" = edit."changeId"`;
    expect(rows.length).toBeGreaterThan(0);
    for (const { text } of rows) expect(text).not.toContain("cloudneta");
    const audit = await db.auditEvent.findMany({ where: { organizationId: author.organizationId } });
    expect(
      JSON.stringify(audit, (_, value: unknown) => (typeof value === "bigint" ? Number(value) : value)),
    ).not.toContain("cloudneta");
  });

  test("that EC2 would refuse come back as a problem without their text", async () => {
    const saved = await saveEdits(author, { environmentSlug: environment.slug, edits: [connection("0no dashes-")] });
    expect(saved.changeNumber).toBeNull();
    expect(JSON.stringify(saved)).not.toContain("dashes");
    expect(saved.problems).toMatchObject([{ path: ["tunnels", 0, "presharedKey"] }]);
    expect(await db.sealedSecret.count({ where: { environmentId: environment.id } })).toBe(0);
  });

  test("are destroyed with the edit that named them", async () => {
    const address = await draft([connection("cloudneta.key")]);
    await saveEdits(author, { ...address, edits: [connection("another.key")] });
    const count = (destroyed: boolean) =>
      db.sealedSecret.count({
        where: { environmentId: environment.id, destroyedAt: destroyed ? { not: null } : null },
      });
    expect([await count(true), await count(false)]).toEqual([1, 1]);
    await removeEdit(author, { ...address, key: "vpn-connection/leeds" });
    expect([await count(true), await count(false)]).toEqual([2, 0]);
  });

  test("that were used up and destroyed cannot be used for something new", async () => {
    const ends: Edit[] = [
      {
        operation: "put",
        kind: "customer-gateway",
        key: "customer-gateway/leeds",
        spec: { name: "leeds", ipAddress: "3.37.222.142" },
      },
      { operation: "put", kind: "vpn-gateway", key: "vpn-gateway/core", spec: { name: "core" } },
    ];
    const address = await draft([...ends, connection("cloudneta.key")]);
    expect((await viewOf(address)).status).toBe("DRAFT");
    await db.sealedSecret.updateMany({
      where: { environmentId: environment.id },
      data: { sealed: null, destroyedAt: new Date() },
    });
    await expect(submitChange(author, address)).rejects.toMatchObject({ code: "change-plan-blocked" });
  });

  test("are not kept when nothing is saved", async () => {
    const bad: Edit = { ...vpc, spec: { name: "main", cidr: "10.50.0.0" } };
    await saveEdits(author, { environmentSlug: environment.slug, edits: [connection("cloudneta.key"), bad] });
    expect(await db.sealedSecret.count({ where: { environmentId: environment.id } })).toBe(0);
  });

  test("of another environment, or AWS credentials, cannot be named in a spec", async () => {
    const other = await addEnvironment(author.organizationId);
    const secret = new Secret("cloudneta.key");
    const foreign = await sealSecret(db, { purpose: "preshared-key", environmentId: other.id, secret });
    const credentials = await sealSecret(db, { purpose: "aws-credentials", environmentId: environment.id, secret });
    for (const reference of [foreign, credentials, { $secret: "no id" }]) {
      const saved = saveEdits(author, { environmentSlug: environment.slug, edits: [connection(reference)] });
      await expect(saved).rejects.toMatchObject({ code: "secret-destroyed" });
    }
  });
});

describe("other people", () => {
  test("of another organization see and touch nothing of it", async () => {
    const address = await draft();
    const stranger = await addViewer("admin");
    expect(await findChange(stranger, address)).toBeNull();
    expect(await listChanges(stranger, { environmentId: environment.id, filter: "all" })).toEqual([]);
    await expect(saveEdits(stranger, { ...address, edits: [vpc] })).rejects.toMatchObject({
      code: "environment-not-found",
    });
    await expect(commentOnChange(stranger, { ...address, text: "hi" })).rejects.toMatchObject({
      code: "environment-not-found",
    });
  });

  test("without the right may not", async () => {
    const address = await draft();
    const viewer = await addViewer("viewer", author.organizationId);
    await expect(saveEdits(viewer, { ...address, edits: [vpc] })).rejects.toMatchObject({ code: "not-allowed" });
    await expect(saveEdits(approver, { ...address, edits: [vpc] })).rejects.toMatchObject({ code: "not-allowed" });
    await expect(submitChange(viewer, address)).rejects.toMatchObject({ code: "not-allowed" });
    await expect(applyChange(viewer, { ...address, planHash: "" })).rejects.toMatchObject({ code: "not-allowed" });
  });
});
