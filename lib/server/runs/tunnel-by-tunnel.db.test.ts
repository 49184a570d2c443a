import { beforeEach, describe, expect, test } from "vitest";
import { kindOf } from "@/lib/domain/kinds";
import { callEc2 } from "../aws/call-ec2";
import { db } from "../db/client";
import { environmentAccess } from "../environments/environment-access";
import { observeEnvironment } from "../observe/observe-environment";
import { cancelRun, confirmStep } from "./steer-run";
import { advanceRun, apply, LEEDS, listed, outcomeOf, put, start, startRunBench, states } from "./testing";

const bench = startRunBench();

describe("a change of both tunnels", () => {
  beforeEach(async () => {
    await apply(
      bench,
      ["customer-gateway/leeds", "vpn-gateway/core", LEEDS].map((key) => put(key)),
    );
    const { VpnConnections: connections = [] } = await listed(bench, "DescribeVpnConnections");
    await bench.control.configureDevice({
      connectionId: connections[0]?.VpnConnectionId,
      configured: true,
      immediate: true,
    });
    await observeEnvironment(bench.environment.id);
  });

  async function rotate(): Promise<string> {
    const row = await db.resource.findFirstOrThrow({ where: { environmentId: bench.environment.id, key: LEEDS } });
    const spec = kindOf("vpn-connection").spec.parse(row.spec);
    const tunnels = Array.isArray(spec.tunnels) ? spec.tunnels : [];
    return start(bench, [
      put(LEEDS, { ...spec, tunnels: tunnels.map((tunnel) => ({ ...tunnel, presharedKey: "another.key" })) }),
    ]);
  }

  test("touches the second only after a person confirmed and the first is up", async () => {
    const runId = await rotate();
    await advanceRun(runId);
    const calls = async () => (await bench.control.countCalls()).counts.ModifyVpnTunnelOptions;
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
    await confirmStep(bench.admin, { runId, stepId: confirm?.stepId ?? "" });
    // The device still has the old key, so the tunnel does not come up and the second is not touched.
    expect(await advanceRun(runId)).not.toBeNull();
    expect(await calls()).toBe(1);

    const { VpnConnections: connections = [] } = await listed(bench, "DescribeVpnConnections");
    await bench.control.configureDevice({
      connectionId: connections[0]?.VpnConnectionId,
      configured: true,
      immediate: true,
    });
    const callsAfterLook = async () => {
      await advanceRun(runId);
      return calls();
    };
    await expect.poll(callsAfterLook, { timeout: 15_000, interval: 200 }).toBe(2);
    expect((await states(runId)).find(({ stepId }) => stepId === wait?.stepId)?.state).toBe("done");
  }, 30_000);

  test("is woken by the reading in which the tunnel is up", async () => {
    const runId = await rotate();
    await advanceRun(runId);
    const [, confirm] = await states(runId);
    await confirmStep(bench.admin, { runId, stepId: confirm?.stepId ?? "" });
    const asleepUntil = await advanceRun(runId);
    expect(asleepUntil?.getTime()).toBeGreaterThan(Date.now());
    await db.$executeRaw`DELETE FROM pgboss.job`;
    const { VpnConnections: connections = [] } = await listed(bench, "DescribeVpnConnections");
    const connectionId = connections[0]?.VpnConnectionId;
    await bench.control.configureDevice({ connectionId, configured: true, immediate: true });
    await observeEnvironment(bench.environment.id);
    const jobs = await db.$queryRaw`SELECT "name", "data" FROM pgboss.job`;
    expect(jobs).toEqual([{ name: "advance-runs", data: { environmentId: bench.environment.id } }]);
  });

  test("waits for a tunnel's routes too, and says that it does", async () => {
    await apply(bench, [put("vpn-connection-route/office")]);
    await observeEnvironment(bench.environment.id);
    const runId = await rotate();
    await advanceRun(runId);
    const [, confirm, wait] = await states(runId);
    const { VpnConnections: connections = [] } = await listed(bench, "DescribeVpnConnections");
    const VpnConnectionId = connections[0]?.VpnConnectionId ?? "";
    const input = { VpnConnectionId, DestinationCidrBlock: "10.60.0.0/16" };
    const access = await environmentAccess(bench.environment.id);
    await callEc2(access, { action: "DeleteVpnConnectionRoute", input });
    await bench.control.configureDevice({ connectionId: VpnConnectionId, configured: true, immediate: true });
    await confirmStep(bench.admin, { runId, stepId: confirm?.stepId ?? "" });
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
    await cancelRun(bench.admin, { runId });
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
