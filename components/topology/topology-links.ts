/** Where the map leads. Links that a person may not follow are null, and then not shown. */
export interface PieceLinks {
  connection: (key: string) => string;
  resource: (key: string) => string;
  change: (number: number) => string;
  remove: ((key: string) => string) | null;
  connect: ((ends: { customerGateway?: string; vpnGateway?: string }) => string) | null;
}

/** Links below an environment's own path, such as /seoul-demo. */
export function pieceLinks(base: string, may: { propose: boolean }): PieceLinks {
  return {
    connection: (key) => `${base}/connections/${nameIn(key)}`,
    resource: (key) => `${base}/resources/${kindIn(key)}/${nameIn(key)}`,
    change: (number) => `${base}/changes/${number}`,
    remove: may.propose ? (key) => `${base}/remove?of=${encodeURIComponent(key)}` : null,
    connect: may.propose ? (ends) => `${base}/setup/new?${new URLSearchParams(ends)}` : null,
  };
}

function kindIn(key: string): string {
  return key.slice(0, key.indexOf("/"));
}

function nameIn(key: string): string {
  return encodeURIComponent(key.slice(key.indexOf("/") + 1));
}
