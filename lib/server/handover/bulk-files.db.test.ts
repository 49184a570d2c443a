import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { addViewer } from "../db/testing";
import { networkOf } from "../network/queries";
import { type Demo, startDemo } from "../network/testing";
import { bulkFiles } from "./bulk-files";
import { devicesOf, rememberDevice } from "./customer-device";

let demo: Demo;
let editor: Viewer;
let environmentId: string;
let slug: string;
let connectionKeys: string[];

const cisco = { family: "cisco-ios", ikeVersion: "ikev2", platform: "ISR 4331", softwareVersion: "17.9" } as const;

beforeAll(async () => {
  demo = await startDemo();
  ({ editor, environmentId, slug } = demo);
  const network = await networkOf(editor, slug);
  const connections = network?.resources.filter(({ kind, awsId }) => kind === "vpn-connection" && awsId) ?? [];
  connectionKeys = connections.map(({ key }) => key);
  const leeds = connections.find(({ name }) => name === "leeds");
  await db.$transaction((tx) =>
    rememberDevice(tx, {
      ...{ environmentId, device: cisco, byName: "Ada" },
      customerGateway: String(leeds?.spec.customerGateway),
    }),
  );
});

afterAll(() => demo.sandbox.close());

const download = (viewer: Viewer, includeKeys: boolean) =>
  bulkFiles(viewer, { environmentSlug: slug, connectionKeys, includeKeys });

it("each connection has its file, or the reason why not, of one answer of EC2", async () => {
  await demo.control.clearCalls();
  const files = [...(await download(editor, true))];
  const { calls } = await demo.control.listCalls();
  expect(calls.map(({ action }) => action)).toEqual(["DescribeVpnConnections"]);
  expect(files.map(({ name }) => `vpn-connection/${name}`).toSorted()).toEqual(connectionKeys.toSorted());
  for (const { name, file, problems } of files) {
    const isRefused = problems.some(({ severity }) => severity === "error");
    expect(file === null, name).toBe(isRefused);
  }
  expect(files.filter(({ file }) => file !== null).length).toBeGreaterThan(2);
});

it("the device that is remembered of the customer gateway gets its own file, the others the generic one", async () => {
  const files = [...(await download(editor, false))];
  expect(files.find(({ name }) => name === "leeds")).toMatchObject({
    ...{ familyLabel: "devices.family.cisco-ios.label", ikeVersion: "ikev2" },
    file: { filename: expect.stringContaining("cisco-ios") },
  });
  const others = files.filter(({ name }) => name !== "leeds").map(({ familyLabel }) => familyLabel);
  expect(new Set(others)).toEqual(new Set(["devices.family.generic.label"]));
});

it("keys are in the files that were asked for with keys, and in no others", async () => {
  const textOf = async (includeKeys: boolean) =>
    [...(await download(editor, includeKeys))].map(({ file }) => file?.text ?? "").join("\n");
  const [withKeys, without] = [await textOf(true), await textOf(false)];
  const keys = await demo.keysOf();
  expect(keys.filter((key) => withKeys.includes(key)).length).toBeGreaterThan(4);
  expect(keys.filter((key) => without.includes(key))).toEqual([]);
});

it("one row of the audit names all that were taken", async () => {
  await download(editor, true);
  const row = await db.auditEvent.findFirst({ orderBy: { number: "desc" } });
  expect(row).toMatchObject({
    actorId: editor.userId,
    action: "configurations.downloaded",
    detail: { keysIncluded: true, families: { "cisco-ios": 1, generic: connectionKeys.length - 1 } },
  });
  expect(JSON.stringify(row?.detail)).toContain('"leeds"');
});

it("who may not have keys gets none, and another organization finds nothing", async () => {
  const approver = await addViewer("approver", editor.organizationId);
  await expect(download(approver, true)).rejects.toMatchObject({ code: "not-allowed" });
  const files = [...(await download(approver, false))];
  expect(files).toHaveLength(connectionKeys.length);
  const stranger = await addViewer("admin");
  await expect(download(stranger, false)).rejects.toMatchObject({ code: "environment-not-found" });
  expect((await devicesOf(stranger, environmentId)).size).toBe(0);
});

it("a device is remembered with who said so last, and saying the same again is no news", async () => {
  const remembered = async () => [...(await devicesOf(editor, environmentId)).values()][0];
  const [[customerGateway]] = [[...(await devicesOf(editor, environmentId)).keys()]];
  const before = await remembered();
  await rememberDevice(db, { environmentId, customerGateway, device: cisco, byName: "Bob" });
  expect(await remembered()).toEqual(before);
  await rememberDevice(db, { environmentId, customerGateway, device: { ...cisco, platform: "ASR" }, byName: "Bob" });
  expect(await remembered()).toMatchObject({ platform: "ASR", updatedByName: "Bob" });
});
