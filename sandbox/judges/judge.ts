import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { z } from "zod";
import { simulated } from "../resources/registry";
import type { StartOptions } from "../server";
import { startBench } from "../test-bench";
import { judgeEnvironment } from "./judge-environment";
import { alwaysRefused, namedActions } from "./named-actions";

const claimSchema = z.object({
  name: z.string(),
  ok: z.boolean().optional(),
  detail: z.string().optional(),
  skipped: z.string().optional(),
});

/**
 * Lets `<name>.py` look at a new sandbox, in one process, and makes a test of each of its claims. Also claims that every operation
 * the script calls succeeded at least once, so that a call in a script is a proof.
 */
export async function judge(name: string, options: StartOptions = {}): Promise<void> {
  const { url, controlUrl, control } = await startBench(options);
  const script = path.join(import.meta.dirname, `${name.replaceAll("-", "_")}.py`);
  const lines = await runPython(script, {
    ...judgeEnvironment(url, controlUrl),
    SANDBOX_ACTIONS: JSON.stringify([...simulated.keys()]),
  });
  const { calls } = await control.listCalls();
  const claims = lines.map((line) => claimSchema.parse(line));
  for (const { name: claim, ok, detail, skipped } of claims) {
    // The reason stands in the name, because that is what a run prints of a test it did not carry out.
    if (skipped !== undefined) test.skip(`${claim} (${skipped})`, () => {});
    else test(claim, () => expect(ok, detail).toBe(true));
  }
  const isComplete = claims.every(({ skipped }) => skipped === undefined);
  test.skipIf(!isComplete)("every operation the judge calls was carried out", () => {
    const succeeded = new Set(calls.filter(({ status }) => status === 200).map(({ action }) => action));
    const called = namedActions(readFileSync(script, "utf8"));
    expect(called.filter((action) => !succeeded.has(action) && !alwaysRefused.has(action))).toEqual([]);
  });
}

async function runPython(script: string, env: NodeJS.ProcessEnv): Promise<unknown[]> {
  try {
    const { stdout } = await promisify(execFile)("python3", [script], { env, maxBuffer: 64 << 20 });
    return stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  } catch (error) {
    if (/ENOENT|No module named 'boto/.test(String(error)))
      throw new Error("python3 with boto3 is needed for this test: apt-get install -y python3-boto3");
    throw error;
  }
}
