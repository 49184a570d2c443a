import { getTranslations } from "next-intl/server";
import { getPhrase } from "@/components/ui/phrase-server";
import type { FieldErrors } from "@/lib/domain/issue-phrase";
import type { ActionError } from "@/lib/errors";
import { toActionError } from "@/lib/server/action-error";

/** What must hold of every answer here, good or bad: no cache keeps it and no page runs it. */
export const answerHeaders = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };

// What is not listed is a conflict with how things are: the caller looks again and decides anew.
const statusByCode: Record<string, number> = {
  "api-key-refused": 401,
  "api-key-limited": 429,
  "not-allowed": 403,
  "environment-not-found": 404,
  "change-not-found": 404,
  "run-not-found": 404,
  "connection-not-found": 404,
  "body-unreadable": 400,
  "body-invalid": 422,
  "edits-invalid": 422,
  "ec2-refused": 502,
  "database-unavailable": 503,
  unexpected: 500,
};

/** What went wrong as a problem object (RFC 9457): `code` stays the same, `detail` is for people. */
export async function answerError(error: unknown): Promise<Response> {
  const said = toActionError(error);
  return problem(said, { headers: headersOf(said) });
}

function headersOf({ code, values }: ActionError): Record<string, string> {
  if (code === "api-key-limited") return { "Retry-After": String(values?.seconds) };
  return code === "api-key-refused" ? { "WWW-Authenticate": 'Bearer realm="Underpass"' } : {};
}

/** The problem of a body: `fields` says what is wrong where. */
export async function answerInvalid(errors: FieldErrors): Promise<Response> {
  const words = await getPhrase();
  const fields = Object.fromEntries(Object.entries(errors).map(([path, phrase]) => [path, words(phrase)]));
  return problem({ code: "body-invalid" }, { members: { fields } });
}

async function problem(
  { code, values }: ActionError,
  { headers = {}, members = {} }: { headers?: Record<string, string>; members?: Record<string, unknown> },
): Promise<Response> {
  const t = await getTranslations("errors");
  const status = statusByCode[code] ?? 409;
  const body = {
    type: `urn:underpass:problem:${code}`,
    title: code,
    status,
    detail: t(code, values),
    code,
    ...members,
  };
  return Response.json(body, {
    status,
    headers: { ...answerHeaders, ...headers, "Content-Type": "application/problem+json" },
  });
}
