import "server-only";
import { recordAudit } from "../audit/record-audit";
import { type Db, db } from "../db/client";
import { log } from "../log";
import { destroySecrets } from "./sealed-secret";

/** What a form has just sealed may be named a moment later. */
const UNNAMED_HOURS = 1;
/** How long the keys of an abandoned change wait for somebody who opens it again. Afterwards they have to be entered anew. */
const ABANDONED_HOURS = 24;
const HOUR_MS = 3_600_000;

interface Orphan {
  id: string;
  purpose: string;
  environmentId: string | null;
  organizationId: string | null;
  environmentName: string | null;
}

/**
 * Destroys what is sealed and of no use any more. Whoever replaces, drops or uses a secret destroys it at once; this finds what
 * is left: keys of a change that was abandoned for good, or applied without a call that needed them, and secrets of an organization that is gone.
 */
export async function sweepSecrets(): Promise<void> {
  await db.$transaction(async (tx) => {
    const orphans = await findOrphans(tx, Date.now());
    if (orphans.length === 0) return;
    await destroySecrets(
      tx,
      orphans.map(({ id }) => id),
    );
    log.info({ count: orphans.length }, "Secrets that nothing needs any more were destroyed");
    await recordByEnvironment(tx, orphans);
  });
}

/** Everything that can name a secret is looked through; a table that begins to name some has to be added here. */
function findOrphans(tx: Db, now: number): Promise<Orphan[]> {
  const newest = new Date(now - UNNAMED_HOURS * HOUR_MS);
  const abandonedSince = new Date(now - ABANDONED_HOURS * HOUR_MS);
  return tx.$queryRaw<Orphan[]>`
    WITH named AS (
      SELECT jsonb_path_query(edit."spec", '$.**."$secret"') #>> '{}' AS id
      FROM "ChangeEdit" edit JOIN "Change" change ON change."id" = edit."changeId"
      WHERE (change."abandonedAt" IS NULL OR change."abandonedAt" > ${abandonedSince})
        AND NOT EXISTS (SELECT 1 FROM "Run" run WHERE run."changeId" = change."id" AND run."outcome" = 'applied')
      UNION SELECT jsonb_path_query(guide."answers", '$.**."$secret"') #>> '{}' FROM "SetupGuide" guide
      WHERE guide."finishedAt" IS NULL
      UNION SELECT "credentials" ->> 'secretId' FROM "Environment"
      UNION SELECT "secretId" FROM "AuditWebhook"
      UNION SELECT "secretId"::text FROM "SsoProvider"
    )
    SELECT secret."id"::text, secret."purpose", secret."environmentId"::text, environment."organizationId", environment."name" AS "environmentName"
    FROM "SealedSecret" secret LEFT JOIN "Environment" environment ON environment."id" = secret."environmentId"
    WHERE secret."sealed" IS NOT NULL AND secret."createdAt" < ${newest}
      AND NOT EXISTS (SELECT 1 FROM named WHERE named.id = secret."id"::text)
    ORDER BY secret."id" FOR UPDATE OF secret`;
}

/** What belonged to no environment belonged to an organization that is gone, and has no record to stand in. */
async function recordByEnvironment(tx: Db, orphans: readonly Orphan[]): Promise<void> {
  const found = new Map(orphans.map((orphan) => [orphan.environmentId, orphan]));
  for (const { environmentId, organizationId, environmentName } of found.values()) {
    if (environmentId === null || organizationId === null || environmentName === null) continue;
    await recordAudit(tx, {
      actor: { id: null, name: "Underpass" },
      organizationId,
      environmentId,
      action: "secrets.swept",
      subject: environmentName,
      detail: { destroyed: orphans.filter((orphan) => orphan.environmentId === environmentId).length },
    });
  }
}
