import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { parseStep } from "@/lib/domain/plan/stored-plan";
import type { Viewer } from "@/lib/server/auth/viewer-of";
import { db } from "@/lib/server/db/client";
import { addEnvironment, addViewer } from "@/lib/server/db/testing";
import { sealKeys } from "@/lib/server/environments/seal-keys";
import { openQueue } from "@/lib/server/jobs/queue";
import { lendQueue } from "@/lib/server/jobs/send-job";
import { observeEnvironment } from "@/lib/server/observe/observe-environment";
import { confirmStep } from "@/lib/server/runs/steer-run";
import { apply, outcomeOf, start } from "@/lib/server/runs/testing";
import { SandboxControl } from "@/sandbox/control-client";
import { startSandbox } from "@/sandbox/server";
import { before, greatChange } from "./great-change";

/** A run of the great change that is about to begin, which can be had again and again. */
export interface FaultsBench {
  control: SandboxControl;
  admin: Viewer;
  environment: { id: string; slug: string };
  runId: string;
  /** Puts database and EC2 back to the moment before the run's first step. Workers must have ended. */
  rewind(): Promise<void>;
  close(): Promise<void>;
}

/** Virtual seconds in a real one: minutes of EC2 take less than a second. */
export const SPEED = 2000;

export async function prepareFaults(): Promise<FaultsBench> {
  const sandbox = await startSandbox({ clock: "real", speed: SPEED });
  const control = new SandboxControl(sandbox.controlUrl);
  const queue = await openTestQueue();
  const admin = await addViewer("admin");
  const environment = await addEnvironment(admin.organizationId, { endpointUrl: sandbox.url, selfApproval: true });
  const keys = { accessKeyId: "testing", secretAccessKey: "testing", sessionToken: "" };
  const credentials = await sealKeys(db, environment.id, keys);
  await db.environment.update({ where: { id: environment.id }, data: { credentials } });
  await observeEnvironment(environment.id);

  const bench = { control, admin, environment };
  await apply(bench, before);
  await control.configureDevice({ connectionId: await idOf(environment.id, "vpn-connection/leeds"), ...CONFIGURED });
  await observeEnvironment(environment.id);
  const specs = await db.resource.findMany({ where: { environmentId: environment.id } });
  const specOf = (key: string) => ({ ...Object(specs.find((row) => row.key === key)?.spec) });
  const runId = await start(bench, greatChange(specOf));
  await queue.stop({ graceful: false, close: true });

  const { state } = await control.getState();
  await db.$disconnect();
  await cloneDatabase(ownName(), snapshotName());
  return {
    ...bench,
    runId,
    rewind: async () => {
      await db.$disconnect();
      await cloneDatabase(snapshotName(), ownName());
      await control.clearFaults();
      await control.putState(state);
      await control.clearCalls();
    },
    close: async () => {
      await sandbox.close();
      await onServer([`DROP DATABASE IF EXISTS ${snapshotName()} WITH (FORCE)`]);
    },
  };
}

const CONFIGURED = { configured: true, immediate: true };

/**
 * The people around a run: whenever it asks whether the device of a tunnel is configured, somebody configures it and says so.
 * Returns the outcome once the run has ended; throws with the journal when it has not after `patienceMs`.
 */
export async function attend(bench: FaultsBench, { patienceMs = 60_000 } = {}): Promise<string> {
  const { runId, environment, control, admin } = bench;
  const queue = await openTestQueue();
  const giveUpAt = Date.now() + patienceMs;
  try {
    for (;;) {
      const outcome = await outcomeOf(runId);
      if (outcome) return outcome;
      const asking = await db.runStep.findMany({ where: { runId, state: "settling" } });
      for (const row of asking) {
        const step = parseStep(row.step);
        if (step.type !== "confirm") continue;
        const connectionId = await idOf(environment.id, step.subject.connectionKey);
        await control.configureDevice({ connectionId, ...CONFIGURED });
        await confirmStep(admin, { runId, stepId: step.id });
      }
      if (Date.now() > giveUpAt) throw new Error(`The run does not end: ${await journalOf(runId)}`);
      await sleep(100);
    }
  } finally {
    await queue.stop({ graceful: false, close: true });
  }
}

export async function journalOf(runId: string): Promise<string> {
  const rows = await db.runStep.findMany({ where: { runId }, orderBy: { position: "asc" } });
  return rows.map(({ stepId, state, errorCode }) => `${stepId} ${state} ${errorCode ?? ""}`).join("\n");
}

/** A queue that sends and does nothing: the work is the worker's. */
async function openTestQueue() {
  const queue = await openQueue("worker");
  await queue.createQueue("advance-runs");
  lendQueue(queue);
  return queue;
}

async function idOf(environmentId: string, key: string): Promise<string> {
  const row = await db.resource.findUniqueOrThrow({ where: { environmentId_key: { environmentId, key } } });
  return row.awsId ?? "";
}

function ownName(): string {
  return new URL(process.env.DATABASE_URL ?? "").pathname.slice(1);
}

function snapshotName(): string {
  return `${ownName()}_snapshot`;
}

async function cloneDatabase(from: string, to: string): Promise<void> {
  await onServer([`DROP DATABASE IF EXISTS ${to} WITH (FORCE)`, `CREATE DATABASE ${to} TEMPLATE ${from}`]);
}

async function onServer(statements: string[]): Promise<void> {
  const server = new URL(process.env.DATABASE_URL ?? "");
  server.pathname = "/postgres";
  const client = new pg.Client(server.href);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
