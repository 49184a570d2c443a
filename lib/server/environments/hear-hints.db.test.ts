import { expect, it, vi } from "vitest";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { hearHints } from "./hear-hints";
import { announce, type LiveHint } from "./live-hint";

it("a viewer hears of the organization's environments and of no other's", async () => {
  const viewer = await addViewer("viewer");
  const stranger = await addViewer("viewer");
  const ours = await addEnvironment(viewer.organizationId);
  const theirs = await addEnvironment(stranger.organizationId);
  const heard: (LiveHint | null)[] = [];
  const silence = hearHints(viewer, (hint) => heard.push(hint));
  // Connecting ends with "look again".
  await vi.waitFor(() => expect(heard).toEqual([null]));

  await announce(db, { environmentId: theirs.id, what: "network" });
  await announce(db, { environmentId: ours.id, what: "network" });
  await vi.waitFor(() => expect(heard.length).toBe(2));
  expect(heard[1]).toEqual({ environmentId: ours.id, what: "network" });

  silence();
  await announce(db, { environmentId: ours.id, what: "network" });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(heard.length).toBe(2);
});

it("a hint is heard when its transaction commits, and not when it fails", async () => {
  const viewer = await addViewer("viewer");
  const { id } = await addEnvironment(viewer.organizationId);
  const heard: (LiveHint | null)[] = [];
  const silence = hearHints(viewer, (hint) => hint && heard.push(hint));
  await expect(
    db.$transaction(async (tx) => {
      await announce(tx, { environmentId: id, what: "network" });
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  await announce(db, { environmentId: id, what: "change" });
  await vi.waitFor(() => expect(heard).toEqual([{ environmentId: id, what: "change" }]));
  silence();
});
