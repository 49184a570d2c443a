import "server-only";
import { z } from "zod";
import {
  type Availability,
  availability,
  combineTransitions,
  type StatusSpan,
  statusSpans,
  type TimeRange,
  type TunnelTransition,
} from "@/lib/domain/tunnels/availability";
import type { TunnelStatus } from "@/lib/domain/tunnels/tunnel-view";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { staleAfterMs } from "../environments/queries";
import { type OrderedTunnelReading, parseTunnelStatus, readingColumns, readingOf } from "./tunnel-row";

/** The tunnels of every connection that is there, by the connection's key, in EC2's order. One statement. */
export async function readingsByConnection(
  viewer: Viewer,
  environmentId: string,
): Promise<Map<string, OrderedTunnelReading[]>> {
  const rows = await db.tunnel.findMany({
    where: {
      environmentId,
      environment: { organizationId: viewer.organizationId },
      connection: { goneAt: null },
      replacedAt: null,
    },
    select: { ...readingColumns, connection: { select: { key: true } } },
    orderBy: { ordinal: "asc" },
  });
  const readings = new Map<string, OrderedTunnelReading[]>();
  for (const { connection, ...row } of rows) {
    const pair = readings.get(connection.key);
    if (pair) pair.push(readingOf(row));
    else readings.set(connection.key, [readingOf(row)]);
  }
  return readings;
}

/** A change of a tunnel's status, for lists. */
export interface TransitionEntry {
  id: string;
  /** When it happened, by EC2's clock where that is plausible. */
  at: Date;
  /** When we saw it. */
  observedAt: Date;
  connectionKey: string;
  connectionName: string;
  outsideIpAddress: string;
  fromStatus: TunnelStatus;
  toStatus: TunnelStatus;
  statusMessage: string;
}

interface TransitionScope {
  environmentId: string;
  /** Of this connection only. */
  connectionKey?: string;
  limit: number;
}

/** The newest transitions of an environment or of one connection, newest first. The first sight of a tunnel is none. */
export async function latestTransitions(
  viewer: Viewer,
  { environmentId, connectionKey, limit }: TransitionScope,
): Promise<TransitionEntry[]> {
  const rows = await db.tunnelTransition.findMany({
    where: {
      fromStatus: { not: "UNKNOWN" },
      tunnel: {
        environmentId,
        environment: { organizationId: viewer.organizationId },
        ...(connectionKey ? { connection: { key: connectionKey } } : {}),
      },
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: limit,
    include: { tunnel: { select: { outsideIpAddress: true, connection: { select: { key: true, name: true } } } } },
  });
  return rows.map(({ tunnel, fromStatus, toStatus, id, at, observedAt, statusMessage }) => ({
    id,
    at,
    observedAt,
    statusMessage,
    connectionKey: tunnel.connection.key,
    connectionName: tunnel.connection.name,
    outsideIpAddress: tunnel.outsideIpAddress,
    fromStatus: parseTunnelStatus(fromStatus),
    toStatus: parseTunnelStatus(toStatus),
  }));
}

/** How the tunnels of one connection were over a range of time. */
export interface ConnectionHistory {
  tunnels: { outsideIpAddress: string; spans: StatusSpan[]; availability: Availability }[];
  /** Of the connection: up while any tunnel is. */
  availability: Availability;
}

interface HistoryScope {
  environmentId: string;
  range: TimeRange;
  /** Of these connections only; by default of all. */
  connectionKeys?: readonly string[];
}

/** Spans and availability by the connection's key, for the 24 h strip and the month's figure. One statement. */
export async function historyByConnection(
  viewer: Viewer,
  { environmentId, range, connectionKeys }: HistoryScope,
): Promise<Map<string, ConnectionHistory>> {
  const transitions = await transitionsByTunnel(viewer, { environmentId, range, connectionKeys });
  const histories = new Map<string, ConnectionHistory>();
  for (const [key, tunnels] of transitions) {
    histories.set(key, {
      tunnels: Array.from(tunnels, ([outsideIpAddress, list]) => ({
        outsideIpAddress,
        spans: statusSpans(list, range),
        availability: availability(list, range),
      })),
      availability: availability(combineTransitions([...tunnels.values()]), range),
    });
  }
  return histories;
}

/** From the first of the month, UTC, to now: the range that AWS's service level agreement counts in. */
export function monthUntil(now: Date): TimeRange {
  return { from: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)), to: now };
}

/** The last 24 hours. */
export function dayUntil(now: Date): TimeRange {
  return { from: new Date(now.getTime() - 24 * 60 * 60 * 1000), to: now };
}

const transitionRow = z.object({
  key: z.string(),
  outsideIpAddress: z.string(),
  at: z.date(),
  toStatus: z.string().transform(parseTunnelStatus),
  readAt: z.date().nullable(),
  replacedAt: z.date().nullable(),
  refreshSeconds: z.number(),
});

/** Within the range, and the last one before it, which says how it began; for each tunnel of each connection. */
async function transitionsByTunnel(
  viewer: Viewer,
  { environmentId, range, connectionKeys }: HistoryScope,
): Promise<Map<string, Map<string, TunnelTransition[]>>> {
  const rows = await db.$queryRaw`
    WITH tunnels AS (
      SELECT t."id", t."outsideIpAddress", c."key", t."ordinal", t."readAt", t."replacedAt", e."refreshSeconds"
      FROM "Tunnel" t
      JOIN "Resource" c ON c."id" = t."connectionId" AND c."goneAt" IS NULL
      JOIN "Environment" e ON e."id" = t."environmentId" AND e."organizationId" = ${viewer.organizationId}
      WHERE t."environmentId" = ${environmentId}::uuid
        AND (${connectionKeys === undefined} OR c."key" = ANY(${connectionKeys ?? []}::text[]))
    )
    SELECT t."key", t."outsideIpAddress", x."at", x."toStatus", t."readAt", t."replacedAt", t."refreshSeconds"
    FROM tunnels t
    CROSS JOIN LATERAL (
      SELECT "at", "toStatus" FROM "TunnelTransition"
      WHERE "tunnelId" = t."id" AND "at" >= ${range.from} AND "at" < ${range.to}
      UNION ALL
      (SELECT "at", "toStatus" FROM "TunnelTransition"
       WHERE "tunnelId" = t."id" AND "at" < ${range.from} ORDER BY "at" DESC LIMIT 1)
    ) x
    ORDER BY t."key", t."ordinal", x."at"`;
  const byConnection = new Map<string, Map<string, TunnelTransition[]>>();
  for (const { key, outsideIpAddress, at, toStatus, ...reading } of z.array(transitionRow).parse(rows)) {
    const tunnels = byConnection.get(key) ?? new Map<string, TunnelTransition[]>();
    byConnection.set(key, tunnels);
    const list = tunnels.get(outsideIpAddress) ?? endOf(reading, range);
    tunnels.set(outsideIpAddress, list);
    list.push({ at, status: toStatus });
  }
  return byConnection;
}

interface LastReading {
  readAt: Date | null;
  replacedAt: Date | null;
  refreshSeconds: number;
}

/**
 * From its last reading on a tunnel that cannot be read any more is unknown: what it was then says nothing about now. One that was
 * replaced with its connection is down for good, which is known.
 */
function endOf(reading: LastReading, range: TimeRange): TunnelTransition[] {
  const { readAt, replacedAt } = reading;
  if (replacedAt) return [{ at: replacedAt, status: "DOWN" }];
  if (!readAt || range.to.getTime() - readAt.getTime() <= staleAfterMs(reading)) return [];
  return [{ at: readAt, status: "UNKNOWN" }];
}
