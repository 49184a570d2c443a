import "server-only";
import { z } from "zod";
import type { Secret } from "../secrets/secret";
import { signText } from "../secrets/sign-text";

interface Delivery {
  url: string;
  secret: Secret;
  /** JSON lines. */
  body: string;
  /** Numbers of the first and the last row; null for a test. */
  rows: { first: number; last: number } | null;
}

const ANSWER_MS_MAX = 10_000;

/**
 * Posts rows with a signature: `Underpass-Signature: t=<seconds>,v1=<HMAC-SHA256 of "<seconds>.<body>">`. Null when the receiver
 * answered with 2xx; else what went wrong in a word, never what was sent or answered. Redirects are not followed: they would
 * carry the rows to a place that nobody entered.
 */
export async function postSigned({ url, secret, body, rows }: Delivery): Promise<string | null> {
  const seconds = Math.floor(Date.now() / 1000);
  const headers = {
    "Content-Type": "application/x-ndjson",
    "Underpass-Rows": rows ? `${rows.first}-${rows.last}` : "test",
    "Underpass-Signature": `t=${seconds},v1=${signText(secret, `${seconds}.${body}`)}`,
  };
  try {
    const signal = AbortSignal.timeout(ANSWER_MS_MAX);
    const answer = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
    await answer.body?.cancel();
    return answer.ok ? null : `HTTP ${answer.status}`;
  } catch (error) {
    return networkError(error);
  }
}

const withCode = z.object({ cause: z.object({ code: z.string() }) });

/** fetch wraps what happened: ECONNREFUSED, ENOTFOUND, a certificate's error. */
function networkError(error: unknown): string {
  if (error instanceof DOMException && error.name === "TimeoutError") return "no answer in time";
  return withCode.safeParse(error).data?.cause.code ?? "no connection";
}
