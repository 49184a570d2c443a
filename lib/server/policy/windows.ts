import "server-only";
import type { WindowInput } from "@/lib/domain/policy/window-input";
import { DomainError } from "@/lib/errors";
import { recordAuditOf } from "../audit/record-audit";
import type { Viewer } from "../auth/viewer-of";
import { type Db, db } from "../db/client";
import { demandAdmin } from "./demand-admin";
import { tellPages } from "./tell-pages";

/** Adds a time of the week in which changes of an environment may start. With the first one they may only then. */
export async function createWindow(
  viewer: Viewer,
  { environmentId, input }: { environmentId: string; input: WindowInput },
): Promise<void> {
  demandAdmin(viewer);
  await db.$transaction(async (tx) => {
    const environment = await tx.environment.findFirst({
      where: { id: environmentId, organizationId: viewer.organizationId },
      select: { id: true },
    });
    if (!environment) throw new DomainError("environment-not-found");
    await tx.changeWindow.create({ data: { ...input, environmentId } });
    await tell(tx, viewer, { environmentId, action: "window.created", subject: input.name, detail: input });
  });
}

export async function updateWindow(viewer: Viewer, { id, input }: { id: string; input: WindowInput }): Promise<void> {
  demandAdmin(viewer);
  await db.$transaction(async (tx) => {
    const { environmentId, ...before } = await lockWindow(tx, viewer, id);
    await tx.changeWindow.update({ where: { id }, data: input });
    const detail = { before, after: input };
    await tell(tx, viewer, { environmentId, action: "window.updated", subject: input.name, detail });
  });
}

/** Removes a window. Without any left, changes of the environment may start at any time. */
export async function removeWindow(viewer: Viewer, id: string): Promise<void> {
  demandAdmin(viewer);
  await db.$transaction(async (tx) => {
    const { environmentId, ...before } = await lockWindow(tx, viewer, id);
    await tx.changeWindow.delete({ where: { id } });
    await tell(tx, viewer, { environmentId, action: "window.removed", subject: before.name, detail: before });
  });
}

async function lockWindow(tx: Db, { organizationId }: Viewer, id: string) {
  await tx.$executeRaw`SELECT 1 FROM "ChangeWindow" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const window = await tx.changeWindow.findFirst({
    where: { id, environment: { organizationId } },
    omit: { id: true, createdAt: true },
  });
  if (!window) throw new DomainError("window-gone");
  return window;
}

async function tell(
  tx: Db,
  viewer: Viewer,
  entry: Omit<Parameters<typeof recordAuditOf>[2], "environmentId"> & { environmentId: string },
): Promise<void> {
  await tellPages(tx, viewer);
  await recordAuditOf(viewer, tx, entry);
}
