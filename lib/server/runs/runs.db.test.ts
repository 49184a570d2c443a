import { describe, expect, test } from "vitest";
import { z } from "zod";
import { kindOf } from "@/lib/domain/kinds";
import { parseStep } from "@/lib/domain/plan/stored-plan";
import { callEc2 } from "../aws/call-ec2";
import { applyChange } from "../changes/apply-change";
import { reviewChange, submitChange } from "../changes/review-change";
import { saveEdits } from "../changes/save-edit";
import { db } from "../db/client";
import { environmentAccess } from "../environments/environment-access";
import { observeEnvironment } from "../observe/observe-environment";
import type { SendCall } from "./run-context";
import { resumeRun } from "./steer-run";
import {
  advanceRun,
  apply,
  KEY,
  LEEDS,
  lab,
  listed,
  outcomeOf,
  put,
  remove,
  start,
  startRunBench,
  states,
} from "./testing";

const bench = startRunBench();

describe("a whole set-up", () => {
  test("ends in AWS as it was approved, field by field, and its keys are destroyed", async () => {
    await apply(
      bench,
      Object.keys(lab).map((key) => put(key)),
    );

    const { VpnConnections: connections = [] } = await listed(bench, "DescribeVpnConnections");
    expect(connections).toHaveLength(1);
    const [connection] = connections;
    expect(connection?.Options?.StaticRoutesOnly).toBe(true);
    expect(connection?.Options?.TunnelOptions?.map((tunnel) => tunnel.PreSharedKey)).toEqual([KEY, KEY]);
    expect(connection?.Routes?.map((route) => route.DestinationCidrBlock)).toEqual(["10.60.0.0/16"]);

    const rows = await db.resource.findMany({ where: { environmentId: bench.environment.id, spec: { not: "null" } } });
    expect(rows.map(({ key }) => key).sort()).toEqual(expect.arrayContaining(Object.keys(lab).sort()));
    const row = rows.find(({ key }) => key === LEEDS);
    expect(row).toMatchObject({ awsId: connection?.VpnConnectionId, specVersion: 1, marker: null });
    const spec = kindOf("vpn-connection").spec.parse(row?.spec);
    const outside = connection?.Options?.TunnelOptions?.map((tunnel) => tunnel.OutsideIpAddress);
    expect(spec).toMatchObject({ tunnels: outside?.map((outsideIpAddress) => ({ outsideIpAddress })) });

    const secrets = await db.sealedSecret.findMany({
      where: { environmentId: bench.environment.id, purpose: "preshared-key" },
    });
    expect(secrets).toHaveLength(2);
    for (const secret of secrets) expect(secret).toMatchObject({ sealed: null, fingerprint: expect.any(String) });
  });

  test("has every call on record, before it was sent and when it was done", async () => {
    await apply(
      bench,
      ["customer-gateway/leeds", "vpn-gateway/core", LEEDS].map((key) => put(key)),
    );
    const steps = await db.runStep.findMany({ where: { run: { environmentId: bench.environment.id } } });
    const calls = steps.map(({ step }) => parseStep(step)).filter(({ type }) => type === "call");
    expect(calls.length).toBeGreaterThanOrEqual(3);
    const rows = await db.auditEvent.findMany({
      where: { environmentId: bench.environment.id, action: { startsWith: "run.step-" } },
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
    await apply(
      bench,
      Object.keys(lab).map((key) => put(key)),
    );
    await apply(bench, Object.keys(lab).map(remove));
    const { VpnConnections: connections = [] } = await listed(bench, "DescribeVpnConnections");
    expect(connections.filter(({ State }) => State !== "deleted")).toEqual([]);
    const wanted = await db.resource.findMany({
      where: { environmentId: bench.environment.id, spec: { not: "null" } },
    });
    expect(wanted.map(({ key }) => key)).toEqual([]);
  });

  test("can be made again under the same keys", async () => {
    const keys = ["vpc/main", "vpn-gateway/core", "vpn-gateway-attachment/core-main"];
    await apply(
      bench,
      keys.map((key) => put(key)),
    );
    await apply(bench, keys.map(remove));
    await apply(
      bench,
      keys.map((key) => put(key)),
    );
  });
});

test("a connection that is made anew gets its own addresses, and they are what is wanted from then on", async () => {
  await apply(
    bench,
    ["customer-gateway/leeds", "vpn-gateway/core", LEEDS].map((key) => put(key)),
  );
  const before = await db.resource.findFirstOrThrow({ where: { environmentId: bench.environment.id, key: LEEDS } });
  const spec = kindOf("vpn-connection").spec.parse(before.spec);
  const tunnels = Array.isArray(spec.tunnels) ? spec.tunnels : [];
  const anew = tunnels.map((tunnel) => ({ ...tunnel, presharedKey: "another.key" }));
  await apply(bench, [put(LEEDS, { ...spec, routing: "bgp", tunnels: anew })]);

  const { VpnConnections: connections = [] } = await listed(bench, "DescribeVpnConnections");
  const connection = connections.find(({ State }) => State === "available");
  const after = await db.resource.findFirstOrThrow({ where: { environmentId: bench.environment.id, key: LEEDS } });
  expect(after.awsId).toBe(connection?.VpnConnectionId);
  expect(after.awsId).not.toBe(before.awsId);
  const outside = connection?.Options?.TunnelOptions?.map((tunnel) => tunnel.OutsideIpAddress);
  expect(after.spec).toMatchObject({
    routing: "bgp",
    tunnels: outside?.map((outsideIpAddress) => ({ outsideIpAddress })),
  });
});

describe("a step that fails", () => {
  test("leaves later steps unstarted, lets the rest finish, and is resumed", async () => {
    await bench.control.addFault({
      action: "CreateVpnGateway",
      kind: "error",
      params: { code: "VpnGatewayLimitExceeded", message: "Too many.", status: 400 },
    });
    const runId = await start(
      bench,
      ["vpn-gateway/core", LEEDS, "customer-gateway/leeds"].map((key) => put(key)),
    );
    await advanceRun(runId);
    expect(await outcomeOf(runId)).toBe("partial");
    expect(await states(runId)).toEqual([
      { stepId: "customer-gateway/leeds#create", state: "done", errorCode: null },
      { stepId: "vpn-gateway/core#create", state: "failed", errorCode: "VpnGatewayLimitExceeded" },
      { stepId: `${LEEDS}#create`, state: "skipped", errorCode: null },
    ]);
    expect((await bench.control.countCalls()).counts.CreateVpnConnection).toBeUndefined();

    await bench.control.clearFaults();
    await resumeRun(bench.admin, { runId });
    await advanceRun(runId);
    expect(await outcomeOf(runId)).toBe("applied");
    const { CustomerGateways: gateways = [] } = await listed(bench, "DescribeCustomerGateways");
    expect(gateways).toHaveLength(1);
  });

  test("says which fields EC2 took otherwise than approved", async () => {
    const changed: SendCall = (access, call) =>
      call.action === "CreateVpc"
        ? callEc2(access, { ...call, input: { ...call.input, CidrBlock: "10.51.0.0/16" } })
        : callEc2(access, call);
    const runId = await start(bench, [put("vpc/main")]);
    await advanceRun(runId, { send: changed });
    expect(await states(runId)).toMatchObject([{ state: "failed", errorCode: "run-differs" }]);
  }, 30_000);
});

test("a run whose credentials lead to another account calls nothing", async () => {
  const runId = await start(bench, [put("vpc/main")]);
  await db.environment.update({ where: { id: bench.environment.id }, data: { awsAccountId: "444455556666" } });
  await advanceRun(runId);
  expect(await outcomeOf(runId)).toBe("refused");
  const { preflightFlaws } = await db.run.findUniqueOrThrow({ where: { id: runId } });
  expect(preflightFlaws).toMatchObject([{ key: "errors.run-wrong-account" }]);
  expect((await bench.control.countCalls()).counts.CreateVpc).toBeUndefined();
});

describe("starting", () => {
  async function approved() {
    const { changeNumber } = await saveEdits(bench.admin, {
      environmentSlug: bench.environment.slug,
      edits: [put("vpc/main")],
    });
    const address = { environmentSlug: bench.environment.slug, changeNumber: changeNumber ?? 0 };
    await submitChange(bench.admin, address);
    const { hash: planHash } = await db.plan.findFirstOrThrow({
      where: { change: { environmentId: bench.environment.id } },
      orderBy: { createdAt: "desc" },
    });
    await reviewChange(bench.admin, { ...address, verdict: "approve", planHash });
    return { ...address, planHash };
  }

  test("two people who press at the same moment get one run", async () => {
    const input = await approved();
    const started = await Promise.all([
      applyChange(bench.admin, input),
      applyChange(bench.admin, input),
      applyChange(bench.admin, input),
    ]);
    expect(new Set(started.map(({ runId }) => runId)).size).toBe(1);
    expect(await db.run.count({ where: { environmentId: bench.environment.id } })).toBe(1);
  });

  test("a change whose ground moved since its approval is not applied", async () => {
    await apply(bench, [put("vpc/main")]);
    const { changeNumber } = await saveEdits(bench.admin, {
      environmentSlug: bench.environment.slug,
      edits: [put("subnet/a", { name: "a", vpc: "vpc/main", cidr: "10.50.1.0/24" })],
    });
    const address = { environmentSlug: bench.environment.slug, changeNumber: changeNumber ?? 0 };
    await submitChange(bench.admin, address);
    const { hash: planHash } = await db.plan.findFirstOrThrow({
      where: { change: { environmentId: bench.environment.id } },
      orderBy: { createdAt: "desc" },
    });
    await reviewChange(bench.admin, { ...address, verdict: "approve", planHash });
    const vpc = await db.resource.findFirstOrThrow({ where: { environmentId: bench.environment.id, key: "vpc/main" } });
    const access = await environmentAccess(bench.environment.id);
    await callEc2(access, {
      action: "CreateTags",
      input: { Resources: [vpc.awsId ?? ""], Tags: [{ Key: "Name", Value: "other" }] },
    });
    await observeEnvironment(bench.environment.id);
    const refused = applyChange(bench.admin, { ...address, planHash });
    await expect(refused).rejects.toMatchObject({ code: "change-stale" });
  });
});
