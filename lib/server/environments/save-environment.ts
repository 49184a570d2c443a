import "server-only";
import { type EnvironmentInput, slugOf } from "@/lib/domain/environments/environment-input";
import { DomainError } from "@/lib/errors";
import { recordAudit } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer";
import { type AwsCredentials, awsCredentials } from "../aws/environment-access";
import { type Db, db } from "../db/client";
import { destroySecret } from "../secrets/sealed-secret";
import { announce } from "./live-hint";
import { sealKeys } from "./seal-keys";

/** Adds an environment to the viewer's organization; its slug is made of its name once and stays. */
export async function createEnvironment(
  viewer: Viewer,
  input: EnvironmentInput,
): Promise<{ id: string; slug: string }> {
  return db.$transaction(async (tx) => {
    // Two environments of one name at the same moment would take the same slug.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('underpass environment slugs'))`;
    await refuseTakenName(tx, viewer, input.name, null);
    const slugs = await tx.environment.findMany({ select: { slug: true } });
    const slug = slugOf(input, new Set(slugs.map((row) => row.slug)));
    const { id } = await tx.environment.create({
      data: { ...columnsOf(input), organizationId: viewer.organizationId, slug, credentials: { mode: "default" } },
      select: { id: true },
    });
    const credentials = await credentialsFrom(tx, id, input, null);
    await tx.environment.update({ where: { id }, data: { credentials } });
    await audit(tx, viewer, { id, input, action: "environment.created" });
    return { id, slug };
  });
}

/**
 * Changes an environment. Its Region is fixed once something in it is wanted, since keys and changes speak of that Region's
 * resources. So is its account: only an empty one forgets it with another way to sign in, and the next refresh finds it out anew.
 */
export async function updateEnvironment(
  viewer: Viewer,
  { id, input }: { id: string; input: EnvironmentInput },
): Promise<{ slug: string }> {
  return db.$transaction(async (tx) => {
    const before = await lockEnvironment(tx, viewer, id);
    await refuseTakenName(tx, viewer, input.name, id);
    const holdsNothing = await isEmpty(tx, id);
    if (before.region !== input.region && !holdsNothing) {
      throw new DomainError("environment-region-fixed", { region: before.region });
    }
    const credentials = await credentialsFrom(tx, id, input, before.credentials);
    const columns = columnsOf(input);
    const signsInOtherwise =
      before.region !== columns.region ||
      before.endpointUrl !== columns.endpointUrl ||
      JSON.stringify(before.credentials) !== JSON.stringify(credentials);
    await tx.environment.update({
      where: { id },
      data: {
        ...columns,
        credentials,
        ...(signsInOtherwise && holdsNothing ? { awsAccountId: null, awsArn: null } : {}),
      },
    });
    await audit(tx, viewer, { id, input, action: "environment.updated" });
    await announce(tx, { environmentId: id, what: "settings" });
    return { slug: before.slug };
  });
}

/** Removes an environment that holds nothing but what was observed. AWS is not touched. */
export async function removeEnvironment(viewer: Viewer, id: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const { name } = await lockEnvironment(tx, viewer, id);
    if (!(await isEmpty(tx, id))) throw new DomainError("environment-not-empty", { name });
    await recordAudit(tx, {
      actor: { id: viewer.userId, name: viewer.name },
      organizationId: viewer.organizationId,
      environmentId: id,
      action: "environment.removed",
      subject: name,
    });
    await tx.environment.delete({ where: { id } });
  });
}

async function lockEnvironment(tx: Db, viewer: Viewer, id: string) {
  const { organizationId } = viewer;
  await tx.$executeRaw`SELECT 1 FROM "Environment" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const row = await tx.environment.findFirst({
    where: { id, organizationId },
    select: { slug: true, name: true, region: true, endpointUrl: true, credentials: true },
  });
  if (!row) throw new DomainError("environment-not-found");
  return { ...row, credentials: awsCredentials.parse(row.credentials) };
}

/** Nobody wants anything of it, and no change tells of it. */
async function isEmpty(tx: Db, environmentId: string): Promise<boolean> {
  const change = await tx.change.findFirst({ where: { environmentId }, select: { id: true } });
  if (change) return false;
  const [{ count } = { count: 0n }] = await tx.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM "Resource" WHERE "environmentId" = ${environmentId}::uuid AND "spec" IS NOT NULL`;
  return count === 0n;
}

async function refuseTakenName(tx: Db, viewer: Viewer, name: string, exceptId: string | null): Promise<void> {
  const twin = await tx.environment.findFirst({
    where: { organizationId: viewer.organizationId, name, ...(exceptId ? { id: { not: exceptId } } : {}) },
    select: { id: true },
  });
  if (twin) throw new DomainError("environment-name-taken", { name });
}

function columnsOf(input: EnvironmentInput) {
  const { name, purpose, region, selfApproval, refreshSeconds } = input;
  const controlUrl = purpose === "sandbox" ? input.controlUrl || null : null;
  return { name, purpose, region, selfApproval, refreshSeconds, controlUrl, endpointUrl: input.endpointUrl || null };
}

/** What is stored about signing in. Keys that are left empty stay as they were sealed; others take their place. */
async function credentialsFrom(
  tx: Db,
  environmentId: string,
  input: EnvironmentInput,
  before: AwsCredentials | null,
): Promise<AwsCredentials> {
  const kept = before?.mode === "keys" && before.accessKeyId === input.accessKeyId ? before : null;
  if (input.mode === "keys" && !input.secretAccessKey && kept) return kept;
  if (before?.mode === "keys") await destroySecret(tx, { $secret: before.secretId });
  switch (input.mode) {
    case "default":
      return { mode: "default" };
    case "profile":
      return { mode: "profile", profile: input.profile };
    case "keys":
      if (!input.secretAccessKey) throw new DomainError("environment-secret-missing");
      return sealKeys(tx, environmentId, input);
    case "role":
      return { mode: "role", roleArn: input.roleArn, ...(input.externalId ? { externalId: input.externalId } : {}) };
  }
}

async function audit(
  tx: Db,
  viewer: Viewer,
  { id, input, action }: { id: string; input: EnvironmentInput; action: string },
): Promise<void> {
  const { name, purpose, region, endpointUrl, mode, selfApproval } = input;
  await recordAudit(tx, {
    actor: { id: viewer.userId, name: viewer.name },
    organizationId: viewer.organizationId,
    environmentId: id,
    action,
    subject: name,
    detail: { purpose, region, endpointUrl, credentials: mode, selfApproval },
  });
}
