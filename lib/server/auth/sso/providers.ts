import "server-only";
import { parseRole, type Role } from "@/lib/domain/changes/rights";
import { DomainError } from "@/lib/errors";
import { recordAuditOf } from "../../audit/record-audit";
import { type Db, db } from "../../db/client";
import { env } from "../../env";
import { destroySecret, sealSecret } from "../../secrets/sealed-secret";
import { Secret } from "../../secrets/secret";
import type { Viewer } from "../viewer-of";
import { isIssuerAllowed } from "./fetch-from-provider";
import { openProvider } from "./open-provider";

/** A provider as its settings show it. The client secret is never read back. */
export interface ProviderRow {
  id: string;
  slug: string;
  name: string;
  issuer: string;
  clientId: string;
  scopes: string[];
  groupsClaim: string;
  defaultRole: Role | null;
  isEnabled: boolean;
  lastSignInAt: Date | null;
  /** What the provider must know as this client's redirect address. */
  redirectUri: string;
}

export interface ProviderInput {
  /** Null for a new one. */
  id: string | null;
  slug: string;
  name: string;
  issuer: string;
  clientId: string;
  /** Empty keeps the one that is there. */
  clientSecret: string;
  scopes: string[];
  groupsClaim: string;
  defaultRole: Role | null;
}

/** The address that a provider sends people back to. */
export function redirectUriOf(slug: string): string {
  return `${env().UNDERPASS_URL.replace(/\/$/, "")}/api/sso/${slug}/callback`;
}

/** All providers of the organization, by name. */
export async function listProviders(viewer: Viewer): Promise<ProviderRow[]> {
  demandAdmin(viewer);
  const rows = await db.ssoProvider.findMany({
    where: { organizationId: viewer.organizationId },
    orderBy: { name: "asc" },
  });
  return rows.map(({ id, slug, name, issuer, clientId, scopes, groupsClaim, defaultRole, enabled, lastSignInAt }) => ({
    ...{ id, slug, name, issuer, clientId, scopes, groupsClaim, lastSignInAt },
    defaultRole: defaultRole === null ? null : parseRole(defaultRole),
    isEnabled: enabled,
    redirectUri: redirectUriOf(slug),
  }));
}

/** Adds a provider or changes one. Another issuer is another provider: nobody who signed in before is known to it. */
export async function saveProvider(viewer: Viewer, input: ProviderInput): Promise<void> {
  demandAdmin(viewer);
  const { id, clientSecret, ...facts } = input;
  if (!URL.canParse(facts.issuer) || !isIssuerAllowed(new URL(facts.issuer)))
    throw new DomainError("sso-issuer-insecure");
  await db.$transaction(async (tx) => {
    // One at a time: two who add the same name both look first.
    await tx.$executeRaw`SELECT 1 FROM "Organization" WHERE "id" = ${viewer.organizationId} FOR UPDATE`;
    const before = id === null ? null : await findProvider(tx, viewer, id);
    await refuseTaken(tx, viewer, input);
    const secretId = await secretFor(tx, input, before);
    if (before) await tx.ssoProvider.update({ where: { id: before.id }, data: { ...facts, secretId } });
    else await tx.ssoProvider.create({ data: { ...facts, secretId, organizationId: viewer.organizationId } });
    // Whoever the former issuer vouched for is not who the new one would.
    if (before && before.issuer !== facts.issuer) await endSessionsOf(tx, before.id);
    const { name, issuer, clientId, defaultRole } = facts;
    await recordAuditOf(viewer, tx, {
      action: before ? "sso.provider-changed" : "sso.provider-added",
      subject: name,
      detail: { issuer, clientId, defaultRole, secretReplaced: clientSecret !== "" },
    });
  });
}

/** Lets people sign in with it, or no more; then whoever it let in is signed out at once. */
export async function enableProvider(
  viewer: Viewer,
  { id, isEnabled }: { id: string; isEnabled: boolean },
): Promise<void> {
  demandAdmin(viewer);
  await db.$transaction(async (tx) => {
    const provider = await findProvider(tx, viewer, id);
    await tx.ssoProvider.update({ where: { id: provider.id }, data: { enabled: isEnabled } });
    if (!isEnabled) await endSessionsOf(tx, provider.id);
    await recordAuditOf(viewer, tx, {
      action: isEnabled ? "sso.provider-enabled" : "sso.provider-disabled",
      subject: provider.name,
    });
  });
}

/** Removes it with its links and sessions. The people stay members until an admin removes them. */
export async function removeProvider(viewer: Viewer, id: string): Promise<void> {
  demandAdmin(viewer);
  await db.$transaction(async (tx) => {
    const provider = await findProvider(tx, viewer, id);
    await tx.account.deleteMany({ where: { providerId: accountProviderOf(provider.id) } });
    // The database ends its sessions with it.
    await tx.ssoProvider.delete({ where: { id: provider.id } });
    await destroySecret(tx, { $secret: provider.secretId });
    await recordAuditOf(viewer, tx, { action: "sso.provider-removed", subject: provider.name });
  });
}

/** What a provider's discovery document says of it. */
export interface ProviderFacts {
  authorizationEndpoint: string;
  /** Scopes asked for that the document does not list; some providers list none. */
  unknownScopes: string[];
}

/** Reads the provider's discovery document as it is now; throws with what is wrong. */
export async function testProvider(
  viewer: Viewer,
  { issuer, clientId, scopes }: Pick<ProviderInput, "issuer" | "clientId" | "scopes">,
): Promise<ProviderFacts> {
  demandAdmin(viewer);
  await recordAuditOf(viewer, db, { action: "sso.provider-tested", subject: issuer });
  const server = (await openProvider({ issuer, clientId })).serverMetadata();
  if (!server.authorization_endpoint || !server.token_endpoint) throw new DomainError("sso-unreachable");
  const known = server.scopes_supported;
  return {
    authorizationEndpoint: server.authorization_endpoint,
    unknownScopes: known ? scopes.filter((scope) => !known.includes(scope)) : [],
  };
}

/** The name under which better-auth's Account keeps the links of a provider. */
export function accountProviderOf(providerId: string): string {
  return `sso:${providerId}`;
}

async function findProvider(tx: Db, { organizationId }: Viewer, id: string) {
  const provider = await tx.ssoProvider.findFirst({ where: { id, organizationId } });
  if (!provider) throw new DomainError("sso-provider-gone");
  return provider;
}

async function refuseTaken(tx: Db, { organizationId }: Viewer, { id, slug, name }: ProviderInput): Promise<void> {
  const others = id === null ? {} : { NOT: { id } };
  const [sameSlug, sameName] = await Promise.all([
    tx.ssoProvider.findFirst({ where: { slug, ...others }, select: { id: true } }),
    tx.ssoProvider.findFirst({ where: { organizationId, name, ...others }, select: { id: true } }),
  ]);
  if (sameSlug) throw new DomainError("sso-slug-taken", { slug });
  if (sameName) throw new DomainError("sso-name-taken", { name });
}

/** The secret is kept for the issuer it was entered for: with another address it would be sent to whoever answers there. */
async function secretFor(
  tx: Db,
  { clientSecret, issuer }: ProviderInput,
  before: { secretId: string; issuer: string } | null,
): Promise<string> {
  if (clientSecret === "") {
    if (before?.issuer !== issuer) throw new DomainError("sso-secret-missing");
    return before.secretId;
  }
  const secret = new Secret(clientSecret);
  const { $secret } = await sealSecret(tx, { purpose: "single-sign-on", environmentId: null, secret });
  if (before) await destroySecret(tx, { $secret: before.secretId });
  return $secret;
}

async function endSessionsOf(tx: Db, ssoProviderId: string): Promise<void> {
  await tx.session.deleteMany({ where: { ssoProviderId } });
}

function demandAdmin(viewer: Viewer): void {
  if (!viewer.can("administer")) throw new DomainError("not-allowed");
}
