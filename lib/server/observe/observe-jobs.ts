import "server-only";
import { db } from "../db/client";
import { sendJob } from "../jobs/send-job";
import { observeEnvironment } from "./observe-environment";
import { isOverdue, refreshDelaySeconds } from "./refresh-delay";

interface Environment {
  environmentId: string;
}

/** Reads an environment and asks for the next time. What is not there any more is not asked for again. */
export async function observeAndRepeat({ environmentId }: Environment, signal: AbortSignal): Promise<void> {
  if (!(await exists(environmentId))) return;
  try {
    await observeEnvironment(environmentId, { signal });
  } finally {
    if (!signal.aborted) await askAgain(environmentId);
  }
}

/** Reads an environment at once, because somebody wants to see it or changed how it is reached. */
export async function observeNow({ environmentId }: Environment, signal: AbortSignal): Promise<void> {
  if (await exists(environmentId)) await observeEnvironment(environmentId, { signal });
}

/** Begins the round of every environment in which none goes on: a new one, or one whose job was lost with its worker. */
export async function observeAll(): Promise<void> {
  const environments = await db.environment.findMany({ select: { id: true, attemptedAt: true, ...rhythm } });
  const now = new Date();
  for (const { id, ...facts } of environments) {
    if (isOverdue({ ...facts, now })) await sendJob("observe-environment", { environmentId: id });
  }
}

const rhythm = {
  refreshSeconds: true,
  readings: { select: { failingSince: true, errorCode: true, action: true } },
} as const;

async function exists(id: string): Promise<boolean> {
  return (await db.environment.count({ where: { id } })) > 0;
}

async function askAgain(environmentId: string): Promise<void> {
  const environment = await db.environment.findUnique({
    where: { id: environmentId },
    select: rhythm,
  });
  if (!environment) return;
  const afterSeconds = refreshDelaySeconds({ ...environment, now: new Date() });
  await sendJob("observe-environment", { environmentId }, { afterSeconds });
}
