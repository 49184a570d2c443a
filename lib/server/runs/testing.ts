import "server-only";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import type { KindName } from "@/lib/domain/kinds";
import { kindInKey } from "@/lib/domain/kinds/key";
import type { Edit } from "@/lib/domain/plan/step";
import { SandboxControl } from "@/sandbox/control-client";
import { startSandbox } from "@/sandbox/server";
import type { Viewer } from "../auth/viewer-of";
import { callEc2 } from "../aws/call-ec2";
import { applyChange } from "../changes/apply-change";
import { reviewChange, submitChange } from "../changes/review-change";
import { saveEdits } from "../changes/save-edit";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { environmentAccess } from "../environments/environment-access";
import { sealKeys } from "../environments/seal-keys";
import { lendTestQueue } from "../jobs/testing";
import { observeEnvironment } from "../observe/observe-environment";
import { advanceEnvironment } from "./advance-environment";
import type { SendCall } from "./run-context";

export const LEEDS = "vpn-connection/leeds";
export const KEY = "cloudneta.key";

/** One site with a static route, behind a gateway that propagates into one route table. */
export const lab: Record<string, Record<string, unknown>> = {
  "vpc/main": { name: "main", cidr: "10.50.0.0/16" },
  "vpn-gateway/core": { name: "core", amazonSideAsn: 64512 },
  "vpn-gateway-attachment/core-main": { vpnGateway: "vpn-gateway/core", vpc: "vpc/main" },
  "route-table/private": { name: "private", vpc: "vpc/main" },
  "route-propagation/core": { routeTable: "route-table/private", vpnGateway: "vpn-gateway/core" },
  "customer-gateway/leeds": { name: "leeds", ipAddress: "3.37.222.142", bgpAsn: 65000 },
  [LEEDS]: {
    name: "leeds",
    customerGateway: "customer-gateway/leeds",
    vpnGateway: "vpn-gateway/core",
    routing: "static",
    tunnels: [{ presharedKey: KEY }, { presharedKey: KEY }],
  },
  "vpn-connection-route/office": { vpnConnection: LEEDS, destination: "10.60.0.0/16" },
};

export function put(key: string, spec = lab[key] ?? {}): Edit {
  return { operation: "put", kind: kindInKey(key) as KindName, key, spec };
}

export function remove(key: string): Edit {
  return { operation: "remove", kind: kindInKey(key) as KindName, key };
}

/** What a file's tests begin with: a sandbox where minutes of EC2 take less than a second, and an empty environment for each. */
interface RunBench {
  control: SandboxControl;
  admin: Viewer;
  environment: { id: string; slug: string };
}

/** Filled in by vitest's hooks before the first test reads it. */
export function startRunBench(): RunBench {
  const bench: Partial<RunBench> = {};
  let url = "";
  let stop = async () => {};

  lendTestQueue();
  beforeAll(async () => {
    const sandbox = await startSandbox({ clock: "real", speed: 2000 });
    url = sandbox.url;
    bench.control = new SandboxControl(sandbox.controlUrl);
    stop = () => sandbox.close();
  });

  afterAll(() => stop());

  beforeEach(async () => {
    await bench.control?.clearFaults();
    await bench.control?.reset("empty");
    const admin = await addViewer("admin");
    const environment = await addEnvironment(admin.organizationId, { endpointUrl: url, selfApproval: true });
    const keys = { accessKeyId: "testing", secretAccessKey: "testing", sessionToken: "" };
    const credentials = await sealKeys(db, environment.id, keys);
    await db.environment.update({ where: { id: environment.id }, data: { credentials } });
    await observeEnvironment(environment.id);
    Object.assign(bench, { admin, environment });
  });

  return bench as RunBench;
}

/** Drafts, submits, approves and starts; the person does all of it, as in the demo sandbox. */
export async function start(bench: RunBench, edits: Edit[]): Promise<string> {
  const { changeNumber, problems } = await saveEdits(bench.admin, { environmentSlug: bench.environment.slug, edits });
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return startChange(bench, changeNumber ?? 0);
}

/** The same for a change that is drafted already. */
export async function startChange({ admin, environment }: RunBench, changeNumber: number): Promise<string> {
  const address = { environmentSlug: environment.slug, changeNumber };
  await submitChange(admin, address);
  const change = await db.change.findFirstOrThrow({
    where: { environmentId: environment.id, number: address.changeNumber },
    include: { plans: { orderBy: { createdAt: "desc" }, take: 1 } },
  });
  const planHash = change.plans[0]?.hash ?? "";
  await reviewChange(admin, { ...address, verdict: "approve", planHash });
  const { runId } = await applyChange(admin, { ...address, planHash, typedTitle: change.title });
  return runId;
}

export async function apply(bench: RunBench, edits: Edit[]): Promise<void> {
  await finish(await start(bench, edits));
}

/** Advances a run to its end, which must be a good one. */
export async function finish(runId: string): Promise<void> {
  expect(await advanceRun(runId)).toBeNull();
  const failed = await db.runStep.findMany({
    where: { runId, NOT: { state: "done" } },
    select: { stepId: true, state: true, error: true },
  });
  expect(failed).toEqual([]);
  expect(await outcomeOf(runId)).toBe("applied");
}

/** Advances one run in this process, without asking for the environment: nobody else is there. */
export async function advanceRun(runId: string, options: { send?: SendCall } = {}): Promise<Date | null> {
  const { environmentId } = await db.run.findUniqueOrThrow({ where: { id: runId } });
  return advanceEnvironment(environmentId, { ...options, runId });
}

export async function outcomeOf(runId: string): Promise<string | null> {
  const { outcome } = await db.run.findUniqueOrThrow({ where: { id: runId } });
  return outcome;
}

export function states(runId: string): Promise<{ stepId: string; state: string; errorCode: string | null }[]> {
  return db.runStep.findMany({
    where: { runId },
    orderBy: { position: "asc" },
    select: { stepId: true, state: true, errorCode: true },
  });
}

export async function listed<A extends "DescribeVpnConnections" | "DescribeCustomerGateways">(
  { environment }: RunBench,
  action: A,
) {
  return callEc2(await environmentAccess(environment.id), { action, input: {} });
}
