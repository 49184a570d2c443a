import { type Grant, grants, type Role, roles } from "@/lib/domain/changes/rights";
import { buildDeviceModel } from "@/lib/domain/devices/build-device-model";
import { withoutKeys } from "@/lib/domain/handover/stored-model";
import { createKey } from "@/lib/server/auth/api-keys";
import { getAuth } from "@/lib/server/auth/auth";
import { findViewerOf } from "@/lib/server/auth/find-viewer";
import { createUser } from "@/lib/server/auth/users";
import { db } from "@/lib/server/db/client";
import { ensureDefaultRules } from "@/lib/server/policy/default-rules";

/** Who asks: each role without a grant, each grant alone, who looks after the installation, and nobody. */
export type Person = Role | Grant | "host";

export const people: readonly Person[] = [...roles, ...grants, "host"];

/** In every name of the first organization, so that whatever of it reaches a stranger is found. */
export const MARK = "kestrel";

const PASSWORD = "correct horse";

/** What the first organization has, as calls name it. */
export interface Ours {
  organizationId: string;
  environmentId: string;
  slug: string;
  kind: string;
  key: string;
  /** Of a connection that is in AWS. */
  connectionKey: string;
  handoverId: string;
  handoverNumber: number;
  handoverLinkId: string;
  changeNumber: number;
  commentId: string;
  runId: string;
  guideId: string;
  groupId: string;
  ruleId: string;
  freezeId: string;
  windowId: string;
  providerId: string;
  ignoreId: string;
  /** Of a member who is none of those who ask. */
  userId: string;
  sessionId: string;
  /** Of one of those who ask. */
  apiKeyId: string;
}

/** The first organization with one of everything, those who ask, and an admin of another one with every grant. */
export async function makeWorld() {
  const organizationId = await addOrganization(MARK);
  const userId = await addPerson(organizationId, { name: `${MARK}-member`, role: "admin", grants: [] });
  const cookies = new Map<string, string>();
  const keys = new Map<string, string>();
  for (const person of people) {
    const name = `${MARK}-${person}`;
    const role = roles.find((one) => one === person) ?? "viewer";
    const id = await addPerson(organizationId, { name, role, grants: grants.filter((grant) => grant === person) });
    if (person === "host") await db.user.update({ where: { id }, data: { isInstallationAdmin: true } });
    cookies.set(person, await signIn(name));
    keys.set(person, await makeKey(id, organizationId));
  }
  const theirs = await addOrganization("theirs");
  const stranger = await addPerson(theirs, { name: "stranger", role: "admin", grants });
  await ensureDefaultRules(db, theirs, stranger);
  cookies.set("stranger", await signIn("stranger"));
  keys.set("stranger", await makeKey(stranger, theirs));
  return { ours: await fill(organizationId, userId), cookies, keys };
}

async function fill(organizationId: string, userId: string): Promise<Ours> {
  const by = { createdById: userId, createdByName: MARK };
  await ensureDefaultRules(db, organizationId, userId);
  const group = await db.group.findFirstOrThrow({ where: { organizationId } });
  const rule = await db.approvalRule.findFirstOrThrow({ where: { organizationId } });
  const slug = `${MARK}-environment`;
  const environment = await db.environment.create({
    data: {
      ...{ organizationId, slug, name: slug, purpose: "other", region: "eu-west-1" },
      credentials: { mode: "default" },
      // Nothing answers there, at once.
      endpointUrl: "http://127.0.0.1:9",
    },
  });
  const environmentId = environment.id;
  const kind = "vpc";
  const key = `${kind}/${MARK}`;
  const spec = { cidrBlock: "10.0.0.0/16", tags: [] };
  await db.resource.create({ data: { environmentId, kind, key, name: MARK, spec } });
  const connectionKey = `vpn-connection/${MARK}`;
  const connection = await db.resource.create({
    data: { environmentId, kind: "vpn-connection", key: connectionKey, name: MARK, awsId: `vpn-${MARK}` },
  });
  const handover = await addHandover({ environmentId, connectionId: connection.id, ...by });
  const link = await db.handoverLink.create({
    data: {
      ...{ handoverId: handover.id, tokenHash: MARK, gives: "page", ...by },
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  });
  const times = { createdAt: new Date(), updatedAt: new Date(), expiresAt: new Date(Date.now() + 3_600_000) };
  const session = await db.session.create({ data: { id: `${MARK}-session`, token: MARK, userId, ...times } });
  const [startsAt, endsAt] = [new Date(), new Date(Date.now() + 3_600_000)];
  const freeze = await db.freeze.create({
    data: { organizationId, environmentId, reason: MARK, startsAt, endsAt, ...by },
  });
  const window = await db.changeWindow.create({
    data: { environmentId, name: MARK, weekdays: [1], startMinute: 0, durationMinutes: 60, timeZone: "UTC" },
  });
  const provider = await db.ssoProvider.create({
    data: {
      ...{ organizationId, slug: MARK, name: MARK, issuer: "https://id.example.com", clientId: MARK },
      secretId: (await db.sealedSecret.create({ data: { purpose: "webhook", fingerprint: MARK } })).id,
    },
  });
  const ignore = await db.driftIgnore.create({
    data: {
      ...{ environmentId, key, path: "name", fingerprint: MARK, reason: MARK, until: endsAt },
      ...{ byId: userId, byName: MARK },
    },
  });
  const guide = await db.setupGuide.create({
    data: { environmentId, name: MARK, stage: "needs", answers: {}, createdById: userId },
  });
  return {
    ...{ organizationId, environmentId, slug, kind, key, connectionKey, userId },
    ...{ handoverId: handover.id, handoverNumber: handover.number, handoverLinkId: link.id },
    sessionId: session.id,
    apiKeyId: (await db.apiKey.findFirstOrThrow()).id,
    ...(await addChange({ organizationId, environmentId, userId })),
    ...{ guideId: guide.id, groupId: group.id, ruleId: rule.id, freezeId: freeze.id, windowId: window.id },
    ...{ providerId: provider.id, ignoreId: ignore.id },
  };
}

async function addHandover(at: {
  environmentId: string;
  connectionId: string;
  createdById: string;
  createdByName: string;
}) {
  const ends = ["203.0.113.1", "203.0.113.2"];
  const { model } = buildDeviceModel(
    {
      ...{ connectionId: `vpn-${MARK}`, name: MARK, routing: "static", customerGateway: { ipAddress: "198.51.100.1" } },
      tunnels: ends.map((outsideIpAddress, index) => ({ outsideIpAddress, insideCidr: `169.254.10.${index * 4}/30` })),
    },
    null,
  );
  if (!model) throw new Error("No model of a connection with two tunnels");
  return db.handover.create({
    data: {
      ...{ ...at, number: 1, family: "generic", ikeVersion: "ikev2", filename: `${MARK}.txt`, text: MARK },
      ...{ model: withoutKeys(model), keyFingerprints: {} },
    },
  });
}

async function addChange(at: { organizationId: string; environmentId: string; userId: string }) {
  const { organizationId, environmentId, userId } = at;
  const change = await db.change.create({
    data: {
      ...{ organizationId, environmentId, number: 1, title: MARK, authorId: userId, authorName: MARK },
      comments: { create: { authorId: userId, authorName: MARK, text: MARK } },
      plans: { create: { revision: 0, hash: "hash", steps: [], problems: [], impact: 0 } },
    },
    include: { comments: true, plans: true },
  });
  const [comment] = change.comments;
  const [plan] = change.plans;
  if (!comment || !plan) throw new Error("A change was written without its comment or its plan");
  const run = await db.run.create({
    data: { changeId: change.id, planId: plan.id, environmentId, startedById: userId, startedByName: MARK },
  });
  return { changeNumber: change.number, commentId: comment.id, runId: run.id };
}

async function addOrganization(id: string): Promise<string> {
  await db.organization.create({ data: { id: `${id}-organization`, name: id, slug: id, createdAt: new Date() } });
  return `${id}-organization`;
}

async function addPerson(
  organizationId: string,
  { name, role, grants: given }: { name: string; role: Role; grants: readonly Grant[] },
): Promise<string> {
  return createUser(db, { organizationId, name, email: emailOf(name), password: PASSWORD, role, grants: given });
}

const emailOf = (name: string) => `${name}@example.com`;

/** The cookie of a session that begins now. */
async function signIn(name: string): Promise<string> {
  const { api } = await getAuth();
  const answer = await api.signInEmail({ body: { email: emailOf(name), password: PASSWORD }, asResponse: true });
  const cookie = answer.headers.getSetCookie().map((one) => one.split(";")[0]);
  if (cookie.length === 0) throw new Error(`${name} could not sign in: ${answer.status}`);
  return cookie.join("; ");
}

async function makeKey(userId: string, organizationId: string): Promise<string> {
  const viewer = await findViewerOf(userId, organizationId);
  if (!viewer) throw new Error("A key needs a member");
  return (await createKey(viewer, { name: "key", days: 1 })).key;
}
