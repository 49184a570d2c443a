import "server-only";
import { DecryptCommand, EncryptCommand, KMSClient, KMSServiceException } from "@aws-sdk/client-kms";
import { fromNodeProviderChain } from "@aws-sdk/credential-providers";
import { DomainError } from "@/lib/errors";

/** A key of AWS KMS: its id, ARN or alias, and where it answers. */
export interface KmsKey {
  keyId: string;
  region: string;
  /** Where KMS answers when it is not AWS's own endpoint of the Region. */
  endpointUrl?: string;
}

/** Authenticated by KMS and written to CloudTrail: names what is encrypted, and is no secret. */
type EncryptionContext = Record<string, string>;

const ATTEMPTS_MAX = 3;
/** Of all attempts. Callers hold a transaction meanwhile, so a KMS that does not answer is found out soon. */
const CALL_MAX_MS = 4000;
const CONNECT_TIMEOUT_MS = 1500;

/** Encrypts up to 4096 bytes. Throws `kms-unreachable`, which a later try may mend, or `kms-refused`. */
export async function encryptWithKms(
  key: KmsKey,
  plain: Uint8Array,
  context: EncryptionContext,
): Promise<{ keyArn: string; ciphertext: Uint8Array }> {
  const { KeyId, CiphertextBlob } = await call(key, (client, abortSignal) =>
    client.send(new EncryptCommand({ KeyId: key.keyId, Plaintext: plain, EncryptionContext: context }), {
      abortSignal,
    }),
  );
  if (!KeyId || !CiphertextBlob) throw new Error("KMS answered Encrypt without a key or a ciphertext");
  return { keyArn: KeyId, ciphertext: CiphertextBlob };
}

/** Decrypts what that key encrypted under the same context. Throws as `encryptWithKms`. */
export async function decryptWithKms(
  key: KmsKey,
  ciphertext: Uint8Array,
  context: EncryptionContext,
): Promise<Uint8Array> {
  const { Plaintext } = await call(key, (client, abortSignal) =>
    client.send(new DecryptCommand({ KeyId: key.keyId, CiphertextBlob: ciphertext, EncryptionContext: context }), {
      abortSignal,
    }),
  );
  if (!Plaintext) throw new Error("KMS answered Decrypt without a plaintext");
  return Plaintext;
}

async function call<Output>(
  key: KmsKey,
  send: (client: KMSClient, signal: AbortSignal) => Promise<Output>,
): Promise<Output> {
  const client = clientOf(key);
  try {
    return await send(client, AbortSignal.timeout(CALL_MAX_MS));
  } catch (error) {
    throw toDomainError(key, error);
  } finally {
    // Keys are unwrapped every few minutes: a connection kept for the next time would be closed by then.
    client.destroy();
  }
}

function clientOf({ region, endpointUrl }: KmsKey): KMSClient {
  return new KMSClient({
    region,
    credentials: fromNodeProviderChain(),
    maxAttempts: ATTEMPTS_MAX,
    requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS },
    ...(endpointUrl ? { endpoint: endpointUrl } : {}),
  });
}

// AWS KMS API reference, "Common Errors" and the errors of Encrypt and Decrypt: what passes by itself.
const PASSING = [
  "DependencyTimeoutException",
  "KMSInternalException",
  "KeyUnavailableException",
  "ThrottlingException",
];

function toDomainError({ keyId }: KmsKey, cause: unknown): DomainError {
  const name = cause instanceof Error ? cause.name : "unknown";
  const isRefusal = cause instanceof KMSServiceException && cause.$fault === "client" && !PASSING.includes(name);
  if (isRefusal || name === "CredentialsProviderError")
    return new DomainError("kms-refused", { key: keyId, code: name }, { cause });
  return new DomainError("kms-unreachable", { key: keyId }, { cause });
}
