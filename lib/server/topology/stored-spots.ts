import "server-only";
import { z } from "zod";
import type { Spots } from "@/lib/domain/topology/place-nodes";
import { db } from "../db/client";

const spotsShape = z.record(z.string(), z.object({ column: z.number(), top: z.number() }));

/** Every opened stack makes a view of its own; the oldest are forgotten. */
const VIEWS_MAX = 50;

/** Where things stood at the last visit of that view; nothing at the first. */
export async function readSpots(environmentId: string, view: string): Promise<Spots> {
  const row = await db.topologyLayout.findUnique({ where: { environmentId_view: { environmentId, view } } });
  // A shape that is not ours any more only costs the places, which are found anew.
  return spotsShape.safeParse(row?.positions).data ?? {};
}

/** Keeps them for the next visit. Of two visits at once the later wins: both have placed by the same rules. */
export async function writeSpots(environmentId: string, view: string, positions: Spots): Promise<void> {
  await db.topologyLayout.upsert({
    where: { environmentId_view: { environmentId, view } },
    create: { environmentId, view, positions },
    update: { positions },
  });
  const old = await db.topologyLayout.findMany({
    where: { environmentId },
    orderBy: { updatedAt: "desc" },
    skip: VIEWS_MAX,
    select: { view: true },
  });
  if (old.length === 0) return;
  await db.topologyLayout.deleteMany({ where: { environmentId, view: { in: old.map((each) => each.view) } } });
}
