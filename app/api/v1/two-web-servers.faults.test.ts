import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createKey } from "@/lib/server/auth/api-keys";
import type { Viewer } from "@/lib/server/auth/viewer-of";
import { db } from "@/lib/server/db/client";
import { addEnvironment, addViewer } from "@/lib/server/db/testing";
import { lendTestQueue } from "@/lib/server/jobs/testing";
import { ensureBuilt } from "@/scripts/start/build.mjs";
import { freePort } from "@/scripts/start/postgres.mjs";
import { ROOT } from "@/scripts/start/settings.mjs";
import { waitForHttp } from "@/scripts/start/supervise.mjs";

// Keys are made here, outside of any request.
vi.mock("next/headers", () => ({ headers: async () => new Headers() }));

const ROUNDS = 40;

interface WebServer {
  url: string;
  child: ChildProcess;
}

let servers: [WebServer, WebServer];
let author: Viewer;
let keys: Record<"author" | "first" | "second", string>;

// The tables of jobs, which web servers only write to.
lendTestQueue();

beforeAll(async () => {
  await ensureBuilt();
  author = await addViewer("admin");
  const { organizationId } = author;
  keys = {
    author: await keyOf(author),
    first: await keyOf(await addViewer("approver", organizationId)),
    second: await keyOf(await addViewer("approver", organizationId)),
  };
  servers = [await startWeb(), await startWeb()];
}, 300_000);

afterAll(async () => {
  for (const { child } of servers ?? []) {
    child.kill();
    await once(child, "exit");
  }
});

const keyOf = async (viewer: Viewer) => (await createKey(viewer, { name: "robot", days: 1 })).key;

async function startWeb(): Promise<WebServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = ["node_modules/next/dist/bin/next", "start", "--port", String(port), "--hostname", "127.0.0.1"];
  const env = { ...process.env, NODE_ENV: "production" as const, UNDERPASS_URL: url };
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: "ignore" });
  await waitForHttp(`${url}/sign-in`, { name: "console" });
  return { url, child };
}

/** A call with somebody's key to one of the two servers. */
async function call(server: 0 | 1, who: keyof typeof keys, path: string, body: unknown) {
  const response = await fetch(`${servers[server].url}/api/v1/environments/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${keys[who]}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: await response.json() };
}

/** A change of an environment of its own that waits for review, begun at one server and submitted at the other. */
async function submitted(round: number) {
  const { slug } = await addEnvironment(author.organizationId, { purpose: "production" });
  await db.apiKey.updateMany({ data: { requestCount: 0 } });
  const draft = await call(0, "author", `${slug}/changes`, { title: "A network", edits: [vpc(round, 0)] });
  const path = `${slug}/changes/${draft.answer.number}`;
  const { answer } = await call(1, "author", `${path}/submit`, {});
  return { path, number: Number(answer.number), planHash: String(answer.plan.hash) };
}

function vpc(round: number, version: number) {
  const spec = { name: "main", cidr: `10.${round}.${version}.0/24` };
  return { operation: "put", kind: "vpc", key: "vpc/main", spec };
}

function runsOf(number: number) {
  const change = { number, organizationId: author.organizationId };
  return db.run.findMany({ where: { change }, include: { plan: true } });
}

test("the same button pressed at two web servers at once starts one run, and both are told of it", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { path, number, planHash } = await submitted(round);
    await call(0, "first", `${path}/review`, { verdict: "approve", planHash });
    const pressed = await Promise.all([
      call(0, "first", `${path}/apply`, { planHash }),
      call(1, "second", `${path}/apply`, { planHash }),
    ]);
    expect(pressed.map(({ status }) => status)).toEqual([200, 200]);
    expect(await runsOf(number)).toHaveLength(1);
  }
}, 300_000);

test("approved and edited at two web servers at once, nothing starts that was not approved", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { path, number, planHash } = await submitted(round);
    await Promise.all([
      call(0, "first", `${path}/review`, { verdict: "approve", planHash }),
      call(1, "author", `${path}/edits`, { edits: [vpc(round, 1)] }),
      call(round % 2 ? 0 : 1, "second", `${path}/apply`, { planHash }),
    ]);
    const change = await db.change.findUniqueOrThrow({
      where: { organizationId_number: { organizationId: author.organizationId, number } },
      include: { reviews: true },
    });
    for (const { plan } of await runsOf(number)) {
      expect([plan.hash, plan.revision]).toEqual([planHash, change.revision]);
      expect(change.reviews).toMatchObject([{ verdict: "approve", planHash }]);
    }
  }
}, 300_000);
