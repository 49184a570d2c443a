import "server-only";
import { z } from "zod";
import type { Secret } from "../secrets/secret";

/** How to sign in to an environment's AWS account. A secret access key is never here, only the id of its sealed row. */
export const awsCredentials = z.discriminatedUnion("mode", [
  /** The SDK's default chain: environment variables, shared files, container or instance role. */
  z.object({ mode: z.literal("default") }),
  z.object({ mode: z.literal("profile"), profile: z.string().min(1) }),
  z.object({ mode: z.literal("keys"), accessKeyId: z.string().min(1), secretId: z.uuid() }),
  /** Assumed with what the default chain gives. */
  z.object({ mode: z.literal("role"), roleArn: z.string().min(1), externalId: z.string().optional() }),
]);

export type AwsCredentials = z.infer<typeof awsCredentials>;

/** Access keys that are tried before they are saved. `secret` holds what would be sealed (`sealedKeys`). */
export interface GivenKeys {
  mode: "given";
  accessKeyId: string;
  secret: Secret;
}

/** What a call to EC2 needs to know of an environment. */
export interface EnvironmentAccess {
  id: string;
  /** AWS Region, such as ap-northeast-2. */
  region: string;
  /** Where EC2 and STS answer when it is not AWS's own endpoint of the Region. */
  endpointUrl: string | null;
  credentials: AwsCredentials | GivenKeys;
  /** Twelve digits, once it is known: what EC2 counts calls by. */
  accountId?: string | null;
}
