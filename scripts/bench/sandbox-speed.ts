import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import { createInterface } from "node:readline";
import { SignedCaller } from "@/sandbox/signed-call";
import { ROOT } from "../start/settings.mjs";
import { type Figure, percentile, rounded } from "./figure";

const LIMITS = { startSeconds: 1, describeMs: 150, callsPerSecond: 200, megabytes: 300 };
const STARTS = 5;
const DESCRIBES = 10;
const RATE_FOR_MS = 5000;

/** How quick the EC2 stand-in is by itself, asked over HTTP with signed calls. It runs as a process of its own: one core. */
export async function measureSandboxSpeed(): Promise<Figure[]> {
  return [await measureStart(), ...(await measureCalls()), ...(await measureSize())];
}

async function measureStart(): Promise<Figure> {
  const samples: number[] = [];
  while (samples.length < STARTS)
    samples.push(await withSandbox("empty", async ({ startedInMs }) => startedInMs / 1000));
  const value = percentile(samples, 0.5);
  return {
    name: "sandbox-start",
    value: rounded(value),
    unit: "s",
    detail: { takes: `median of ${STARTS}, from the command to "Sandbox is ready"`, limit: LIMITS.startSeconds },
    isOverLimit: value > LIMITS.startSeconds,
  };
}

function measureCalls(): Promise<Figure[]> {
  return withSandbox("scale:1000", async ({ caller }): Promise<Figure[]> => {
    const times: number[] = [];
    let bytes = 0;
    while (times.length < DESCRIBES) {
      const startedAt = performance.now();
      bytes = (await describeConnections(caller)).length;
      times.push(performance.now() - startedAt);
    }
    const median = percentile(times, 0.5);
    const rate = await callsPerSecond(caller);
    return [
      {
        name: "sandbox-describe-1000",
        value: rounded(median),
        unit: "ms",
        detail: {
          takes: `median of ${DESCRIBES}, with bodies complete`,
          bytes,
          limit: LIMITS.describeMs,
          max: rounded(Math.max(...times)),
        },
        isOverLimit: median > LIMITS.describeMs,
      },
      {
        name: "sandbox-calls",
        value: rounded(rate),
        unit: "calls/s",
        detail: { takes: "reads, creations and tags in turn, one after the other", limit: LIMITS.callsPerSecond },
        isOverLimit: rate < LIMITS.callsPerSecond,
      },
    ];
  });
}

async function callsPerSecond(caller: SignedCaller): Promise<number> {
  const startedAt = performance.now();
  let count = 0;
  while (performance.now() - startedAt < RATE_FOR_MS) {
    const { status } = await caller.call({ body: `${mixedCall(count++)}&Version=2016-11-15` });
    if (status !== 200) throw new Error(`Call ${count} answered ${status}`);
  }
  return (count * 1000) / (performance.now() - startedAt);
}

function mixedCall(index: number): string {
  const calls = [
    `Action=CreateCustomerGateway&Type=ipsec.1&IpAddress=3.38.${(index >> 8) & 255}.${index & 255}&BgpAsn=65010`,
    "Action=DescribeVpcs&Filter.1.Name=cidr&Filter.1.Value.1=10.64.0.0%2F18",
    "Action=DescribeVpnConnections&Filter.1.Name=tag:Name&Filter.1.Value.1=site-00042",
    "Action=DescribeRouteTables&MaxResults=5",
  ];
  return calls[index % calls.length] ?? "";
}

/** What the process holds once everything was described. */
function measureSize(): Promise<Figure[]> {
  return withSandbox("scale:10000", async ({ caller, memoryMegabytes, startedInMs }): Promise<Figure[]> => {
    const atRest = memoryMegabytes();
    for (let count = 0; count < 2; count++) await describeConnections(caller);
    const value = memoryMegabytes();
    return [
      {
        name: "sandbox-memory-10000",
        value: rounded(value),
        unit: "MB",
        detail: {
          takes: "resident, after all 10,000 connections were described twice",
          atRest: rounded(atRest),
          limit: LIMITS.megabytes,
        },
        isOverLimit: value > LIMITS.megabytes,
      },
      { name: "sandbox-build-10000", value: rounded(startedInMs / 1000), unit: "s", detail: { takes: "one start" } },
    ];
  });
}

async function describeConnections(caller: SignedCaller): Promise<string> {
  const { status, body } = await caller.call({ body: "Action=DescribeVpnConnections&Version=2016-11-15" });
  if (status !== 200) throw new Error(`DescribeVpnConnections answered ${status}`);
  return body;
}

type Measured = { caller: SignedCaller; startedInMs: number; memoryMegabytes: () => number };

async function withSandbox<T>(world: string, measure: (sandbox: Measured) => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const args = ["sandbox/start.mjs", "--port", "0", "--control-port", "0", "--world", world];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
  try {
    const url = await readUrl(child);
    const startedInMs = performance.now() - startedAt;
    const caller = new SignedCaller(url);
    try {
      return await measure({ caller, startedInMs, memoryMegabytes: () => residentMegabytes(child.pid) });
    } finally {
      caller.close();
    }
  } finally {
    child.kill();
  }
}

async function readUrl({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error("The sandbox has no output");
  for await (const line of createInterface(stdout)) {
    const url = /^Sandbox is ready: (\S+)/.exec(line)?.[1];
    if (url) return url;
  }
  throw new Error("The sandbox ended before it was ready");
}

/** Linux only, as the limits are. */
function residentMegabytes(pid: number | undefined): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}
