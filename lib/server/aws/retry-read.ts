import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { Ec2Error } from "./ec2-error";
import { UNREADABLE_ANSWER } from "./ec2-error-codes";

const ATTEMPTS_MAX = 4;
/** An endpoint that answers in HTML rarely knows the action at all: asking often only delays saying so. */
const ATTEMPTS_MAX_UNREADABLE = 2;
const FIRST_DELAY_MS = 250;
const DELAY_MAX_MS = 4000;

export interface RetryOptions {
  signal?: AbortSignal;
  /** 0 … 1; spreads the askers so that they do not meet again. */
  random?: () => number;
}

/** Repeats a read that may succeed a moment later, with exponential delays and full jitter (reference §3.3: no Retry-After). */
export async function retryRead<T>(read: () => Promise<T>, options: RetryOptions = {}): Promise<T> {
  const random = options.random ?? Math.random;
  for (let attempt = 1; ; attempt++) {
    try {
      return await read();
    } catch (error) {
      if (!isWorthAnother(error, attempt) || options.signal?.aborted) throw error;
      const delayMs = Math.min(DELAY_MAX_MS, FIRST_DELAY_MS * 2 ** attempt) * (0.5 + random() / 2);
      await sleep(delayMs, undefined, { signal: options.signal }).catch(() => {
        throw error;
      });
    }
  }
}

function isWorthAnother(error: unknown, attempt: number): boolean {
  if (!(error instanceof Ec2Error) || !error.retryable) return false;
  return attempt < (error.code === UNREADABLE_ANSWER ? ATTEMPTS_MAX_UNREADABLE : ATTEMPTS_MAX);
}
