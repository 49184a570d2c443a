import { expect, test } from "vitest";
import type { WindowInput } from "@/lib/domain/policy/window-input";
import { db } from "../db/client";
import { addEnvironment, addViewer } from "../db/testing";
import { listWindows } from "./window-queries";
import { createWindow, removeWindow, updateWindow } from "./windows";

const night: WindowInput = {
  name: "Night",
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  startMinute: 22 * 60,
  durationMinutes: 240,
  timeZone: "Asia/Seoul",
  impactFrom: 2,
};

async function onlyWindow(viewer: Parameters<typeof listWindows>[0]) {
  const window = (await listWindows(viewer)).flatMap(({ windows }) => windows)[0];
  if (!window) throw new Error("There is no window");
  return window;
}

test("a window is listed under its environment with its next three openings, by its own clock", async () => {
  const ada = await addViewer("admin");
  const [seoul, tokyo] = [
    await addEnvironment(ada.organizationId, { name: "A" }),
    await addEnvironment(ada.organizationId, { name: "B" }),
  ];
  await createWindow(ada, { environmentId: seoul.id, input: night });
  const listed = await listWindows(ada);
  expect(listed.map(({ id, windows }) => [id, windows.length])).toEqual([
    [seoul.id, 1],
    [tokyo.id, 0],
  ]);
  const { next } = await onlyWindow(ada);
  // 22:00 in Seoul, which has no summer time.
  expect(next.map(({ from }) => from.toISOString().slice(11, 16))).toEqual(["13:00", "13:00", "13:00"]);
});

test("only an admin writes windows, and only of their organization", async () => {
  const [ada, mallory] = [await addViewer("admin"), await addViewer("admin")];
  const seoul = await addEnvironment(ada.organizationId);
  await createWindow(ada, { environmentId: seoul.id, input: night });
  const { id } = await onlyWindow(ada);
  for (const role of ["viewer", "editor", "approver"] as const) {
    const other = await addViewer(role, ada.organizationId);
    const tries = [
      createWindow(other, { environmentId: seoul.id, input: night }),
      updateWindow(other, { id, input: night }),
      removeWindow(other, id),
    ];
    for (const attempt of await Promise.allSettled(tries))
      expect(attempt).toMatchObject({ status: "rejected", reason: { code: "not-allowed" } });
  }
  const creating = createWindow(mallory, { environmentId: seoul.id, input: night });
  await expect(creating).rejects.toMatchObject({ code: "environment-not-found" });
  await expect(updateWindow(mallory, { id, input: night })).rejects.toMatchObject({ code: "window-gone" });
  await expect(removeWindow(mallory, id)).rejects.toMatchObject({ code: "window-gone" });
  expect(await listWindows(mallory)).toEqual([]);
});

test("every edit of a window is in the audit of its environment, with what was before", async () => {
  const ada = await addViewer("admin");
  const seoul = await addEnvironment(ada.organizationId);
  await createWindow(ada, { environmentId: seoul.id, input: night });
  const { id } = await onlyWindow(ada);
  await updateWindow(ada, { id, input: { ...night, weekdays: [6, 7] } });
  await removeWindow(ada, id);
  const rows = await db.auditEvent.findMany({ where: { environmentId: seoul.id }, orderBy: { number: "asc" } });
  expect(rows).toMatchObject([
    { action: "window.created", subject: "Night" },
    { action: "window.updated", detail: { before: { weekdays: night.weekdays }, after: { weekdays: [6, 7] } } },
    { action: "window.removed", detail: { weekdays: [6, 7] } },
  ]);
});
