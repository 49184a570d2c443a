import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { db } from "../db/client";
import { addViewer } from "../db/testing";
import { canonicalJson } from "./audit-hash";
import { deliverAudit, retryDelaySeconds } from "./deliver-audit";
import { recordAuditOf } from "./record-audit";
import { removeWebhook, saveWebhook, testWebhook, webhookState } from "./webhook";

const SECRET = "only for this test";

let receiver: Server;
let url: string;
/** What the receiver answers. */
let status: number;
let received: { headers: IncomingHttpHeaders; body: string }[];

beforeEach(async () => {
  received = [];
  status = 204;
  receiver = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => {
      body += part.toString();
    });
    request.on("end", () => {
      received.push({ headers: request.headers, body });
      response.writeHead(status, { location: "/elsewhere" }).end("words of the receiver");
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const { port } = z.object({ port: z.number() }).parse(receiver.address());
  url = `http://127.0.0.1:${port}/in?token=of-the-receiver`;
});

afterEach(() => new Promise((resolve) => receiver.close(resolve)));

const deliver = () => deliverAudit({}, new AbortController().signal);
const numbers = () =>
  received.flatMap(({ body }) =>
    body
      .split("\n")
      .filter(Boolean)
      .map((line) => z.object({ number: z.number() }).parse(JSON.parse(line)).number),
  );
const makeDue = (organizationId: string) =>
  db.auditWebhook.update({ where: { organizationId }, data: { nextAttemptAt: new Date(0) } });

async function addWebhook() {
  const viewer = await addViewer("admin");
  for (let index = 0; index < 150; index++)
    await recordAuditOf(viewer, db, { action: "test.done", subject: `${index}`, detail: { site: "서울" } });
  await saveWebhook(viewer, { url, secret: SECRET });
  return viewer;
}

test("every row is delivered once and in order, signed, and each line proves its own hash", async () => {
  await addWebhook();
  await deliver();
  await deliver();
  expect(numbers()).toEqual(Array.from({ length: 151 }, (_, index) => index + 1));
  for (const { headers, body } of received) {
    const { t, v1 } = Object.fromEntries(
      String(headers["underpass-signature"])
        .split(",")
        .map((part) => part.split("=")),
    );
    expect(v1).toBe(createHmac("sha256", SECRET).update(`${t}.${body}`).digest("hex"));
    for (const line of body.split("\n").filter(Boolean)) {
      const { hash, ...facts } = JSON.parse(line);
      expect(createHash("sha256").update(canonicalJson(facts)).digest("hex")).toBe(hash);
    }
  }
});

test("a receiver that fails gets the same rows again, later each time, and nothing is skipped", async () => {
  const viewer = await addWebhook();
  status = 503;
  await deliver();
  expect(await webhookState(viewer)).toMatchObject({ error: "HTTP 503", failures: 1, waiting: 151, deliveredAt: null });
  await deliver();
  expect(received).toHaveLength(1);
  status = 204;
  await makeDue(viewer.organizationId);
  await deliver();
  expect(numbers().slice(100)).toEqual(Array.from({ length: 151 }, (_, index) => index + 1));
  expect(await webhookState(viewer)).toMatchObject({ error: null, failures: 0, waiting: 0 });
  expect([1, 2, 3, 20].map(retryDelaySeconds)).toEqual([10, 20, 40, 3600]);
});

test("a redirect is not followed, and what the receiver says is not kept", async () => {
  const viewer = await addWebhook();
  status = 302;
  await deliver();
  expect(received).toHaveLength(1);
  expect((await webhookState(viewer))?.error).toBe("HTTP 302");
});

test("two workers do not deliver at the same time", async () => {
  await addWebhook();
  await Promise.all([deliver(), deliver(), deliver()]);
  expect(numbers()).toEqual(Array.from({ length: 151 }, (_, index) => index + 1));
});

test("neither the secret nor the address with its token is in the audit, and the secret goes with the webhook", async () => {
  const viewer = await addWebhook();
  expect(await testWebhook(viewer, { url, secret: "" })).toEqual({ error: null });
  expect(received[0]?.headers["underpass-rows"]).toBe("test");
  const { secretId } = await db.auditWebhook.findUniqueOrThrow({ where: { organizationId: viewer.organizationId } });
  await removeWebhook(viewer);
  expect((await db.sealedSecret.findUniqueOrThrow({ where: { id: secretId } })).sealed).toBeNull();
  const rows = await db.auditEvent.findMany({ where: { organizationId: viewer.organizationId } });
  expect(rows.map(({ action }) => action)).toEqual(
    expect.arrayContaining(["audit.webhook-saved", "audit.webhook-tested", "audit.webhook-removed"]),
  );
  const text = rows.map((row) => JSON.stringify({ ...row, number: 0 })).join();
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain("of-the-receiver");
});

test("only an admin looks at the webhook or touches it", async () => {
  const { organizationId } = await addWebhook();
  const editor = await addViewer("editor", organizationId);
  const input = { url, secret: SECRET };
  for (const attempt of [webhookState, removeWebhook])
    await expect(attempt(editor)).rejects.toMatchObject({ code: "not-allowed" });
  for (const attempt of [saveWebhook, testWebhook])
    await expect(attempt(editor, input)).rejects.toMatchObject({ code: "not-allowed" });
});
