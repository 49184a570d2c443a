import { describe, expect, test } from "vitest";
import { callEc2 } from "../aws/call-ec2";
import { db } from "../db/client";
import { environmentAccess } from "../environments/environment-access";
import { networkOf } from "../network/queries";
import { observeEnvironment } from "../observe/observe-environment";
import { apply, finish, KEY, LEEDS, put, startChange, startRunBench } from "../runs/testing";
import { endIgnore, ignoreDrift } from "./ignore";
import { adoptDrift, adoptUnmanaged, revertDrift } from "./propose";
import { listDrift, listIgnored, listUnmanaged } from "./queries";

const bench = startRunBench();
const CORE = "vpn-gateway/core";

async function network() {
  const found = await networkOf(bench.admin, bench.environment.slug);
  if (!found) throw new Error("The environment is gone");
  return found;
}

const drift = async () => listDrift(bench.admin, await network());
const address = () => ({ environmentSlug: bench.environment.slug });

async function awsIdOf(key: string): Promise<string> {
  const { awsId } = await db.resource.findFirstOrThrow({ where: { environmentId: bench.environment.id, key } });
  return awsId ?? "";
}

/** Changes something in AWS as somebody in another console would, and looks. */
async function elsewhere(call: Parameters<typeof callEc2>[1]): Promise<void> {
  await callEc2(await environmentAccess(bench.environment.id), call);
  await observeEnvironment(bench.environment.id);
}

async function rename(key: string, name: string): Promise<void> {
  const input = { Resources: [await awsIdOf(key)], Tags: [{ Key: "Name", Value: name }] };
  await elsewhere({ action: "CreateTags", input });
}

/** Keys of all that is managed. */
async function wanted(): Promise<string[]> {
  const where = { environmentId: bench.environment.id, spec: { not: "null" } };
  return (await db.resource.findMany({ where, select: { key: true } })).map(({ key }) => key);
}

/** Calls that are no look. */
async function writes(): Promise<string[]> {
  const { counts } = await bench.control.countCalls();
  return Object.keys(counts).filter((action) => !/^(Describe|Get)/.test(action));
}

describe("what somebody changed in AWS", () => {
  test("is told per field with its time, and adopted without a call; its keys stay destroyed", async () => {
    await apply(
      bench,
      ["customer-gateway/leeds", CORE, LEEDS].map((key) => put(key)),
    );
    const [outside] = (await db.tunnel.findMany({ orderBy: { ordinal: "asc" } })).map((row) => row.outsideIpAddress);
    const before = new Date();
    await elsewhere({
      action: "ModifyVpnTunnelOptions",
      input: {
        VpnConnectionId: await awsIdOf(LEEDS),
        VpnTunnelOutsideIpAddress: outside,
        TunnelOptions: { DPDTimeoutSeconds: 60 },
      },
    });
    const [told, ...more] = await drift();
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      key: LEEDS,
      what: "differs",
      fields: [{ pathText: "tunnels.0.dpdTimeoutSeconds", wanted: 40, shown: 60 }],
      cause: { key: "drift.cause.elsewhereTraced", values: { events: "ModifyVpnTunnelOptions" } },
      isStale: false,
    });
    expect(told?.fields[0]?.since?.getTime()).toBeGreaterThanOrEqual(before.getTime());

    await bench.control.clearCalls();
    const { changeNumber } = await adoptDrift(bench.admin, { ...address(), keys: [LEEDS] });
    await finish(await startChange(bench, changeNumber));
    expect(await writes()).toEqual([]);
    expect(await drift()).toEqual([]);
    const events = await db.resourceEvent.findMany({ where: { resource: { key: LEEDS } }, orderBy: { at: "asc" } });
    expect(events.map(({ what }) => what)).toEqual(expect.arrayContaining(["seen", "wanted", "seen", "adopted"]));
    expect(JSON.stringify(events)).toContain("$fingerprint");
    expect(JSON.stringify(events)).not.toMatch(new RegExp(`\\$secret|${KEY}`));
  });

  test("is put back by a change of the fields that differ", async () => {
    await apply(bench, [put(CORE)]);
    await rename(CORE, "renamed elsewhere");
    expect((await drift()).map(({ fields }) => fields.map(({ pathText, shown }) => [pathText, shown]))).toEqual([
      [["name", "renamed elsewhere"]],
    ]);
    await bench.control.clearCalls();
    const { changeNumber } = await revertDrift(bench.admin, { ...address(), keys: [CORE] });
    await finish(await startChange(bench, changeNumber));
    expect(await writes()).toEqual(["CreateTags"]);
    expect(await drift()).toEqual([]);
  });

  test("is silent while it is ignored, and told when AWS has yet another value or the decision ends", async () => {
    await apply(bench, [put(CORE)]);
    await rename(CORE, "first");
    const [told] = await drift();
    const differences = [{ key: CORE, path: "name", fingerprint: told?.fields[0]?.fingerprint ?? "" }];
    const until = new Date(Date.now() + 86_400_000);
    const decision = { ...address(), differences, until, reason: "The other team renames it back" };
    await ignoreDrift(bench.admin, decision);
    expect(await drift()).toEqual([]);

    await rename(CORE, "second");
    expect(await drift()).toMatchObject([{ key: CORE, fields: [{ shown: "second" }] }]);
    expect(await listIgnored(bench.admin, await network())).toMatchObject([{ standing: "moved" }]);
    await expect(ignoreDrift(bench.admin, decision)).rejects.toMatchObject({ code: "drift-moved" });

    await rename(CORE, "first");
    expect(await drift()).toEqual([]);
    const [ignored] = await listIgnored(bench.admin, await network());
    await endIgnore(bench.admin, { ...address(), id: ignored?.id ?? "" });
    expect(await drift()).toMatchObject([{ key: CORE, fields: [{ shown: "first" }] }]);
  });

  test("is wanted no more when its disappearance is adopted, and made anew when it is reverted", async () => {
    await apply(bench, [put(CORE), put("customer-gateway/leeds")]);
    await elsewhere({ action: "DeleteVpnGateway", input: { VpnGatewayId: await awsIdOf(CORE) } });
    const id = await awsIdOf("customer-gateway/leeds");
    await elsewhere({ action: "DeleteCustomerGateway", input: { CustomerGatewayId: id } });
    expect((await drift()).map(({ key, what }) => [key, what]).sort()).toEqual([
      ["customer-gateway/leeds", "gone"],
      [CORE, "gone"],
    ]);
    const adopted = await adoptDrift(bench.admin, { ...address(), keys: ["customer-gateway/leeds"] });
    await finish(await startChange(bench, adopted.changeNumber));
    const reverted = await revertDrift(bench.admin, { ...address(), keys: [CORE] });
    await finish(await startChange(bench, reverted.changeNumber));
    expect(await drift()).toEqual([]);
    expect(await wanted()).toEqual([CORE]);
  });
});

test("an account with a hundred connections is adopted in one change, without a call and in seconds", async () => {
  await bench.control.reset("scale:100");
  await observeEnvironment(bench.environment.id);
  const found = await listUnmanaged(bench.admin, await network());
  const connections = found.filter(({ kind }) => kind === "vpn-connection").map(({ key }) => key);
  expect(connections).toHaveLength(100);

  await bench.control.clearCalls();
  const begun = performance.now();
  const { changeNumber, edits, left } = await adoptUnmanaged(bench.admin, { ...address(), keys: connections });
  await finish(await startChange(bench, changeNumber));
  const seconds = (performance.now() - begun) / 1000;
  expect({ left, isAll: edits > 200 }).toEqual({ left: 0, isAll: true });
  expect(seconds).toBeLessThan(15);
  expect(await writes()).toEqual([]);
  expect(await drift()).toEqual([]);
  expect(await wanted()).toHaveLength(edits);
  expect((await listUnmanaged(bench.admin, await network())).filter(({ key }) => connections.includes(key))).toEqual(
    [],
  );
});
