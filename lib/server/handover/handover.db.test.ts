import { beforeEach, describe, expect, it } from "vitest";
import { kindOf } from "@/lib/domain/kinds";
import type { Viewer } from "../auth/viewer";
import { callEc2 } from "../aws/call-ec2";
import { db } from "../db/client";
import { addViewer } from "../db/testing";
import { environmentAccess } from "../environments/environment-access";
import { observeEnvironment } from "../observe/observe-environment";
import { advanceRun, apply, KEY, LEEDS, listed, put, start, startRunBench, states } from "../runs/testing";
import { acknowledgeAsMember } from "./acknowledge";
import { devicesOf } from "./customer-device";
import { handoverFile, handoverWithKeys } from "./handover-file";
import { type HandoverChoices, makeHandover } from "./make-handover";
import { findHandover, listHandovers } from "./queries";
import { viewHandover } from "./view-handover";
import { waitingSteps } from "./waiting-steps";

const NEW_KEY = "another.key.of.leeds";

const bench = startRunBench();

beforeEach(async () => {
  await apply(
    bench,
    ["customer-gateway/leeds", "vpn-gateway/core", LEEDS].map((key) => put(key)),
  );
  await observeEnvironment(bench.environment.id);
});

const at = () => ({ environmentSlug: bench.environment.slug, connectionKey: LEEDS });

const ours = (action: string) => ({ action, organizationId: bench.admin.organizationId });

function hand(choices: Partial<HandoverChoices> = {}, viewer: Viewer = bench.admin) {
  return makeHandover(viewer, { ...at(), family: "strongswan", ikeVersion: "ikev2", ...choices });
}

async function view(number?: number) {
  const handover = await findHandover(bench.admin, { ...at(), number });
  if (!handover) throw new Error("There is no such hand-over");
  return viewHandover(handover);
}

async function addressesOf() {
  const { VpnConnections: [connection] = [] } = await listed(bench, "DescribeVpnConnections");
  const addresses = (connection?.Options?.TunnelOptions ?? []).map(({ OutsideIpAddress }) => OutsideIpAddress ?? "");
  return { id: connection?.VpnConnectionId ?? "", addresses: addresses.sort() };
}

/** Somebody else does it, past the console. */
async function modifyElsewhere(options: { PreSharedKey?: string; ReplayWindowSize?: number }) {
  const { id, addresses } = await addressesOf();
  await callEc2(await environmentAccess(bench.environment.id), {
    action: "ModifyVpnTunnelOptions",
    input: { VpnConnectionId: id, VpnTunnelOutsideIpAddress: addresses[0] ?? "", TunnelOptions: options },
  });
  const state = async () => {
    await observeEnvironment(bench.environment.id);
    const { VpnConnections: [connection] = [] } = await listed(bench, "DescribeVpnConnections");
    return connection?.State;
  };
  await expect.poll(state, { timeout: 10_000, interval: 100 }).toBe("available");
  await observeEnvironment(bench.environment.id);
  return addresses[0];
}

describe("a hand-over", () => {
  it("is numbered without a gap or a double, also when two are made at once", async () => {
    const numbers = await Promise.all([1, 2, 3, 4].map(() => hand()));
    expect(numbers.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4]);
    expect((await listHandovers(bench.admin, at())).map(({ number }) => number)).toEqual([4, 3, 2, 1]);
  });

  it("remembers the device, names the plan that made the connection, stands in the audit, and holds no key anywhere", async () => {
    await hand({ platform: "VM", softwareVersion: "5.9.8", recipient: "Site team" });
    const devices = await devicesOf(bench.admin, bench.environment.id);
    expect(devices.get("customer-gateway/leeds")).toMatchObject({ family: "strongswan", platform: "VM" });
    const [row] = await db.handover.findMany({ where: { environmentId: bench.environment.id } });
    const plan = await db.plan.findUnique({ where: { id: row?.planId ?? "" }, include: { change: true } });
    expect(plan?.change.environmentId).toBe(bench.environment.id);
    expect(await db.auditEvent.findFirst({ where: ours("handover.made"), orderBy: { number: "desc" } })).toMatchObject({
      actorId: bench.admin.userId,
      subject: "leeds",
      detail: { number: 1, family: "strongswan", recipient: "Site team" },
    });
    const rows = [
      await db.handover.findMany({ where: { environmentId: bench.environment.id } }),
      await db.tunnel.findMany({ where: { environmentId: bench.environment.id } }),
      await db.auditEvent.findMany(),
    ];
    const stored = JSON.stringify(rows, (_name, value: unknown) => (typeof value === "bigint" ? String(value) : value));
    expect(stored).toContain("strongswan");
    expect(stored).not.toContain(KEY);
    expect(JSON.stringify(await view())).not.toContain(KEY);
  });

  it("says what is other than in the one before, by lines and by parameters", async () => {
    await hand({ ikeVersion: "ikev1" });
    const { addresses } = await addressesOf();
    await hand({ preferredTunnel: addresses[1] });
    const { since, preferredTunnel, outdated } = await view();
    expect(since?.number).toBe(1);
    expect(since?.lines.hunks.length).toBeGreaterThan(0);
    expect(since?.keys).toEqual([]);
    expect(since?.parameters).toContainEqual({
      ...{ tunnels: addresses, name: "ikeVersion", end: "device", before: "ikev1", after: "ikev2" },
    });
    expect(preferredTunnel).toBe(addresses[1]);
    expect(outdated).toBeNull();
    expect((await view(1)).outdated).toMatchObject({ replacedBy: 2, parameters: [] });
  });

  it("is outdated once an option or a key is another one, whoever changed it, and the next one says what is new", async () => {
    await hand();
    const address = await modifyElsewhere({ ReplayWindowSize: 128 });
    expect((await view()).outdated).toEqual({
      ...{ missing: null, replacedBy: null, keys: [] },
      parameters: [{ tunnels: [address], name: "replayWindow", end: "aws", before: "1024", after: "128" }],
    });
    await expect(
      acknowledgeAsMember(bench.admin, { ...at(), number: 1, byName: "Eve", remark: "" }),
    ).rejects.toMatchObject({
      code: "handover-outdated",
    });

    await hand();
    expect((await view()).outdated).toBeNull();
    await modifyElsewhere({ PreSharedKey: NEW_KEY });
    expect((await view()).outdated).toEqual({ missing: null, replacedBy: null, keys: [address], parameters: [] });
    const handover = await findHandover(bench.admin, at());
    if (!handover) throw new Error("The hand-over is gone");
    await expect(handoverWithKeys(handover)).rejects.toMatchObject({ code: "handover-outdated" });
    await hand();
    const { since, outdated } = await view();
    expect(outdated).toBeNull();
    expect(since).toMatchObject({ keys: [address], parameters: [], lines: { added: 0, removed: 0 } });
  }, 20_000);

  it("is made by who may edit, and gives its file: without keys to who sees it, with those of now to who may reveal them", async () => {
    await hand();
    const viewer = await addViewer("viewer", bench.admin.organizationId);
    expect((await handoverFile(viewer, { ...at(), number: 1, includeKeys: false })).text).not.toContain(KEY);
    await expect(handoverFile(viewer, { ...at(), number: 1, includeKeys: true })).rejects.toMatchObject({
      code: "not-allowed",
    });
    expect((await handoverFile(bench.admin, { ...at(), number: 1, includeKeys: true })).text).toContain(KEY);
    expect(
      await db.auditEvent.findFirst({ where: ours("configuration.downloaded"), orderBy: { number: "desc" } }),
    ).toMatchObject({ actorId: bench.admin.userId, detail: { handover: 1, keysIncluded: true } });
    await expect(hand({}, await addViewer("approver", bench.admin.organizationId))).rejects.toMatchObject({
      code: "not-allowed",
    });
    const stranger = await addViewer("admin");
    await expect(hand({}, stranger)).rejects.toMatchObject({ code: "connection-not-found" });
    expect(await findHandover(stranger, at())).toBeNull();
    expect(await listHandovers(stranger, at())).toEqual([]);
  });
});

describe("the word that the device is configured", () => {
  /** A run that has given the first tunnel a new key and waits for the device. */
  async function rotateToConfirm(): Promise<string> {
    const { id } = await addressesOf();
    await bench.control.configureDevice({ connectionId: id, configured: true, immediate: true });
    await observeEnvironment(bench.environment.id);
    const row = await db.resource.findFirstOrThrow({ where: { environmentId: bench.environment.id, key: LEEDS } });
    const spec = kindOf("vpn-connection").spec.parse(row.spec);
    const tunnels = Array.isArray(spec.tunnels) ? spec.tunnels : [];
    const runId = await start(bench, [
      put(LEEDS, { ...spec, tunnels: [{ ...tunnels[0], presharedKey: NEW_KEY }, ...tunnels.slice(1)] }),
    ]);
    await advanceRun(runId);
    return runId;
  }

  it("is the step that a run waits for, of the hand-over with the new key only", async () => {
    await hand();
    const runId = await rotateToConfirm();
    const [confirm] = await waitingSteps(bench.admin, at());
    expect(confirm).toMatchObject({ runId, step: { type: "confirm" } });
    expect((await view()).outdated).toMatchObject({ keys: [expect.any(String)] });
    const word = { ...at(), byName: "Eve of the site", remark: "Done at noon" };
    await expect(acknowledgeAsMember(bench.admin, { ...word, number: 1 })).rejects.toMatchObject({
      code: "handover-outdated",
    });

    await hand();
    await acknowledgeAsMember(bench.admin, { ...word, number: 2 });
    const step = await db.runStep.findFirstOrThrow({ where: { runId, stepId: confirm?.step.id } });
    expect(step).toMatchObject({ state: "done", confirmedBy: "Eve of the site" });
    expect(await waitingSteps(bench.admin, at())).toEqual([]);
    expect((await view()).acknowledgement).toMatchObject({ byName: "Eve of the site", remark: "Done at noon" });
    const actions = (
      await db.auditEvent.findMany({
        where: { organizationId: bench.admin.organizationId },
        orderBy: { number: "desc" },
        take: 2,
      })
    ).map(({ action }) => action);
    expect(actions.sort()).toEqual(["handover.acknowledged", "run.step-confirmed"]);
    await advanceRun(runId);
    expect((await states(runId)).map(({ state }) => state)).toEqual(["done", "done", "settling"]);
  }, 30_000);

  it("is said once, and by who may apply", async () => {
    await hand();
    const word = { ...at(), number: 1, byName: "Eve", remark: "" };
    const editor = await addViewer("editor", bench.admin.organizationId);
    await expect(acknowledgeAsMember(editor, word)).rejects.toMatchObject({ code: "not-allowed" });
    const both = await Promise.allSettled([1, 2].map(() => acknowledgeAsMember(bench.admin, word)));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(acknowledgeAsMember(bench.admin, word)).rejects.toMatchObject({ code: "handover-acknowledged" });
  });
});
