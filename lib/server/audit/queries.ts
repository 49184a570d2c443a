import "server-only";
import type { AuditFilter } from "@/lib/domain/audit/audit-filter";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer-of";
import { db } from "../db/client";
import type { AuditEvent, Prisma } from "../db/generated/client";
import { GENESIS } from "./audit-hash";
import { writeHead } from "./audit-head";

/** A row as the page shows it. */
export interface AuditRow {
  number: number;
  at: Date;
  actorName: string;
  action: string;
  subject: string;
  environmentName: string | null;
  /** As JSON, a member a line; "" without any. */
  detail: string;
  hash: string;
}

export interface AuditPage {
  rows: AuditRow[];
  /** The `before` of the next older page; null on the last one. */
  older: number | null;
}

const PAGE_ROWS = 50;

/** The newest rows that the filter leaves, or those before a number. For who may administer, as everything here. */
export async function listAudit(
  viewer: Viewer,
  { filter, before }: { filter: AuditFilter; before: number | null },
): Promise<AuditPage> {
  const found = await db.auditEvent.findMany({
    where: { AND: [whereOf(viewer, filter), before === null ? {} : { number: { lt: before } }] },
    orderBy: { number: "desc" },
    take: PAGE_ROWS + 1,
  });
  const rows = found.slice(0, PAGE_ROWS).map(rowOf);
  return { rows, older: found.length > PAGE_ROWS ? (rows.at(-1)?.number ?? null) : null };
}

function rowOf({ number, at, actorName, action, subject, environmentName, detail, hash }: AuditEvent): AuditRow {
  const text = JSON.stringify(detail, null, 2);
  return {
    number: Number(number),
    at,
    actorName,
    action,
    subject,
    environmentName,
    detail: text === "{}" ? "" : text,
    hash,
  };
}

/** The rows of a viewer's organization that a filter leaves. Throws without the right to read them. */
export function whereOf(viewer: Viewer, filter: AuditFilter): Prisma.AuditEventWhereInput {
  if (!viewer.can("administer")) throw new DomainError("not-allowed");
  const { environment, person, subject, action, from, to } = filter;
  return {
    organizationId: viewer.organizationId,
    environmentId: environment,
    actorName: person === undefined ? undefined : { contains: person, mode: "insensitive" },
    subject: subject === undefined ? undefined : { contains: subject, mode: "insensitive" },
    action: action === undefined ? undefined : { startsWith: action },
    at: { gte: from === undefined ? undefined : new Date(from), lt: to === undefined ? undefined : dayAfter(to) },
  };
}

function dayAfter(day: string): Date {
  const date = new Date(day);
  date.setUTCDate(date.getUTCDate() + 1);
  return date;
}

/** Environments that the audit tells of under their newest names there, also those that are removed. */
export async function auditedEnvironments({ organizationId }: Viewer): Promise<{ id: string; name: string }[]> {
  return db.$queryRaw`
    SELECT DISTINCT ON ("environmentId") "environmentId"::text AS id, "environmentName" AS name
    FROM "AuditEvent" WHERE "organizationId" = ${organizationId} AND "environmentName" IS NOT NULL
    ORDER BY "environmentId", "number" DESC`;
}

/** The state of the chain: its head, and how the last verification ended. */
export interface AuditStanding {
  rows: number;
  /** To be kept somewhere else. */
  head: string;
  check: { at: Date; rows: number; brokenAt: number | null; flaw: string | null } | null;
}

export async function auditStanding(viewer: Viewer): Promise<AuditStanding> {
  if (!viewer.can("administer")) throw new DomainError("not-allowed");
  const { organizationId } = viewer;
  const [chain, check] = await Promise.all([
    db.auditChain.findUnique({ where: { organizationId } }),
    db.auditCheck.findUnique({ where: { organizationId } }),
  ]);
  const { number, hash } = chain ?? { number: 0n, hash: GENESIS };
  return {
    rows: Number(number),
    head: writeHead({ number, hash }),
    check: check && {
      at: check.at,
      rows: Number(check.rows),
      brokenAt: check.brokenAt === null ? null : Number(check.brokenAt),
      flaw: check.flaw,
    },
  };
}
