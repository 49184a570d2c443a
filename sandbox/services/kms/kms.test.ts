import {
  CreateKeyCommand,
  DecryptCommand,
  EnableKeyRotationCommand,
  EncryptCommand,
  GetKeyRotationStatusCommand,
  RotateKeyOnDemandCommand,
} from "@aws-sdk/client-kms";
import { expect, test } from "vitest";
import { present, startBench } from "../../test-bench";
import { clientsFor, expectServiceRefusal } from "../service-bench";

const { url, control } = await startBench();
const { kms } = clientsFor(url);
const text = Buffer.from("a data key of somebody");

async function createKey(): Promise<string> {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  return present(KeyMetadata?.Arn);
}

async function encrypt(KeyId: string, EncryptionContext?: Record<string, string>): Promise<Uint8Array> {
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext: text, EncryptionContext }));
  return present(CiphertextBlob);
}

test("the same text is never the same blob twice", async () => {
  const key = await createKey();
  expect(Buffer.from(await encrypt(key)).equals(await encrypt(key))).toBe(false);
});

test("a key that rotates by itself reads what each of its materials encrypted", async () => {
  const key = await createKey();
  await kms.send(new EnableKeyRotationCommand({ KeyId: key, RotationPeriodInDays: 90 }));
  const blobs: Uint8Array[] = [];
  for (let period = 0; period < 3; period += 1) {
    blobs.push(await encrypt(key));
    await control.advance({ advanceSeconds: 90 * 86_400 });
  }
  // The material's number stands behind version and key in a blob.
  expect(blobs.map((blob) => Buffer.from(blob).readUInt16BE(17))).toEqual([0, 1, 2]);
  for (const CiphertextBlob of blobs) {
    const { Plaintext } = await kms.send(new DecryptCommand({ CiphertextBlob }));
    expect(Buffer.from(present(Plaintext))).toEqual(text);
  }
  const { KeyRotationEnabled, NextRotationDate } = await kms.send(new GetKeyRotationStatusCommand({ KeyId: key }));
  expect(KeyRotationEnabled).toBe(true);
  expect(present(NextRotationDate).getTime()).toBeGreaterThan(Date.UTC(2026, 0, 1));
});

test("a key is rotated on demand 25 times and no more", async () => {
  const key = await createKey();
  const rotate = () => kms.send(new RotateKeyOnDemandCommand({ KeyId: key }));
  for (let times = 0; times < 25; times += 1) await rotate();
  await expectServiceRefusal(rotate(), "LimitExceededException");
});

test("a blob that names a key's later material, or is cut off, is refused without a word on why", async () => {
  const blob = Buffer.from(await encrypt(await createKey(), { a: "1" }));
  const later = Buffer.from(blob);
  later.writeUInt16BE(7, 17);
  for (const broken of [later, blob.subarray(0, 20), blob.subarray(0, -1)])
    await expectServiceRefusal(
      kms.send(new DecryptCommand({ CiphertextBlob: broken, EncryptionContext: { a: "1" } })),
      "InvalidCiphertextException",
    );
});

test("a try without effect says that it would have succeeded, and a wrong one why not", async () => {
  const KeyId = await createKey();
  const trial = { Plaintext: text, DryRun: true };
  await expectServiceRefusal(kms.send(new EncryptCommand({ KeyId, ...trial })), "DryRunOperationException");
  await expectServiceRefusal(
    kms.send(new EncryptCommand({ KeyId: "alias/absent", ...trial })),
    "NotFoundException",
    "Alias arn:aws:kms:ap-northeast-2:111122223333:alias/absent is not found.",
  );
});
