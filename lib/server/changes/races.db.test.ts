import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "../auth/viewer-of";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { lendTestQueue } from "../jobs/testing";
import { applyChange } from "./apply-change";
import { reviewChange, submitChange } from "./review-change";
import { saveEdits } from "./save-edit";

/** How often each race is run; `npm run test:faults` runs them a thousand times. */
const ROUNDS = Number(process.env.RACE_ROUNDS ?? 40);
const PATIENCE_MS = ROUNDS * 2000;

let author: Viewer;
let approver: Viewer;
let second: Viewer;

lendTestQueue();

beforeAll(async () => {
  author = await addViewer("admin");
  approver = await addViewer("approver", author.organizationId);
  second = await addViewer("approver", author.organizationId);
});

/** An environment for each, so that no race waits for the leases of the one before. */
async function submitted(round: number) {
  const environment = await addEnvironment(author.organizationId, { purpose: "production" });
  const { changeNumber } = await saveEdits(author, { environmentSlug: environment.slug, edits: [vpc(round, 0)] });
  const address = { environmentSlug: environment.slug, changeNumber: changeNumber ?? 0 };
  await submitChange(author, address);
  return address;
}

type Address = Awaited<ReturnType<typeof submitted>>;

function vpc(round: number, version: number) {
  const cidr = `10.${round % 200}.${version}.0/24`;
  return { operation: "put" as const, kind: "vpc" as const, key: "vpc/main", spec: { name: "main", cidr } };
}

function rowOf({ changeNumber: number }: Address) {
  return db.change.findUniqueOrThrow({
    where: { organizationId_number: { organizationId: author.organizationId, number } },
    include: {
      edits: true,
      plans: { orderBy: { createdAt: "desc" } },
      reviews: { orderBy: { createdAt: "asc" } },
      runs: { include: { plan: true } },
    },
  });
}

async function planHashOf(address: Address) {
  return (await rowOf(address)).plans[0]?.hash ?? "";
}

/** Every run that exists carries out the newest plan, made of the edits that are there, under an approval of just that plan. */
async function expectApproved(address: Address): Promise<number> {
  const { runs, plans, edits, reviews, revision } = await rowOf(address);
  expect(runs.length).toBeLessThanOrEqual(1);
  for (const { plan } of runs) {
    expect([plan.id, plan.revision]).toEqual([plans[0]?.id, revision]);
    expect(JSON.stringify(plan.diffs)).toContain(JSON.stringify(edits[0]?.spec).match(/10\.\d+\.\d+\.\d+/)?.[0]);
    expect(reviews.at(-1)).toMatchObject({ verdict: "approve", planHash: plan.hash });
  }
  return runs.length;
}

const fulfilled = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.map(({ status }) => status === "fulfilled");

test(
  "an approval, an edit and an apply at the same instant never start a plan that was not approved",
  async () => {
    let started = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const address = await submitted(round);
      const planHash = await planHashOf(address);
      // Half of them are approved already, else apply would hardly ever be the one that wins.
      if (round % 2 === 0) await reviewChange(second, { ...address, verdict: "approve", planHash });
      await Promise.allSettled([
        reviewChange(approver, { ...address, verdict: "approve", planHash }),
        saveEdits(author, { ...address, edits: [vpc(round, 1)] }),
        applyChange(approver, { ...address, planHash }),
      ]);
      started += await expectApproved(address);
    }
    // Else one of the three would always have won, and nothing been tried.
    expect(started).toBeGreaterThan(0);
    expect(started).toBeLessThan(ROUNDS);
  },
  PATIENCE_MS,
);

test(
  "a withdrawal and an apply at the same instant: one of them happens, never both",
  async () => {
    for (let round = 0; round < ROUNDS / 4; round += 1) {
      const address = await submitted(round);
      const planHash = await planHashOf(address);
      await reviewChange(approver, { ...address, verdict: "approve", planHash });
      const [withdrawn, applied] = fulfilled(
        await Promise.allSettled([
          reviewChange(approver, {
            ...address,
            verdict: round % 2 ? "withdraw" : "request-changes",
            comment: "No",
            planHash,
          }),
          applyChange(second, { ...address, planHash }),
        ]),
      );
      expect(withdrawn).toBe(!applied);
      expect(await expectApproved(address)).toBe(applied ? 1 : 0);
    }
  },
  PATIENCE_MS,
);

test(
  "two people who press Apply at the same instant get one run, both of them",
  async () => {
    for (let round = 0; round < ROUNDS / 4; round += 1) {
      const address = await submitted(round);
      const planHash = await planHashOf(address);
      await reviewChange(approver, { ...address, verdict: "approve", planHash });
      const runs = await Promise.all([approver, second].map((viewer) => applyChange(viewer, { ...address, planHash })));
      expect(new Set(runs.map(({ runId }) => runId)).size).toBe(1);
      expect(await expectApproved(address)).toBe(1);
    }
  },
  PATIENCE_MS,
);
