import { beforeEach, expect, it } from "vitest";
import type { TopologyView } from "@/lib/domain/topology/draw-topology";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { topologyOf } from "./queries";

const view: TopologyView = { query: "", problemsOnly: false, open: [], focus: null, rowsMax: 50 };

let viewer: Viewer;
let environment: { id: string; slug: string };

beforeEach(async () => {
  viewer = await addViewer("viewer");
  environment = await addEnvironment(viewer.organizationId, { observedAt: new Date() });
  await addSite("leeds", "192.0.2.25");
});

async function addSite(name: string, ipAddress: string) {
  const awsId = `cgw-${name}`;
  await db.resource.create({
    data: {
      environmentId: environment.id,
      kind: "customer-gateway",
      key: `customer-gateway/${name}`,
      name,
      awsId,
      state: "available",
      observed: { awsId, name, state: "available", marker: null, attributes: { ipAddress, bgpAsn: 65020 } },
      observedAt: new Date(),
    },
  });
}

async function addDraft() {
  await db.change.create({
    data: {
      organizationId: viewer.organizationId,
      environmentId: environment.id,
      number: 145,
      title: "Osaka",
      authorId: viewer.userId,
      authorName: viewer.name,
      edits: {
        create: {
          kind: "customer-gateway",
          key: "customer-gateway/osaka",
          operation: "put",
          spec: { name: "osaka", ipAddress: "198.51.100.40", bgpAsn: 65030 },
          authorId: viewer.userId,
        },
      },
    },
  });
}

async function visit() {
  const page = await topologyOf(viewer, environment.slug, view);
  if (!page) throw new Error("No page");
  await page.keepPlaces?.();
  return page;
}

it("an environment of another organization has no map", async () => {
  expect(await topologyOf(await addViewer("admin"), environment.slug, view)).toBeNull();
});

it("places are kept from one visit to the next, and what is new moves none of them", async () => {
  const before = await visit();
  await addSite("amsterdam", "192.0.2.9");
  const after = await visit();
  const place = (page: typeof before, id: string) => page.drawn.nodes.find((node) => node.id === id)?.place;
  expect(place(after, "customer-gateway/leeds")).toEqual(place(before, "customer-gateway/leeds"));
  expect(place(after, "customer-gateway/amsterdam")).toBeDefined();
  expect((await visit()).keepPlaces).toBeNull();
});

it("places seen before the first whole reading are not kept", async () => {
  await db.environment.update({ where: { id: environment.id }, data: { observedAt: null } });
  expect((await visit()).keepPlaces).toBeNull();
});

it("an open draft is drawn over the network, an abandoned one is not", async () => {
  await addDraft();
  const page = await visit();
  expect(page.draft).toEqual({ number: 145, proposedCount: 1 });
  expect(page.drawn.nodes.find((node) => node.id === "customer-gateway/osaka")).toMatchObject({
    site: { name: "osaka", proposed: { operation: "add", changeNumber: 145 } },
  });
  await db.change.updateMany({ where: { environmentId: environment.id }, data: { abandonedAt: new Date() } });
  const later = await visit();
  expect(later.draft).toBeNull();
  expect(later.drawn.nodes.map((node) => node.id)).toEqual(["customer-gateway/leeds"]);
});

it("a layout of an older shape is found anew instead of breaking the page", async () => {
  await db.topologyLayout.create({ data: { environmentId: environment.id, view: "", positions: { leeds: "left" } } });
  expect((await visit()).drawn.nodes).toHaveLength(1);
});
