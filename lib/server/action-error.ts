import "server-only";
import { randomUUID } from "node:crypto";
import { type ActionError, DomainError } from "@/lib/errors";
import { isDatabaseUnavailable } from "./db/unavailable";
import { log } from "./log";

/** Translates what was thrown. A DomainError speaks for itself; anything else is a bug, told to the log and not to the browser. */
export function toActionError(error: unknown): ActionError {
  if (error instanceof DomainError) return { code: error.code, values: error.values };
  if (isDatabaseUnavailable(error)) {
    log.warn({ error }, "The database is not available");
    return { code: "database-unavailable" };
  }
  const logId = randomUUID().slice(0, 8);
  log.error({ error, logId }, "An action failed");
  return { code: "unexpected", values: { logId }, logId };
}
