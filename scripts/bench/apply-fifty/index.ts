import { execFile, spawn } from "node:child_process";
import fs from "node:fs";
import { promisify } from "node:util";
import { z } from "zod";
import { SandboxControl } from "@/sandbox/control-client";
import { startSandbox } from "@/sandbox/server";
import { ROOT } from "../../start/settings.mjs";
import { type Figure, rounded } from "../figure";
import { withDatabase } from "../with-database";

/** Of EC2's own time: what a run may take longer. */
const SHARE_MAX = 1.1;
/**
 * A connection takes 30 virtual seconds in the sandbox, so 60 here. AWS takes 3 to 10 minutes (reference §3.4): the clock is three to ten times
 * as fast as real, and what the console needs itself weighs so much more than it does there.
 */
const SPEED = 0.5;

const applied = z.object({
  outcome: z.literal("applied"),
  seconds: z.number(),
  criticalSeconds: z.number(),
  steps: z.number(),
  retried: z.number(),
});

/** How long an apply of fifty connections takes, beside the time that EC2 itself needs, and whether it was ever throttled. */
export async function measureApplyFifty(): Promise<Figure[]> {
  const sandbox = await startSandbox({ clock: "real", speed: SPEED, world: "empty" });
  const control = new SandboxControl(sandbox.controlUrl);
  await control.setThrottling({ throttling: "ec2" });
  try {
    return await withDatabase(async (env) => {
      const worker = spawn(process.execPath, [...NODE, "worker/main.ts"], { cwd: ROOT, env, stdio: "inherit" });
      try {
        const { stdout } = await promisify(execFile)(
          process.execPath,
          [...NODE, "scripts/bench/apply-fifty/apply.ts", sandbox.url, String(SPEED)],
          { cwd: ROOT, env },
        );
        const workerSeconds = cpuSeconds(worker.pid);
        return figuresOf(applied.parse(JSON.parse(stdout)), { ...(await throttledCalls(control)), workerSeconds });
      } finally {
        worker.kill("SIGKILL");
      }
    });
  } finally {
    await sandbox.close();
  }
}

const NODE = ["--conditions=react-server", "--import", "tsx"];

async function throttledCalls(control: SandboxControl): Promise<{ calls: number; throttled: string[] }> {
  const { calls } = await control.listCalls();
  return { calls: calls.length, throttled: calls.flatMap(({ status, action }) => (status === 503 ? [action] : [])) };
}

function figuresOf(
  { seconds, criticalSeconds, steps, retried }: z.output<typeof applied>,
  { calls, throttled, workerSeconds }: { calls: number; throttled: string[]; workerSeconds: number },
): Figure[] {
  const share = seconds / criticalSeconds;
  return [
    {
      name: "apply-50",
      value: Math.round(share * 1000) / 1000,
      unit: "× EC2's own time",
      detail: {
        takes: "from the button until the run has ended; EC2's own time is the longest chain of its transitions",
        limit: SHARE_MAX,
        seconds: rounded(seconds),
        ec2Seconds: criticalSeconds,
        steps,
        retried,
        workerCpuSeconds: rounded(workerSeconds),
      },
      isOverLimit: share > SHARE_MAX,
    },
    {
      name: "apply-50-throttled",
      value: throttled.length,
      unit: "calls",
      detail: { takes: "EC2's default buckets, virtual time", limit: 0, calls, throttled },
      isOverLimit: throttled.length > 0,
    },
  ];
}

/** What the worker has computed since its start, which a busy machine stretches; Linux only, as the limits are. */
function cpuSeconds(pid: number | undefined): number {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  // proc(5): utime and stime are the 14th and 15th, in hundredths of a second.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
