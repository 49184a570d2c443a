import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Viewer } from "../auth/viewer-of";
import { db } from "../db/client";
import type { Environment } from "../db/generated/client";
import { addEnvironment, addViewer } from "../db/testing";
import { sealSecret } from "./sealed-secret";
import { Secret } from "./secret";
import { sweepSecrets } from "./sweep-secrets";

let viewer: Viewer;
let organizationId: string;
let environment: Environment;
beforeAll(async () => {
  viewer = await addViewer("admin");
  organizationId = viewer.organizationId;
  environment = await addEnvironment(organizationId);
});

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

type Purpose = Parameters<typeof sealSecret>[1]["purpose"];

/** A secret of yesterday: what is younger than an hour is left alone. */
async function seal(
  purpose: Purpose = "preshared-key",
  environmentId: string | null = environment.id,
): Promise<string> {
  const { $secret: id } = await sealSecret(db, { purpose, environmentId, secret: new Secret("a.key.of.a.tunnel") });
  await db.sealedSecret.update({ where: { id }, data: { createdAt: hoursAgo(30) } });
  return id;
}

const isKept = async (id: string) => (await db.sealedSecret.findUniqueOrThrow({ where: { id } })).sealed !== null;

let number = 0;
async function addChange(facts: { abandonedAt?: Date; outcome?: string } = {}): Promise<string> {
  const { abandonedAt, outcome } = facts;
  const $secret = await seal();
  number += 1;
  const change = await db.change.create({
    data: {
      ...{ organizationId, environmentId: environment.id, number, title: "leeds", abandonedAt },
      ...{ authorId: viewer.userId, authorName: viewer.name },
      edits: {
        create: {
          ...{ kind: "vpn-connection", key: "vpn-connection/leeds", operation: "put", authorId: viewer.userId },
          spec: { name: "leeds", tunnels: [{ presharedKey: { $secret } }, {}] },
        },
      },
    },
  });
  if (outcome === undefined) return $secret;
  const plan = await db.plan.create({
    data: { changeId: change.id, revision: 0, hash: "", steps: [], problems: [], impact: 0 },
  });
  const who = { startedById: viewer.userId, startedByName: viewer.name };
  await db.run.create({
    data: {
      changeId: change.id,
      planId: plan.id,
      environmentId: environment.id,
      outcome,
      finishedAt: new Date(),
      ...who,
    },
  });
  return $secret;
}

beforeEach(async () => {
  await db.sealedSecret.deleteMany();
});

test("keys that an open draft, a run that can be resumed or an unfinished guide names are kept", async () => {
  const inGuide = await seal();
  await db.setupGuide.create({
    data: {
      ...{ environmentId: environment.id, name: "leeds", stage: "connection", createdById: viewer.userId },
      answers: { connection: { tunnels: [{ presharedKey: { $secret: inGuide } }] } },
    },
  });
  const named = [
    inGuide,
    await addChange(),
    await addChange({ outcome: "partial" }),
    await addChange({ outcome: "cancelled" }),
  ];
  await sweepSecrets();
  for (const id of named) expect(await isKept(id)).toBe(true);
});

test("the keys of an abandoned change wait a day for it to be opened again, and are destroyed then", async () => {
  const [lately, forGood] = [
    await addChange({ abandonedAt: hoursAgo(23) }),
    await addChange({ abandonedAt: hoursAgo(25) }),
  ];
  await sweepSecrets();
  expect([await isKept(lately), await isKept(forGood)]).toEqual([true, false]);
});

test("a key that an applied change had no call for, or that nothing names, is destroyed and its fingerprint stays", async () => {
  const [applied, unnamed] = [await addChange({ outcome: "applied" }), await seal()];
  const { fingerprint } = await db.sealedSecret.findUniqueOrThrow({ where: { id: unnamed } });
  await sweepSecrets();
  expect([await isKept(applied), await isKept(unnamed)]).toEqual([false, false]);
  const row = await db.sealedSecret.findUniqueOrThrow({ where: { id: unnamed } });
  expect(row).toMatchObject({ fingerprint, sealingKeyId: null });
  expect(row.destroyedAt).not.toBeNull();
  const [record] = await db.auditEvent.findMany({
    where: { organizationId, action: "secrets.swept" },
    orderBy: { number: "desc" },
  });
  expect(record).toMatchObject({ subject: environment.name, detail: { destroyed: 2 } });
});

test("what was sealed within the hour is left alone", async () => {
  const id = await seal();
  await db.sealedSecret.update({ where: { id }, data: { createdAt: new Date() } });
  await sweepSecrets();
  expect(await isKept(id)).toBe(true);
});

test("credentials, webhook and provider keep the secrets they name, and those that are named no more go", async () => {
  const [credentials, webhook, provider] = [
    await seal("aws-credentials"),
    await seal("webhook", null),
    await seal("single-sign-on", null),
  ];
  const { id } = await addEnvironment(organizationId, {
    credentials: { mode: "keys", accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretId: credentials },
  });
  await db.auditWebhook.create({
    data: {
      organizationId,
      url: "https://in.example.com",
      secretId: webhook,
      deliveredNumber: 0n,
      nextAttemptAt: new Date(),
    },
  });
  const one = { organizationId, slug: "okta", name: "Okta", issuer: "https://id.example.com", clientId: "underpass" };
  await db.ssoProvider.create({ data: { ...one, secretId: provider } });
  await sweepSecrets();
  for (const secret of [credentials, webhook, provider]) expect(await isKept(secret)).toBe(true);

  await db.environment.update({ where: { id }, data: { credentials: { mode: "default" } } });
  await db.auditWebhook.delete({ where: { organizationId } });
  await db.ssoProvider.deleteMany();
  await sweepSecrets();
  for (const secret of [credentials, webhook, provider]) expect(await isKept(secret)).toBe(false);
});
