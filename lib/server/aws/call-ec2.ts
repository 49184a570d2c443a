import "server-only";
import type { Ec2Action, Ec2Calls } from "@/lib/domain/ec2-calls";
import { log } from "../log";
import { ec2Client } from "./client";
import { ec2Commands } from "./ec2-commands";
import { toEc2Error } from "./ec2-error";
import type { EnvironmentAccess } from "./environment-access";
import { retryRead } from "./retry-read";

export interface CallOptions {
  signal?: AbortSignal;
}

/**
 * One EC2 call with all its pages. Throws an Ec2Error and nothing else. A read that was throttled or not answered is asked
 * again for some seconds; a call that changes something is sent exactly once, since only the run knows how to look whether an
 * unanswered one was carried out.
 */
export async function callEc2<A extends Ec2Action>(
  environment: EnvironmentAccess,
  call: { action: A; input: Ec2Calls[A]["input"] },
  { signal }: CallOptions = {},
): Promise<Ec2Calls[A]["output"]> {
  const once = () => sendOnce(environment, call, signal);
  return isRead(call.action) ? retryRead(once, { signal }) : once();
}

async function sendOnce<A extends Ec2Action>(
  environment: EnvironmentAccess,
  call: { action: A; input: Ec2Calls[A]["input"] },
  signal: AbortSignal | undefined,
): Promise<Ec2Calls[A]["output"]> {
  const startedAt = performance.now();
  // What is asked and answered is never logged: both may hold keys.
  const facts = () => ({
    environmentId: environment.id,
    action: call.action,
    ms: Math.round(performance.now() - startedAt),
  });
  try {
    const client = await ec2Client(environment);
    const output = await ec2Commands[call.action](client, call.input, { abortSignal: signal });
    log.debug({ ...facts(), requestId: output.$metadata.requestId }, "EC2 answered");
    return output;
  } catch (thrown) {
    const error = toEc2Error(call.action, thrown);
    log.info({ ...facts(), code: error.code, requestId: error.requestId }, "EC2 call failed");
    throw error;
  }
}

function isRead(action: Ec2Action): boolean {
  return action.startsWith("Describe");
}
