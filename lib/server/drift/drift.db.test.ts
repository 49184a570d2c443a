import { describe, expect, test } from "vitest";
import { namesOf } from "@/lib/domain/plan/resource-state";
import { parseEdit } from "@/lib/domain/plan/stored-plan";
import { callEc2 } from "../aws/call-ec2";
import { db } from "../db/client";
import { addViewer } from "../db/testing";
import { environmentAccess } from "../environments/environment-access";
import { resourceHistory } from "../history/queries";
import { recordEvents } from "../history/record-events";
import { networkOf } from "../network/queries";
import { observeEnvironment } from "../observe/observe-environment";
import { apply, finish, KEY, LEEDS, put, startChange, startRunBench } from "../runs/testing";
import { endIgnore, ignoreDrift } from "./ignore";
import { adoptDrift, adoptUnmanaged, revertDrift } from "./propose";
import { listDrift, listIgnored, listUnmanaged } from "./queries";
import { takenOver } from "./taken-over";

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
    const edits = (await db.changeEdit.findMany({ where: { change: { number: changeNumber } } })).map(parseEdit);
    const planned = { environmentId: bench.environment.id, changeNumber, edits, diffs: [] };
    const taken = () => takenOver(bench.admin, planned);
    const told40To60 = [
      { key: LEEDS, changes: [{ path: ["tunnels", 0, "dpdTimeoutSeconds"], before: 40, after: 60 }] },
    ];
    expect(await taken()).toMatchObject(told40To60);
    await finish(await startChange(bench, changeNumber));
    expect(await taken()).toMatchObject(told40To60);
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

describe("the history of a resource", () => {
  const historyOf = async (key: string, page = 1) => {
    const { resources, environment } = await network();
    const names = namesOf(resources.map((resource) => ({ ...resource, spec: resource.desired })));
    return resourceHistory(bench.admin, { environmentId: environment.id, key, page, names });
  };

  test("tells who wanted what by which change, and what EC2 showed when, each by the fields it changed", async () => {
    await apply(bench, [put(CORE)]);
    await rename(CORE, "renamed elsewhere");
    const { entries } = await historyOf(CORE);
    expect(entries.map(({ what, actorName, changeNumber }) => [what, actorName, changeNumber])).toEqual([
      ["seen", null, null],
      ["wanted", bench.admin.name, 1],
      ["firstSeen", null, null],
    ]);
    expect(entries[0]?.changes).toEqual([{ path: ["name"], before: "core", after: "renamed elsewhere" }]);
  });

  test("has no line for what only telemetry moved, nor for another organization's eyes", async () => {
    await bench.control.reset("demo");
    await observeEnvironment(bench.environment.id);
    const key = "vpn-connection/osaka";
    const before = (await historyOf(key)).count;
    const [tunnel] = (await network()).tunnels.get(key) ?? [];
    await bench.control.setTunnel({ outsideIp: tunnel?.outsideIpAddress ?? "", up: false });
    const { changed } = await observeEnvironment(bench.environment.id);
    expect({ changed, count: (await historyOf(key)).count }).toEqual({ changed: true, count: before });

    const stranger = await addViewer("admin");
    const asked = { environmentId: bench.environment.id, key, page: 1, names: namesOf([]) };
    expect((await resourceHistory(stranger, asked)).count).toBe(0);
  });

  test("comes in pages, and the last line of one is compared with the first of the next", async () => {
    await apply(bench, [put(CORE)]);
    const { id } = await db.resource.findFirstOrThrow({ where: { environmentId: bench.environment.id, key: CORE } });
    const notes = Array.from({ length: 30 }, (_, index) => ({
      ...{ resourceId: id, what: "seen" as const, state: "available", awsId: null },
      ...{ at: new Date(Date.now() + index * 1000), spec: { name: `name ${index}` } },
    }));
    await recordEvents(db, notes);
    const [first, second] = [await historyOf(CORE), await historyOf(CORE, 2)];
    expect([first.entries.length, second.entries.length, second.count]).toEqual([25, 7, 32]);
    expect(first.entries.at(-1)?.changes).toEqual([{ path: ["name"], before: "name 4", after: "name 5" }]);
    expect((await historyOf(CORE, 99)).page).toBe(2);
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
