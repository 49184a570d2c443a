import { afterAll, beforeAll, expect, it } from "vitest";
import { deviceFamilies } from "@/lib/domain/devices";
import { isAcceptable } from "@/lib/domain/problem";
import { type RunningSandbox, startSandbox } from "@/sandbox/server";
import type { Viewer } from "../auth/viewer";
import { callEc2 } from "../aws/call-ec2";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { environmentAccess } from "../environments/environment-access";
import { sealKeys } from "../environments/seal-keys";
import { observeEnvironment } from "../observe/observe-environment";
import { deviceChoices, deviceConfig } from "./device-config";
import { networkOf } from "./queries";

let sandbox: RunningSandbox;
let editor: Viewer;
let environmentId: string;
let slug: string;
let keys: string[];

beforeAll(async () => {
  sandbox = await startSandbox({ world: "demo" });
  editor = await addViewer("editor");
  ({ id: environmentId, slug } = await addEnvironment(editor.organizationId, { endpointUrl: sandbox.url }));
  const entered = { accessKeyId: "testing", secretAccessKey: "testing", sessionToken: "" };
  await db.environment.update({
    where: { id: environmentId },
    data: { credentials: await sealKeys(db, environmentId, entered) },
  });
  await observeEnvironment(environmentId);
  const output = await callEc2(await environmentAccess(environmentId), {
    action: "DescribeVpnConnections",
    input: { Filters: [{ Name: "tag:Name", Values: ["leeds"] }] },
  });
  keys = (output.VpnConnections?.[0]?.Options?.TunnelOptions ?? []).flatMap(({ PreSharedKey }) => PreSharedKey ?? []);
});

afterAll(() => sandbox.close());

function download(
  viewer: Viewer,
  { includeKeys = true, family = "strongswan", connectionKey = "vpn-connection/leeds" },
) {
  const options = { ikeVersion: "ikev2" as const, includeKeys };
  return deviceConfig(viewer, { environmentSlug: slug, connectionKey, family, options });
}

it.each(["generic", "cisco-ios", "strongswan"])("%s holds both keys that EC2 has now", async (family) => {
  const { text } = await download(editor, { family });
  expect(keys.length).toBe(2);
  for (const key of keys) expect(text).toContain(key);
});

it("without keys the file holds none", async () => {
  const { text } = await download(editor, { includeKeys: false });
  expect(keys.filter((key) => text.includes(key))).toEqual([]);
});

it("who took what is written down, and the keys nowhere", async () => {
  await download(editor, {});
  const events = await db.auditEvent.findMany({ where: { action: "configuration.downloaded" } });
  expect(events.at(-1)).toMatchObject({
    actorId: editor.userId,
    subject: "leeds",
    detail: { family: "strongswan", ikeVersion: "ikev2", keysIncluded: true },
  });
  const tables = await Promise.all([db.auditEvent.findMany(), db.resource.findMany(), db.listReading.findMany()]);
  const stored = JSON.stringify(tables, (_name, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  expect(keys.filter((key) => stored.includes(key))).toEqual([]);
});

it.each(["viewer", "approver"] as const)("a %s gets the file, but never with the keys", async (role) => {
  const viewer = await addViewer(role, editor.organizationId);
  await expect(download(viewer, {})).rejects.toMatchObject({ code: "not-allowed" });
  const { text } = await download(viewer, { includeKeys: false });
  expect(text).toContain("connections {");
  expect(keys.filter((key) => text.includes(key))).toEqual([]);
});

it("another organization finds nothing", async () => {
  const stranger = await addViewer("admin");
  await expect(download(stranger, {})).rejects.toMatchObject({ code: "connection-not-found" });
  expect(await networkOf(stranger, slug)).toBeNull();
});

it("an unknown connection or device is refused without asking EC2", async () => {
  await expect(download(editor, { connectionKey: "vpn-connection/none" })).rejects.toMatchObject({
    code: "connection-not-found",
  });
  await expect(download(editor, { family: "toaster" })).rejects.toMatchObject({ code: "connection-not-found" });
});

it("what can be downloaded is known without a key", async () => {
  const network = await networkOf(editor, slug);
  const leeds = network?.resources.find(({ key }) => key === "vpn-connection/leeds");
  const choices = network && leeds ? deviceChoices(network, leeds) : [];
  expect(choices.map(({ id }) => id)).toEqual(deviceFamilies.map(({ id }) => id));
  const held = ["generic", "cisco-ios", "strongswan"];
  const possible = choices.filter(({ id }) => held.includes(id)).flatMap(({ versions }) => versions);
  expect(possible).toHaveLength(2 * held.length);
  expect(possible.filter(({ problems }) => !isAcceptable(problems))).toEqual([]);
});
