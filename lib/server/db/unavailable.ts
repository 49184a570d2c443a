import "server-only";

// Prisma: cannot reach, timed out, connection closed, pool exhausted. Postgres: shutting down, starting up, admin shutdown.
// Node: nobody listens there, connection cut.
const UNAVAILABLE = new Set([
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "57P01",
  "57P02",
  "57P03",
  "08006",
  "08003",
  "ECONNREFUSED",
  "ECONNRESET",
]);
const UNAVAILABLE_KINDS = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout"]);

/** True when the database was away rather than displeased: the same call may succeed once it is back. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Object)) return false;
  const code: unknown = Reflect.get(error, "code");
  if (typeof code === "string" && UNAVAILABLE.has(code)) return true;
  const kind: unknown = Reflect.get(error, "kind");
  if (typeof kind === "string" && UNAVAILABLE_KINDS.has(kind)) return true;
  const cause: unknown = Reflect.get(error, "cause");
  return cause !== undefined && cause !== error && isDatabaseUnavailable(cause);
}
