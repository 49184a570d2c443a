import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningSandbox, startSandbox } from "@/sandbox/server";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { sealKeys } from "../environments/seal-keys";
import { deviceConfig } from "../network/device-config";
import { observeEnvironment } from "../observe/observe-environment";
import { compareDevice } from "./compare-device";

let sandbox: RunningSandbox;
let editor: Viewer;
let slug: string;
let ownFile: string;

const connectionKey = "vpn-connection/leeds";
const WRONG_KEY = "anotherKey.of.nobody";

beforeAll(async () => {
  sandbox = await startSandbox({ world: "demo" });
  editor = await addViewer("editor");
  const environment = await addEnvironment(editor.organizationId, { endpointUrl: sandbox.url });
  slug = environment.slug;
  const entered = { accessKeyId: "testing", secretAccessKey: "testing", sessionToken: "" };
  await db.environment.update({
    where: { id: environment.id },
    data: { credentials: await sealKeys(db, environment.id, entered) },
  });
  await observeEnvironment(environment.id);
  const options = { ikeVersion: "ikev2" as const, includeKeys: true };
  const file = await deviceConfig(editor, { environmentSlug: slug, connectionKey, family: "cisco-ios", options });
  ownFile = file.text;
});

afterAll(() => sandbox.close());

const compare = (viewer: Viewer, text: string) => compareDevice(viewer, { environmentSlug: slug, connectionKey, text });

it("our own file of the connection differs in nothing, its keys of this moment among it", async () => {
  expect(await compare(editor, ownFile)).toMatchObject({
    ...{ format: "cisco-ios", tunnelCount: 2, differences: [], isKeyCompared: true },
  });
});

it("another key is told to who may reveal keys, and left alone for everybody else", async () => {
  const text = ownFile.replace(/pre-shared-key \S+/, `pre-shared-key ${WRONG_KEY}`);
  const told = await compare(editor, text);
  expect(told.differences.map(({ parameter }) => parameter)).toEqual(["key"]);
  const viewer = await addViewer("viewer", editor.organizationId);
  expect(await compare(viewer, text)).toMatchObject({ differences: [], isKeyCompared: false });
});

it("what it came to is put on record, and of the text not a word is kept or answered", async () => {
  const text = ownFile
    .replace(/^ {2}group \d+/gm, "  group 1")
    .replace(/pre-shared-key \S+/, `pre-shared-key ${WRONG_KEY}`);
  const keys = [WRONG_KEY, ...[...ownFile.matchAll(/pre-shared-key (\S+)/g)].map(([, key = ""]) => key)];
  const answer = await compare(editor, text);
  const events = await db.auditEvent.findMany({ where: { action: "configuration.compared" } });
  expect(events.at(-1)).toMatchObject({
    ...{ actorId: editor.userId, subject: "leeds" },
    detail: { format: "cisco-ios", errors: 3, warnings: 0, notes: 0, keysCompared: true },
  });
  const held = JSON.stringify([answer, events], (_, value: unknown) =>
    typeof value === "bigint" ? `${value}` : value,
  );
  expect(keys.length).toBe(3);
  expect(keys.filter((key) => held.includes(key))).toEqual([]);
});

it("a log is read as what it is, and of it numbers alone are put on record", async () => {
  const line = `05[IKE] received AUTHENTICATION_FAILED notify error, key ${WRONG_KEY}`;
  const answer = await compare(editor, line);
  expect(answer.log?.verdicts).toMatchObject([{ state: "down", cause: "authentication", lines: [1] }]);
  const events = await db.auditEvent.findMany({ where: { action: "configuration.compared" } });
  expect(events.at(-1)?.detail).toEqual({
    ...{ key: connectionKey, format: "log", source: "strongswan", entries: 1, unknown: 0 },
  });
  expect(JSON.stringify(answer)).not.toContain(WRONG_KEY);
});

it("a connection of another organization is not found", async () => {
  const stranger = await addViewer("admin");
  await expect(compare(stranger, "conn a")).rejects.toMatchObject({ code: "connection-not-found" });
});
