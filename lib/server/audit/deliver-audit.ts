import "server-only";
import { db } from "../db/client";
import { openSecret } from "../secrets/sealed-secret";
import { jsonLine } from "./export-audit";
import { postSigned } from "./post-signed";

const ROWS_MAX = 100;
/** Longer than a delivery takes: a worker that died with one leaves it to the next after this time. */
const CLAIM_SECONDS = 60;
const FIRST_DELAY_SECONDS = 10;
const DELAY_SECONDS_MAX = 3600;

/**
 * Brings every organization's webhook the rows it has not taken yet, in their order. A row may come twice, when an answer was
 * lost; it never comes before the one that precedes it. What is refused is tried again, later each time.
 */
export async function deliverAudit(_payload: object, signal: AbortSignal): Promise<void> {
  const due = await db.$queryRaw<{ organizationId: string }[]>`
    SELECT hook."organizationId" FROM "AuditWebhook" hook JOIN "AuditChain" chain USING ("organizationId")
    WHERE chain."number" > hook."deliveredNumber" AND hook."nextAttemptAt" <= ${new Date()}`;
  await Promise.all(due.map(({ organizationId }) => deliverTo(organizationId, signal)));
}

async function deliverTo(organizationId: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await claim(organizationId))) {
    const wentOn = await deliverNext(organizationId);
    if (!wentOn) return;
  }
}

/** Whether this worker is the one to deliver now. */
async function claim(organizationId: string): Promise<boolean> {
  const now = new Date();
  const { count } = await db.auditWebhook.updateMany({
    where: { organizationId, nextAttemptAt: { lte: now } },
    data: { nextAttemptAt: inSeconds(CLAIM_SECONDS), attemptedAt: now },
  });
  return count > 0;
}

/** Delivers one batch and notes how it went. False when there is nothing more to do now. */
async function deliverNext(organizationId: string): Promise<boolean> {
  const hook = await db.auditWebhook.findUnique({ where: { organizationId } });
  if (!hook) return false;
  const rows = await db.auditEvent.findMany({
    where: { organizationId, number: { gt: hook.deliveredNumber } },
    orderBy: { number: "asc" },
    take: ROWS_MAX,
  });
  const lines = rows.map((row) => ({ ...row, number: Number(row.number) }));
  const [first, last] = [lines[0], lines.at(-1)];
  const error =
    first && last
      ? await postSigned({
          url: hook.url,
          secret: await openSecret(db, { $secret: hook.secretId }),
          body: lines.map(jsonLine).join(""),
          rows: { first: first.number, last: last.number },
        })
      : null;
  // Saved anew meanwhile, it starts from what was saved.
  await db.auditWebhook.updateMany({
    where: { organizationId, url: hook.url, secretId: hook.secretId, deliveredNumber: hook.deliveredNumber },
    data: error === null ? taken(last?.number) : refused(error, hook.failures + 1),
  });
  return error === null && rows.length === ROWS_MAX;
}

function taken(deliveredNumber: number | undefined) {
  const now = new Date();
  const progress = deliveredNumber === undefined ? {} : { deliveredNumber, deliveredAt: now };
  return { ...progress, failures: 0, error: null, nextAttemptAt: now };
}

function refused(error: string, failures: number) {
  return { error, failures, nextAttemptAt: inSeconds(retryDelaySeconds(failures)) };
}

/** 10 s after the first failure, twice as long after each one more, an hour at most. */
export function retryDelaySeconds(failures: number): number {
  return Math.min(DELAY_SECONDS_MAX, FIRST_DELAY_SECONDS * 2 ** (failures - 1));
}

function inSeconds(seconds: number): Date {
  return new Date(Date.now() + seconds * 1000);
}
