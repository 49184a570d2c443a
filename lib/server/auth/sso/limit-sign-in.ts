import "server-only";
import { headers } from "next/headers";
import { DomainError } from "@/lib/errors";
import { placeKey, takeAttempt } from "../rate-limit";

// Each one makes this server ask the provider: 30 is more than a person needs, and too few to bother a provider with.
const LIMIT = { attemptsMax: 30, windowSeconds: 300 };

/** Counts a sign-in with a provider; throws when there were too many from one place. */
export async function limitProviderSignIn(): Promise<void> {
  const { isAllowed } = await takeAttempt(placeKey("sso", await headers()), LIMIT);
  if (!isAllowed) throw new DomainError("sso-limited");
}
