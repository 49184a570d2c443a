import "server-only";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { stsClient } from "./client";
import { toEc2Error } from "./ec2-error";
import type { EnvironmentAccess } from "./environment-access";
import { retryRead } from "./retry-read";

export interface CallerIdentity {
  /** Twelve digits. */
  accountId: string | null;
  arn: string | null;
}

/** Who AWS says we are. Needs no permission, so it tells wrong credentials from missing rights. Throws an Ec2Error. */
export function getCallerIdentity(
  environment: EnvironmentAccess,
  { signal }: { signal?: AbortSignal } = {},
): Promise<CallerIdentity> {
  return retryRead(
    async () => {
      try {
        const client = await stsClient(environment);
        const answer = await client.send(new GetCallerIdentityCommand({}), { abortSignal: signal });
        return { accountId: answer.Account ?? null, arn: answer.Arn ?? null };
      } catch (thrown) {
        throw toEc2Error("GetCallerIdentity", thrown);
      }
    },
    { signal },
  );
}
