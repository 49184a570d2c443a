import { inspect } from "node:util";
import { expect, test } from "vitest";
import { db } from "../db/client";
import { destroySecret, fingerprintOfReference, fingerprintSecret, openSecret, sealSecret } from "./sealed-secret";
import { Secret } from "./secret";

const seal = (text: string) =>
  sealSecret(db, { purpose: "preshared-key", environmentId: null, secret: new Secret(text) });

test("what is undone with the first secret's transaction leaves a key that the next one can use", async () => {
  const undone = db.$transaction(async (tx) => {
    await sealSecret(tx, { purpose: "webhook", environmentId: null, secret: new Secret("undone") });
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect((await openSecret(db, await seal("kept.after"))).reveal()).toBe("kept.after");
});

test("a sealed key opens to what it was, and the row does not hold it", async () => {
  const reference = await seal("cloudneta");
  expect((await openSecret(db, reference)).reveal()).toBe("cloudneta");
  const row = await db.sealedSecret.findUniqueOrThrow({ where: { id: reference.$secret } });
  expect(Buffer.from(row.sealed ?? []).toString("latin1")).not.toContain("cloudneta");
});

test("a sealed value copied into another row does not open", async () => {
  const [mine, other] = [await seal("first.key"), await seal("second.key")];
  const { sealed } = await db.sealedSecret.findUniqueOrThrow({ where: { id: other.$secret } });
  await db.sealedSecret.update({ where: { id: mine.$secret }, data: { sealed } });
  await expect(openSecret(db, mine)).rejects.toThrow();
});

test("a destroyed key cannot be opened, and its fingerprint stays", async () => {
  const reference = await seal("cloudneta");
  await destroySecret(db, reference);
  await expect(openSecret(db, reference)).rejects.toMatchObject({ code: "secret-destroyed" });
  expect(await fingerprintOfReference(db, reference)).toBe(await fingerprintSecret(db, new Secret("cloudneta")));
});

test("equal keys have equal fingerprints and different ones have not", async () => {
  const [one, same, other] = await Promise.all(
    ["a.key.of.mine", "a.key.of.mine", "b.key.of.mine"].map((text) => fingerprintSecret(db, new Secret(text))),
  );
  expect(same).toBe(one);
  expect(other).not.toBe(one);
});

test("a secret shows itself in no kind of output", () => {
  const secret = new Secret("cloudneta");
  for (const text of [`${secret}`, JSON.stringify({ secret }), inspect({ secret }, { depth: 9, showHidden: true })]) {
    expect(text).not.toContain("cloudneta");
    expect(text).toContain("[secret]");
  }
});
