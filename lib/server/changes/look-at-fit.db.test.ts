import { beforeEach, expect, test } from "vitest";
import type { Viewer } from "../auth/viewer-of";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { lendTestQueue } from "../jobs/testing";
import { listChanges } from "./queries";
import { submitChange } from "./review-change";
import { saveEdits } from "./save-edit";

let viewer: Viewer;
let environment: { id: string; slug: string };

lendTestQueue();

beforeEach(async () => {
  viewer = await addViewer("admin");
  environment = await addEnvironment(viewer.organizationId, { selfApproval: false });
  const edits = [
    { operation: "put", kind: "vpc", key: "vpc/main", spec: { name: "main", cidr: "10.50.0.0/16" } },
  ] as const;
  const { changeNumber } = await saveEdits(viewer, { environmentSlug: environment.slug, edits: [...edits] });
  await submitChange(viewer, { environmentSlug: environment.slug, changeNumber: changeNumber ?? 0 });
});

async function listed() {
  const [row] = await listChanges(viewer, { environmentId: environment.id, filter: "all" });
  return row?.status;
}

test("a change that fitted at the last look is stale once something moved, and fits again when that is undone", async () => {
  expect(await listed()).toBe("IN_REVIEW");
  expect(await listed()).toBe("IN_REVIEW");
  const awsId = "vpc-0a1b2c3d4e5f60718";
  const attributes = { CidrBlock: "10.50.0.0/16", IsDefault: false };
  const { id } = await db.resource.create({
    data: {
      environmentId: environment.id,
      ...{ kind: "vpc", key: "vpc/main", name: "main", awsId, state: "available" },
      observed: { awsId, name: "main", state: "available", marker: null, attributes },
    },
  });
  expect(await listed()).toBe("STALE");
  expect(await listed()).toBe("STALE");
  await db.resource.delete({ where: { id } });
  expect(await listed()).toBe("IN_REVIEW");
});
