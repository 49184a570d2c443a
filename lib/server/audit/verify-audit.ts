import "server-only";
import type { Db } from "../db/client";
import type { AuditEvent } from "../db/generated/client";
import { GENESIS, hashOfRow } from "./audit-hash";
import type { AuditHead } from "./audit-head";

/**
 * Why a row does not fit. content: it does not say what it said · link: it does not follow the one before · missing: its number
 * is not there · published: it is not the row whose hash was published.
 */
export type AuditFlaw = "content" | "link" | "missing" | "published";

export type AuditVerdict =
  | { intact: true; rows: bigint; head: AuditHead }
  | { intact: false; rows: bigint; head: AuditHead; brokenAt: bigint; flaw: AuditFlaw };

/** Rows held at once, whatever the chain's length. */
const PAGE_ROWS = 1000;

/**
 * Recomputes an organization's chain from its first row on and names the first that does not fit. Whoever can rewrite the
 * whole table can rewrite all hashes with it, or cut the end off with the head; that shows only against heads that were
 * published outside. Rows written meanwhile are left for the next time.
 */
export async function verifyAudit(
  tx: Db,
  organizationId: string,
  published: readonly AuditHead[] = [],
): Promise<AuditVerdict> {
  const stored = await tx.auditChain.findUnique({ where: { organizationId } });
  const head = { number: stored?.number ?? 0n, hash: stored?.hash ?? GENESIS };
  const expected = hashesByNumber([...published, head]);
  let last: AuditHead = { number: 0n, hash: GENESIS };
  const broken = (brokenAt: bigint, flaw: AuditFlaw): AuditVerdict => ({
    intact: false,
    rows: last.number,
    head,
    brokenAt,
    flaw,
  });
  for (;;) {
    const page = await tx.auditEvent.findMany({
      where: { organizationId, number: { gt: last.number, lte: head.number } },
      orderBy: { number: "asc" },
      take: PAGE_ROWS,
    });
    for (const row of page) {
      const flaw = flawOf(row, last, expected);
      if (flaw) return broken(flaw === "missing" ? last.number + 1n : row.number, flaw);
      last = row;
    }
    if (page.length < PAGE_ROWS) break;
  }
  const furthest = [...expected.keys()].reduce((a, b) => (a > b ? a : b), 0n);
  return furthest > last.number ? broken(last.number + 1n, "missing") : { intact: true, rows: last.number, head };
}

function flawOf(row: AuditEvent, last: AuditHead, expected: Map<bigint, Set<string>>): AuditFlaw | null {
  if (row.number !== last.number + 1n) return "missing";
  if (row.previousHash !== last.hash) return "link";
  if (hashOfRow(row) !== row.hash) return "content";
  const hashes = expected.get(row.number);
  return hashes && [...hashes].some((hash) => hash !== row.hash) ? "published" : null;
}

function hashesByNumber(heads: readonly AuditHead[]): Map<bigint, Set<string>> {
  const hashes = new Map<bigint, Set<string>>();
  for (const { number, hash } of heads) {
    if (number > 0n) hashes.set(number, (hashes.get(number) ?? new Set()).add(hash));
  }
  return hashes;
}
