import "server-only";
import { db } from "../db/client";
import { parseHead, writeHead } from "./audit-head";
import { publishedHeads } from "./publish-heads";
import { type AuditFlaw, verifyAudit } from "./verify-audit";

interface Wanted {
  /** Slug or id; all organizations without it. */
  organization?: string;
  /** Heads that were kept outside, "<number>:<hash>". */
  heads: readonly string[];
}

/** Verifies one chain or all of them and says it in lines for a terminal. */
export async function verifyAndTell({ organization, heads }: Wanted): Promise<{ isIntact: boolean; lines: string[] }> {
  const published = heads.map((text) => parseHead(text));
  const unread = heads.filter((_, index) => published[index] === null);
  if (unread.length > 0) return failed(`A head looks like 1204:<64 hexadecimal digits>, not like ${unread.join(", ")}`);
  const chains = await findChains(organization);
  if (organization !== undefined && chains.length === 0) return failed(`There is no audit of ${organization}`);
  if (heads.length > 0 && chains.length !== 1)
    return failed(`A head belongs to one organization: add --organization. There are: ${namesOf(chains)}`);
  let isIntact = true;
  const lines: string[] = [];
  for (const { id, name } of chains) {
    const known = [...(await publishedHeads(id)), ...published.filter((head) => head !== null)];
    const verdict = await verifyAudit(db, id, known);
    isIntact &&= verdict.intact;
    lines.push(
      verdict.intact
        ? `${name}: ${verdict.rows} rows verify; ${known.length} published heads fit. The head is ${writeHead(verdict.head)}`
        : `${name}: row ${verdict.brokenAt} does not fit: ${FLAWS[verdict.flaw]}. The ${verdict.rows} rows before it verify`,
    );
  }
  return { isIntact, lines: lines.length > 0 ? lines : ["There is no audit yet"] };
}

const FLAWS: Record<AuditFlaw, string> = {
  content: "it does not say what it said when it was written",
  link: "it does not follow the row before it",
  missing: "it is not there",
  published: "its hash is not the one that was published",
};

interface Chain {
  id: string;
  name: string;
}

/** Also those of organizations that are gone. */
async function findChains(wanted: string | undefined): Promise<Chain[]> {
  const chains = await db.$queryRaw<Chain[]>`
    SELECT chain."organizationId" AS id, coalesce(organization."slug", chain."organizationId") AS name
    FROM "AuditChain" chain LEFT JOIN "Organization" organization ON organization."id" = chain."organizationId"
    ORDER BY name`;
  return chains.filter(({ id, name }) => wanted === undefined || wanted === id || wanted === name);
}

function namesOf(chains: readonly Chain[]): string {
  return chains.map(({ name }) => name).join(", ");
}

function failed(line: string) {
  return { isIntact: false, lines: [line] };
}
