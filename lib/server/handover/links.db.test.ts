import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { addViewer } from "../db/testing";
import { lendTestQueue } from "../jobs/testing";
import { type Demo, startDemo } from "../network/testing";
import { hashOfToken, listLinks, makeLink, revokeLink } from "./links";
import { makeHandover } from "./make-handover";
import { findHandover } from "./queries";
import { acknowledgeByLink, fileOfLink, openLink, takeFile, takeKeys } from "./visit-link";

lendTestQueue();

let demo: Demo;
let editor: Viewer;
let keys: string[];
let address: { environmentSlug: string; connectionKey: string; number: number };

/** A place of its own for each test: the limit of one must not be that of another. */
let place = 0;
const from = () => new Headers({ "x-forwarded-for": `203.0.113.${place}` });

beforeAll(async () => {
  demo = await startDemo();
  ({ editor } = demo);
  keys = await demo.keysOf();
  const leeds = { environmentSlug: demo.slug, connectionKey: "vpn-connection/leeds" };
  const { number } = await makeHandover(editor, { ...leeds, family: "strongswan", ikeVersion: "ikev2" });
  address = { ...leeds, number };
});

afterAll(() => demo.sandbox.close());

type Gift = Parameters<typeof makeLink>[1]["gives"];

async function newLink(gives: Gift, viewer = editor) {
  place += 1;
  const { url } = await makeLink(viewer, { ...address, gives, hours: 24 });
  const token = new URL(url).pathname.replace("/hand-over/", "");
  const row = await db.handoverLink.findUniqueOrThrow({ where: { tokenHash: hashOfToken(token) } });
  return { token, id: row.id, visit: () => ({ token, headers: from() }) };
}

const refused = (code: string) => ({ code });

it("the address holds 256 random bits, and the database only their hash", async () => {
  const { token } = await newLink("page");
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  const rows = await Promise.all([db.handoverLink.findMany(), db.auditEvent.findMany(), db.handover.findMany()]);
  const stored = JSON.stringify(rows, (_name, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  expect(stored).not.toContain(token);
  expect(keys.filter((key) => stored.includes(key))).toEqual([]);
});

describe("a link to the page", () => {
  it("opens as often as one likes, and holds no key", async () => {
    const { visit } = await newLink("page");
    for (let times = 0; times < 3; times++) {
      const { page } = await openLink(visit());
      expect(page?.view.connection.name).toBe("leeds");
      const said = JSON.stringify(page) + (await fileOfLink(visit())).text;
      expect(keys.filter((key) => said.includes(key))).toEqual([]);
    }
  });

  it("gives no key by another door", async () => {
    const { visit } = await newLink("page");
    await expect(takeKeys(visit())).rejects.toMatchObject(refused("link-unknown"));
    await expect(takeFile(visit())).rejects.toMatchObject(refused("link-unknown"));
  });

  it("takes the word of its holder, and the console knows through which link", async () => {
    const { visit, id } = await newLink("page");
    await acknowledgeByLink(visit(), { byName: "Kim", remark: "port 2" });
    const handover = await findHandover(editor, address);
    expect(handover?.acknowledgement).toMatchObject({ byName: "Kim", remark: "port 2" });
    const links = await listLinks(editor, { handoverId: handover?.id ?? "" });
    expect(links.find((link) => link.id === id)?.acknowledgedAt).toBeInstanceOf(Date);
  });
});

describe("a link that gives keys", () => {
  it("gives them once, and looking at its page uses nothing up", async () => {
    const { visit, id } = await newLink("keys");
    for (let times = 0; times < 3; times++) expect((await openLink(visit())).page).toBeNull();
    const shown = await takeKeys(visit());
    expect(shown).toHaveLength(2);
    for (const { key } of shown) expect(keys).toContain(key);
    await expect(takeKeys(visit())).rejects.toMatchObject(refused("link-used"));
    await expect(openLink(visit())).rejects.toMatchObject(refused("link-used"));
    expect((await db.handoverLink.findUniqueOrThrow({ where: { id } })).usedAt).not.toBeNull();
  });

  it("gives the file with its keys once", async () => {
    const { visit } = await newLink("file");
    const { text } = await takeFile(visit());
    expect(keys.filter((key) => text.includes(key))).toHaveLength(2);
    await expect(takeFile(visit())).rejects.toMatchObject(refused("link-used"));
  });

  it("is one's alone of those who press at the same moment", async () => {
    const { visit } = await newLink("keys");
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => takeKeys(visit())));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const answer of answers)
      if (answer.status === "rejected") expect(answer.reason).toMatchObject(refused("link-used"));
  });

  it("is not used up where EC2 gives no keys, and why is not told to a stranger", async () => {
    const { visit } = await newLink("keys");
    const refusal = { code: "UnauthorizedOperation", message: "arn:aws:iam::1:role/x may not", status: 403 };
    await demo.control.addFault({ action: "DescribeVpnConnections", kind: "error", params: refusal });
    await expect(takeKeys(visit())).rejects.toMatchObject({ code: "link-not-now", values: {} });
    await demo.control.clearFaults();
    expect(await takeKeys(visit())).toHaveLength(2);
  });

  it("is made only by who may see keys", async () => {
    const approver = await addViewer("approver", editor.organizationId);
    await expect(newLink("page", approver)).rejects.toMatchObject(refused("not-allowed"));
    const blind = { ...editor, can: (right: string) => right !== "reveal-keys" };
    await expect(newLink("keys", blind)).rejects.toMatchObject(refused("not-allowed"));
    await expect(newLink("file", blind)).rejects.toMatchObject(refused("not-allowed"));
    await expect(newLink("page", blind)).resolves.toBeDefined();
  });
});

describe("a link that is not good any more", () => {
  it("is like one that never was, when it was revoked", async () => {
    const { visit, id } = await newLink("keys");
    await revokeLink(editor, { id });
    const unknown = openLink({ token: "A".repeat(43), headers: from() }).catch((error: unknown) => error);
    const revoked = openLink(visit()).catch((error: unknown) => error);
    expect(await revoked).toEqual(await unknown);
    await expect(takeKeys(visit())).rejects.toMatchObject(refused("link-unknown"));
  });

  it("says that it has expired", async () => {
    const { visit, id } = await newLink("file");
    await db.handoverLink.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1000) } });
    await expect(takeFile(visit())).rejects.toMatchObject(refused("link-expired"));
  });

  it("cannot be revoked, or seen, by another organization", async () => {
    const { id } = await newLink("page");
    const stranger = await addViewer("admin");
    await expect(revokeLink(stranger, { id })).rejects.toMatchObject(refused("link-gone"));
    const handover = await findHandover(editor, address);
    expect(await listLinks(stranger, { handoverId: handover?.id ?? "" })).toEqual([]);
  });

  it("gives nothing once a newer hand-over was made", async () => {
    const [page, once] = [await newLink("page"), await newLink("keys")];
    await makeHandover(editor, { ...address, family: "strongswan", ikeVersion: "ikev2" });
    await expect(openLink(page.visit())).rejects.toMatchObject(refused("link-outdated"));
    await expect(takeKeys(once.visit())).rejects.toMatchObject(refused("link-outdated"));
    await expect(makeLink(editor, { ...address, gives: "page", hours: 1 })).rejects.toMatchObject(
      refused("handover-outdated"),
    );
    address.number += 1;
  });
});

it("each use is on record with whose link it was and from where, without the token", async () => {
  const { visit, id, token } = await newLink("keys");
  await openLink(visit());
  await takeKeys(visit());
  const rows = await db.auditEvent.findMany({
    where: { detail: { path: ["link"], equals: id } },
    orderBy: { number: "asc" },
  });
  expect(rows.map(({ action }) => action)).toEqual([
    "handover.link-made",
    "handover.link-opened",
    "handover.link-used",
  ]);
  expect(rows.at(-1)).toMatchObject({
    actorId: null,
    subject: "leeds",
    detail: { gives: "keys", keysIncluded: true, madeBy: editor.name, from: `203.0.113.${place}` },
  });
  expect(JSON.stringify(rows.map(({ detail }) => detail))).not.toContain(token);
});

it("who tries many from one place is held up, whatever they try", async () => {
  const { visit } = await newLink("page");
  place += 1;
  const tries = Array.from({ length: 100 }, (_, index) =>
    openLink({ token: `guess-${index}`, headers: from() }).catch((error: { code: string }) => error.code),
  );
  expect(new Set(await Promise.all(tries))).toEqual(new Set(["link-unknown"]));
  await expect(openLink(visit())).rejects.toMatchObject(refused("link-limited"));
});
