import { beforeEach, expect, test, vi } from "vitest";
import { db } from "../db/client";
import { addViewer } from "../db/testing";
import { createKey, listKeys, revokeKey } from "./api-keys";
import { getAuth } from "./auth";
import { KEY_LIMIT } from "./key-limit";
import { viewerOfKey } from "./key-viewer";
import type { Viewer } from "./viewer-of";

vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ set: () => undefined }),
}));

beforeEach(() => db.rateLimit.deleteMany());

const bearer = (key: string) => new Headers({ authorization: `Bearer ${key}` });
const keyOf = async (viewer: Viewer) => (await createKey(viewer, { name: "deploy", days: 30 })).key;

test("a key acts as its owner in the organization it was made in, and says that it is a key", async () => {
  const owner = await addViewer("editor");
  const elsewhere = (await addViewer("admin")).organizationId;
  const member = { id: "elsewhere", userId: owner.userId, organizationId: elsewhere, role: "admin" };
  await db.member.create({ data: { ...member, createdAt: new Date(0) } });
  const answer = await viewerOfKey(bearer(await keyOf(owner)));
  if (answer.as !== "viewer") throw new Error(answer.as);
  const { viewer } = answer;
  expect(viewer).toMatchObject({ userId: owner.userId, organizationId: owner.organizationId });
  expect(viewer.name).toBe(`${owner.name} (deploy)`);
  expect([viewer.can("edit"), viewer.can("administer")]).toEqual([true, false]);
});

test("what is taken from its owner is taken from the key at once", async () => {
  const owner = await addViewer("editor");
  const key = await keyOf(owner);
  await db.member.updateMany({ where: { userId: owner.userId }, data: { role: "viewer", grants: [] } });
  const answer = await viewerOfKey(bearer(key));
  expect(answer.as === "viewer" && answer.viewer.can("edit")).toBe(false);
  await db.member.deleteMany({ where: { userId: owner.userId } });
  expect(await viewerOfKey(bearer(key))).toEqual({ as: "nobody" });
});

test("the key of an installation's admin does not administer the installation", async () => {
  const owner = await addViewer("admin");
  await db.user.update({ where: { id: owner.userId }, data: { isInstallationAdmin: true } });
  const answer = await viewerOfKey(bearer(await keyOf(owner)));
  expect(answer.as === "viewer" && answer.viewer.can("manage-installation")).toBe(false);
});

test("a key that was revoked, has expired, or is none counts for nobody", async () => {
  const owner = await addViewer("editor");
  const [revoked, expired] = [await keyOf(owner), await keyOf(owner)];
  const [newer, older] = await listKeys(owner);
  await revokeKey(owner, older?.id ?? "");
  await db.apiKey.update({ where: { id: newer?.id }, data: { expiresAt: new Date(0) } });
  const headers = [bearer(revoked), bearer(expired), bearer("underpass_made-up"), bearer(""), new Headers()];
  for (const one of headers) expect(await viewerOfKey(one)).toEqual({ as: "nobody" });
});

test("only a hash is kept, and the audit does not hold it either", async () => {
  const owner = await addViewer("editor");
  const key = await keyOf(owner);
  const rows = await db.apiKey.findMany({ where: { referenceId: owner.userId } });
  const events = await db.auditEvent.findMany({ where: { organizationId: owner.organizationId } });
  expect(events.map(({ action }) => action)).toEqual(["api-key.created"]);
  const text = JSON.stringify([rows, events.map(({ detail, subject }) => [detail, subject])]);
  expect(text).not.toContain(key);
  expect(text).not.toContain(key.slice("underpass_".length + 5));
});

test("people see and revoke their own keys, admins those of their organization", async () => {
  const admin = await addViewer("admin");
  const owner = await addViewer("editor", admin.organizationId);
  const colleague = await addViewer("editor", admin.organizationId);
  const stranger = await addViewer("admin");
  await keyOf(owner);
  expect((await listKeys(owner)).map(({ isOwn }) => isOwn)).toEqual([true]);
  expect((await listKeys(admin)).map(({ isOwn, ownerName }) => [isOwn, ownerName])).toEqual([[false, owner.name]]);
  expect([await listKeys(colleague), await listKeys(stranger)]).toEqual([[], []]);
  const [{ id } = { id: "" }] = await listKeys(owner);
  for (const other of [colleague, stranger])
    await expect(revokeKey(other, id)).rejects.toMatchObject({ code: "api-key-gone" });
  await revokeKey(admin, id);
  expect(await listKeys(owner)).toEqual([]);
});

test("a key counts no more once the provider is switched off in whose session it was made", async () => {
  const owner = await addViewer("editor");
  const key = await keyOf(owner);
  const provider = await db.ssoProvider.create({
    data: {
      ...{ slug: "acme", name: "Acme", issuer: "https://acme.example", clientId: "underpass" },
      organizationId: owner.organizationId,
      secretId: "00000000-0000-4000-8000-000000000000",
    },
  });
  const metadata = JSON.stringify({ organizationId: owner.organizationId, ssoProviderId: provider.id });
  await db.apiKey.updateMany({ where: { referenceId: owner.userId }, data: { metadata } });
  expect(await viewerOfKey(bearer(key))).toMatchObject({ as: "viewer" });
  await db.ssoProvider.update({ where: { id: provider.id }, data: { enabled: false } });
  expect(await viewerOfKey(bearer(key))).toEqual({ as: "nobody" });
});

test("more requests than a key has in a minute are refused with the time to wait, and so is guessing", async () => {
  const owner = await addViewer("editor");
  const key = await keyOf(owner);
  const full = { requestCount: KEY_LIMIT.requestsMax, lastRequest: new Date() };
  await db.apiKey.updateMany({ where: { referenceId: owner.userId }, data: full });
  const answer = await viewerOfKey(bearer(key));
  expect(answer.as === "limited" && answer.waitSeconds > 0 && answer.waitSeconds <= KEY_LIMIT.windowSeconds).toBe(true);
  const guesses = Array.from({ length: 61 }, (_, index) => viewerOfKey(bearer(`underpass_${index}`)));
  expect((await Promise.all(guesses)).filter(({ as }) => as === "limited")).toHaveLength(1);
});

test("a key is no session: better-auth neither takes it for one nor makes keys over the network", async () => {
  const owner = await addViewer("editor");
  const key = await keyOf(owner);
  const { api, handler } = await getAuth();
  for (const headers of [
    bearer(key),
    new Headers({ "x-api-key": key }),
    new Headers({ cookie: `underpass.session_token=${key}` }),
  ])
    expect(await api.getSession({ headers })).toBeNull();
  const response = await handler(
    new Request("http://127.0.0.1:3000/api/auth/api-key/create", {
      method: "POST",
      headers: { "content-type": "application/json", origin: "http://127.0.0.1:3000", "x-api-key": key },
      body: JSON.stringify({ name: "another", userId: owner.userId }),
    }),
  );
  expect(response.ok).toBe(false);
  expect(await db.apiKey.count({ where: { referenceId: owner.userId } })).toBe(1);
});
