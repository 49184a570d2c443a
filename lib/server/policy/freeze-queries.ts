import "server-only";
import { cache } from "react";
import { isKindName, type KindName } from "@/lib/domain/kinds";
import { kindInKey, nameInKey } from "@/lib/domain/kinds/key";
import { type FreezeScope, type FreezeState, freezeScope, freezeState } from "@/lib/domain/policy/freeze-state";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer-of";
import { db } from "../db/client";
import type { Prisma } from "../db/generated/client";

/** A freeze with the names that a page shows. */
export interface FreezeRow {
  id: string;
  state: FreezeState;
  scope: FreezeScope;
  /** Null where it is about every environment. */
  environment: { slug: string; name: string } | null;
  /** The chosen resources; of one that is gone only its key is left. */
  resources: FrozenResource[];
  reason: string;
  startsAt: Date;
  endsAt: Date;
  createdByName: string;
  liftedAt: Date | null;
  liftedByName: string | null;
}

export interface FrozenResource {
  key: string;
  kind: KindName;
  name: string;
}

const PAST_MAX = 50;
const COMING_DAYS = 7;
const DAY_MS = 24 * 60 * 60_000;

const include = { environment: { select: { slug: true, name: true } } } as const;
type Row = Prisma.FreezeGetPayload<{ include: typeof include }>;

/** The freezes of the viewer's organization: what is or will be in force by its beginning, then what is over, the latest first. */
export async function listFreezes({ organizationId }: Viewer): Promise<FreezeRow[]> {
  const now = new Date();
  const [open, over] = await Promise.all([
    db.freeze.findMany({
      where: { organizationId, liftedAt: null, endsAt: { gt: now } },
      orderBy: [{ startsAt: "asc" }, { id: "asc" }],
      include,
    }),
    db.freeze.findMany({
      where: { organizationId, OR: [{ liftedAt: { not: null } }, { endsAt: { lte: now } }] },
      orderBy: [{ endsAt: "desc" }, { id: "asc" }],
      take: PAST_MAX,
      include,
    }),
  ]);
  return viewFreezes([...open, ...over], now);
}

/**
 * What holds an environment still, or will within a week: freezes of everything, of it, and of resources in it. Asked once per
 * request, since the frame of the page shows it too.
 */
export const freezesOf = cache(async ({ organizationId }: Viewer, environmentId: string): Promise<FreezeRow[]> => {
  const now = new Date();
  const rows = await db.freeze.findMany({
    where: {
      organizationId,
      liftedAt: null,
      endsAt: { gt: now },
      startsAt: { lte: new Date(now.getTime() + COMING_DAYS * DAY_MS) },
      OR: [{ environmentId: null }, { environmentId }],
    },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    include,
  });
  return viewFreezes(rows, now);
});

async function viewFreezes(rows: readonly Row[], now: Date): Promise<FreezeRow[]> {
  const keys = [...new Set(rows.flatMap((row) => row.keys))];
  const environmentIds = rows.flatMap(({ environmentId }) => environmentId ?? []);
  const known =
    keys.length === 0
      ? []
      : await db.resource.findMany({
          where: { environmentId: { in: environmentIds }, key: { in: keys } },
          select: { environmentId: true, key: true, name: true },
        });
  return rows.map((row) => ({
    id: row.id,
    state: freezeState(row, now),
    scope: freezeScope(row),
    environment: row.environment,
    resources: row.keys.map((key) => ({
      ...partsOf(key),
      name: known.find((one) => one.key === key && one.environmentId === row.environmentId)?.name ?? partsOf(key).name,
    })),
    reason: row.reason,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    createdByName: row.createdByName,
    liftedAt: row.liftedAt,
    liftedByName: row.liftedByName,
  }));
}

const FOUND_MAX = 12;

/** Resources of an environment whose name, id or key has that text in it, by name; for choosing what to freeze. */
export async function findFreezable(
  { organizationId }: Viewer,
  { environmentId, text }: { environmentId: string; text: string },
): Promise<(FrozenResource & { awsId: string | null })[]> {
  const environment = await db.environment.findFirst({ where: { id: environmentId, organizationId } });
  if (!environment) throw new DomainError("environment-not-found");
  const contains = { contains: text, mode: "insensitive" as const };
  const rows = await db.resource.findMany({
    where: { environmentId, goneAt: null, OR: [{ name: contains }, { awsId: contains }, { key: contains }] },
    select: { key: true, name: true, awsId: true },
    orderBy: [{ name: "asc" }, { key: "asc" }],
    take: FOUND_MAX,
  });
  return rows.map(({ key, name, awsId }) => ({ ...partsOf(key), name, awsId }));
}

function partsOf(key: string): FrozenResource {
  const kind = kindInKey(key);
  if (!isKindName(kind)) throw new Error(`The key "${key}" is of no known kind`);
  return { key, kind, name: nameInKey(key) };
}
