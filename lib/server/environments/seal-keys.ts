import "server-only";
import type { EnvironmentInput } from "@/lib/domain/environments/environment-input";
import { sealedKeys } from "../aws/credentials";
import type { AwsCredentials } from "../aws/environment-access";
import type { Db } from "../db/client";
import { sealSecret } from "../secrets/sealed-secret";
import { Secret } from "../secrets/secret";

export type EnteredKeys = Pick<EnvironmentInput, "accessKeyId" | "secretAccessKey" | "sessionToken">;

/** Seals access keys for an environment; what is returned holds no secret. */
export async function sealKeys(
  tx: Db,
  environmentId: string,
  keys: EnteredKeys,
): Promise<AwsCredentials & { mode: "keys" }> {
  const { $secret: secretId } = await sealSecret(tx, {
    purpose: "aws-credentials",
    environmentId,
    secret: secretOf(keys),
  });
  return { mode: "keys", accessKeyId: keys.accessKeyId, secretId };
}

/** The parts of access keys that must not be read, as one secret in the shape that `aws/credentials` opens. */
export function secretOf({ secretAccessKey, sessionToken }: EnteredKeys): Secret {
  return new Secret(JSON.stringify(sealedKeys.parse({ secretAccessKey, sessionToken: sessionToken || undefined })));
}
