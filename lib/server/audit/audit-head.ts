import "server-only";

/** The newest row of a chain at some moment. Kept outside of the database it proves later that no row before it was touched. */
export interface AuditHead {
  number: bigint;
  hash: string;
}

/** "1204:9f86d0…", the form in which a head is copied, published and given to `npm run audit:verify`. */
export function writeHead({ number, hash }: AuditHead): string {
  return `${number}:${hash}`;
}

/** Reads that form; null for anything else. */
export function parseHead(text: string): AuditHead | null {
  const [, number, hash] = /^(\d{1,18}):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
  return number && hash ? { number: BigInt(number), hash } : null;
}
