import "server-only";
import { awsCredentials, type EnvironmentAccess } from "../aws/environment-access";
import { db } from "../db/client";

/** How EC2 is reached for an environment; throws when there is none with that id. For the worker, which acts for all. */
export async function environmentAccess(environmentId: string): Promise<EnvironmentAccess> {
  const { awsAccountId, ...row } = await db.environment.findUniqueOrThrow({
    where: { id: environmentId },
    select: { id: true, region: true, endpointUrl: true, credentials: true, awsAccountId: true },
  });
  return { ...row, accountId: awsAccountId, credentials: awsCredentials.parse(row.credentials) };
}
