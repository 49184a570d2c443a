import { expect, it } from "vitest";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { dayUntil, historyByConnection, latestTransitions, readingsByConnection } from "./queries";

const NOW = new Date("2026-11-20T12:00:00Z");
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

/** A connection with one tunnel that was up two days ago, down six hours ago and up four hours ago. */
async function addConnection(viewer: Viewer, readAt: Date) {
  const { id: environmentId } = await addEnvironment(viewer.organizationId);
  const key = "vpn-connection/leeds";
  const { id: connectionId } = await db.resource.create({
    data: { environmentId, kind: "vpn-connection", key, name: "leeds", awsId: "vpn-1" },
  });
  const tunnel = { environmentId, connectionId, outsideIpAddress: "203.0.113.7", ordinal: 1, status: "UP", readAt };
  const { id: tunnelId } = await db.tunnel.create({ data: tunnel });
  await db.tunnelTransition.createMany({
    data: [
      { tunnelId, at: hoursAgo(48), observedAt: hoursAgo(48), fromStatus: "UNKNOWN", toStatus: "UP" },
      { tunnelId, at: hoursAgo(6), observedAt: hoursAgo(6), fromStatus: "UP", toStatus: "DOWN" },
      { tunnelId, at: hoursAgo(4), observedAt: hoursAgo(4), fromStatus: "DOWN", toStatus: "UP" },
    ],
  });
  return { environmentId, connectionId };
}

it("a day begins with the status of before, and the first sight is no transition", async () => {
  const viewer = await addViewer("viewer");
  const { environmentId } = await addConnection(viewer, NOW);
  const history = await historyByConnection(viewer, { environmentId, range: dayUntil(NOW) });
  const [tunnel] = history.get("vpn-connection/leeds")?.tunnels ?? [];
  expect(tunnel?.spans.map(({ status, from }) => [status, from])).toEqual([
    ["UP", hoursAgo(24)],
    ["DOWN", hoursAgo(6)],
    ["UP", hoursAgo(4)],
  ]);
  const transitions = await latestTransitions(viewer, { environmentId, limit: 10 });
  expect(transitions.map(({ toStatus }) => toStatus)).toEqual(["UP", "DOWN"]);
});

it("from the last reading on, a tunnel that cannot be read is unknown", async () => {
  const viewer = await addViewer("viewer");
  const { environmentId } = await addConnection(viewer, hoursAgo(2));
  const history = await historyByConnection(viewer, { environmentId, range: dayUntil(NOW) });
  const [tunnel] = history.get("vpn-connection/leeds")?.tunnels ?? [];
  expect(tunnel?.spans.at(-1)).toEqual({ status: "UNKNOWN", from: hoursAgo(2), to: NOW });
  expect(tunnel?.availability.unknownMs).toBe(2 * 3_600_000);
});

it("another organization reads nothing", async () => {
  const { environmentId } = await addConnection(await addViewer("viewer"), NOW);
  const stranger = await addViewer("admin");
  expect(await readingsByConnection(stranger, environmentId)).toEqual(new Map());
  expect(await historyByConnection(stranger, { environmentId, range: dayUntil(NOW) })).toEqual(new Map());
  expect(await latestTransitions(stranger, { environmentId, limit: 10 })).toEqual([]);
});

it("a connection that is gone has no tunnels", async () => {
  const viewer = await addViewer("viewer");
  const { environmentId, connectionId } = await addConnection(viewer, NOW);
  expect((await readingsByConnection(viewer, environmentId)).size).toBe(1);
  await db.resource.update({ where: { id: connectionId }, data: { goneAt: NOW } });
  expect((await readingsByConnection(viewer, environmentId)).size).toBe(0);
});

it("a tunnel that was replaced with its connection is down from then on, is none of its tunnels, and keeps its transitions", async () => {
  const viewer = await addViewer("viewer");
  const { environmentId, connectionId } = await addConnection(viewer, hoursAgo(2));
  await db.tunnel.updateMany({ where: { connectionId }, data: { replacedAt: hoursAgo(2) } });
  const { availability } =
    (await historyByConnection(viewer, { environmentId, range: dayUntil(NOW) })).get("vpn-connection/leeds") ?? {};
  expect(availability).toMatchObject({ unknownMs: 0, downMs: 4 * 3_600_000 });
  expect((await readingsByConnection(viewer, environmentId)).size).toBe(0);
  expect(await latestTransitions(viewer, { environmentId, limit: 10 })).toHaveLength(2);
});
