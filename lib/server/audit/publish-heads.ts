import "server-only";
import { appendFile, readFile } from "node:fs/promises";
import { db } from "../db/client";
import { env } from "../env";
import { type AuditHead, parseHead, writeHead } from "./audit-head";

/** What this process wrote last, by organization; after a restart a head may stand there twice, which harms nothing. */
const published = new Map<string, string>();

/** Appends the heads that moved to the file that the setting names: a line each, "<time> <organization> <number>:<hash>". */
export async function publishHeads(): Promise<void> {
  const file = env().UNDERPASS_AUDIT_HEAD_FILE;
  if (file === undefined) return;
  const chains = await db.auditChain.findMany({ orderBy: { organizationId: "asc" } });
  const moved = chains.filter((chain) => published.get(chain.organizationId) !== writeHead(chain));
  if (moved.length === 0) return;
  const time = new Date().toISOString();
  const lines = moved.map((chain) => `${time} ${chain.organizationId} ${writeHead(chain)}\n`);
  await appendFile(file, lines.join(""), { mode: 0o600 });
  for (const chain of moved) published.set(chain.organizationId, writeHead(chain));
}

/** The heads of an organization that were published to the file; none where there is no such file (yet). */
export async function publishedHeads(
  organizationId: string,
  file = env().UNDERPASS_AUDIT_HEAD_FILE,
): Promise<AuditHead[]> {
  if (file === undefined) return [];
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return text.split("\n").flatMap((line) => {
    const [, organization, written = ""] = line.split(" ");
    const head = parseHead(written);
    return organization === organizationId && head ? [head] : [];
  });
}
