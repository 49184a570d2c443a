import "server-only";
import type { TunnelReading, TunnelStatus } from "@/lib/domain/tunnels/tunnel-view";

/** Reads the column; throws on a word that nobody wrote. */
export function parseTunnelStatus(text: string): TunnelStatus {
  switch (text) {
    case "UP":
    case "DOWN":
    case "UNKNOWN":
      return text;
    default:
      throw new Error(`Unknown tunnel status "${text}"`);
  }
}

/** Columns that a reading is made of. */
export const readingColumns = {
  outsideIpAddress: true,
  ordinal: true,
  status: true,
  statusMessage: true,
  acceptedRouteCount: true,
  since: true,
  firstUpAt: true,
  readAt: true,
} as const;

interface TunnelRow extends Omit<TunnelReading, "status" | "everUp"> {
  ordinal: number;
  status: string;
  firstUpAt: Date | null;
}

/** A tunnel as pages and the roll-up take it; `ordinal` is a label only. */
export interface OrderedTunnelReading extends TunnelReading {
  ordinal: number;
}

export function readingOf({ firstUpAt, status, ...row }: TunnelRow): OrderedTunnelReading {
  return {
    outsideIpAddress: row.outsideIpAddress,
    ordinal: row.ordinal,
    status: parseTunnelStatus(status),
    statusMessage: row.statusMessage,
    acceptedRouteCount: row.acceptedRouteCount,
    since: row.since,
    everUp: firstUpAt !== null,
    readAt: row.readAt,
  };
}
