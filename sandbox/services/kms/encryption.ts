import type {
  DecryptCommandInput,
  DecryptCommandOutput,
  EncryptCommandInput,
  EncryptCommandOutput,
  ReEncryptCommandInput,
  ReEncryptCommandOutput,
} from "@aws-sdk/client-kms";
import type { Operation } from "../../operation";
import { ApiError } from "../../protocol/errors";
import type { World } from "../../world";
import { decrypt, encrypt, keyOfBlob } from "./envelope";
import type { KmsKey } from "./keys";
import { check, invalid, requireKey, requireUsable, usable } from "./require";

const algorithm = "SYMMETRIC_DEFAULT";
const plaintextMaxBytes = 4096;
const blobMaxBytes = 6144;

export const Encrypt: Operation<EncryptCommandInput, EncryptCommandOutput> = (input, world) => {
  check({ KeyId: input.KeyId });
  const { KeyId = "", Plaintext = new Uint8Array(), EncryptionContext } = input;
  checkLength("plaintext", Plaintext, plaintextMaxBytes);
  const key = requireUsable(world, KeyId);
  refuseDryRun(input);
  return {
    CiphertextBlob: encrypt(key, Plaintext, EncryptionContext),
    KeyId: key.arn,
    EncryptionAlgorithm: algorithm,
  };
};

export const Decrypt: Operation<DecryptCommandInput, DecryptCommandOutput> = (input, world) => {
  check({ KeyId: input.KeyId });
  const blob = requireBlob(input.CiphertextBlob);
  const key = fittingKey(world, blob, input.KeyId);
  refuseDryRun(input);
  return { KeyId: key.arn, Plaintext: decrypt(key, blob, input.EncryptionContext), EncryptionAlgorithm: algorithm };
};

/** Decrypts under one key and context and encrypts under another; the plaintext does not leave. */
export const ReEncrypt: Operation<ReEncryptCommandInput, ReEncryptCommandOutput> = (input, world) => {
  check({ SourceKeyId: input.SourceKeyId, DestinationKeyId: input.DestinationKeyId });
  const blob = requireBlob(input.CiphertextBlob);
  const from = fittingKey(world, blob, input.SourceKeyId);
  const to = requireUsable(world, input.DestinationKeyId ?? "");
  refuseDryRun(input);
  const plain = decrypt(from, blob, input.SourceEncryptionContext);
  return {
    CiphertextBlob: encrypt(to, plain, input.DestinationEncryptionContext),
    SourceKeyId: from.arn,
    KeyId: to.arn,
    SourceEncryptionAlgorithm: algorithm,
    DestinationEncryptionAlgorithm: algorithm,
  };
};

/** A call that is only tried is refused where it would succeed (KMS developer guide, "Testing your AWS KMS API calls"). */
export function refuseDryRun({ DryRun: isDryRun }: { DryRun?: boolean }): void {
  if (isDryRun)
    throw new ApiError("DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
}

/** The key of a blob. Whoever names a key gets only what that key encrypted. */
function fittingKey(world: World, blob: Uint8Array, name: string | undefined): KmsKey {
  const key = keyOfBlob(world, blob);
  if (name !== undefined && requireKey(world, name) !== key)
    throw new ApiError(
      "IncorrectKeyException",
      "The key ID in the request does not identify a CMK that can perform this operation.",
    );
  return usable(key);
}

function requireBlob(blob: Uint8Array | undefined): Uint8Array {
  if (!blob) throw invalid("CiphertextBlob is required");
  checkLength("ciphertextBlob", blob, blobMaxBytes);
  return blob;
}

function checkLength(member: string, bytes: Uint8Array, maxBytes: number): void {
  const rule = bytes.length < 1 ? "greater than or equal to 1" : `less than or equal to ${maxBytes}`;
  if (bytes.length >= 1 && bytes.length <= maxBytes) return;
  throw invalid(
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length ${rule}`,
  );
}
