import "server-only";
import { DomainError } from "@/lib/errors";
import { Ec2Error } from "../aws/ec2-error";
import { categoryOfCode, WRONG_ACCOUNT } from "../aws/ec2-error-codes";
import type { EnvironmentAccess } from "../aws/environment-access";
import { type CallerIdentity, getCallerIdentity } from "../aws/identity";
import { type Db, db } from "../db/client";

/**
 * Who AWS says we are. Throws an Ec2Error `WrongAccount` when the environment is another account: what its lists hold would be taken
 * for gone, and a call would change somebody else's network. A profile or a role may lead elsewhere at any time, without a
 * word to us. Null where nobody can tell: an endpoint may have EC2 and no STS.
 */
export async function checkAccount(
  environment: EnvironmentAccess,
  { signal }: { signal?: AbortSignal } = {},
): Promise<CallerIdentity | null> {
  const row = await db.environment.findUnique({ where: { id: environment.id }, select: { awsAccountId: true } });
  const caller = await identityOf(environment, signal);
  const isOther = row?.awsAccountId && caller?.accountId && row.awsAccountId !== caller.accountId;
  if (isOther) throw wrongAccount(caller.accountId ?? "");
  return caller;
}

/** Its message is the account that the credentials belong to: pages put it into their own words (`accountFound`). */
function wrongAccount(found: string): Ec2Error {
  const category = categoryOfCode("GetCallerIdentity", WRONG_ACCOUNT) ?? "account";
  return new Ec2Error({ action: "GetCallerIdentity", code: WRONG_ACCOUNT, message: found, category });
}

/** What a person is told when something would act on the wrong account. */
export async function wrongAccountError(tx: Db, environmentId: string, found: string): Promise<DomainError> {
  const { awsAccountId } = await tx.environment.findUniqueOrThrow({
    where: { id: environmentId },
    select: { awsAccountId: true },
  });
  return new DomainError("environment-wrong-account", { found, expected: awsAccountId ?? "" });
}

/** The account that the credentials were last seen to belong to, where it is not the environment's; null while it is. */
export async function foreignAccount(tx: Db, environmentId: string): Promise<string | null> {
  const reading = await tx.listReading.findFirst({
    where: { environmentId, errorCode: WRONG_ACCOUNT, failingSince: { not: null } },
    select: { errorMessage: true },
  });
  return reading?.errorMessage ?? null;
}

async function identityOf(environment: EnvironmentAccess, signal?: AbortSignal): Promise<CallerIdentity | null> {
  try {
    return await getCallerIdentity(environment, { signal });
  } catch (error) {
    if (!(error instanceof Ec2Error)) throw error;
    return null;
  }
}
