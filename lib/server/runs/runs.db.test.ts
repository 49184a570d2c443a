import type { PgBoss } from "pg-boss";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { type KindName, kindOf } from "@/lib/domain/kinds";
import { kindInKey } from "@/lib/domain/kinds/key";
import type { Edit } from "@/lib/domain/plan/step";
import { parseStep } from "@/lib/domain/plan/stored-plan";
import { SandboxControl } from "@/sandbox/control-client";
import { type RunningSandbox, startSandbox } from "@/sandbox/server";
import type { Viewer } from "../auth/viewer-of";
import { callEc2 } from "../aws/call-ec2";
import { applyChange } from "../changes/apply-change";
import { reviewChange, submitChange } from "../changes/review-change";
import { saveEdits } from "../changes/save-edit";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { environmentAccess } from "../environments/environment-access";
import { sealKeys } from "../environments/seal-keys";
import { openQueue } from "../jobs/queue";
import { lendQueue } from "../jobs/send-job";
import { observeEnvironment } from "../observe/observe-environment";
import { advanceRun } from "./advance-run";
import type { SendCall } from "./run-context";
import { cancelRun, confirmStep, resumeRun } from "./steer-run";

const LEEDS = "vpn-connection/leeds";
const KEY = "cloudneta.key";

let sandbox: RunningSandbox;
let control: SandboxControl;
let queue: PgBoss;
let admin: Viewer;
let environment: { id: string; slug: string };

beforeAll(async () => {
  // Minutes of EC2 in less than a second.
  sandbox = await startSandbox({ clock: "real", speed: 2000 });
  control = new SandboxControl(sandbox.controlUrl);
  queue = await openQueue("worker");
  await queue.createQueue("advance-runs");
  lendQueue(queue);
});

afterAll(async () => {
  await queue.stop({ graceful: false });
  await sandbox.close();
});

beforeEach(async () => {
  await control.clearFaults();
  await control.reset("empty");
  admin = await addViewer("admin");
  environment = await addEnvironment(admin.organizationId, { endpointUrl: sandbox.url, selfApproval: true });
  const keys = { accessKeyId: "testing", secretAccessKey: "testing", sessionToken: "" };
  const credentials = await sealKeys(db, environment.id, keys);
  await db.environment.update({ where: { id: environment.id }, data: { credentials } });
  await observeEnvironment(environment.id);
});

const lab: Record<string, Record<string, unknown>> = {
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

function put(key: string, spec = lab[key] ?? {}): Edit {
  return { operation: "put", kind: kindInKey(key) as KindName, key, spec };
}

function remove(key: string): Edit {
  return { operation: "remove", kind: kindInKey(key) as KindName, key };
}

/** Drafts, submits, approves and starts; the person does all of it, as in the demo sandbox. */
async function start(edits: Edit[]): Promise<string> {
  const { changeNumber, problems } = await saveEdits(admin, { environmentSlug: environment.slug, edits });
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  const address = { environmentSlug: environment.slug, changeNumber: changeNumber ?? 0 };
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

async function apply(edits: Edit[]): Promise<void> {
  const runId = await start(edits);
  expect(await advanceRun(runId)).toBeNull();
  const failed = await db.runStep.findMany({
    where: { runId, NOT: { state: "done" } },
    select: { stepId: true, state: true, error: true },
  });
  expect(failed).toEqual([]);
  expect(await outcomeOf(runId)).toBe("applied");
}

async function outcomeOf(runId: string): Promise<string | null> {
  const { outcome } = await db.run.findUniqueOrThrow({ where: { id: runId } });
  return outcome;
}

function states(runId: string): Promise<{ stepId: string; state: string; errorCode: string | null }[]> {
  return db.runStep.findMany({
    where: { runId },
    orderBy: { position: "asc" },
    select: { stepId: true, state: true, errorCode: true },
  });
}

async function listed<A extends "DescribeVpnConnections" | "DescribeCustomerGateways">(action: A) {
  return callEc2(await environmentAccess(environment.id), { action, input: {} });
}

/** The process dies at the first call of that action: before it reaches EC2, or after EC2 carried it out. */
function dieAt(action: string, moment: "before" | "after"): SendCall {
  return async (access, call) => {
    if (call.action !== action) return callEc2(access, call);
    if (moment === "after") await callEc2(access, call);
    throw new Error("The process is dead");
  };
}

describe("a whole set-up", () => {
  test("ends in AWS as it was approved, field by field, and its keys are destroyed", async () => {
    await apply(Object.keys(lab).map((key) => put(key)));

    const { VpnConnections: connections = [] } = await listed("DescribeVpnConnections");
    expect(connections).toHaveLength(1);
    const [connection] = connections;
    expect(connection?.Options?.StaticRoutesOnly).toBe(true);
    expect(connection?.Options?.TunnelOptions?.map((tunnel) => tunnel.PreSharedKey)).toEqual([KEY, KEY]);
    expect(connection?.Routes?.map((route) => route.DestinationCidrBlock)).toEqual(["10.60.0.0/16"]);

    const rows = await db.resource.findMany({ where: { environmentId: environment.id, spec: { not: "null" } } });
    expect(rows.map(({ key }) => key).sort()).toEqual(expect.arrayContaining(Object.keys(lab).sort()));
    const row = rows.find(({ key }) => key === LEEDS);
    expect(row).toMatchObject({ awsId: connection?.VpnConnectionId, specVersion: 1, marker: null });
    const spec = kindOf("vpn-connection").spec.parse(row?.spec);
    const outside = connection?.Options?.TunnelOptions?.map((tunnel) => tunnel.OutsideIpAddress);
    expect(spec).toMatchObject({ tunnels: outside?.map((outsideIpAddress) => ({ outsideIpAddress })) });

    const secrets = await db.sealedSecret.findMany({
      where: { environmentId: environment.id, purpose: "preshared-key" },
    });
    expect(secrets).toHaveLength(2);
    for (const secret of secrets) expect(secret).toMatchObject({ sealed: null, fingerprint: expect.any(String) });
  });

  test("has every call on record, before it was sent and when it was done", async () => {
    const steps = await db.runStep.findMany({ where: { run: { environmentId: environment.id } } });
    const calls = steps.map(({ step }) => parseStep(step)).filter(({ type }) => type === "call");
    const rows = await db.auditEvent.findMany({
      where: { environmentId: environment.id, action: { startsWith: "run.step-" } },
      orderBy: { number: "asc" },
    });
    const stepsIn = (action: string) =>
      rows
        .filter((row) => row.action === action)
        .map(({ detail }) => z.object({ step: z.string() }).parse(detail).step);
    expect(stepsIn("run.step-calling").sort()).toEqual(calls.map(({ id }) => id).sort());
    expect(stepsIn("run.step-done").sort()).toEqual(calls.map(({ id }) => id).sort());
    expect(JSON.stringify(rows.map(({ detail }) => detail))).not.toContain(KEY);
  });

  test("is taken down again, and nothing of it is wanted any more", async () => {
    await apply(Object.keys(lab).map((key) => put(key)));
    await apply(Object.keys(lab).map(remove));
    const { VpnConnections: connections = [] } = await listed("DescribeVpnConnections");
    expect(connections.filter(({ State }) => State !== "deleted")).toEqual([]);
    const wanted = await db.resource.findMany({ where: { environmentId: environment.id, spec: { not: "null" } } });
    expect(wanted.map(({ key }) => key)).toEqual([]);
  });

  test("can be made again under the same keys", async () => {
    const keys = ["vpc/main", "vpn-gateway/core", "vpn-gateway-attachment/core-main"];
    await apply(keys.map((key) => put(key)));
    await apply(keys.map(remove));
    await apply(keys.map((key) => put(key)));
  });
});

test("a connection that is made anew gets its own addresses, and they are what is wanted from then on", async () => {
  await apply(["customer-gateway/leeds", "vpn-gateway/core", LEEDS].map((key) => put(key)));
  const before = await db.resource.findFirstOrThrow({ where: { environmentId: environment.id, key: LEEDS } });
  const spec = kindOf("vpn-connection").spec.parse(before.spec);
  const tunnels = Array.isArray(spec.tunnels) ? spec.tunnels : [];
  const anew = tunnels.map((tunnel) => ({ ...tunnel, presharedKey: "another.key" }));
  await apply([put(LEEDS, { ...spec, routing: "bgp", tunnels: anew })]);

  const { VpnConnections: connections = [] } = await listed("DescribeVpnConnections");
  const connection = connections.find(({ State }) => State === "available");
  const after = await db.resource.findFirstOrThrow({ where: { environmentId: environment.id, key: LEEDS } });
  expect(after.awsId).toBe(connection?.VpnConnectionId);
  expect(after.awsId).not.toBe(before.awsId);
  const outside = connection?.Options?.TunnelOptions?.map((tunnel) => tunnel.OutsideIpAddress);
  expect(after.spec).toMatchObject({
    routing: "bgp",
    tunnels: outside?.map((outsideIpAddress) => ({ outsideIpAddress })),
  });
});

describe("a process that dies", () => {
  test.each(["before", "after"] as const)(
    "%s EC2 carried out a create leaves one object, not two and not none",
    async (moment) => {
      const runId = await start(["customer-gateway/leeds", "vpn-gateway/core", LEEDS].map((key) => put(key)));
      await expect(advanceRun(runId, { send: dieAt("CreateVpnConnection", moment) })).rejects.toThrow("dead");
      expect((await states(runId)).map(({ state }) => state)).toEqual(["done", "done", "calling"]);

      await advanceRun(runId);
      expect(await outcomeOf(runId)).toBe("applied");
      const { VpnConnections: connections = [] } = await listed("DescribeVpnConnections");
      expect(connections).toHaveLength(1);
      const { counts } = await control.countCalls();
      expect(counts.CreateVpnConnection).toBe(1);
    },
  );

  test.each(["before", "after"] as const)(
    "%s EC2 carried out an attachment finds it by what it joins",
    async (moment) => {
      const runId = await start(
        ["vpc/main", "vpn-gateway/core", "vpn-gateway-attachment/core-main"].map((key) => put(key)),
      );
      await expect(advanceRun(runId, { send: dieAt("AttachVpnGateway", moment) })).rejects.toThrow("dead");
      await advanceRun(runId);
      expect(await outcomeOf(runId)).toBe("applied");
      expect((await control.countCalls()).counts.AttachVpnGateway).toBe(1);
    },
  );
});

describe("an answer that is lost", () => {
  test.each(["cut-before", "cut-after"] as const)("%s: the call is carried out once", async (kind) => {
    await control.addFault({ action: "CreateCustomerGateway", kind, count: 1 });
    const runId = await start([put("customer-gateway/leeds")]);
    await advanceRun(runId);
    expect(await outcomeOf(runId)).toBe("applied");
    const { CustomerGateways: gateways = [] } = await listed("DescribeCustomerGateways");
    expect(gateways).toHaveLength(1);
  });

  test("a throttled call is made again", async () => {
    await control.addFault({ action: "CreateCustomerGateway", kind: "throttle", count: 1 });
    const runId = await start([put("customer-gateway/leeds")]);
    await advanceRun(runId);
    expect(await outcomeOf(runId)).toBe("applied");
  });
});

describe("a step that fails", () => {
  test("leaves later steps unstarted, lets the rest finish, and is resumed", async () => {
    await control.addFault({
      action: "CreateVpnGateway",
      kind: "error",
      params: { code: "VpnGatewayLimitExceeded", message: "Too many.", status: 400 },
    });
    const runId = await start(["vpn-gateway/core", LEEDS, "customer-gateway/leeds"].map((key) => put(key)));
    await advanceRun(runId);
    expect(await outcomeOf(runId)).toBe("partial");
    expect(await states(runId)).toEqual([
      { stepId: "customer-gateway/leeds#create", state: "done", errorCode: null },
      { stepId: "vpn-gateway/core#create", state: "failed", errorCode: "VpnGatewayLimitExceeded" },
      { stepId: `${LEEDS}#create`, state: "skipped", errorCode: null },
    ]);
    expect((await control.countCalls()).counts.CreateVpnConnection).toBeUndefined();

    await control.clearFaults();
    await resumeRun(admin, { runId });
    await advanceRun(runId);
    expect(await outcomeOf(runId)).toBe("applied");
    const { CustomerGateways: gateways = [] } = await listed("DescribeCustomerGateways");
    expect(gateways).toHaveLength(1);
  });

  test("says which fields EC2 took otherwise than approved", async () => {
    const changed: SendCall = (access, call) =>
      call.action === "CreateVpc"
        ? callEc2(access, { ...call, input: { ...call.input, CidrBlock: "10.51.0.0/16" } })
        : callEc2(access, call);
    const runId = await start([put("vpc/main")]);
    await advanceRun(runId, { send: changed });
    expect(await states(runId)).toMatchObject([{ state: "failed", errorCode: "run-differs" }]);
  }, 30_000);
});

test("a customer gateway that EC2 gives back although somebody else made it is left alone", async () => {
  const access = await environmentAccess(environment.id);
  const runId = await start([put("customer-gateway/leeds")]);
  // Made elsewhere after the plan: EC2 returns the existing gateway for the same address and ASN.
  await callEc2(access, {
    action: "CreateCustomerGateway",
    input: { Type: "ipsec.1", IpAddress: "3.37.222.142", BgpAsn: 65000 },
  });
  await advanceRun(runId);
  expect(await states(runId)).toMatchObject([{ state: "failed", errorCode: "run-conflict" }]);
});

describe("a change of both tunnels", () => {
  beforeEach(async () => {
    await apply(["customer-gateway/leeds", "vpn-gateway/core", LEEDS].map((key) => put(key)));
    const { VpnConnections: connections = [] } = await listed("DescribeVpnConnections");
    await control.configureDevice({ connectionId: connections[0]?.VpnConnectionId, configured: true, immediate: true });
    await observeEnvironment(environment.id);
  });

  async function rotate(): Promise<string> {
    const row = await db.resource.findFirstOrThrow({ where: { environmentId: environment.id, key: LEEDS } });
    const spec = kindOf("vpn-connection").spec.parse(row.spec);
    const tunnels = Array.isArray(spec.tunnels) ? spec.tunnels : [];
    return start([
      put(LEEDS, { ...spec, tunnels: tunnels.map((tunnel) => ({ ...tunnel, presharedKey: "another.key" })) }),
    ]);
  }

  test("touches the second only after a person confirmed and the first is up", async () => {
    const runId = await rotate();
    await advanceRun(runId);
    const calls = async () => (await control.countCalls()).counts.ModifyVpnTunnelOptions;
    expect((await states(runId)).map(({ state }) => state)).toEqual([
      "done",
      "settling",
      "pending",
      "pending",
      "pending",
      "pending",
    ]);
    expect(await calls()).toBe(1);

    const [, confirm, wait] = await states(runId);
    await confirmStep(admin, { runId, stepId: confirm?.stepId ?? "" });
    // The device still has the old key, so the tunnel does not come up and the second is not touched.
    expect(await advanceRun(runId)).not.toBeNull();
    expect(await calls()).toBe(1);

    const { VpnConnections: connections = [] } = await listed("DescribeVpnConnections");
    await control.configureDevice({ connectionId: connections[0]?.VpnConnectionId, configured: true, immediate: true });
    const callsAfterLook = async () => {
      await advanceRun(runId);
      return calls();
    };
    await expect.poll(callsAfterLook, { timeout: 15_000, interval: 200 }).toBe(2);
    expect((await states(runId)).find(({ stepId }) => stepId === wait?.stepId)?.state).toBe("done");
  }, 30_000);

  test("waits for a tunnel's routes too, and says that it does", async () => {
    await apply([put("vpn-connection-route/office")]);
    await observeEnvironment(environment.id);
    const runId = await rotate();
    await advanceRun(runId);
    const [, confirm, wait] = await states(runId);
    const { VpnConnections: connections = [] } = await listed("DescribeVpnConnections");
    const VpnConnectionId = connections[0]?.VpnConnectionId ?? "";
    const input = { VpnConnectionId, DestinationCidrBlock: "10.60.0.0/16" };
    const access = await environmentAccess(environment.id);
    await callEc2(access, { action: "DeleteVpnConnectionRoute", input });
    await control.configureDevice({ connectionId: VpnConnectionId, configured: true, immediate: true });
    await confirmStep(admin, { runId, stepId: confirm?.stepId ?? "" });
    const waiting = async () => {
      await advanceRun(runId);
      const { state, error } = await db.runStep.findFirstOrThrow({ where: { runId, stepId: wait?.stepId } });
      return [state, JSON.stringify(error).includes("changes.waiting.noRoutes")];
    };
    await expect.poll(waiting, { timeout: 10_000, interval: 200 }).toEqual(["settling", true]);
    await callEc2(access, { action: "CreateVpnConnectionRoute", input });
    await expect.poll(waiting, { timeout: 10_000, interval: 200 }).toEqual(["done", false]);
  }, 30_000);

  test("is cancelled after the current step, and what waits for a person ends", async () => {
    const runId = await rotate();
    await advanceRun(runId);
    await cancelRun(admin, { runId });
    expect(await advanceRun(runId)).toBeNull();
    expect(await outcomeOf(runId)).toBe("cancelled");
    expect((await states(runId)).map(({ state }) => state)).toEqual([
      "done",
      "skipped",
      "skipped",
      "skipped",
      "skipped",
      "skipped",
    ]);
  });
});

test("a run whose credentials lead to another account calls nothing", async () => {
  const runId = await start([put("vpc/main")]);
  await db.environment.update({ where: { id: environment.id }, data: { awsAccountId: "444455556666" } });
  await advanceRun(runId);
  expect(await outcomeOf(runId)).toBe("failed");
  expect((await states(runId)).map(({ errorCode }) => errorCode)[0]).toBe("environment-wrong-account");
  expect((await control.countCalls()).counts.CreateVpc).toBeUndefined();
});

describe("starting", () => {
  async function approved() {
    const { changeNumber } = await saveEdits(admin, { environmentSlug: environment.slug, edits: [put("vpc/main")] });
    const address = { environmentSlug: environment.slug, changeNumber: changeNumber ?? 0 };
    await submitChange(admin, address);
    const { hash: planHash } = await db.plan.findFirstOrThrow({
      where: { change: { environmentId: environment.id } },
      orderBy: { createdAt: "desc" },
    });
    await reviewChange(admin, { ...address, verdict: "approve", planHash });
    return { ...address, planHash };
  }

  test("two people who press at the same moment get one run", async () => {
    const input = await approved();
    const started = await Promise.all([
      applyChange(admin, input),
      applyChange(admin, input),
      applyChange(admin, input),
    ]);
    expect(new Set(started.map(({ runId }) => runId)).size).toBe(1);
    expect(await db.run.count({ where: { environmentId: environment.id } })).toBe(1);
  });

  test("a change whose ground moved since its approval is not applied", async () => {
    await apply([put("vpc/main")]);
    const { changeNumber } = await saveEdits(admin, {
      environmentSlug: environment.slug,
      edits: [put("subnet/a", { name: "a", vpc: "vpc/main", cidr: "10.50.1.0/24" })],
    });
    const address = { environmentSlug: environment.slug, changeNumber: changeNumber ?? 0 };
    await submitChange(admin, address);
    const { hash: planHash } = await db.plan.findFirstOrThrow({
      where: { change: { environmentId: environment.id } },
      orderBy: { createdAt: "desc" },
    });
    await reviewChange(admin, { ...address, verdict: "approve", planHash });
    const vpc = await db.resource.findFirstOrThrow({ where: { environmentId: environment.id, key: "vpc/main" } });
    const access = await environmentAccess(environment.id);
    await callEc2(access, {
      action: "CreateTags",
      input: { Resources: [vpc.awsId ?? ""], Tags: [{ Key: "Name", Value: "other" }] },
    });
    await observeEnvironment(environment.id);
    const refused = applyChange(admin, { ...address, planHash });
    await expect(refused).rejects.toMatchObject({ code: "change-stale" });
  });
});
