import "server-only";
// Not from "better-auth" itself: that loads all of it.
import { generateId } from "@better-auth/core/utils/id";
import { parseRole, type Role, usualGrants } from "@/lib/domain/changes/rights";
import { type Admission, admit, type Known, type Rules } from "@/lib/domain/sign-in/admit";
import type { Identity } from "@/lib/domain/sign-in/identity";
import { DomainError } from "@/lib/errors";
import { recordAuditOf } from "../../audit/record-audit";
import { type Db, db } from "../../db/client";
import type { SsoProvider } from "../../db/generated/client";
import { nameInOrganization } from "../membership";
import { followGroups } from "./follow-groups";
import { accountProviderOf } from "./providers";

/**
 * The person a provider vouches for, as a member of its organization with the groups of its claims: found, linked, created or
 * refused as `admit` decides. One decision of an organization at a time, so that a first sign-in in two tabs makes one person.
 */
export async function admitPerson(providerId: string, identity: Identity): Promise<string> {
  const outcome = await db.$transaction(async (tx) => {
    const provider = await tx.ssoProvider.findUnique({ where: { id: providerId } });
    if (!provider?.enabled) throw new DomainError("sso-provider-gone");
    await tx.$executeRaw`SELECT 1 FROM "Organization" WHERE "id" = ${provider.organizationId} FOR UPDATE`;
    const rules = await rulesOf(tx, provider);
    const admission = admit(identity, await knownAs(tx, provider, identity), rules);
    if (admission.as === "refused") {
      // What the claims do not give any more is taken back, also from where somebody is still signed in.
      if (admission.userId !== null) await takeBack(tx, provider, { userId: admission.userId, why: admission.why });
      return admission;
    }
    const userId = await settle(tx, provider, identity, admission);
    await tx.ssoProvider.update({ where: { id: provider.id }, data: { lastSignInAt: new Date() } });
    await record(tx, provider, userId, "session.signed-in");
    return { as: "admitted" as const, userId };
  });
  if (outcome.as === "refused") throw new DomainError(`sso-${outcome.why}`);
  return outcome.userId;
}

async function rulesOf(tx: Db, { organizationId, defaultRole }: SsoProvider): Promise<Rules> {
  const groups = await tx.group.findMany({ where: { organizationId, ssoClaim: { not: null } } });
  return {
    groups: groups.flatMap(({ id, ssoClaim, role }) =>
      ssoClaim === null ? [] : [{ id, claim: ssoClaim, role: roleOrNull(role) }],
    ),
    defaultRole: roleOrNull(defaultRole),
  };
}

async function knownAs(tx: Db, provider: SsoProvider, { subject, email }: Identity): Promise<Known> {
  const providerId = accountProviderOf(provider.id);
  const link = await tx.account.findFirst({
    where: { providerId, accountId: accountIdOf(provider, subject) },
    select: { userId: true },
  });
  if (link) return { linked: { userId: link.userId, ...(await standingOf(tx, provider, link.userId)) }, byEmail: null };
  const user = email === null ? null : await tx.user.findUnique({ where: { email }, select: { id: true } });
  if (!user) return { linked: null, byEmail: null };
  const isLinkedOtherwise = (await tx.account.count({ where: { userId: user.id, providerId } })) > 0;
  return {
    linked: null,
    byEmail: { userId: user.id, isLinkedOtherwise, ...(await standingOf(tx, provider, user.id)) },
  };
}

async function standingOf(tx: Db, { organizationId }: SsoProvider, userId: string) {
  const member = await tx.member.findUnique({
    where: { organizationId_userId: { organizationId, userId } },
    select: { source: true },
  });
  return { isMember: member !== null, followsClaims: member?.source === "sso" };
}

/** A subject is unique at its issuer, and the settings may name another issuer tomorrow. */
function accountIdOf({ issuer }: SsoProvider, subject: string): string {
  return `${issuer} ${subject}`;
}

type Admitted = Exclude<Admission, { as: "refused" }>;

/** Writes what was decided and returns who it is. */
async function settle(tx: Db, provider: SsoProvider, identity: Identity, admission: Admitted): Promise<string> {
  const userId = admission.as === "new" ? await createPerson(tx, identity.name, admission.email) : admission.userId;
  if (admission.as !== "member") await join(tx, provider, { userId, name: identity.name, role: admission.role });
  if (admission.as === "new" || (admission.as === "member" && admission.isNewLink))
    await link(tx, provider, { userId, subject: identity.subject });
  await followGroups(tx, { userId, groupIds: admission.groupIds, provider });
  return userId;
}

async function createPerson(tx: Db, name: string, email: string): Promise<string> {
  const now = new Date();
  const id = generateId();
  await tx.user.create({ data: { id, name, email, emailVerified: true, createdAt: now, updatedAt: now } });
  return id;
}

async function join(
  tx: Db,
  provider: SsoProvider,
  { userId, name, role }: { userId: string; name: string; role: Role },
): Promise<void> {
  const { organizationId } = provider;
  const grants = [...usualGrants[role]];
  await tx.member.create({
    data: { id: generateId(), organizationId, userId, name, role, grants, source: "sso", createdAt: new Date() },
  });
  await record(tx, provider, userId, "member.added", { role });
}

async function link(
  tx: Db,
  provider: SsoProvider,
  { userId, subject }: { userId: string; subject: string },
): Promise<void> {
  const now = new Date();
  await tx.account.create({
    data: {
      id: generateId(),
      accountId: accountIdOf(provider, subject),
      providerId: accountProviderOf(provider.id),
      userId,
      createdAt: now,
      updatedAt: now,
    },
  });
  await record(tx, provider, userId, "member.linked", { subject });
}

/** Ends what the provider's word had given: its sessions, and the groups of its claims. */
async function takeBack(
  tx: Db,
  provider: SsoProvider,
  { userId, why }: { userId: string; why: string },
): Promise<void> {
  await tx.session.deleteMany({ where: { userId, ssoProviderId: provider.id } });
  if (why === "no-role") await followGroups(tx, { userId, groupIds: [], provider });
}

async function record(
  tx: Db,
  { organizationId, name: providerName }: SsoProvider,
  userId: string,
  action: string,
  detail: Record<string, string> = {},
): Promise<void> {
  const name = await nameInOrganization(tx, { userId, organizationId });
  await recordAuditOf({ userId, name, organizationId }, tx, {
    action,
    subject: name,
    detail: { provider: providerName, ...detail },
  });
}

function roleOrNull(role: string | null): Role | null {
  return role === null ? null : parseRole(role);
}
