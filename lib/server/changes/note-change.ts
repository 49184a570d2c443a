import "server-only";
import { type AuditDetail, recordAudit } from "../audit/record-audit";
import type { Db } from "../db/client";
import { announce } from "../environments/live-hint";

/** As much of a change as its record needs. */
export interface NotedChange {
  number: number;
  title: string;
  organizationId: string;
  environmentId: string;
}

interface Note {
  actor: { id: string | null; name: string };
  change: NotedChange;
  action: string;
  detail?: AuditDetail;
}

/** Every decision about a change is audited and shown at once, in the transaction it is made in. Comes last there. */
export async function noteChange(tx: Db, { actor, change, action, detail = {} }: Note): Promise<void> {
  const { organizationId, environmentId, number, title } = change;
  await announce(tx, { environmentId, what: "change" });
  await recordAudit(tx, {
    ...{ actor, organizationId, environmentId, action },
    subject: `CHG-${number}`,
    detail: { title, ...detail },
  });
}

/** Whoever does something, as the audit names them. */
export function actorOf({ userId: id, name }: { userId: string; name: string }): { id: string; name: string } {
  return { id, name };
}
