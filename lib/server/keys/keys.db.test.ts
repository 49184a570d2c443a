import type { VpnConnection } from "@aws-sdk/client-ec2";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { KeyWay } from "@/lib/domain/goals/key-ways";
import { parsePlan } from "@/lib/domain/plan/stored-plan";
import { callEc2 } from "../aws/call-ec2";
import { rebaseChange } from "../changes/rebase-change";
import { reopenChange, replanChange } from "../changes/review-change";
import { db } from "../db/client";
import { addViewer } from "../db/testing";
import { countDrift } from "../drift/known-drift";
import { environmentAccess } from "../environments/environment-access";
import { networkOf } from "../network/queries";
import { observeEnvironment } from "../observe/observe-environment";
import { confirmStep, resumeRun } from "../runs/steer-run";
import {
  advanceRun,
  apply,
  finish,
  LEEDS,
  listed,
  outcomeOf,
  put,
  startChange,
  startRunBench,
  states,
} from "../runs/testing";
import { latestTransitions } from "../telemetry/queries";
import { type KeyProposal, proposeKeys } from "./propose-keys";
import { keyAges, lastReplacement } from "./queries";

const bench = startRunBench();
const SITE = ["customer-gateway/leeds", "vpn-gateway/core", LEEDS, "vpn-connection-route/office"];

beforeEach(async () => {
  await apply(
    bench,
    SITE.map((key) => put(key)),
  );
  await tagConnection();
  await configureDevice();
  await observeEnvironment(bench.environment.id);
});

describe("rolling", () => {
  test("gives both tunnels another key, never has both down, changes nothing else and leaves no key behind", async () => {
    const before = await connection();
    const watch = watchTunnels();
    const runId = await startChange(bench, await propose("rolling"));
    await finishRun(runId);
    expect(await watch.end()).toEqual({ worst: 1, touched: 2 });

    const after = await connection();
    expect(keysOf(after)).toHaveLength(2);
    for (const key of keysOf(after)) expect(keysOf(before)).not.toContain(key);
    expect(apartFromKeys(after)).toEqual(apartFromKeys(before));
    expect(await driftCount()).toBe(0);
    expect(await db.sealedSecret.count({ where: { purpose: "preshared-key", sealed: { not: null } } })).toBe(0);
    for (const { changedAt, seenAt, isShared } of (await keyAges(bench.admin, bench.environment.id)).get(LEEDS) ?? []) {
      expect(changedAt && seenAt && changedAt > seenAt).toBe(true);
      expect(isShared).toBe(false);
    }
  }, 40_000);
});

describe("replacement", () => {
  test("keeps everything but ids, outside addresses and keys, and shows what came after what", async () => {
    const before = await connection();
    const runId = await startChange(bench, await propose("replacement"));
    await finish(runId);
    const after = await connection();
    expect(after.VpnConnectionId).not.toBe(before.VpnConnectionId);
    for (const key of keysOf(after)) expect(keysOf(before)).not.toContain(key);
    for (const address of outsideOf(after)) expect(outsideOf(before)).not.toContain(address);
    expect(apartFromIdentity(after)).toEqual(apartFromIdentity(before));

    const row = await db.resource.findFirstOrThrow({ where: { environmentId: bench.environment.id, key: LEEDS } });
    expect(row.awsId).toBe(after.VpnConnectionId);
    expect(await driftCount()).toBe(0);
    const tunnels = (await networkOf(bench.admin, bench.environment.slug))?.tunnels.get(LEEDS) ?? [];
    expect(tunnels.map(({ outsideIpAddress }) => outsideIpAddress)).toEqual(outsideOf(after));

    // What happened to the former tunnels stays to be looked up.
    const scope = { environmentId: bench.environment.id, connectionKey: LEEDS, limit: 50 };
    const told = (await latestTransitions(bench.admin, scope)).map(({ outsideIpAddress }) => outsideIpAddress);
    expect(told).toEqual(expect.arrayContaining(outsideOf(before)));
    const replaced = await lastReplacement(bench.admin, { environmentId: bench.environment.id, connectionKey: LEEDS });
    expect(replaced).toMatchObject({ awsIdBefore: before.VpnConnectionId, awsIdAfter: after.VpnConnectionId });
    expect(replaced?.tunnels).toEqual(
      outsideOf(before).map((outside, index) => ({
        before: { outsideIpAddress: outside, insideCidr: insideOf(before)[index] },
        after: { outsideIpAddress: outsideOf(after)[index], insideCidr: insideOf(after)[index] },
      })),
    );
  }, 40_000);

  describe("whose connection EC2 does not make again", () => {
    async function breakAtCreation(): Promise<{ runId: string; changeNumber: number }> {
      const limit = { code: "VpnConnectionLimitExceeded", message: "Too many.", status: 400 };
      await bench.control.addFault({ action: "CreateVpnConnection", kind: "error", params: limit });
      const changeNumber = await propose("replacement");
      const runId = await startChange(bench, changeNumber);
      await advanceRun(runId);
      expect(await outcomeOf(runId)).toBe("partial");
      expect((await states(runId)).map(({ state }) => state)).toEqual(["done", "failed", "skipped"]);
      await bench.control.clearFaults();
      return { runId, changeNumber };
    }

    test("is resumed with everything that was asked for", async () => {
      const before = await connection();
      const { runId } = await breakAtCreation();
      await resumeRun(bench.admin, { runId });
      await expect.poll(() => advanceRun(runId), { timeout: 15_000, interval: 200 }).toBeNull();
      expect(await outcomeOf(runId)).toBe("applied");
      expect(apartFromIdentity(await connection())).toEqual(apartFromIdentity(before));
    }, 40_000);

    test("is planned again from what is left, and neither a route nor a key is forgotten", async () => {
      const before = await connection();
      const { changeNumber } = await breakAtCreation();
      const address = { environmentSlug: bench.environment.slug, changeNumber };
      await reopenChange(bench.admin, address);
      await replanChange(bench.admin, address);
      await finish(await startChange(bench, changeNumber));
      const after = await connection();
      for (const key of keysOf(after)) expect(keysOf(before)).not.toContain(key);
      expect(apartFromIdentity(after)).toEqual(apartFromIdentity(before));
    }, 40_000);
  });
});

describe("what stands in the way", () => {
  test("of two people who rotate at once the slower one is outrun, and takes the new keys up on what is there then", async () => {
    const [mine, theirs] = [await propose("rolling"), await propose("rolling")];
    await finishRun(await startChange(bench, mine));
    const change = { environmentSlug: bench.environment.slug, changeNumber: theirs };
    await expect(startChange(bench, theirs)).rejects.toThrow();
    await rebaseChange(bench.admin, change);
    const plan = await db.plan.findFirstOrThrow({
      where: { change: { environmentId: bench.environment.id, number: theirs } },
      orderBy: { createdAt: "desc" },
    });
    const { problems, diffs } = parsePlan(plan);
    expect(problems).toEqual([]);
    expect(diffs.flatMap(({ changes }) => changes.map(({ path }) => path.join(".")))).toEqual([
      "tunnels.0.presharedKey",
      "tunnels.1.presharedKey",
    ]);
  }, 40_000);

  test("a typed key is refused as EC2 would refuse it, and only who may edit proposes, without a right to see keys", async () => {
    const sealed = await db.sealedSecret.count();
    const texts: [string, string] = ["0starts.with.zero", "short"];
    expect(await proposeKeys(bench.admin, { ...proposal("rolling"), keys: { from: "typed", texts } })).toEqual({
      outcome: "refused",
      problems: ["leadingZero", "tooShort"].map((flaw, index) => ({
        ...{ key: LEEDS, severity: "error", path: ["tunnels", index, "presharedKey"] },
        phrase: { key: `plan.problem.presharedKey.${flaw}` },
      })),
    });
    expect(await db.sealedSecret.count()).toBe(sealed);

    const { organizationId } = bench.admin;
    const [viewer, editor] = [await addViewer("viewer", organizationId), await addViewer("editor", organizationId)];
    await expect(proposeKeys(viewer, proposal("rolling"))).rejects.toMatchObject({ code: "not-allowed" });
    // Nobody has to see a key for it; and a device that knows only one gets one.
    const blind = {
      ...editor,
      can: (right: Parameters<typeof editor.can>[0]) => right !== "reveal-keys" && editor.can(right),
    };
    expect(await proposeKeys(blind, proposal("rolling", "shared"))).toMatchObject({ outcome: "proposed" });
    const keys = await db.sealedSecret.findMany({
      where: { environmentId: bench.environment.id, sealed: { not: null }, purpose: "preshared-key" },
    });
    expect(keys).toHaveLength(2);
    expect(keys[0]?.fingerprint).toBe(keys[1]?.fingerprint);
  });
});

function proposal(way: KeyWay, from: "own" | "shared" = "own"): KeyProposal {
  return {
    ...{ environmentSlug: bench.environment.slug, way, title: "New keys", keys: { from } },
    connectionKeys: [LEEDS],
  };
}

async function propose(way: KeyWay): Promise<number> {
  const proposed = await proposeKeys(bench.admin, proposal(way));
  if (proposed.outcome === "refused") throw new Error(JSON.stringify(proposed.problems));
  return proposed.changeNumber;
}

/** As a device's admin would: configures each tunnel when it is asked for, and says so. */
async function finishRun(runId: string): Promise<void> {
  for (let tunnels = 0; tunnels < 2; tunnels += 1) {
    await expect.poll(() => askedFor(runId), { timeout: 15_000, interval: 100 }).toBeDefined();
    const stepId = (await askedFor(runId)) ?? "";
    await configureDevice([stepId.slice(stepId.lastIndexOf(":") + 1)]);
    await confirmStep(bench.admin, { runId, stepId });
  }
  await expect.poll(() => advanceRun(runId), { timeout: 15_000, interval: 100 }).toBeNull();
  expect(await outcomeOf(runId)).toBe("applied");
}

/** The step that waits for a person's word. */
async function askedFor(runId: string): Promise<string | undefined> {
  await advanceRun(runId);
  return (await states(runId)).find(({ state, stepId }) => state === "settling" && stepId.includes("#confirm"))?.stepId;
}

async function connection(): Promise<VpnConnection> {
  const { VpnConnections: connections = [] } = await listed(bench, "DescribeVpnConnections");
  const found = connections.find(({ State }) => State === "available");
  if (!found) throw new Error("There is no connection");
  return found;
}

async function configureDevice(tunnels?: string[]): Promise<void> {
  const { VpnConnectionId: connectionId } = await connection();
  await bench.control.configureDevice({ connectionId, tunnels, configured: true, immediate: true });
}

async function tagConnection(): Promise<void> {
  const { VpnConnectionId = "" } = await connection();
  const input = { Resources: [VpnConnectionId], Tags: [{ Key: "cost-centre", Value: "4711" }] };
  await callEc2(await environmentAccess(bench.environment.id), { action: "CreateTags", input });
}

async function driftCount(): Promise<number> {
  return countDrift(bench.admin, bench.environment.id);
}

type Tunnel = NonNullable<NonNullable<VpnConnection["Options"]>["TunnelOptions"]>[number];

const tunnelsOf = ({ Options }: VpnConnection): Tunnel[] => Options?.TunnelOptions ?? [];
const keysOf = (one: VpnConnection) => tunnelsOf(one).map(({ PreSharedKey }) => PreSharedKey);
const outsideOf = (one: VpnConnection) => tunnelsOf(one).map(({ OutsideIpAddress }) => OutsideIpAddress);
const insideOf = (one: VpnConnection) => tunnelsOf(one).map(({ TunnelInsideCidr }) => TunnelInsideCidr);

function apartFromKeys({ VgwTelemetry, CustomerGatewayConfiguration, Options, ...rest }: VpnConnection) {
  const tunnels = Options?.TunnelOptions?.map(({ PreSharedKey, ...tunnel }) => tunnel);
  return { ...rest, Options: { ...Options, TunnelOptions: tunnels } };
}

/** The marker says which step made it, and with another object it is another step. */
function apartFromIdentity(one: VpnConnection) {
  const { VpnConnectionId, Tags, Options, ...rest } = apartFromKeys(one);
  return {
    ...rest,
    Tags: Tags?.filter(({ Key }) => !Key?.startsWith("underpass")).sort((a, b) => (`${a.Key}` < `${b.Key}` ? -1 : 1)),
    Options: { ...Options, TunnelOptions: Options.TunnelOptions?.map(({ OutsideIpAddress, ...tunnel }) => tunnel) },
  };
}

/** Looks at the tunnels all the time; says how many were down at once at worst, and how many were down at all. */
function watchTunnels() {
  let worst = 0;
  const touched = new Set<string>();
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const { tunnels } = await bench.control.listTunnels();
      const down = tunnels.filter(({ status }) => status !== "UP");
      worst = Math.max(worst, down.length);
      for (const { outsideIp } of down) touched.add(outsideIp);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  return {
    async end() {
      isOver = true;
      await watching;
      return { worst, touched: touched.size };
    },
  };
}

afterEach(() => bench.control.clearFaults());
