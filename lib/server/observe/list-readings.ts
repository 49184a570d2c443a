import "server-only";
import type { Ec2Action } from "@/lib/domain/ec2-calls";
import type { Ec2Error } from "../aws/ec2-error";
import { type Db, db } from "../db/client";
import { announce } from "../environments/live-hint";

interface Attempt {
  environmentId: string;
  action: Ec2Action;
  askedAt: Date;
}

/** Notes that EC2 answered. `isOutdated`: a newer answer is already recorded; `hasRecovered`: it had failed before. */
export async function recordAnswer(
  tx: Db,
  { environmentId, action, askedAt }: Attempt,
): Promise<{ isOutdated: boolean; hasRecovered: boolean }> {
  const id = { environmentId, action };
  const before = await tx.listReading.findUnique({ where: { environmentId_action: id } });
  if (before?.readAt && before.readAt > askedAt) return { isOutdated: true, hasRecovered: false };
  const answered = {
    readAt: askedAt,
    attemptedAt: askedAt,
    failingSince: null,
    errorCode: null,
    errorMessage: null,
    requestId: null,
  };
  await tx.listReading.upsert({
    where: { environmentId_action: id },
    create: { ...id, ...answered },
    update: answered,
  });
  return { isOutdated: false, hasRecovered: !before?.readAt || before.failingSince !== null };
}

/** Notes why a list could not be read. What it last held stays, with the time of then. */
export async function recordFailure({ environmentId, action, askedAt }: Attempt, error: Ec2Error): Promise<void> {
  const id = { environmentId, action };
  await db.$transaction(async (tx) => {
    const before = await tx.listReading.findUnique({ where: { environmentId_action: id } });
    const failed = {
      attemptedAt: askedAt,
      failingSince: before?.failingSince ?? askedAt,
      errorCode: error.code,
      errorMessage: error.message,
      requestId: error.requestId ?? null,
    };
    await tx.listReading.upsert({
      where: { environmentId_action: id },
      create: { ...id, ...failed },
      update: failed,
    });
    if (before?.errorCode !== error.code) await announce(tx, { environmentId, what: "network" });
  });
}
