import "server-only";
import type { Db } from "../db/client";

interface SeenKeys {
  environmentId: string;
  /** Keyed fingerprints by outside address; what is not told of stays. */
  fingerprints: ReadonlyMap<string, string>;
  readAt: Date;
}

/** Brings the fingerprints of keys to what EC2 has, in one statement. Returns whether any key is another one than before. */
export async function recordKeys(tx: Db, { environmentId, fingerprints, readAt }: SeenKeys): Promise<boolean> {
  if (fingerprints.size === 0) return false;
  const rows = Array.from(fingerprints, ([address, fingerprint]) => ({ address, fingerprint }));
  const changed = await tx.$executeRaw`
    UPDATE "Tunnel" AS row
    SET "keyFingerprint" = new."fingerprint",
        "keySeenAt" = coalesce(row."keySeenAt", ${readAt}),
        "keyChangedAt" = CASE WHEN row."keyFingerprint" IS NULL THEN row."keyChangedAt" ELSE ${readAt} END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new("address" text, "fingerprint" text)
    WHERE row."environmentId" = ${environmentId}::uuid AND row."outsideIpAddress" = new."address"
      AND row."replacedAt" IS NULL AND row."keyFingerprint" IS DISTINCT FROM new."fingerprint"`;
  return changed > 0;
}
