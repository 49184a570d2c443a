import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createKey } from "@/lib/server/auth/api-keys";
import { KEY_LIMIT } from "@/lib/server/auth/key-limit";
import type { Viewer } from "@/lib/server/auth/viewer-of";
import { db } from "@/lib/server/db/client";
import { addEnvironment, addViewer } from "@/lib/server/db/testing";
import { lendTestQueue } from "@/lib/server/jobs/testing";
import { GET as downloadConfig } from "../../(console)/[environment]/connections/[key]/config/[device]/route";
import { GET as downloadConnections } from "../../(console)/[environment]/connections.csv/route";
import { GET as downloadArchive } from "../../(console)/[environment]/connections.zip/route";
import { GET as exportAudit } from "../../(console)/settings/audit/export/route";
import { POST as apply } from "./environments/[environment]/changes/[number]/apply/route";
import { POST as addEdits } from "./environments/[environment]/changes/[number]/edits/route";
import { POST as review } from "./environments/[environment]/changes/[number]/review/route";
import { GET as readChange } from "./environments/[environment]/changes/[number]/route";
import { POST as submit } from "./environments/[environment]/changes/[number]/submit/route";
import { POST as begin, GET as listChanges } from "./environments/[environment]/changes/route";
import { GET as listConnections } from "./environments/[environment]/connections/route";
import { GET as listEnvironments } from "./environments/route";

vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined }),
}));
vi.mock("next-intl/server", () => ({
  getTranslations:
    async () =>
    (key: string, values: object = {}) =>
      `${key} ${JSON.stringify(values)}`,
}));

lendTestQueue();

const vpc = { operation: "put", kind: "vpc", key: "vpc/main", spec: { name: "main", cidr: "10.50.0.0/16" } };
const draft = { title: "A network", edits: [vpc] };

let editor: Viewer;
let slug: string;
/** Of the change that a test is about. */
let number = 1;
let keys: Record<"admin" | "editor" | "approver" | "viewer" | "stranger", string>;

beforeAll(async () => {
  const admin = await addViewer("admin");
  const { organizationId } = admin;
  editor = await addViewer("editor", organizationId);
  keys = {
    admin: await keyOf(admin),
    editor: await keyOf(editor),
    approver: await keyOf(await addViewer("approver", organizationId)),
    viewer: await keyOf(await addViewer("viewer", organizationId)),
    stranger: await keyOf(await addViewer("admin")),
  };
});

beforeEach(async () => {
  slug = (await addEnvironment(editor.organizationId)).slug;
  await db.apiKey.updateMany({ data: { requestCount: 0 } });
});

const keyOf = async (viewer: Viewer) => (await createKey(viewer, { name: "robot", days: 1 })).key;

interface Params {
  environment: string;
  number: string;
  key: string;
  device: string;
}

type Route = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

async function beginDraft() {
  const begun = await call(begin, keys.editor, draft);
  number = begun.body.number;
  return begun;
}

async function call(route: Route, key: string | null, body?: unknown, query = "") {
  const request = new Request(`http://127.0.0.1:3000/api/v1/x${query}`, {
    method: body === undefined ? "GET" : "POST",
    headers: key === null ? { cookie: "underpass.session_token=any" } : { authorization: `Bearer ${key}` },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const params = { environment: slug, number: String(number), key: "leeds", device: "strongswan" };
  const response = await route(request, { params: Promise.resolve(params) });
  const isJson = response.headers.get("content-type")?.includes("json");
  return { response, status: response.status, body: isJson ? await response.json() : await response.text() };
}

const reads = { listEnvironments, listConnections, listChanges, readChange };
const writes = {
  begin: [begin, draft],
  addEdits: [addEdits, { edits: [vpc], expectedRevision: 1 }],
  submit: [submit, {}],
  review: [review, { verdict: "approve", planHash: "x" }],
  apply: [apply, { planHash: "x" }],
} as const;

test("a change goes its whole way by key, each step by somebody who may", async () => {
  const begun = await beginDraft();
  expect(begun.body).toMatchObject({ status: "DRAFT", author: `${editor.name} (robot)` });
  const { revision } = begun.body;
  const more = { edits: [{ ...vpc, spec: { name: "main", cidr: "10.60.0.0/16" } }], expectedRevision: revision };
  const edited = await call(addEdits, keys.editor, more);
  expect(edited.body).toMatchObject({
    edits: [{ operation: "put", kind: "vpc", key: "vpc/main" }],
    may: { submit: true },
  });
  expect((await call(addEdits, keys.editor, more)).body).toMatchObject({
    status: 409,
    code: "change-edited-meanwhile",
  });
  const { plan } = (await call(submit, keys.editor, {})).body;
  expect(plan.steps[0]).toMatchObject({ number: 1, type: "call", action: "CreateVpc", impact: 1 });
  const approved = await call(review, keys.approver, { verdict: "approve", planHash: plan.hash });
  expect(approved.body).toMatchObject({ status: "APPROVED", may: { apply: true } });
  const started = await call(apply, keys.approver, { planHash: plan.hash });
  expect(started.body).toMatchObject({ run: { outcome: null, steps: [{ state: "pending" }] } });
  expect((await call(listChanges, keys.viewer)).body.changes).toMatchObject([{ number, title: "A network" }]);
  const rows = await db.auditEvent.findMany({
    where: { organizationId: editor.organizationId, actorId: editor.userId },
  });
  expect(rows.map(({ action, actorName }) => [action, actorName])).toEqual(
    expect.arrayContaining([["change.submitted", `${editor.name} (robot)`]]),
  );
});

test.each([...Object.entries(reads), ...Object.entries(writes).map(([name, [route]]) => [name, route] as const)])(
  "%s answers nobody without a key, whatever cookies there are",
  async (_, route) => {
    for (const key of [null, "underpass_made-up"]) {
      const { status, response, body } = await call(route, key, route === undefined ? undefined : {});
      expect([status, body.code]).toEqual([401, "api-key-refused"]);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(response.headers.get("www-authenticate")).toContain("Bearer");
    }
  },
);

test("nothing of another organization is shown or touched", async () => {
  await beginDraft();
  expect((await call(listEnvironments, keys.viewer)).body.environments).toContainEqual(
    expect.objectContaining({ slug }),
  );
  expect((await call(listEnvironments, keys.stranger)).body).toEqual({ environments: [] });
  for (const route of [listConnections, listChanges, readChange])
    expect((await call(route, keys.stranger)).status).toBe(404);
  for (const [route, body] of Object.values(writes)) expect((await call(route, keys.stranger, body)).status).toBe(404);
});

test("a role has no more rights with a key than on the pages, and what it tried is on record", async () => {
  await beginDraft();
  const refused = {
    viewer: ["begin", "addEdits", "submit", "review", "apply"],
    editor: ["review", "apply"],
    approver: ["begin", "addEdits", "submit"],
  } as const;
  for (const who of ["viewer", "editor", "approver"] as const) {
    for (const name of refused[who]) {
      const [route, body] = writes[name];
      const answer = await call(route, keys[who], body);
      expect(answer.body, `${who} ${name}`).toMatchObject({ status: 403, code: "not-allowed" });
    }
  }
  expect(await db.auditEvent.count({ where: { action: "right.refused" } })).toBeGreaterThanOrEqual(3);
});

test.each([
  ["no JSON", "{", 400, "body-unreadable"],
  ["nothing of what is needed", {}, 422, "body-invalid"],
  ["an unknown kind", { ...draft, edits: [{ ...vpc, kind: "router" }] }, 422, "body-invalid"],
  ["a spec without its kind's shape", { ...draft, edits: [{ ...vpc, spec: { name: 1 } }] }, 422, "edits-invalid"],
])("a body with %s saves nothing and says why", async (_, body, status, code) => {
  const answer = await call(begin, keys.editor, body);
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(await db.change.count({ where: { environment: { slug } } })).toBe(0);
});

test("too many requests are told how long to wait", async () => {
  const full = { requestCount: KEY_LIMIT.requestsMax, lastRequest: new Date() };
  await db.apiKey.updateMany({ where: { referenceId: editor.userId }, data: full });
  const { status, response } = await call(listEnvironments, keys.editor);
  expect(status).toBe(429);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("files are downloaded with a key by whoever may have them", async () => {
  expect((await call(downloadConnections, keys.viewer)).body).toMatch(/^\uFEFF?name/);
  expect((await call(exportAudit, keys.admin)).status).toBe(200);
  expect((await call(exportAudit, keys.editor)).body).toMatchObject({ status: 403 });
  for (const route of [downloadConnections, downloadConfig, downloadArchive, exportAudit])
    expect((await call(route, "underpass_made-up")).status).toBe(401);
  for (const route of [downloadConfig, downloadArchive]) {
    expect((await call(route, keys.viewer, undefined, "?keys=include")).status).toBe(403);
    // Allowed without keys; this world has no connection that a file could be for.
    expect((await call(route, keys.viewer)).status).toBe(404);
  }
});
