import { beforeEach, describe, expect, it } from "vitest";
import type { Answers } from "@/lib/domain/setup/answers";
import { labAnswers } from "@/lib/domain/setup/lab-answers.fixture";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer";
import { secretsIn } from "../changes/fingerprints";
import { findChange } from "../changes/queries";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { findGuide, openGuides } from "./guides";
import { finishGuide, saveStage, startGuide } from "./save-guide";

const answers = {
  ...labAnswers,
  needs: { ...labAnswers.needs, deviceFamily: "generic" },
  network: { ...labAnswers.network, privateCidr: "" },
  access: {
    propagateInto: ["route-table/lab-private"],
    allow: [],
    group: "new",
    groupKey: "",
    groupName: "",
    hasInstance: false,
    instanceName: "",
    instanceSubnet: "",
    imageId: "",
  },
  connection: { name: "idc", tunnels: [{ presharedKey: "cloudneta" }, { presharedKey: "cloudneta" }] },
} satisfies Answers;

const LATER = ["network", "customer-gateway", "vpn-gateway", "access", "connection"] as const;

let viewer: Viewer;
let address: { environmentSlug: string; id: string };

async function save<Stage extends keyof typeof answers>(stage: Stage, answer = answers[stage], began: unknown = null) {
  return saveStage(viewer, { ...address, stage, answer, began } as Parameters<typeof saveStage>[1]);
}

async function saveAll() {
  for (const stage of Object.keys(answers) as (keyof typeof answers)[]) await save(stage);
  const guide = await findGuide(viewer, address);
  if (!guide?.changeNumber) throw new Error("The guide has no change");
  return { guide, changeNumber: guide.changeNumber };
}

/** Ids of the keys that the guide names, the first tunnel's first. */
async function keysOf(): Promise<string[]> {
  return secretsIn((await findGuide(viewer, address))?.answers);
}

async function isSealed(id = ""): Promise<boolean> {
  return (await db.sealedSecret.findUniqueOrThrow({ where: { id } })).sealed !== null;
}

beforeEach(async () => {
  viewer = await addViewer("editor");
  const { slug: environmentSlug } = await addEnvironment(viewer.organizationId);
  address = { environmentSlug, id: (await startGuide(viewer, { environmentSlug, name: "", answers: {} })).id };
});

describe("a guide", () => {
  it("proposes nothing before every stage is answered, and then all of it in one change", async () => {
    await save("needs");
    expect(await db.change.count({ where: { organizationId: viewer.organizationId } })).toBe(0);
    for (const stage of LATER) await save(stage);
    const changeNumber = (await findGuide(viewer, address))?.changeNumber ?? 0;
    const change = await findChange(viewer, { environmentSlug: address.environmentSlug, changeNumber });
    expect(change).toMatchObject({ title: "idc", status: "DRAFT" });
    expect(change?.edits.map(({ key }) => key)).toEqual(
      expect.arrayContaining([
        "vpc/lab",
        "customer-gateway/idc",
        "vpn-connection/idc",
        "vpn-gateway-attachment/lab:lab",
      ]),
    );
  });

  it("keeps no key as text", async () => {
    await saveAll();
    const row = await db.setupGuide.findUniqueOrThrow({ where: { id: address.id } });
    expect(JSON.stringify(row.answers)).not.toContain("cloudneta");
    expect(JSON.stringify(row.answers)).toContain("$secret");
  });

  it("destroys a typed key that is replaced before a change needs it", async () => {
    await save("connection");
    const [old] = await keysOf();
    const stored = (await findGuide(viewer, address))?.answers.connection;
    await save(
      "connection",
      { name: "idc", tunnels: [{ presharedKey: "another.key" }, { presharedKey: "another.key" }] },
      stored,
    );
    const [present] = await keysOf();
    expect(await isSealed(old)).toBe(false);
    expect(await isSealed(present)).toBe(true);
  });

  it("destroys its keys when it is given up, but none that a change needs", async () => {
    await save("connection");
    const [key] = await keysOf();
    await finishGuide(viewer, address);
    expect(await isSealed(key)).toBe(false);

    address = { ...address, id: (await startGuide(viewer, { ...address, name: "", answers: {} })).id };
    await saveAll();
    const [needed] = await keysOf();
    await finishGuide(viewer, address);
    expect(await isSealed(needed)).toBe(true);
  });

  it("keeps a wrong answer and stays at its stage", async () => {
    const wrong = { ...answers.needs, ipAddress: "3.37" };
    expect(await save("needs", wrong)).toMatchObject({ next: "needs", problems: [{ path: ["ipAddress"] }] });
    expect((await findGuide(viewer, address))?.answers.needs).toEqual(wrong);
  });

  it("writes its change again when an answer changes, and takes out what is wanted no more", async () => {
    const { changeNumber } = await saveAll();
    await save("network", { ...answers.network, name: "core" }, answers.network);
    await save("access", { ...answers.access, propagateInto: ["route-table/core-private"] }, answers.access);
    const change = await findChange(viewer, { environmentSlug: address.environmentSlug, changeNumber });
    const keys = change?.edits.map(({ key }) => key) ?? [];
    expect(keys).toContain("vpc/core");
    expect(keys.filter((key) => key.includes("lab"))).toEqual([]);
  });

  it("leaves a change in review alone when nothing differs", async () => {
    const { changeNumber } = await saveAll();
    const revision = async () =>
      (await db.change.findFirstOrThrow({ where: { number: changeNumber, organizationId: viewer.organizationId } }))
        .revision;
    const before = await revision();
    await save("customer-gateway", answers["customer-gateway"], answers["customer-gateway"]);
    expect(await revision()).toBe(before);
  });

  it("takes a corrected answer after a wrong one, keys included", async () => {
    const { stored } = await save("needs", { ...answers.needs, ipAddress: "3.37" });
    expect(await save("needs", answers.needs, stored)).toMatchObject({ next: "network" });
    const connection = await save("connection");
    expect(await save("connection", answers.connection, connection.stored)).toMatchObject({ next: "review" });
  });

  it("refuses an answer that somebody else has given meanwhile", async () => {
    await save("needs");
    await expect(save("needs", { ...answers.needs, site: "mine" })).rejects.toThrow(
      new DomainError("guide-edited-meanwhile"),
    );
  });

  it("is nobody else's: another organization neither sees nor answers it", async () => {
    const stranger = await addViewer("editor");
    expect(await findGuide(stranger, address)).toBeNull();
    const environment = await db.environment.findUniqueOrThrow({ where: { slug: address.environmentSlug } });
    expect(await openGuides(stranger, environment.id)).toEqual([]);
    await expect(
      saveStage(stranger, { ...address, stage: "needs", answer: answers.needs, began: null }),
    ).rejects.toThrow(DomainError);
  });
});
