import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { text as readAll } from "node:stream/consumers";
import { GetSessionTokenCommand, STSClient } from "@aws-sdk/client-sts";
import { base32 } from "@better-auth/utils/base32";
import { createOTP } from "@better-auth/utils/otp";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { kindOf } from "@/lib/domain/kinds";
import { deliverAudit } from "@/lib/server/audit/deliver-audit";
import { exportAudit, jsonLine } from "@/lib/server/audit/export-audit";
import { saveWebhook, webhookState } from "@/lib/server/audit/webhook";
import { createKey, listKeys } from "@/lib/server/auth/api-keys";
import { getAuth } from "@/lib/server/auth/auth";
import { viewerOfKey } from "@/lib/server/auth/key-viewer";
import { listSessions } from "@/lib/server/auth/sessions";
import { listProviders, saveProvider } from "@/lib/server/auth/sso/providers";
import { beginTwoFactor, confirmTwoFactor } from "@/lib/server/auth/two-factor";
import { findChange, findDraft } from "@/lib/server/changes/queries";
import { saveEdits } from "@/lib/server/changes/save-edit";
import { db } from "@/lib/server/db/client";
import { environmentSettings } from "@/lib/server/environments/queries";
import { updateEnvironment } from "@/lib/server/environments/save-environment";
import { testConnection } from "@/lib/server/environments/test-connection";
import { listLinks, makeLink } from "@/lib/server/handover/links";
import { makeHandover } from "@/lib/server/handover/make-handover";
import { findHandover } from "@/lib/server/handover/queries";
import { fileOfLink, openLink, takeFile, takeKeys } from "@/lib/server/handover/visit-link";
import { deviceConfig } from "@/lib/server/network/device-config";
import { networkOf } from "@/lib/server/network/queries";
import { observeEnvironment } from "@/lib/server/observe/observe-environment";
import { confirmStep } from "@/lib/server/runs/steer-run";
import {
  advanceRun,
  apply,
  LEEDS,
  lab,
  listed,
  outcomeOf,
  put,
  remove,
  start,
  startRunBench,
} from "@/lib/server/runs/testing";
import { beginRotation, resealSecrets } from "@/lib/server/secrets/rotate-keys";
import { keyById } from "@/lib/server/secrets/sealing-keys";
import { dumpDatabase } from "./leaks/dump-database";
import { findLeaks, type KnownSecret, type Place } from "./leaks/secret-forms";

/** Everything that this process logs, at the level where most is said. */
const logged = vi.hoisted((): string[] => {
  process.env.LOG_LEVEL = "trace";
  return [];
});
vi.mock("@/lib/server/log", async (original) => {
  const { createLog } = await original<typeof import("@/lib/server/log")>();
  return { createLog, log: createLog({ write: (line) => void logged.push(line) }) };
});
for (const method of ["log", "info", "warn", "error", "debug"] as const)
  vi.spyOn(console, method).mockImplementation((...words) => void logged.push(words.map(String).join(" ")));

// A browser as Next would show it: what it sends is what the last answer set.
const browser = vi.hoisted(() => ({ cookie: "" }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ ...browser, "user-agent": "Firefox" }),
  cookies: async () => ({ set: () => undefined, get: () => undefined }),
}));

const bench = startRunBench();
const secrets: KnownSecret[] = [];
const places: Place[] = [];
const show = (name: string, payload: unknown) =>
  places.push({ name, text: JSON.stringify(payload, plainNumbers) ?? "" });
const plainNumbers = (_: string, value: unknown) => (typeof value === "bigint" ? Number(value) : value);

/** Notes a secret before it is used. What is searched for is as long and as odd as a real one. */
function secret(name: string, mayStandIn?: readonly string[]): string {
  return note(name, `k${randomBytes(15).toString("hex")}`, mayStandIn);
}

function note<Value extends string | Uint8Array>(name: string, value: Value, mayStandIn?: readonly string[]): Value {
  secrets.push({ name, value, mayStandIn });
  return value;
}

/** Takes what the audit's webhook brings. */
const receiver = createServer(async (request, response) => {
  places.push({ name: "the webhook's deliveries", text: JSON.stringify(request.headers) + (await readAll(request)) });
  response.writeHead(204).end();
});
beforeAll(async () => {
  await once(receiver.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => void receiver.close());

test("a secret is found in every form in which it could be written down", () => {
  const value = "a.key+of/a.tunnel";
  const bytes = Buffer.from(value);
  const forms = [
    `x${value}x`,
    encodeURIComponent(value),
    `\\x00${bytes.toString("hex")}`,
    ...["", "1", "12"].flatMap((before) => [
      Buffer.from(`${before}${value}, and more`).toString("base64"),
      Buffer.from(`${before}${value}`).toString("base64url"),
    ]),
  ];
  for (const text of forms)
    expect(findLeaks([{ name: "here", text }], [{ name: "key", value }])).toEqual(["here: key"]);
  expect(findLeaks([{ name: "here", text: "a.key+of/another" }], [{ name: "key", value }])).toEqual([]);
  expect(findLeaks([{ name: "here", text: value }], [{ name: "key", value, mayStandIn: ["here"] }])).toEqual([]);
});

test("the dump shows what a table holds, bytes too", async () => {
  const value = "planted.in.a.table";
  await db.sealedSecret.create({ data: { purpose: "test", fingerprint: "", sealed: Buffer.from(value) } });
  await db.verification.create({
    data: { id: "planted", identifier: "", value, expiresAt: new Date(), createdAt: new Date(), updatedAt: new Date() },
  });
  expect(findLeaks(await dumpDatabase(db), [{ name: "key", value }]).sort()).toEqual([
    "SealedSecret: key",
    "Verification: key",
  ]);
  await db.sealedSecret.deleteMany({ where: { purpose: "test" } });
  await db.verification.delete({ where: { id: "planted" } });
});

test("after a full journey no key or credential stands in logs, tables, exports or payloads", {
  timeout: 120_000,
}, async () => {
  note("UNDERPASS_SECRET", String(process.env.UNDERPASS_SECRET));
  await signIn();
  await keepSecretsOfTheOrganization();
  await signInToAws();
  const download = await connectAndDownload();
  await rotateKeys();
  await handOver();
  await rotateSealingKey();
  await apply(bench, [remove(LEEDS), remove("customer-gateway/leeds"), remove("vpn-gateway/core")]);
  await deliverAudit({}, AbortSignal.timeout(10_000));

  expect(
    secrets.filter(({ name }) => name === "key of tunnel 1").some(({ value }) => download.includes(String(value))),
  ).toBe(true);
  await lookAtPages();
  places.push({ name: "the log", text: logged.join("\n") }, ...(await dumpDatabase(db)));
  expect(logged.length).toBeGreaterThan(20);
  expect(places.some(({ name }) => name === "the webhook's deliveries")).toBe(true);
  expect(findLeaks(places, secrets)).toEqual([]);
});

/** With a password and a code, and once with a wrong password. */
async function signIn(): Promise<void> {
  const password = note("password", "correct horse");
  await postSignIn(secret("password that is wrong"));
  browser.cookie = await postSignIn(password);
  const cookie = decodeURIComponent(/session_token=([^;]+)/.exec(browser.cookie)?.[1] ?? "");
  note("session cookie", cookie);
  // The cookie is its token and a signature; the token alone signs nobody in.
  note("session token", cookie.split(".")[0] ?? "", ["Session"]);
  const setup = await beginTwoFactor(bench.admin, password);
  note("one-time code generator", setup.secret);
  const generator = note("one-time code generator, decoded", new TextDecoder().decode(base32.decode(setup.secret)));
  for (const code of setup.backupCodes) note("backup code", code);
  await confirmTwoFactor(bench.admin, await createOTP(generator).totp());
}

async function postSignIn(password: string): Promise<string> {
  const { handler } = await getAuth();
  const answer = await handler(
    new Request("http://127.0.0.1:3000/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json", origin: "http://127.0.0.1:3000" },
      body: JSON.stringify({ email: bench.admin.email, password }),
    }),
  );
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

async function keepSecretsOfTheOrganization(): Promise<void> {
  const { port } = z.object({ port: z.number() }).parse(receiver.address());
  // An address may hold one; whoever keeps the settings sees the address that is set.
  const token = secret("token in the webhook's address", ["AuditWebhook", "the settings"]);
  const url = `http://127.0.0.1:${port}/in?token=${token}`;
  await saveWebhook(bench.admin, { url, secret: secret("webhook secret, replaced") });
  await saveWebhook(bench.admin, { url, secret: secret("webhook secret") });
  const { key } = await createKey(bench.admin, { name: "deploy", days: 30 });
  note("API key", key);
  expect((await viewerOfKey(new Headers({ authorization: `Bearer ${key}` }))).as).toBe("viewer");
  await saveProvider(bench.admin, {
    ...{ id: null, slug: "acme", name: "Acme", issuer: "https://id.example.com", clientId: "underpass" },
    ...{
      clientSecret: secret("client secret of a provider"),
      scopes: ["openid"],
      groupsClaim: "groups",
      defaultRole: null,
    },
  });
}

/** With keys of the sandbox that are as random as real ones; wrong ones are tried first. */
async function signInToAws(): Promise<void> {
  const { id } = bench.environment;
  const row = await db.environment.findUniqueOrThrow({ where: { id } });
  const sts = new STSClient({
    endpoint: String(row.endpointUrl),
    region: row.region,
    credentials: { accessKeyId: "testing", secretAccessKey: "testing" },
  });
  const { Credentials } = await sts.send(new GetSessionTokenCommand({}));
  const keys = {
    accessKeyId: String(Credentials?.AccessKeyId),
    secretAccessKey: note("secret access key", String(Credentials?.SecretAccessKey)),
    sessionToken: note("session token of AWS", String(Credentials?.SessionToken)),
  };
  const input = {
    ...{ name: row.name, purpose: "sandbox" as const, region: row.region, endpointUrl: String(row.endpointUrl) },
    ...{ controlUrl: "", mode: "keys" as const, profile: "", roleArn: "", externalId: "", ...keys },
    ...{ selfApproval: true, refreshSeconds: row.refreshSeconds },
  };
  const wrong = { ...input, secretAccessKey: secret("secret access key that is wrong") };
  show("a test of wrong keys", await testConnection(bench.admin, { id, input: wrong }));
  await updateEnvironment(bench.admin, { id, input });
  await observeEnvironment(id);
}

async function connectAndDownload(): Promise<string> {
  const refused = { ...lab[LEEDS], tunnels: [{ presharedKey: `0${secret("key that is refused")}` }, {}] };
  const { slug: environmentSlug } = bench.environment;
  show("problems of a draft", await saveEdits(bench.admin, { environmentSlug, edits: [put(LEEDS, refused)] }));
  const replaced = { ...lab[LEEDS], tunnels: [{ presharedKey: secret("key that is replaced in the draft") }, {}] };
  await saveEdits(bench.admin, { environmentSlug, edits: [put(LEEDS, replaced)] });
  await apply(bench, [put("customer-gateway/leeds"), put("vpn-gateway/core"), put(LEEDS, withKeys(lab[LEEDS]))]);
  await configureDevice();
  const { text } = await deviceConfig(bench.admin, {
    ...{ environmentSlug, connectionKey: LEEDS, family: "strongswan" },
    options: { ikeVersion: "ikev2", includeKeys: true },
  });
  return text;
}

/** Both tunnels with a new key, otherwise as they are. */
function withKeys(spec: Record<string, unknown> | undefined): Record<string, unknown> {
  const tunnels = z.array(z.looseObject({})).parse(spec?.tunnels);
  return {
    ...spec,
    tunnels: tunnels.map((tunnel, index) => ({ ...tunnel, presharedKey: secret(`key of tunnel ${index + 1}`) })),
  };
}

async function configureDevice(): Promise<void> {
  const { VpnConnections: [connection] = [] } = await listed(bench, "DescribeVpnConnections");
  const connectionId = connection?.VpnConnectionId;
  await bench.control.configureDevice({ connectionId, configured: true, immediate: true });
  await observeEnvironment(bench.environment.id);
}

/** Tunnel by tunnel: each with a new key, the device's, and a wait. */
async function rotateKeys(): Promise<void> {
  const row = await db.resource.findFirstOrThrow({ where: { environmentId: bench.environment.id, key: LEEDS } });
  const runId = await start(bench, [put(LEEDS, withKeys(kindOf("vpn-connection").spec.parse(row.spec)))]);
  await expect
    .poll(
      async () => {
        await advanceRun(runId);
        await confirmWhatWaits(runId);
        await configureDevice();
        return outcomeOf(runId);
      },
      { timeout: 60_000, interval: 100 },
    )
    .toBe("applied");
}

async function confirmWhatWaits(runId: string): Promise<void> {
  const waiting = await db.runStep.findMany({ where: { runId, state: "settling" } });
  const isConfirm = z.object({ type: z.literal("confirm") });
  for (const { step, stepId } of waiting)
    if (isConfirm.safeParse(step).success) await confirmStep(bench.admin, { runId, stepId });
}

/** By links, each of which is used: with its keys, and as a page. */
async function handOver(): Promise<void> {
  const at = { environmentSlug: bench.environment.slug, connectionKey: LEEDS };
  const { number } = await makeHandover(bench.admin, { ...at, family: "cisco-ios", ikeVersion: "ikev2" });
  const visit = async (gives: "page" | "file" | "keys") => {
    const { url } = await makeLink(bench.admin, { ...at, number, gives, hours: 1 });
    return { token: note(`token of a link, ${gives}`, url.split("/").at(-1) ?? ""), headers: new Headers() };
  };
  const isKnown = (text: string) => secrets.some(({ value }) => text.includes(String(value)));
  expect((await takeKeys(await visit("keys"))).every(({ key }) => isKnown(key))).toBe(true);
  expect(isKnown((await takeFile(await visit("file"))).text)).toBe(true);
  const page = await visit("page");
  show("the page of a link", await openLink(page));
  show("the file of a link", await fileOfLink(page));
  const handover = await findHandover(bench.admin, at);
  show("the links of a hand-over", await listLinks(bench.admin, { handoverId: String(handover?.id) }));
}

async function rotateSealingKey(): Promise<void> {
  await noteSealingKeys();
  await beginRotation(bench.admin);
  await resealSecrets();
  await noteSealingKeys();
}

async function noteSealingKeys(): Promise<void> {
  for (const { id, purpose } of await db.sealingKey.findMany()) {
    const key = await keyById(db, id);
    if (key) note(`sealing key of ${purpose}`, key);
  }
}

/** What pages are made of. */
async function lookAtPages(): Promise<void> {
  const { admin, environment } = bench;
  const changes = await db.change.findMany({ where: { environmentId: environment.id } });
  for (const { number: changeNumber } of changes) {
    const address = { environmentSlug: environment.slug, changeNumber };
    show("the page of a change", await findChange(admin, address));
    show("a draft taken up again", await findDraft(admin, address));
  }
  show("the pages of the network", await networkOf(admin, environment.slug));
  show("the settings", [await webhookState(admin), await listProviders(admin), await listKeys(admin)]);
  show("the settings of the environment", await environmentSettings(admin, environment.slug));
  show("the sessions", await listSessions(admin));
  for await (const rows of await exportAudit(admin, { filter: {}, format: "jsonl" }))
    places.push({ name: "the audit's export", text: rows.map(jsonLine).join("") });
}
