import { beforeAll, expect, test, vi } from "vitest";
import { usualGrants } from "@/lib/domain/changes/rights";
import { getAuth } from "../auth/auth";
import { ensureOrganization } from "../auth/bootstrap";
import { getViewer, type Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { addViewer } from "../db/testing";
import { addMember } from "./change-members";
import { listGroups } from "./group-queries";
import {
  createOrganization,
  listOrganizations,
  listOwnOrganizations,
  renameOrganization,
  switchOrganization,
} from "./organizations";
import { listMembers } from "./queries";

const request = vi.hoisted(() => ({ cookie: "" }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers(request),
  cookies: async () => ({ get: () => undefined, set: () => undefined }),
}));

const admin = { email: "ada@example.com", password: "printed-password" };

let first: string;

beforeAll(async () => {
  first = (await ensureOrganization(admin)).organizationId;
  request.cookie = await signIn(admin);
});

test("the first admin looks after the installation, and their organization has rules and the group these ask for", async () => {
  const ada = await me();
  expect(ada.can("manage-installation")).toBe(true);
  expect(await db.approvalRule.count({ where: { organizationId: first } })).toBe(5);
  expect(await listGroups(ada)).toMatchObject([{ name: "Network", members: [{ userId: ada.userId }] }]);
});

test("an organization begins with its creator as admin, rules of its own, and a record that begins there", async () => {
  const ada = await me();
  await createOrganization(ada, { name: "Harbour" });
  const harbour = await idOf(ada, "Harbour");
  await switchOrganization(ada, harbour);
  const there = await me();
  expect(there.organizationId).toBe(harbour);
  expect(await listMembers(there)).toMatchObject([{ userId: ada.userId, role: "admin", grants: usualGrants.admin }]);
  expect(await listGroups(there)).toMatchObject([{ name: "Network", rules: ["Impact 2: one tunnel of two"] }]);
  const record = await db.auditEvent.findMany({ where: { organizationId: harbour }, orderBy: { number: "asc" } });
  expect(record.map(({ action, actorName }) => [action, actorName])).toEqual([
    ["organization.created", ada.name],
    ["session.organization-entered", ada.name],
  ]);
  await switchOrganization(there, first);
  expect(await me()).toMatchObject({ organizationId: first });
});

test("another name stands in the record of the organization that has it", async () => {
  const ada = await me();
  await createOrganization(ada, { name: "Port" });
  const organizationId = await idOf(ada, "Port");
  for (const _ of [1, 2]) await renameOrganization(ada, { organizationId, name: "Quay" });
  const rows = await db.auditEvent.findMany({ where: { organizationId, action: "organization.renamed" } });
  expect(rows).toMatchObject([{ subject: "Port", detail: { to: "Quay" } }]);
  await expect(renameOrganization(ada, { organizationId: "none", name: "Quay" })).rejects.toMatchObject({
    code: "organization-gone",
  });
});

test("an admin who does not look after the installation neither sees nor makes organizations", async () => {
  const mallory = await addViewer("admin");
  const refused = { code: "not-allowed" };
  await expect(listOrganizations(mallory)).rejects.toMatchObject(refused);
  await expect(createOrganization(mallory, { name: "x" })).rejects.toMatchObject(refused);
  await expect(renameOrganization(mallory, { organizationId: first, name: "x" })).rejects.toMatchObject(refused);
});

test("nobody enters an organization they do not belong to", async () => {
  const mallory = await addViewer("admin");
  await expect(switchOrganization(await me(), mallory.organizationId)).rejects.toMatchObject({
    code: "organization-gone",
  });
});

test("a session that a provider vouched for stays in the provider's organization", async () => {
  const ada = await me();
  const other = await addViewer("admin");
  await addMember(other, { name: "Ada", email: ada.email, password: "not used here", role: "viewer", grants: [] });
  expect(await listOwnOrganizations(ada)).toContainEqual({ id: other.organizationId, name: other.organizationId });

  const secret = await db.sealedSecret.create({ data: { purpose: "sso", fingerprint: "none" } });
  const provider = await db.ssoProvider.create({
    data: {
      ...{ organizationId: first, slug: "id", name: "ID", issuer: "https://id.example.com", clientId: "x" },
      secretId: secret.id,
    },
  });
  await db.session.updateMany({ data: { ssoProviderId: provider.id } });
  const vouched = await me();
  expect(vouched.can("manage-installation")).toBe(false);
  expect((await listOwnOrganizations(vouched)).map(({ id }) => id)).toEqual([first]);
  await expect(switchOrganization(vouched, other.organizationId)).rejects.toMatchObject({
    code: "organization-vouched",
  });
});

async function me(): Promise<Viewer> {
  const viewer = await getViewer();
  if (!viewer) throw new Error("Nobody is signed in");
  return viewer;
}

async function idOf(viewer: Viewer, name: string): Promise<string> {
  const found = (await listOrganizations(viewer)).find((one) => one.name === name);
  if (!found) throw new Error(`There is no organization ${name}`);
  return found.id;
}

async function signIn(body: typeof admin): Promise<string> {
  const answer = await (await getAuth()).api.signInEmail({ body, asResponse: true });
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
}
