import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { sealKeys } from "../environments/seal-keys";
import { awsSample } from "./aws-samples";
import { networkOf } from "./queries";
import { sampleDevices } from "./sample-devices";
import { type Demo, startDemo } from "./testing";

let demo: Demo;
let editor: Viewer;
let slug: string;
let keys: string[];

const leeds = { connectionKey: "vpn-connection/leeds" };
/** Palo Alto, PANOS 7.0+: an id that AWS's own example shows. */
const palo = "5fb390ba";

beforeAll(async () => {
  demo = await startDemo();
  ({ editor, slug } = demo);
  const connection = (await networkOf(editor, slug))?.resources.find(({ key }) => key === leeds.connectionKey);
  keys = await demo.keysOf(String(connection?.awsId));
});

afterAll(() => demo.sandbox.close());

type Choices = Partial<Omit<Parameters<typeof awsSample>[1], "environmentSlug">>;

const download = (viewer: Viewer, choices: Choices = {}) =>
  awsSample(viewer, {
    ...{ environmentSlug: slug, ...leeds, deviceId: palo, ikeVersion: "ikev2", sampleType: "compatibility" },
    includeKeys: true,
    ...choices,
  });

async function offered() {
  const network = await networkOf(editor, slug);
  if (!network) throw new Error("There is no environment");
  return sampleDevices(network);
}

it("AWS's list is offered by vendor, platform and software", async () => {
  const { devices, refusal } = await offered();
  expect(refusal).toBeNull();
  expect(devices.length).toBeGreaterThan(40);
  expect(devices.find(({ id }) => id === palo)).toEqual({
    ...{ id: palo, vendor: "Palo Alto Networks", platform: "PA Series", software: "PANOS 7.0+" },
  });
});

describe("a sample", () => {
  it("holds both keys for who asks for them", async () => {
    const { text, filename } = await download(editor);
    expect(keys).toHaveLength(2);
    for (const key of keys) expect(text).toContain(key);
    expect(filename).toMatch(/^vpn-\w+-aws-Palo-Alto-Networks-PA-Series-PANOS-7\.0-ikev2\.txt$/);
  });

  it("of every device holds a marked place for each key where they are left out", async () => {
    for (const { id } of (await offered()).devices) {
      const { text } = await download(editor, { deviceId: id, ikeVersion: "ikev1", includeKeys: false });
      expect(keys.filter((key) => text.includes(key))).toEqual([]);
      expect(new Set(text.match(/<pre-shared key of tunnel [\d.]+>/g)).size).toBe(2);
    }
  });

  it("leaves on record who took which, and no key", async () => {
    await download(editor, { sampleType: "recommended" });
    const row = await db.auditEvent.findFirst({ orderBy: { number: "desc" } });
    expect(row).toMatchObject({
      actorId: editor.userId,
      action: "configuration.downloaded",
      subject: "leeds",
      detail: {
        family: "AWS: Palo Alto Networks, PA Series, PANOS 7.0+",
        sampleType: "recommended",
        keysIncluded: true,
      },
    });
    const written = JSON.stringify(await db.auditEvent.findMany({ select: { detail: true, subject: true } }));
    expect(keys.filter((key) => written.includes(key))).toEqual([]);
  });

  it("is refused to who may not have keys, even one without them", async () => {
    const viewer = await addViewer("approver", editor.organizationId);
    await expect(download(viewer, { includeKeys: false })).rejects.toMatchObject({ code: "not-allowed" });
  });

  it("is not there for another organization", async () => {
    const stranger = await addViewer("admin");
    await expect(download(stranger)).rejects.toMatchObject({ code: "connection-not-found" });
  });

  it("that EC2 refuses is refused with EC2's words", async () => {
    await expect(download(editor, { ikeVersion: "ikev1", sampleType: "recommended" })).rejects.toMatchObject({
      code: "ec2-refused",
      values: { code: "UnsupportedOperationException" },
    });
    await expect(download(editor, { deviceId: "none" })).rejects.toMatchObject({ code: "sample-device-gone" });
  });
});

it("an EC2 that cannot be asked leaves the list empty and says why", async () => {
  const { id, slug: lost } = await addEnvironment(editor.organizationId, { endpointUrl: "http://127.0.0.1:9" });
  await db.environment.update({
    where: { id },
    data: { credentials: await sealKeys(db, id, { accessKeyId: "a", secretAccessKey: "b", sessionToken: "" }) },
  });
  const network = await networkOf(editor, lost);
  expect(network && (await sampleDevices(network))).toMatchObject({ devices: [], refusal: { code: "Unreachable" } });
});
