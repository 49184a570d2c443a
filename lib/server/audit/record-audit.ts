import "server-only";
import type { Db } from "../db/client";
import { canonicalJson } from "./audit-hash";

/** What a row may say beside its subject: names, whole numbers and fingerprints, never a secret. */
export type AuditDetail = { readonly [name: string]: AuditValue };
type AuditValue = string | number | boolean | null | undefined | readonly AuditValue[] | AuditDetail;

/** What happened, by whom, to what. */
export interface AuditEntry {
  /** `id` is null where no person did it. The name stays readable after the person has gone. */
  actor: { id: string | null; name: string };
  organizationId: string;
  /** Its name of now is kept in the row; so record a removal before it. */
  environmentId?: string;
  /** Dotted: "change.approved", "configuration.downloaded". */
  action: string;
  /** The name of what it was done to, as people knew it then. */
  subject: string;
  detail?: AuditDetail;
}

/**
 * Appends to the organization's audit in the caller's transaction: both stand or neither. The database numbers the row and
 * chains it to the one before under a lock that it holds until the transaction ends, so call this late in a long one.
 */
export async function recordAudit(tx: Db, entry: AuditEntry): Promise<void> {
  const { actor, organizationId, environmentId = null, action, subject, detail = {} } = entry;
  await tx.$executeRaw`
    INSERT INTO "AuditEvent" ("organizationId", "environmentId", "actorId", "actorName", "action", "subject", "detail")
    VALUES (${organizationId}, ${environmentId}::uuid, ${actor.id}, ${actor.name}, ${action}, ${subject}, ${canonicalJson(detail)}::jsonb)`;
}

interface Person {
  userId: string;
  name: string;
  organizationId: string;
}

/** The same for what the viewer did. */
export async function recordAuditOf(
  { userId: id, name, organizationId }: Person,
  tx: Db,
  entry: Omit<AuditEntry, "actor" | "organizationId">,
): Promise<void> {
  await recordAudit(tx, { actor: { id, name }, organizationId, ...entry });
}
