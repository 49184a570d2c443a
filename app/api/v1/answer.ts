import type { z } from "zod";
import type { Right } from "@/lib/domain/changes/rights";
import { fieldErrorsOf } from "@/lib/domain/issue-phrase";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "@/lib/server/auth/viewer";
import { demandKey } from "./demand-key";
import { answerError, answerHeaders, answerInvalid } from "./problem";

/**
 * A route of the API that only looks: key → right → one query → JSON. Cookies are never looked at, so no page of somebody else's can
 * make a browser call it.
 */
export function answerLook(
  request: Request,
  right: Right,
  look: (viewer: Viewer) => Promise<unknown>,
): Promise<Response> {
  return withKey(request, right, async (viewer) => Response.json(await look(viewer), { headers: answerHeaders }));
}

interface Definition<Schema extends z.ZodType> {
  /** What the key's owner must be allowed to do. */
  right: Right;
  body: Schema;
}

/** A route of the API that does something: key → right → parse → one call → JSON. */
export function answerCall<Schema extends z.ZodType>(
  request: Request,
  { right, body }: Definition<Schema>,
  run: (viewer: Viewer, input: z.output<Schema>) => Promise<unknown>,
): Promise<Response> {
  return withKey(request, right, async (viewer) => {
    const parsed = body.safeParse(await readBody(request));
    if (!parsed.success) return answerInvalid(fieldErrorsOf(parsed.error.issues));
    return Response.json(await run(viewer, parsed.data), { headers: answerHeaders });
  });
}

async function withKey(request: Request, right: Right, work: (viewer: Viewer) => Promise<Response>): Promise<Response> {
  try {
    return await work(await demandKey(request, right));
  } catch (error) {
    return answerError(error);
  }
}

async function readBody(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch (error) {
    throw new DomainError("body-unreadable", {}, { cause: error });
  }
}
