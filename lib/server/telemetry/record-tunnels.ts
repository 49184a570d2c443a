import "server-only";
import type { Db } from "../db/client";
import type { Prisma } from "../db/generated/client";
import { compareTunnel, type TunnelRecord, type TunnelReport, type TunnelStep } from "./compare-tunnels";
import { parseTunnelStatus } from "./tunnel-row";

interface TunnelReports {
  environmentId: string;
  /** Of every connection that EC2 lists now: all its tunnels. */
  reports: readonly TunnelReport[];
  readAt: Date;
}

/**
 * Brings the tunnel rows to what EC2 reports, and keeps a transition for each status that is not the one before. One read and
 * at most four writes, however many tunnels. Returns whether anything but the time of reading differs.
 */
export async function recordTunnels(tx: Db, { environmentId, reports, readAt }: TunnelReports): Promise<boolean> {
  if (reports.length === 0) return false;
  const rows = await tx.tunnel.findMany({ where: { environmentId } });
  const rowsByTunnel = new Map(rows.map((row) => [tunnelId(row), row]));
  const siblingOf = siblings(reports);

  const created: (TunnelStep & { report: TunnelReport })[] = [];
  const updated: (TunnelStep & { id: string; ordinal: number })[] = [];
  const readAgain: string[] = [];
  for (const report of reports) {
    const row = rowsByTunnel.get(tunnelId(report));
    const before = row ? { ...row, status: parseTunnelStatus(row.status) } : null;
    const step = compareTunnel(before, report, { readAt, sibling: siblingOf(report) });
    if (!row) created.push({ ...step, report });
    else if (row.ordinal !== report.ordinal || row.replacedAt !== null || !isSame(before, step.record)) {
      updated.push({ ...step, id: row.id, ordinal: report.ordinal });
    } else if (report.telemetry) readAgain.push(row.id);
  }

  const createdIds = await createTunnels(tx, environmentId, created);
  await updateTunnels(tx, updated);
  await tx.tunnel.updateMany({ where: { id: { in: readAgain } }, data: { readAt } });
  await createTransitions(tx, readAt, [
    ...updated,
    ...created.map((step, index) => ({ ...step, id: createdIds[index] })),
  ]);
  const replaced = await retireReplaced(tx, { rows, reports, readAt });
  return created.length > 0 || updated.length > 0 || replaced > 0;
}

/** A tunnel is its outside address; only one connection has it, but a row outlives its connection. */
function tunnelId({ connectionId, outsideIpAddress }: { connectionId: string; outsideIpAddress: string }): string {
  return `${connectionId} ${outsideIpAddress}`;
}

/** What EC2 says of the other tunnel of the same connection. */
function siblings(reports: readonly TunnelReport[]): (report: TunnelReport) => TunnelReport["telemetry"] {
  const byConnection = new Map<string, TunnelReport[]>();
  for (const report of reports) {
    const pair = byConnection.get(report.connectionId);
    if (pair) pair.push(report);
    else byConnection.set(report.connectionId, [report]);
  }
  return ({ connectionId, outsideIpAddress }) => {
    const sibling = byConnection.get(connectionId)?.find((other) => other.outsideIpAddress !== outsideIpAddress);
    return sibling?.telemetry ?? null;
  };
}

function isSame(before: TunnelRecord | null, after: TunnelRecord): boolean {
  return (
    before !== null &&
    before.status === after.status &&
    before.statusMessage === after.statusMessage &&
    before.acceptedRouteCount === after.acceptedRouteCount &&
    before.since?.getTime() === after.since?.getTime() &&
    before.firstUpAt?.getTime() === after.firstUpAt?.getTime()
  );
}

async function createTunnels(
  tx: Db,
  environmentId: string,
  created: readonly (TunnelStep & { report: TunnelReport })[],
): Promise<(string | undefined)[]> {
  if (created.length === 0) return [];
  const made = await tx.tunnel.createManyAndReturn({
    data: created.map(({ record, report: { connectionId, outsideIpAddress, ordinal } }) => ({
      environmentId,
      connectionId,
      outsideIpAddress,
      ordinal,
      ...record,
    })),
    select: { id: true, connectionId: true, outsideIpAddress: true },
  });
  const ids = new Map(made.map((row) => [tunnelId(row), row.id]));
  return created.map(({ report }) => ids.get(tunnelId(report)));
}

async function updateTunnels(
  tx: Db,
  updated: readonly (TunnelStep & { id: string; ordinal: number })[],
): Promise<void> {
  if (updated.length === 0) return;
  const rows = updated.map(({ id, ordinal, record }) => ({ id, ordinal, ...record }));
  await tx.$executeRaw`
    UPDATE "Tunnel" AS row
    SET "ordinal" = new."ordinal",
        "status" = new."status",
        "statusMessage" = new."statusMessage",
        "acceptedRouteCount" = new."acceptedRouteCount",
        "since" = new."since" AT TIME ZONE 'utc',
        "firstUpAt" = new."firstUpAt" AT TIME ZONE 'utc',
        "readAt" = new."readAt" AT TIME ZONE 'utc',
        "replacedAt" = NULL
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS new("id" uuid, "ordinal" int, "status" text, "statusMessage" text, "acceptedRouteCount" int,
             "since" timestamptz, "firstUpAt" timestamptz, "readAt" timestamptz)
    WHERE row."id" = new."id"`;
}

async function createTransitions(
  tx: Db,
  observedAt: Date,
  steps: readonly (TunnelStep & { id: string | undefined })[],
): Promise<void> {
  const data = steps.flatMap(({ id, transition, record }): Prisma.TunnelTransitionCreateManyInput[] =>
    id && transition ? [{ tunnelId: id, observedAt, statusMessage: record.statusMessage, ...transition }] : [],
  );
  if (data.length > 0) await tx.tunnelTransition.createMany({ data });
}

interface Retiring {
  rows: readonly { id: string; connectionId: string; outsideIpAddress: string; replacedAt: Date | null }[];
  reports: readonly TunnelReport[];
  readAt: Date;
}

/**
 * A connection that was created anew under its key has other addresses; the former tunnels are not its tunnels any more. Their rows
 * stay, because what happened to them does.
 */
async function retireReplaced(tx: Db, { rows, reports, readAt }: Retiring): Promise<number> {
  const reported = new Set(reports.map(tunnelId));
  // Only where both are told of: an answer with a part missing replaces nothing.
  const connections = new Set(reports.filter(({ ordinal }) => ordinal > 1).map(({ connectionId }) => connectionId));
  const ids = rows
    .filter((row) => row.replacedAt === null && connections.has(row.connectionId) && !reported.has(tunnelId(row)))
    .map(({ id }) => id);
  if (ids.length === 0) return 0;
  const { count } = await tx.tunnel.updateMany({ where: { id: { in: ids } }, data: { replacedAt: readAt } });
  return count;
}
