import { EC2Client, EC2ServiceException } from "@aws-sdk/client-ec2";
import { STSClient } from "@aws-sdk/client-sts";
import { afterAll, expect } from "vitest";
import { SandboxControl } from "./control-client";
import { type StartOptions, startSandbox } from "./server";

/** A sandbox for one test file with real clients: time stands still unless the test moves it, and there is room for many tests. */
export async function startBench(options: StartOptions = {}) {
  const running = await startSandbox({ clock: "stepped", quotas: new Map([["every", 10_000]]), ...options });
  const ec2 = clientFor(running.url);
  afterAll(async () => {
    ec2.destroy();
    await running.close();
  });
  return { ...running, ec2, control: new SandboxControl(running.controlUrl) };
}

export function clientFor(endpoint: string, credentials = testing, region = "ap-northeast-2"): EC2Client {
  return new EC2Client({ endpoint, region, credentials, maxAttempts: 1 });
}

export function stsFor(endpoint: string, credentials = testing): STSClient {
  return new STSClient({ endpoint, region: "ap-northeast-2", credentials, maxAttempts: 1 });
}

export const testing: { accessKeyId: string; secretAccessKey: string; sessionToken?: string } = {
  accessKeyId: "testing",
  secretAccessKey: "testing",
};

/** The call must be refused with this code and, when given, exactly this sentence and HTTP status. */
export async function expectRefusal(call: Promise<unknown>, code: string, message?: string, status?: number) {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof EC2ServiceException)) throw new Error(`Expected ${code}, saw ${String(error)}`);
  expect(error.name).toBe(code);
  if (message !== undefined) expect(error.message).toBe(message);
  if (status !== undefined) expect(error.$metadata.httpStatusCode).toBe(status);
}

/** What a call answered, or a failed test. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("Expected a value");
  return value;
}
