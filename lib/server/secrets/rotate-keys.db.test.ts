import { randomUUID } from "node:crypto";
import { CreateKeyCommand, DisableKeyCommand, EnableKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { beforeEach, expect, test, vi } from "vitest";
import { startBench, testing } from "@/sandbox/test-bench";
import { makeViewer } from "../auth/viewer-of";
import { db } from "../db/client";
import { addViewer } from "../db/testing";
import type { Env } from "../env";
import { sealingStanding } from "../security/queries";
import { encrypt, fingerprintOf } from "./cipher";
import { deriveKey } from "./derive-key";
import { whyKeysStayShut } from "./rotate-and-tell";
import { beginRotation, type Rotator, resealSecrets } from "./rotate-keys";
import {
  contextOf,
  destroySecret,
  fingerprintSecret,
  openSecret,
  type SecretReference,
  sealSecret,
} from "./sealed-secret";
import { forgetKeys, keyById, lastingKey } from "./sealing-keys";
import { Secret } from "./secret";

/** What the settings of this process are, changed by a test as a restart with other ones would. */
const settings = vi.hoisted((): Partial<Env> => ({}));
vi.mock("../env", async (original) => {
  const { env } = await original<typeof import("../env")>();
  return { env: () => ({ ...env(), ...settings }) };
});

const { url, control } = await startBench();
const kms = new KMSClient({ endpoint: url, region: "ap-northeast-2", credentials: testing, maxAttempts: 1 });
process.env.AWS_ACCESS_KEY_ID = testing.accessKeyId;
process.env.AWS_SECRET_ACCESS_KEY = testing.secretAccessKey;

const nobody: Rotator = { userId: null, name: "npm run secrets:rotate", organizationId: null };
const seal = (text: string) =>
  db.$transaction((tx) => sealSecret(tx, { purpose: "webhook", environmentId: null, secret: new Secret(text) }));
const open = async (reference: SecretReference) => (await openSecret(db, reference)).reveal();
const keyIdOf = async ({ $secret: id }: SecretReference) =>
  (await db.sealedSecret.findUniqueOrThrow({ where: { id } })).sealingKeyId;

async function rotate() {
  await beginRotation(nobody);
  return resealSecrets();
}

/** Runs the installation, and is a member of nothing. */
const person = { userId: "host", name: "Host", email: "host@example.com" };
const standing = { organizationId: "none", role: "viewer", roles: [], grants: [], groupIds: [] } as const;
const host = makeViewer(person, { ...person, ...standing, isInstallationAdmin: true });

/** As a start with these settings would be: nothing is in memory. */
function restartWith(changed: Partial<Env>): void {
  for (const name of Object.keys(settings)) Reflect.deleteProperty(settings, name);
  Object.assign(settings, changed);
  forgetKeys();
}

beforeEach(() => restartWith({}));

/** A row as it was written before there were data keys. */
async function sealAsBefore(text: string): Promise<SecretReference> {
  const row = { id: randomUUID(), purpose: "webhook" };
  const sealed = encrypt(deriveKey("sealed secrets"), text, contextOf(row));
  await db.sealedSecret.create({
    data: { ...row, sealed, fingerprint: fingerprintOf(deriveKey("fingerprints"), text) },
  });
  return { $secret: row.id };
}

test("what was sealed before there were data keys opens, keeps its fingerprint, and is moved by a rotation", async () => {
  const reference = await sealAsBefore("an.old.key");
  const { fingerprint } = await db.sealedSecret.findUniqueOrThrow({ where: { id: reference.$secret } });
  expect(await open(reference)).toBe("an.old.key");
  expect(await fingerprintSecret(db, new Secret("an.old.key"))).toBe(fingerprint);
  expect(await rotate()).toMatchObject({ moved: 1, unopened: 0 });
  expect(await keyIdOf(reference)).not.toBeNull();
  expect(await open(reference)).toBe("an.old.key");
  expect(await fingerprintSecret(db, new Secret("an.old.key"))).toBe(fingerprint);
});

test("who is signed in when keys begin to be kept stays so, over rotations and another UNDERPASS_SECRET too", async () => {
  const { userId } = await addViewer("viewer");
  const now = new Date();
  const session = { id: randomUUID(), token: randomUUID(), userId, expiresAt: now, createdAt: now, updatedAt: now };
  await db.session.create({ data: session });
  const signedWith = deriveKey("session cookies");
  expect(await lastingKey(db, "sessions")).toEqual(signedWith);
  const UNDERPASS_SECRET = "yet another secret of tests, 32 long";
  restartWith({ UNDERPASS_SECRET, UNDERPASS_SECRET_PREVIOUS: process.env.UNDERPASS_SECRET });
  await rotate();
  restartWith({ UNDERPASS_SECRET });
  expect(await lastingKey(db, "sessions")).toEqual(signedWith);
  restartWith({ UNDERPASS_SECRET_PREVIOUS: UNDERPASS_SECRET });
  await rotate();
});

test("a rotation leaves one key, under which everything opens, and destroys the one before", async () => {
  const reference = await seal("kept.over.it");
  const before = await keyIdOf(reference);
  await rotate();
  const keys = await db.sealingKey.findMany({ where: { purpose: "secrets" } });
  expect(keys.map(({ id }) => id)).toEqual([await keyIdOf(reference)]);
  expect(keys[0]?.id).not.toBe(before);
  forgetKeys();
  expect(await keyById(db, String(before))).toBeNull();
  expect(await open(reference)).toBe("kept.over.it");
});

test("a rotation is on record in each organization, and no one reads the name of another's member", async () => {
  const [admin, stranger] = [await addViewer("admin"), await addViewer("admin")];
  await beginRotation(admin);
  await resealSecrets();
  const rows = (organizationId: string) =>
    db.auditEvent.findMany({
      where: { organizationId, action: { startsWith: "sealing-key." } },
      orderBy: { number: "asc" },
    });
  const [own, theirs] = [await rows(admin.organizationId), await rows(stranger.organizationId)];
  expect(own.map(({ action }) => action)).toEqual(["sealing-key.rotated", "sealing-key.destroyed"]);
  expect(theirs.map(({ action }) => action)).toEqual(["sealing-key.rotated", "sealing-key.destroyed"]);
  expect(own[0]?.actorName).toBe(admin.name);
  expect(JSON.stringify(theirs, (_, value) => (typeof value === "bigint" ? Number(value) : value))).not.toContain(
    admin.name,
  );
});

test("secrets are sealed and opened without a pause while two people rotate at once", async () => {
  let isOver = false;
  const kept: [SecretReference, string][] = [];
  const work = async (name: string) => {
    for (let count = 0; !isOver || count < 5; count += 1) {
      const text = `${name}.${count}`;
      const reference = await seal(text);
      expect(await open(reference)).toBe(text);
      kept.push([reference, text]);
    }
  };
  const rotations = async () => {
    for (let times = 0; times < 3; times += 1) await Promise.all([rotate(), rotate()]);
    isOver = true;
  };
  await Promise.all([work("a"), work("b"), work("c"), rotations()]);
  await resealSecrets();
  forgetKeys();
  for (const [reference, text] of kept) expect(await open(reference)).toBe(text);
  expect(await db.sealingKey.count({ where: { purpose: "secrets" } })).toBe(1);
});

test("a rotation that is cut off goes on where it was", async () => {
  const references: SecretReference[] = [];
  for (let number = 0; number < 60; number += 1) references.push(await seal(`cut.off.${number}`));
  await beginRotation(nobody);
  let looks = 0;
  const signal = {
    throwIfAborted() {
      looks += 1;
      if (looks > 1) throw new Error("killed");
    },
  };
  await expect(resealSecrets({ signal })).rejects.toThrow("killed");
  const ids = await Promise.all(references.map(keyIdOf));
  expect(new Set(ids).size).toBe(2);
  for (const [number, reference] of references.entries()) expect(await open(reference)).toBe(`cut.off.${number}`);
  const { destroyedKeys } = await resealSecrets();
  expect(destroyedKeys).toBe(1);
  expect(new Set(await Promise.all(references.map(keyIdOf))).size).toBe(1);
});

test("a row that nothing opens is left as it is, and holds back its key and no other row", async () => {
  const [broken, sound] = [await seal("broken"), await seal("sound")];
  const before = await keyIdOf(broken);
  const { sealed } = await db.sealedSecret.findUniqueOrThrow({ where: { id: sound.$secret } });
  await db.sealedSecret.update({ where: { id: broken.$secret }, data: { sealed } });
  expect(await rotate()).toMatchObject({ unopened: 1, destroyedKeys: 0 });
  expect(await keyIdOf(broken)).toBe(before);
  expect(await open(sound)).toBe("sound");
  await destroySecret(db, broken);
  expect(await resealSecrets()).toMatchObject({ unopened: 0, destroyedKeys: 1 });
});

test("a changed UNDERPASS_SECRET opens all with the previous one, and after a rotation without it", async () => {
  const reference = await seal("outlives.the.secret");
  const fingerprint = await fingerprintSecret(db, new Secret("outlives.the.secret"));
  const UNDERPASS_SECRET_PREVIOUS = process.env.UNDERPASS_SECRET;
  const changed = { UNDERPASS_SECRET: "another secret for tests, 32 long" };

  restartWith(changed);
  await expect(open(reference)).rejects.toMatchObject({ code: "sealing-key-foreign" });
  expect(await whyKeysStayShut()).toContain("UNDERPASS_SECRET_PREVIOUS");
  expect(await sealingStanding(host)).toMatchObject({ isForeign: true, previousSecret: "unset" });
  restartWith({ ...changed, UNDERPASS_SECRET_PREVIOUS });
  expect(await whyKeysStayShut()).toBeNull();
  expect(await sealingStanding(host)).toMatchObject({
    isForeign: false,
    isHeldOtherwise: true,
    previousSecret: "needed",
  });
  expect(await open(reference)).toBe("outlives.the.secret");
  await rotate();
  expect(await sealingStanding(host)).toMatchObject({ isHeldOtherwise: false, waiting: 0, previousSecret: "spare" });
  restartWith(changed);
  expect(await open(reference)).toBe("outlives.the.secret");
  expect(await fingerprintSecret(db, new Secret("outlives.the.secret"))).toBe(fingerprint);

  restartWith({ UNDERPASS_SECRET_PREVIOUS: changed.UNDERPASS_SECRET });
  await rotate();
});

test("keys move to AWS KMS and back, and are in the database in neither case", async () => {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const held = { UNDERPASS_KMS_KEY_ID: KeyMetadata?.Arn, UNDERPASS_KMS_ENDPOINT: url };
  const reference = await seal("held.by.kms");

  restartWith(held);
  await rotate();
  const keys = await db.sealingKey.findMany();
  expect(keys.map(({ holder, holderKey }) => [holder, holderKey])).toEqual(keys.map(() => ["kms", KeyMetadata?.Arn]));
  for (const { id, wrapped } of keys) {
    const key = await keyById(db, id);
    expect(key && Buffer.from(wrapped).includes(key)).toBe(false);
  }
  // Wrapped, but for another row: the encryption context does not fit.
  const [one, other] = keys;
  await db.sealingKey.update({ where: { id: one?.id }, data: { wrapped: other?.wrapped } });
  forgetKeys();
  await expect(keyById(db, String(one?.id))).rejects.toMatchObject({ code: "kms-refused" });
  await db.sealingKey.update({ where: { id: one?.id }, data: { wrapped: one?.wrapped } });

  // What moves back is still opened at the endpoint, by the ARN that stands beside it.
  restartWith({ UNDERPASS_KMS_ENDPOINT: url });
  await rotate();
  restartWith({});
  expect(await open(reference)).toBe("held.by.kms");
});

test("while KMS does not answer or refuses nothing is lost, and afterwards all goes on", async () => {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const KeyId = String(KeyMetadata?.Arn);
  const held = { UNDERPASS_KMS_KEY_ID: KeyId, UNDERPASS_KMS_ENDPOINT: url };
  restartWith(held);
  await rotate();
  const reference = await seal("waits.for.kms");

  restartWith({ ...held, UNDERPASS_KMS_ENDPOINT: "http://127.0.0.1:9" });
  await expect(open(reference)).rejects.toMatchObject({ code: "kms-unreachable", values: { key: KeyId } });
  await expect(rotate()).rejects.toMatchObject({ code: "kms-unreachable" });
  restartWith(held);
  await kms.send(new DisableKeyCommand({ KeyId }));
  await expect(open(reference)).rejects.toMatchObject({ code: "kms-refused", values: { code: "DisabledException" } });
  await expect(seal("not.kept")).rejects.toMatchObject({ code: "kms-refused" });
  await kms.send(new EnableKeyCommand({ KeyId }));
  expect(await open(reference)).toBe("waits.for.kms");

  // In memory for a while: not every use asks KMS.
  await control.clearCalls();
  for (let times = 0; times < 5; times += 1) await open(reference);
  expect((await control.listCalls()).calls.filter(({ action }) => action === "Decrypt")).toEqual([]);
});
