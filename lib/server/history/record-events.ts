import "server-only";
import type { Noted } from "@/lib/domain/drift/since-when";
import type { Db } from "../db/client";
import { Prisma } from "../db/generated/client";

/** One line of a resource's history. Its spec never holds a key, nor the place of a sealed one: only keyed fingerprints. */
export interface ResourceNote extends Noted {
  resourceId: string;
  /** EC2's lifecycle word. */
  state: string | null;
  awsId: string | null;
  /** Who wanted it so, and by which change. */
  wish?: Wish;
}

export interface Wish {
  actorName: string;
  changeId: string;
}

/** Keeps what was wanted of resources or seen of them, in the transaction that learns of it. One statement for all. */
export async function recordEvents(tx: Db, notes: readonly ResourceNote[]): Promise<void> {
  if (notes.length === 0) return;
  await tx.resourceEvent.createMany({
    data: notes.map(({ spec, wish, ...note }) => ({
      ...note,
      ...wish,
      spec: spec === null ? Prisma.DbNull : asJson(spec),
    })),
  });
}

function asJson(value: object): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;
}
