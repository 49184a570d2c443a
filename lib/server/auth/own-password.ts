import "server-only";
import { APIError } from "better-auth/api";
import { DomainError } from "@/lib/errors";
import { takeAttempt } from "./rate-limit";
import type { Viewer } from "./viewer-of";

const LIMIT = { attemptsMax: 10, windowSeconds: 300 };

/** Something that asks for the viewer's own password once more. A browser that was left open must not be where it is guessed. */
export async function withOwnPassword<T>(viewer: Viewer, attempt: () => Promise<T>): Promise<T> {
  const { isAllowed } = await takeAttempt(`password:${viewer.userId}`, LIMIT);
  if (!isAllowed) throw new DomainError("password-limited");
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof APIError && error.status === "BAD_REQUEST")
      throw new DomainError("wrong-password", {}, { cause: error });
    throw error;
  }
}
