import "server-only";
import { z } from "zod";
import { compareAddresses, type TunnelAddresses, type TunnelSuccession } from "@/lib/domain/goals/compare-addresses";
import { groupBy } from "@/lib/domain/group-by";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";

/** How old the key of a tunnel is, as far as it was watched. */
export interface KeyAge {
  outsideIpAddress: string;
  /** When EC2 was first seen to have a key for it: where nothing changed since, the key is at least that old. Null: never read. */
  seenAt: Date | null;
  /** When it was last seen to be another key than before; null: never. */
  changedAt: Date | null;
  /** The other tunnel has the same key. */
  isShared: boolean;
}

/** The age of every tunnel's key by the connection's key, in EC2's order. One statement. */
export async function keyAges(
  { organizationId }: Viewer,
  environmentId: string,
  connectionKeys?: readonly string[],
): Promise<Map<string, KeyAge[]>> {
  const rows = await db.tunnel.findMany({
    where: {
      ...{ environmentId, environment: { organizationId }, replacedAt: null },
      connection: { goneAt: null, ...(connectionKeys ? { key: { in: [...connectionKeys] } } : {}) },
    },
    select: {
      ...{ outsideIpAddress: true, keySeenAt: true, keyChangedAt: true, keyFingerprint: true },
      connection: { select: { key: true } },
    },
    orderBy: { ordinal: "asc" },
  });
  const pairs = groupBy(rows, ({ connection }) => connection.key);
  return new Map(
    [...pairs].map(([key, pair]) => [
      key,
      pair.map(({ outsideIpAddress, keySeenAt, keyChangedAt, keyFingerprint }) => ({
        ...{ outsideIpAddress, seenAt: keySeenAt, changedAt: keyChangedAt },
        isShared: keyFingerprint !== null && pair.filter((other) => other.keyFingerprint === keyFingerprint).length > 1,
      })),
    ]),
  );
}

/** A connection that was made anew: what it was called and where it ended before and after. */
export interface Replacement {
  awsIdBefore: string;
  awsIdAfter: string;
  /** When the new one was first seen. */
  at: Date;
  /** The change that did it; null where it was done elsewhere. */
  changeNumber: number | null;
  tunnels: TunnelSuccession[];
}

const tunnel = z.object({ outsideIpAddress: z.string(), insideCidr: z.string().optional() });
const addressed = z.object({ tunnels: z.array(tunnel).length(2) });

/** How far back a replacement is looked for: a connection is noted a few times a year. */
const EVENTS_MAX = 200;

/** The last time that a connection was made anew under its name, out of its history; null where it never was. */
export async function lastReplacement(
  { organizationId }: Viewer,
  { environmentId, connectionKey }: { environmentId: string; connectionKey: string },
): Promise<Replacement | null> {
  const events = await db.resourceEvent.findMany({
    where: {
      resource: { environmentId, key: connectionKey, environment: { organizationId } },
      awsId: { not: null },
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: EVENTS_MAX,
  });
  const sights = events.flatMap(({ at, awsId, spec, changeId }) => {
    const parsed = addressed.safeParse(spec);
    return awsId && parsed.success ? [{ at, awsId, changeId, tunnels: parsed.data.tunnels }] : [];
  });
  const [present] = sights;
  const former = sights.find(({ awsId }) => awsId !== present?.awsId);
  if (!present || !former) return null;
  const own = sights.filter(({ awsId }) => awsId === present.awsId);
  const changeId = own.findLast((sight) => sight.changeId !== null)?.changeId ?? null;
  const change = changeId && (await db.change.findUnique({ where: { id: changeId }, select: { number: true } }));
  return {
    awsIdBefore: former.awsId,
    awsIdAfter: present.awsId,
    at: own.at(-1)?.at ?? present.at,
    changeNumber: change ? change.number : null,
    tunnels: compareAddresses(former.tunnels.map(addressesOf), present.tunnels.map(addressesOf)),
  };
}

function addressesOf({ outsideIpAddress, insideCidr }: z.output<typeof tunnel>): TunnelAddresses {
  return insideCidr === undefined ? { outsideIpAddress } : { outsideIpAddress, insideCidr };
}
