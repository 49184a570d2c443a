import "server-only";
import type { Ec2Action, Ec2Calls } from "@/lib/domain/ec2-calls";
import { log } from "../log";
import { noteThrottled, takeCall, type Urgency } from "./call-budget";
import { ec2Client } from "./client";
import { ec2Commands, type SendOptions } from "./ec2-commands";
import { toEc2Error } from "./ec2-error";
import type { EnvironmentAccess } from "./environment-access";
import { retryRead } from "./retry-read";

export interface CallOptions {
  /** Who waits for a read; a run where nothing is said. */
  urgency?: Urgency;
  signal?: AbortSignal;
}

/**
 * One EC2 call with all its pages. Throws an Ec2Error and nothing else. A read that was throttled or not answered is asked
 * again for some seconds, and waits for its turn in EC2's buckets (call-budget). A call that changes something is sent exactly once and at
 * once: only the run knows how to look whether an unanswered one was carried out, and takes its turn before the call is on record.
 */
export async function callEc2<A extends Ec2Action>(
  environment: EnvironmentAccess,
  call: { action: A; input: Ec2Calls[A]["input"] },
  { urgency, signal }: CallOptions = {},
): Promise<Ec2Calls[A]["output"]> {
  if (!isRead(call.action)) return sendOnce(environment, call, { abortSignal: signal });
  const takeTurn = () => takeCall(environment, call.action, { urgency, signal });
  return retryRead(() => sendOnce(environment, call, { abortSignal: signal, takeTurn }), { signal });
}

async function sendOnce<A extends Ec2Action>(
  environment: EnvironmentAccess,
  call: { action: A; input: Ec2Calls[A]["input"] },
  options: SendOptions,
): Promise<Ec2Calls[A]["output"]> {
  const startedAt = performance.now();
  // What is asked and answered is never logged: both may hold keys.
  const facts = () => ({
    environmentId: environment.id,
    action: call.action,
    ms: Math.round(performance.now() - startedAt),
  });
  try {
    await options.takeTurn?.();
    const client = await ec2Client(environment);
    const output = await ec2Commands[call.action](client, call.input, options);
    log.debug({ ...facts(), requestId: output.$metadata.requestId }, "EC2 answered");
    return output;
  } catch (thrown) {
    const error = toEc2Error(call.action, thrown);
    if (error.category === "throttled") noteThrottled(environment, call.action);
    log.info({ ...facts(), code: error.code, requestId: error.requestId }, "EC2 call failed");
    throw error;
  }
}

function isRead(action: Ec2Action): boolean {
  return /^(Describe|Get)/.test(action);
}
