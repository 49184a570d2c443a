import "server-only";
import type { EnvironmentInput } from "@/lib/domain/environments/environment-input";
import { DomainError } from "@/lib/errors";
import { recordAuditOf } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer";
import { callEc2 } from "../aws/call-ec2";
import { Ec2Error } from "../aws/ec2-error";
import type { Ec2ErrorCategory } from "../aws/ec2-error-codes";
import { awsCredentials, type EnvironmentAccess } from "../aws/environment-access";
import { getCallerIdentity } from "../aws/identity";
import { db } from "../db/client";
import { secretOf } from "./seal-keys";

/** Why a call failed, as a page shows it: `environments.failure.<category>`, with EC2's own words under Details. */
export interface CallFailure {
  category: Ec2ErrorCategory;
  code: string;
  message: string;
  requestId: string | null;
}

export interface ConnectionTest {
  /** Who AWS says we are. */
  identity: { accountId: string | null; arn: string | null } | { failure: CallFailure };
  /** Whether the connections can be read: signing in alone gives no right. */
  reading: { connectionCount: number } | { failure: CallFailure };
}

const TEST_MAX_MS = 20_000;

/** Tries what is entered, before or after it is saved: signs in, and reads the VPN connections. Nothing is kept but the audit's row. */
export async function testConnection(
  viewer: Viewer,
  { id, input }: { id: string | null; input: EnvironmentInput },
): Promise<ConnectionTest> {
  if (id !== null) await refuseOthers(viewer, id);
  const access = await accessFrom(viewer, id, input);
  // The keys that are kept sign what goes to the endpoint that was entered: whoever does that is on record.
  await recordAuditOf(viewer, db, {
    environmentId: id ?? undefined,
    action: "environment.tested",
    subject: input.name,
    detail: { region: input.region, endpointUrl: input.endpointUrl, credentials: input.mode },
  });
  const signal = AbortSignal.timeout(TEST_MAX_MS);
  const [identity, reading] = await Promise.all([
    orFailure(() => getCallerIdentity(access, { signal })),
    orFailure(async () => {
      const output = await callEc2(access, { action: "DescribeVpnConnections", input: {} }, { signal });
      return { connectionCount: output.VpnConnections?.length ?? 0 };
    }),
  ]);
  return { identity, reading };
}

/** Also where nothing of it is needed: the audit's row is about it, and would name it. */
async function refuseOthers({ organizationId }: Viewer, id: string): Promise<void> {
  if ((await db.environment.count({ where: { id, organizationId } })) === 0)
    throw new DomainError("environment-not-found");
}

async function accessFrom(viewer: Viewer, id: string | null, input: EnvironmentInput): Promise<EnvironmentAccess> {
  const access = { id: id ?? "unsaved", region: input.region, endpointUrl: input.endpointUrl || null };
  switch (input.mode) {
    case "default":
      return { ...access, credentials: { mode: "default" } };
    case "profile":
      return { ...access, credentials: { mode: "profile", profile: input.profile } };
    case "role":
      return {
        ...access,
        credentials: { mode: "role", roleArn: input.roleArn, externalId: input.externalId || undefined },
      };
    case "keys":
      if (!input.secretAccessKey) return { ...access, credentials: await savedKeys(viewer, id, input) };
      return { ...access, credentials: { mode: "given", accessKeyId: input.accessKeyId, secret: secretOf(input) } };
  }
}

/** The keys that are kept. SigV4 sends a signature and never the key, so trying them at another endpoint gives nothing away. */
async function savedKeys(viewer: Viewer, id: string | null, input: EnvironmentInput) {
  const row = id
    ? await db.environment.findFirst({
        where: { id, organizationId: viewer.organizationId },
        select: { credentials: true },
      })
    : null;
  const saved = row && awsCredentials.parse(row.credentials);
  if (saved?.mode !== "keys" || saved.accessKeyId !== input.accessKeyId) {
    throw new DomainError("environment-secret-missing");
  }
  return saved;
}

async function orFailure<T>(call: () => Promise<T>): Promise<T | { failure: CallFailure }> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Ec2Error)) throw error;
    const { category, code, message, requestId = null } = error;
    return { failure: { category, code, message, requestId } };
  }
}
