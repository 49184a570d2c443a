import "server-only";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { loadHandover, type StoredHandover } from "./stored-handover";

/** Names a connection the way an address does. */
export interface ConnectionAddress {
  environmentSlug: string;
  /** Such as vpn-connection/leeds. */
  connectionKey: string;
}

/** One of a connection's hand-overs; the newest without a number. Null when the viewer's organization has none such. */
export async function findHandover(
  viewer: Viewer,
  { environmentSlug, connectionKey, number }: ConnectionAddress & { number?: number },
): Promise<StoredHandover | null> {
  return loadHandover(db, { ...ofConnection(viewer, { environmentSlug, connectionKey }), number });
}

/** A line of the list of a connection's hand-overs. */
export interface HandoverRow {
  id: string;
  number: number;
  madeAt: Date;
  madeByName: string;
  recipient: string;
  /** A device family's id. */
  family: string;
  ikeVersion: string;
  acknowledgedAt: Date | null;
  acknowledgedByName: string | null;
}

/** All hand-overs of a connection, the newest first. */
export async function listHandovers(viewer: Viewer, address: ConnectionAddress): Promise<HandoverRow[]> {
  const rows = await db.handover.findMany({
    where: ofConnection(viewer, address),
    orderBy: { number: "desc" },
    select: {
      id: true,
      number: true,
      createdAt: true,
      createdByName: true,
      recipient: true,
      family: true,
      ikeVersion: true,
      acknowledgedAt: true,
      acknowledgedByName: true,
    },
  });
  return rows.map(({ createdAt, createdByName, ...row }) => ({ ...row, madeAt: createdAt, madeByName: createdByName }));
}

function ofConnection({ organizationId }: Viewer, { environmentSlug, connectionKey }: ConnectionAddress) {
  return {
    environment: { slug: environmentSlug, organizationId },
    connection: { key: connectionKey, kind: "vpn-connection" },
  };
}
