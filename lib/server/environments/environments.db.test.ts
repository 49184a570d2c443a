import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EnvironmentInput } from "@/lib/domain/environments/environment-input";
import { type RunningSandbox, startSandbox } from "@/sandbox/server";
import type { Viewer } from "../auth/viewer";
import { callEc2 } from "../aws/call-ec2";
import { db } from "../db/client";
import { addViewer } from "../db/testing";
import { ensureDemoEnvironment } from "./demo";
import { environmentAccess } from "./environment-access";
import { environmentSettings, findEnvironment, listEnvironments } from "./queries";
import { createEnvironment, removeEnvironment, updateEnvironment } from "./save-environment";
import { testConnection } from "./test-connection";

let sandbox: RunningSandbox;
let admin: Viewer;
let input: EnvironmentInput;

beforeAll(async () => {
  sandbox = await startSandbox({ world: "demo" });
  admin = await addViewer("admin");
  input = {
    name: "Seoul lab",
    purpose: "other",
    region: "ap-northeast-2",
    endpointUrl: sandbox.url,
    controlUrl: "",
    mode: "keys",
    profile: "",
    accessKeyId: "testing",
    secretAccessKey: "testing",
    sessionToken: "",
    roleArn: "",
    externalId: "",
    selfApproval: false,
    refreshSeconds: 30,
  };
});

afterAll(() => sandbox.close());

async function canRead(id: string): Promise<boolean> {
  const call = { action: "DescribeVpnConnections" as const, input: {} };
  return callEc2(await environmentAccess(id), call).then(
    () => true,
    () => false,
  );
}

describe("saving", () => {
  it("seals the secret key: it is in no row and no setting, and signs the calls", async () => {
    const secretAccessKey = "testing";
    const { id, slug } = await createEnvironment(admin, { ...input, name: "Sealed", secretAccessKey });
    expect(slug).toBe("sealed");
    expect(await canRead(id)).toBe(true);
    const row = await db.environment.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify(row.credentials)).not.toContain("secretAccessKey");
    const secrets = await db.sealedSecret.findMany({ where: { environmentId: id } });
    expect(Buffer.from(secrets[0]?.sealed ?? []).includes("testing")).toBe(false);
    expect(await environmentSettings(admin, slug)).toMatchObject({ isEmpty: true, credentials: { mode: "keys" } });
  });

  it("an empty secret keeps the one that is kept; another one takes its place and destroys it", async () => {
    const { id } = await createEnvironment(admin, { ...input, name: "Kept" });
    await updateEnvironment(admin, { id, input: { ...input, name: "Kept on", secretAccessKey: "" } });
    expect(await canRead(id)).toBe(true);
    await updateEnvironment(admin, { id, input: { ...input, name: "Kept on", secretAccessKey: "another" } });
    expect(await canRead(id)).toBe(false);
    const secrets = await db.sealedSecret.findMany({ where: { environmentId: id }, orderBy: { createdAt: "asc" } });
    expect(secrets.map(({ sealed }) => sealed === null)).toEqual([true, false]);
  });

  it("keys without a secret are refused where none is kept", async () => {
    const created = createEnvironment(admin, { ...input, name: "No secret", secretAccessKey: "" });
    await expect(created).rejects.toMatchObject({ code: "environment-secret-missing" });
    expect(await db.environment.count({ where: { name: "No secret" } })).toBe(0);
  });

  it("a name is taken once, and two of one kind get addresses of their own", async () => {
    const { slug } = await createEnvironment(admin, { ...input, name: "Twice" });
    await expect(createEnvironment(admin, { ...input, name: "Twice" })).rejects.toMatchObject({
      code: "environment-name-taken",
    });
    const other = await addViewer("admin");
    expect([slug, (await createEnvironment(other, { ...input, name: "Twice" })).slug]).toEqual(["twice", "twice-2"]);
  });

  it("the Region stays once something is wanted, and so does the environment", async () => {
    const { id } = await createEnvironment(admin, { ...input, name: "Settled" });
    await db.resource.create({
      data: { environmentId: id, kind: "customer-gateway", key: "customer-gateway/a", name: "a", spec: { name: "a" } },
    });
    const moved = updateEnvironment(admin, { id, input: { ...input, name: "Settled", region: "eu-west-1" } });
    await expect(moved).rejects.toMatchObject({ code: "environment-region-fixed" });
    await expect(removeEnvironment(admin, id)).rejects.toMatchObject({ code: "environment-not-empty" });
  });

  it("the account stays as well: only what holds nothing forgets it with another way to sign in", async () => {
    const { id } = await createEnvironment(admin, { ...input, name: "Owned" });
    const accountAfter = async (accessKeyId: string) => {
      await db.environment.update({ where: { id }, data: { awsAccountId: "111122223333" } });
      await updateEnvironment(admin, { id, input: { ...input, name: "Owned", accessKeyId } });
      return (await db.environment.findUniqueOrThrow({ where: { id } })).awsAccountId;
    };
    expect(await accountAfter("another")).toBeNull();
    await db.resource.create({
      data: { environmentId: id, kind: "customer-gateway", key: "customer-gateway/a", name: "a", spec: { name: "a" } },
    });
    expect(await accountAfter("testing")).toBe("111122223333");
  });

  it("what holds only observations can be removed, with its secrets", async () => {
    const { id } = await createEnvironment(admin, { ...input, name: "Passing" });
    await removeEnvironment(admin, id);
    expect(await db.environment.count({ where: { id } })).toBe(0);
    expect(await db.sealedSecret.count({ where: { environmentId: id } })).toBe(0);
    const events = await db.auditEvent.findMany({ where: { subject: "Passing" }, orderBy: { number: "asc" } });
    expect(events.map(({ action }) => action)).toEqual(["environment.created", "environment.removed"]);
  });
});

it("another organization neither sees, changes nor tries it", async () => {
  const { id, slug } = await createEnvironment(admin, { ...input, name: "Ours" });
  const stranger = await addViewer("admin");
  expect(await listEnvironments(stranger)).toEqual([]);
  expect(await findEnvironment(stranger, slug)).toBeNull();
  expect(await environmentSettings(stranger, slug)).toBeNull();
  const stolen = { ...input, name: "Theirs", secretAccessKey: "" };
  await expect(updateEnvironment(stranger, { id, input: stolen })).rejects.toMatchObject({
    code: "environment-not-found",
  });
  await expect(removeEnvironment(stranger, id)).rejects.toMatchObject({ code: "environment-not-found" });
  await expect(testConnection(stranger, { id, input: stolen })).rejects.toMatchObject({
    code: "environment-not-found",
  });
});

describe("a test of the connection", () => {
  it("tells the account and what can be read, before anything is saved", async () => {
    const outcome = await testConnection(admin, { id: null, input });
    expect(outcome).toMatchObject({ identity: { accountId: "111122223333" }, reading: { connectionCount: 6 } });
  });

  it("says that the credentials are wrong, and of what kind the failure is", async () => {
    const outcome = await testConnection(admin, { id: null, input: { ...input, secretAccessKey: "wrong" } });
    expect(outcome).toMatchObject({
      identity: { failure: { category: "credentials" } },
      reading: { failure: { category: "credentials" } },
    });
  });

  it("signs in with the role of another account", async () => {
    process.env.AWS_ACCESS_KEY_ID = "testing";
    process.env.AWS_SECRET_ACCESS_KEY = "testing";
    const role = { ...input, mode: "role" as const, roleArn: "arn:aws:iam::444455556666:role/underpass" };
    const outcome = await testConnection(admin, { id: null, input: role });
    expect(outcome.identity).toMatchObject({ arn: expect.stringContaining("assumed-role/underpass/underpass") });
  });
});

it("the demo is made once and follows its sandbox", async () => {
  const { organizationId } = admin;
  await ensureDemoEnvironment({ organizationId, url: sandbox.url, controlUrl: sandbox.controlUrl });
  const demo = await db.environment.findUniqueOrThrow({ where: { slug: "seoul-demo" } });
  expect(await canRead(demo.id)).toBe(true);
  await db.environment.update({ where: { id: demo.id }, data: { name: "Renamed" } });
  await ensureDemoEnvironment({ organizationId, url: "http://127.0.0.1:1", controlUrl: "http://127.0.0.1:2" });
  expect(await db.environment.findUniqueOrThrow({ where: { slug: "seoul-demo" } })).toMatchObject({
    id: demo.id,
    name: "Renamed",
    endpointUrl: "http://127.0.0.1:1",
    controlUrl: "http://127.0.0.1:2",
  });
});
