import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { kindNames } from "@/lib/domain/kinds";
import { kindInKey } from "@/lib/domain/kinds/key";
import { SandboxControl } from "@/sandbox/control-client";
import { type RunningSandbox, startSandbox } from "@/sandbox/server";
import { callEc2 } from "../aws/call-ec2";
import { db } from "../db/client";
import { listen } from "../db/notify";
import { addEnvironment, addViewer } from "../db/testing";
import { foreignAccount } from "../environments/check-account";
import { environmentAccess } from "../environments/environment-access";
import { announce, LIVE_CHANNEL, liveHint } from "../environments/live-hint";
import { sealKeys } from "../environments/seal-keys";
import { listActions, observeEnvironment } from "./observe-environment";

let sandbox: RunningSandbox;
let control: SandboxControl;
let environmentId: string;

beforeAll(async () => {
  sandbox = await startSandbox({ clock: "stepped" });
  control = new SandboxControl(sandbox.controlUrl);
});

afterAll(() => sandbox.close());

beforeEach(async () => {
  await control.clearFaults();
  await control.reset("demo");
  const { organizationId } = await addViewer("admin");
  const { id } = await addEnvironment(organizationId, { endpointUrl: sandbox.url });
  const keys = { accessKeyId: "testing", secretAccessKey: "testing", sessionToken: "" };
  await db.environment.update({ where: { id }, data: { credentials: await sealKeys(db, id, keys) } });
  environmentId = id;
});

function rows() {
  return db.resource.findMany({ where: { environmentId }, orderBy: { key: "asc" } });
}

describe("the first look at an account", () => {
  it("finds something of every kind, under keys that name it", async () => {
    const { failures } = await observeEnvironment(environmentId);
    expect([...failures.values()].map(({ message }) => message)).toEqual([]);
    const found = await rows();
    expect(new Set(found.map((row) => row.kind))).toEqual(new Set(kindNames));
    expect(found.map(({ key }) => key)).toEqual(
      expect.arrayContaining(["vpn-connection/leeds", "vpn-gateway/vgw-core"]),
    );
    for (const { kind, key } of found) expect(kindInKey(key)).toBe(kind);
  });

  it("names relations by what they join", async () => {
    await observeEnvironment(environmentId);
    const attachments = (await rows()).filter(({ kind }) => kind === "vpn-gateway-attachment");
    for (const { name } of attachments) expect(name).toMatch(/vgw-(core|shared)/);
  });

  it("learns whose account it is and when it was read", async () => {
    const before = await db.environment.findUniqueOrThrow({ where: { id: environmentId } });
    await observeEnvironment(environmentId);
    const environment = await db.environment.findUniqueOrThrow({ where: { id: environmentId } });
    expect(environment.awsAccountId).toBe("111122223333");
    expect(environment.observedAt).not.toBeNull();
    expect(environment.updatedAt).toEqual(before.updatedAt);
  });

  it("holds no key and no configuration", async () => {
    await observeEnvironment(environmentId);
    const access = await environmentAccess(environmentId);
    const output = await callEc2(access, { action: "DescribeVpnConnections", input: {} });
    const keys = output.VpnConnections?.flatMap(({ Options }) => Options?.TunnelOptions ?? []).flatMap(
      ({ PreSharedKey }) => PreSharedKey ?? [],
    );
    expect(keys?.length).toBeGreaterThan(0);
    const stored = JSON.stringify(await rows());
    expect(keys?.filter((key) => stored.includes(key))).toEqual([]);
    expect(stored).not.toContain("ipsec_tunnel");
  });

  it("records both tunnels of each connection with EC2's times", async () => {
    await observeEnvironment(environmentId);
    const tunnels = await db.tunnel.findMany({ where: { environmentId }, include: { connection: true } });
    const leeds = tunnels.filter(({ connection }) => connection.key === "vpn-connection/leeds");
    expect(leeds.map(({ status }) => status).sort()).toEqual(["DOWN", "UP"]);
    expect(leeds.map(({ ordinal }) => ordinal).sort()).toEqual([1, 2]);
    for (const { since, readAt } of leeds) expect(since?.getTime()).toBeLessThan(readAt?.getTime() ?? 0);
  });
});

describe("the next looks", () => {
  it("write nothing while nothing differs", async () => {
    await observeEnvironment(environmentId);
    const before = await rows();
    expect((await observeEnvironment(environmentId)).changed).toBe(false);
    expect(await rows()).toEqual(before);
  });

  it("keep a transition when a tunnel goes down, and one when it comes back", async () => {
    await observeEnvironment(environmentId);
    const tunnel = await db.tunnel.findFirstOrThrow({
      where: { environmentId, status: "UP", connection: { key: "vpn-connection/osaka" } },
    });
    const transitions = () =>
      db.tunnelTransition.findMany({
        where: { tunnelId: tunnel.id, fromStatus: { not: "UNKNOWN" } },
        orderBy: { at: "asc" },
      });
    await control.setTunnel({ outsideIp: tunnel.outsideIpAddress, up: false });
    expect((await observeEnvironment(environmentId)).changed).toBe(true);
    await observeEnvironment(environmentId);
    expect((await transitions()).map(({ toStatus }) => toStatus)).toEqual(["DOWN"]);
    await control.advance({ advanceSeconds: 60 });
    await control.setTunnel({ outsideIp: tunnel.outsideIpAddress, up: true });
    await control.advance({ advanceSeconds: 60 });
    await observeEnvironment(environmentId);
    expect((await transitions()).map(({ toStatus }) => toStatus)).toEqual(["DOWN", "UP"]);
  });

  it("what is deleted elsewhere is gone, and what is made elsewhere gets a key", async () => {
    await observeEnvironment(environmentId);
    const access = await environmentAccess(environmentId);
    const made = await callEc2(access, {
      action: "CreateCustomerGateway",
      input: { Type: "ipsec.1", IpAddress: "198.51.100.250", BgpAsn: 65001 },
    });
    const id = made.CustomerGateway?.CustomerGatewayId ?? "";
    await control.advance({ advanceSeconds: 60 });
    await observeEnvironment(environmentId);
    const row = await db.resource.findFirstOrThrow({ where: { environmentId, awsId: id } });
    expect(row.key).toBe(`customer-gateway/${id}`);

    await callEc2(access, { action: "DeleteCustomerGateway", input: { CustomerGatewayId: id } });
    await control.advance({ advanceSeconds: 600 });
    await observeEnvironment(environmentId);
    const gone = await db.resource.findUniqueOrThrow({ where: { id: row.id } });
    expect(gone).toMatchObject({ key: row.key, observed: null });
    expect(gone.goneAt).not.toBeNull();
  });

  it("a row that a run is creating is recognized by its marker and keeps its key", async () => {
    await observeEnvironment(environmentId);
    const data = { environmentId, kind: "customer-gateway", key: "customer-gateway/gwangju", name: "gwangju" };
    await db.resource.create({ data: { ...data, marker: "run-step-1" } });
    const made = await callEc2(await environmentAccess(environmentId), {
      action: "CreateCustomerGateway",
      input: {
        Type: "ipsec.1",
        IpAddress: "198.51.100.251",
        BgpAsn: 65001,
        TagSpecifications: [
          { ResourceType: "customer-gateway", Tags: [{ Key: "underpass:step", Value: "run-step-1" }] },
        ],
      },
    });
    await observeEnvironment(environmentId, { actions: ["DescribeCustomerGateways"] });
    const found = await db.resource.findMany({
      where: { environmentId, awsId: made.CustomerGateway?.CustomerGatewayId },
    });
    expect(found.map(({ key }) => key)).toEqual(["customer-gateway/gwangju"]);
  });
});

describe("a list that cannot be read", () => {
  it.each([
    ["throttle", "RequestLimitExceeded"],
    ["html-500", "UnreadableAnswer"],
  ] as const)("with %s keeps its last values and says why", async (kind, code) => {
    await observeEnvironment(environmentId);
    const before = (await rows()).filter((row) => row.kind === "vpn-connection");
    await control.addFault({ action: "DescribeVpnConnections", kind });
    const { failures } = await observeEnvironment(environmentId);
    expect([...failures.keys()]).toEqual(["DescribeVpnConnections"]);
    expect((await rows()).filter((row) => row.kind === "vpn-connection")).toEqual(before);
    const reading = await db.listReading.findFirstOrThrow({
      where: { environmentId, action: "DescribeVpnConnections" },
    });
    expect(reading).toMatchObject({ errorCode: code });
    expect(reading.failingSince?.getTime()).toBeGreaterThan(reading.readAt?.getTime() ?? Number.POSITIVE_INFINITY);

    await control.clearFaults();
    await observeEnvironment(environmentId);
    expect(await db.listReading.count({ where: { environmentId, failingSince: { not: null } } })).toBe(0);
  });

  it("without credentials that fit, nothing is lost and every list says so", async () => {
    await observeEnvironment(environmentId);
    const before = await rows();
    const keys = { accessKeyId: "testing", secretAccessKey: "wrong", sessionToken: "" };
    await db.environment.update({
      where: { id: environmentId },
      data: { credentials: await sealKeys(db, environmentId, keys) },
    });
    const { failures } = await observeEnvironment(environmentId);
    expect([...failures.values()].map(({ category }) => category)).toEqual(listActions().map(() => "credentials"));
    expect(await rows()).toEqual(before);
  });
});

describe("credentials that belong to another account", () => {
  const anotherAccount = { awsAccountId: "444455556666" };

  it("leave all as it was, and every list says whose they are", async () => {
    await observeEnvironment(environmentId);
    const before = await rows();
    await db.environment.update({ where: { id: environmentId }, data: anotherAccount });
    await control.reset("empty");
    const { failures } = await observeEnvironment(environmentId);
    expect([...failures.values()].map(({ code, message }) => [code, message])).toEqual(
      listActions().map(() => ["WrongAccount", "111122223333"]),
    );
    expect(await rows()).toEqual(before);
    expect(await foreignAccount(db, environmentId)).toBe("111122223333");
  });

  it("are forgotten once the account is right again", async () => {
    await db.environment.update({ where: { id: environmentId }, data: anotherAccount });
    await observeEnvironment(environmentId);
    await db.environment.update({ where: { id: environmentId }, data: { awsAccountId: "111122223333" } });
    await observeEnvironment(environmentId);
    expect(await foreignAccount(db, environmentId)).toBeNull();
  });
});

it("calls each list once, however many connections there are", async () => {
  const countsWith = async (world: "scale:1" | "scale:200") => {
    await control.reset(world);
    const { organizationId } = await addViewer("admin");
    const copy = await db.environment.findUniqueOrThrow({ where: { id: environmentId } });
    const environment = await addEnvironment(organizationId, {
      endpointUrl: sandbox.url,
      credentials: copy.credentials ?? {},
    });
    await control.clearCalls();
    await observeEnvironment(environment.id);
    expect(await db.resource.count({ where: { environmentId: environment.id, kind: "vpn-connection" } })).toBe(
      Number(world.slice("scale:".length)),
    );
    return (await control.countCalls()).counts;
  };
  const one = await countsWith("scale:1");
  expect(Object.keys(one).sort()).toEqual([...listActions(), "GetCallerIdentity"].sort());
  expect(new Set(Object.values(one))).toEqual(new Set([1]));
  const many = await countsWith("scale:200");
  // Route tables come in pages of 100.
  expect({ ...many, DescribeRouteTables: 1 }).toEqual(one);
});

it("open pages hear of what differs, and of readings that changed or could read nothing", async () => {
  const heard: string[] = [];
  const silence = listen(LIVE_CHANNEL, (payload) => heard.push(payload && liveHint.parse(JSON.parse(payload)).what));
  // Connecting ends with "look again".
  await vi.waitFor(() => expect(heard).toEqual([""]));
  const heardAfter = async (look: () => Promise<unknown>) => {
    heard.length = 0;
    await look();
    // Hints keep their order: once this one is heard, all before it are.
    await announce(db, { environmentId, what: "settings" });
    await vi.waitFor(() => expect(heard.at(-1)).toBe("settings"));
    return new Set(heard.slice(0, -1));
  };
  expect(await heardAfter(() => observeEnvironment(environmentId))).toEqual(new Set(["network"]));
  expect(await heardAfter(() => observeEnvironment(environmentId))).toEqual(new Set(["reading"]));
  await control.addFault({ action: "Describe*", kind: "html-500" });
  expect(await heardAfter(() => observeEnvironment(environmentId))).toContain("network");
  expect(await heardAfter(() => observeEnvironment(environmentId))).toEqual(new Set(["reading"]));
  silence();
});

it("refreshes asked for at once become two at most", async () => {
  await control.clearCalls();
  await Promise.all(Array.from({ length: 10 }, () => observeEnvironment(environmentId)));
  const { counts } = await control.countCalls();
  expect(counts.DescribeVpnConnections).toBe(2);
});
