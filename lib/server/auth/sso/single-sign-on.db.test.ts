import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Role } from "@/lib/domain/changes/rights";
import { type ProviderPerson, type RunningProvider, startOpenidProvider } from "@/scripts/test/openid-provider";
import { db } from "../../db/client";
import { addViewer } from "../../db/testing";
import { getAuth } from "../auth";
import { findViewerOf } from "../find-viewer";
import type { Viewer } from "../viewer-of";
import { beginSignIn } from "./begin-sign-in";
import { finishSignIn, type SignInEnd } from "./finish-sign-in";
import {
  enableProvider,
  listProviders,
  type ProviderInput,
  redirectUriOf,
  removeProvider,
  saveProvider,
  testProvider,
} from "./providers";

// A request as Next would have it; the rest of Next is not needed to sign in.
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ set: () => undefined }),
}));

const SLUG = "acme";
const client = { id: "underpass", secret: "known to both of them only", redirectUri: "" };
let provider: RunningProvider;
let admin: Viewer;

beforeAll(async () => {
  client.redirectUri = redirectUriOf(SLUG);
  provider = await startOpenidProvider({ client, people: [] });
});
afterAll(() => provider.stop());

beforeEach(async () => {
  provider.tamper = undefined;
  provider.people = [cleo()];
  await db.ssoProvider.deleteMany();
  admin = await addViewer("admin");
});

const cleo = (claims: ProviderPerson["claims"] = {}): ProviderPerson => ({
  id: "cleo",
  claims: {
    email: `cleo.${admin?.userId.toLowerCase()}@example.com`,
    email_verified: true,
    name: "Cleo",
    groups: ["net"],
    ...claims,
  },
});

const input = (facts: Partial<ProviderInput> = {}): ProviderInput => ({
  id: null,
  slug: SLUG,
  name: "Acme",
  issuer: provider.issuer,
  clientId: client.id,
  clientSecret: client.secret,
  scopes: ["openid", "email", "profile", "groups"],
  groupsClaim: "groups",
  defaultRole: null,
  ...facts,
});

async function addProvider(facts: Partial<ProviderInput> = {}): Promise<string> {
  provider.people = [cleo()];
  await saveProvider(admin, input(facts));
  return (await db.ssoProvider.findUniqueOrThrow({ where: { slug: SLUG } })).id;
}

async function addGroup(ssoClaim: string | null, role: Role | null = null): Promise<string> {
  const { organizationId } = admin;
  return (await db.group.create({ data: { organizationId, name: `${ssoClaim} ${role}`, ssoClaim, role } })).id;
}

/** What a browser does at the provider; the query it comes back with. */
async function visitProvider(start: URL, as: string): Promise<string> {
  const jar = new Map<string, string>();
  let url = start;
  for (let steps = 0; steps < 12; steps++) {
    if (url.href.startsWith(client.redirectUri)) return url.search;
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const isPage = response.status === 200 && url.pathname.startsWith("/sign-in/");
    url = new URL(isPage ? `?as=${as}` : (response.headers.get("location") ?? url), url);
  }
  throw new Error(`The provider stopped at ${url.pathname}`);
}

async function signIn(as = "cleo"): Promise<SignInEnd> {
  const { url, cookie } = await beginSignIn(SLUG, "/seoul");
  return finishSignIn({ slug: SLUG, search: await visitProvider(url, as), cookie });
}

const refusedAs = (code: string) => ({ next: "/seoul", error: expect.objectContaining({ code }) });
const personOf = (email: string) => db.user.findUniqueOrThrow({ where: { email } });
const emailOf = (person: ProviderPerson) => String(person.claims.email);
const groupsOf = async (userId: string) =>
  (await db.groupMember.findMany({ where: { userId }, orderBy: { groupId: "asc" } })).map(
    ({ groupId, source }) => `${groupId} ${source}`,
  );

test("somebody new becomes a member with the groups of the claim, in a session of the provider's organization", async () => {
  const providerId = await addProvider();
  const network = await addGroup("net", "approver");
  await addGroup("ops", "admin");
  expect(await signIn()).toEqual({ next: "/seoul" });
  const user = await personOf(emailOf(cleo()));
  expect(user.name).toBe("Cleo");
  expect(await groupsOf(user.id)).toEqual([`${network} sso`]);
  const viewer = await findViewerOf(user.id, admin.organizationId);
  expect([viewer?.role, viewer?.can("review"), viewer?.can("administer")]).toEqual(["viewer", true, false]);
  expect(await db.session.findMany({ where: { userId: user.id } })).toMatchObject([{ ssoProviderId: providerId }]);
  expect(await db.account.count({ where: { userId: user.id, password: { not: null } } })).toBe(0);
});

test("groups are added and removed with each sign-in, and those an admin gave stay", async () => {
  await addProvider({ defaultRole: "viewer" });
  const [net, ops, manual] = [await addGroup("net"), await addGroup("ops"), await addGroup(null)];
  await signIn();
  const { id: userId } = await personOf(emailOf(cleo()));
  await db.groupMember.create({ data: { groupId: manual, userId } });
  provider.people = [cleo({ groups: "ops" })];
  await signIn();
  expect(await groupsOf(userId)).toEqual([`${ops} sso`, `${manual} manual`]);
  await db.groupMember.create({ data: { groupId: net, userId } });
  provider.people = [cleo({ groups: undefined })];
  await signIn();
  expect(await groupsOf(userId)).toEqual([`${net} manual`, `${manual} manual`]);
});

test("a member is linked by a verified address once, and stays the same person under another address", async () => {
  await addProvider();
  const member = await addViewer("editor", admin.organizationId);
  provider.people = [cleo({ email: member.email.toUpperCase() })];
  expect(await signIn()).toEqual({ next: "/seoul" });
  provider.people = [cleo({ email: "renamed@example.com", email_verified: false })];
  expect(await signIn()).toEqual({ next: "/seoul" });
  expect(await db.session.count({ where: { userId: member.userId } })).toBe(2);
  expect(await db.user.count({ where: { email: "renamed@example.com" } })).toBe(0);
});

test("the address of somebody of another organization is not taken over, nor one that was given to a new person", async () => {
  await addProvider({ defaultRole: "admin" });
  const stranger = await addViewer("admin");
  provider.people = [cleo({ email: stranger.email })];
  expect(await signIn()).toEqual(refusedAs("sso-email-taken"));
  const member = await addViewer("viewer", admin.organizationId);
  provider.people = [cleo({ email: member.email }), { ...cleo({ email: member.email }), id: "successor" }];
  expect(await signIn("cleo")).toEqual({ next: "/seoul" });
  expect(await signIn("successor")).toEqual(refusedAs("sso-email-taken"));
  expect(await db.session.count({ where: { userId: stranger.userId } })).toBe(0);
});

test.each([
  ["an address that is not verified", { email_verified: false }, "sso-email-unverified"],
  ["no address", { email: undefined }, "sso-email-missing"],
  ["no group that gives a role", { groups: [] }, "sso-no-role"],
  ["groups that are not listed", { groups: undefined, _claim_names: { groups: "src1" } }, "sso-groups-too-many"],
])("%s lets nobody in and leaves nothing", async (_, claims, code) => {
  await addProvider();
  await addGroup("other", "editor");
  provider.people = [cleo(claims)];
  expect(await signIn()).toEqual(refusedAs(code));
  expect(await db.user.count({ where: { email: emailOf(cleo()) } })).toBe(0);
});

test("who loses the last group that gave a role is signed out and keeps no group", async () => {
  await addProvider();
  await addGroup("net", "editor");
  await signIn();
  const { id: userId } = await personOf(emailOf(cleo()));
  provider.people = [cleo({ groups: [] })];
  expect(await signIn()).toEqual(refusedAs("sso-no-role"));
  expect(await groupsOf(userId)).toEqual([]);
  expect(await db.session.count({ where: { userId } })).toBe(0);
});

test("refusing at the provider, or being no client of it, is said in words", async () => {
  const id = await addProvider();
  expect(await signIn("")).toEqual(refusedAs("sso-denied"));
  await saveProvider(admin, input({ id, clientSecret: "not this one" }));
  expect(await signIn()).toEqual(refusedAs("sso-client-refused"));
});

test.each([
  ["for another client", { aud: "somebody else" }, "sso-token-refused"],
  ["from another issuer", { iss: "https://evil.example" }, "sso-token-refused"],
  ["of another sign-in", { nonce: "another" }, "sso-token-refused"],
  ["that has expired", { exp: 1 }, "sso-token-expired"],
])("a token %s is refused", async (_, claims, code) => {
  await addProvider({ defaultRole: "viewer" });
  provider.tamper = (answer) => ({ ...answer, id_token: withClaims(String(answer.id_token), claims) });
  expect(await signIn()).toEqual(refusedAs(code));
  expect(await db.user.count({ where: { email: emailOf(cleo()) } })).toBe(0);
});

test("a token with another signature is refused", async () => {
  await addProvider({ defaultRole: "viewer" });
  provider.tamper = (answer) => ({ ...answer, id_token: withClaims(String(answer.id_token), { name: "Eve" }) });
  expect(await signIn()).toEqual(refusedAs("sso-token-refused"));
  expect(await db.user.count({ where: { email: emailOf(cleo()) } })).toBe(0);
});

test("an answer counts once, in the browser that asked, within ten minutes", async () => {
  await addProvider({ defaultRole: "viewer" });
  const { url, cookie } = await beginSignIn(SLUG, "/");
  const search = await visitProvider(url, "cleo");
  const other = await beginSignIn(SLUG, "/");
  for (const wrong of [undefined, "", "made.up"])
    expect(await finishSignIn({ slug: SLUG, search, cookie: wrong })).toMatchObject({ error: { code: "sso-expired" } });
  expect(await finishSignIn({ slug: SLUG, search, cookie: other.cookie })).toMatchObject({ error: expect.anything() });
  expect(await finishSignIn({ slug: SLUG, search, cookie })).toEqual({ next: "/" });
  expect(await finishSignIn({ slug: SLUG, search, cookie })).toMatchObject({ error: { code: "sso-expired" } });
  const late = await beginSignIn(SLUG, "/");
  await db.verification.updateMany({ data: { expiresAt: new Date(0) } });
  const answer = { slug: SLUG, search: await visitProvider(late.url, "cleo"), cookie: late.cookie };
  expect(await finishSignIn(answer)).toMatchObject({ error: { code: "sso-expired" } });
});

test("sessions end with the provider that is disabled or removed, and nobody signs in with it", async () => {
  const id = await addProvider({ defaultRole: "viewer" });
  await signIn();
  const { id: userId } = await personOf(emailOf(cleo()));
  await enableProvider(admin, { id, isEnabled: false });
  expect(await db.session.count({ where: { userId } })).toBe(0);
  await expect(beginSignIn(SLUG, "/")).rejects.toMatchObject({ code: "sso-provider-gone" });
  await enableProvider(admin, { id, isEnabled: true });
  await signIn();
  await removeProvider(admin, id);
  expect(await db.session.count({ where: { userId } })).toBe(0);
  expect(await db.account.count({ where: { userId } })).toBe(0);
});

test("people of the former issuer are strangers to the next one", async () => {
  const id = await addProvider({ defaultRole: "viewer" });
  await signIn();
  await db.ssoProvider.update({ where: { id }, data: { issuer: "https://former.example" } });
  await db.account.updateMany({ data: { accountId: "https://former.example cleo" } });
  await saveProvider(admin, input({ id }));
  expect(await signIn()).toEqual(refusedAs("sso-email-taken"));
});

test("a session from a provider cannot be asked for over the network", async () => {
  const { userId } = admin;
  const id = await addProvider();
  for (const path of ["begin-vouched-session", "beginVouchedSession", "vouched-session"]) {
    const response = await (await getAuth()).handler(
      new Request(`http://127.0.0.1:3000/api/auth/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: "http://127.0.0.1:3000" },
        body: JSON.stringify({ userId, ssoProviderId: id }),
      }),
    );
    expect(response.status).toBe(404);
  }
});

test("an issuer without https is refused unless it is on this machine, and the secret stays with its issuer", async () => {
  for (const issuer of ["http://idp.example.com", "http://10.0.0.7", "ftp://idp.example.com", "idp"])
    await expect(saveProvider(admin, input({ issuer }))).rejects.toMatchObject({ code: "sso-issuer-insecure" });
  const id = await addProvider();
  const moved = input({ id, issuer: "https://elsewhere.example.com", clientSecret: "" });
  await expect(saveProvider(admin, moved)).rejects.toMatchObject({ code: "sso-secret-missing" });
  await saveProvider(admin, input({ id, name: "Acme Seoul", clientSecret: "" }));
  expect(await listProviders(admin)).toMatchObject([{ name: "Acme Seoul", isEnabled: true }]);
});

test("a test reads the provider's own document", async () => {
  expect(await testProvider(admin, input({ scopes: ["openid", "rooms"] }))).toEqual({
    authorizationEndpoint: `${provider.issuer}/auth`,
    unknownScopes: ["rooms"],
  });
  const nobody = input({ issuer: "http://127.0.0.1:1" });
  await expect(testProvider(admin, nobody)).rejects.toMatchObject({ code: "sso-unreachable" });
});

test("an address and a name are taken once, and providers of another organization are out of reach", async () => {
  const id = await addProvider();
  await expect(saveProvider(admin, input({ name: "Other" }))).rejects.toMatchObject({ code: "sso-slug-taken" });
  await expect(saveProvider(admin, input({ slug: "other" }))).rejects.toMatchObject({ code: "sso-name-taken" });
  const mallory = await addViewer("admin");
  expect(await listProviders(mallory)).toEqual([]);
  for (const attempt of [
    () => saveProvider(mallory, input({ id })),
    () => enableProvider(mallory, { id, isEnabled: false }),
    () => removeProvider(mallory, id),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "sso-provider-gone" });
  const editor = await addViewer("editor", admin.organizationId);
  await expect(listProviders(editor)).rejects.toMatchObject({ code: "not-allowed" });
});

test("who came, what they were given and who was refused is in the audit, and no secret", async () => {
  await addProvider();
  await addGroup("net", "editor");
  await signIn();
  await signIn("");
  const rows = await db.auditEvent.findMany({
    where: { organizationId: admin.organizationId },
    orderBy: { number: "asc" },
  });
  expect(rows.map(({ action }) => action)).toEqual([
    "sso.provider-added",
    "member.added",
    "member.linked",
    "member.groups-followed",
    "session.signed-in",
    "session.sign-in-refused",
  ]);
  const text = rows.map(({ detail }) => JSON.stringify(detail)).join();
  expect(text).toContain("sso-denied");
  expect(text).not.toContain(client.secret);
  const stored = await db.verification.findMany();
  expect(stored.filter(({ value }) => value.includes("verifier"))).toEqual([]);
});

/** The same token saying something else; its signature is not renewed. */
function withClaims(token: string, claims: Record<string, unknown>): string {
  const [header = "", body = "", signature = ""] = token.split(".");
  const said = JSON.parse(Buffer.from(body, "base64url").toString());
  const changed = Buffer.from(JSON.stringify({ ...said, ...claims })).toString("base64url");
  return [header, changed, signature].join(".");
}
