import "server-only";
import { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { z } from "zod";
import { db } from "../db/client";
import { openSecret } from "../secrets/sealed-secret";
import type { Secret } from "../secrets/secret";
import type { EnvironmentAccess } from "./environment-access";

/** Seen in CloudTrail as the name of who did it. */
const ROLE_SESSION_NAME = "underpass";

/** What is sealed for access keys: the parts that must not be read. */
export const sealedKeys = z.object({ secretAccessKey: z.string().min(1), sessionToken: z.string().optional() });

type Credentials = ReturnType<typeof fromNodeProviderChain> | Awaited<ReturnType<ReturnType<typeof fromIni>>>;

/** What the SDK signs with. Nothing is fetched here but sealed keys; a missing profile or role shows with the first call. */
export async function credentialsFor(environment: EnvironmentAccess): Promise<Credentials> {
  const { credentials, region, endpointUrl } = environment;
  switch (credentials.mode) {
    case "default":
      return fromNodeProviderChain();
    case "profile":
      return fromIni({ profile: credentials.profile });
    case "keys":
      return keysOf(credentials.accessKeyId, await openSecret(db, { $secret: credentials.secretId }));
    case "given":
      return keysOf(credentials.accessKeyId, credentials.secret);
    case "role":
      return fromTemporaryCredentials({
        params: {
          RoleArn: credentials.roleArn,
          RoleSessionName: ROLE_SESSION_NAME,
          ...(credentials.externalId ? { ExternalId: credentials.externalId } : {}),
        },
        clientConfig: { region, ...(endpointUrl ? { endpoint: endpointUrl } : {}) },
      });
  }
}

function keysOf(accessKeyId: string, secret: Secret) {
  return { accessKeyId, ...sealedKeys.parse(JSON.parse(secret.reveal())) };
}
