import "server-only";
import { kinds } from "@/lib/domain/kinds";
import type { TunnelReport } from "../telemetry/compare-tunnels";
import { identity, type Listed } from "./match-resources";

/**
 * What EC2 said of the tunnels of the connections in a list. A tunnel is known by its options or by its telemetry, whichever
 * came; the two are matched by outside address, since their orders differ.
 */
export function tunnelReports(listed: readonly Listed[], rows: ReadonlyMap<string, { id: string }>): TunnelReport[] {
  return listed.flatMap(({ kind, observed, isGone }) => {
    const row = rows.get(identity(kind, observed.awsId));
    if (kind !== "vpn-connection" || isGone || !row) return [];
    const { tunnels, telemetry } = kinds["vpn-connection"].attributes.parse(observed.attributes);
    const addresses = new Set([...tunnels, ...telemetry].map(({ outsideIpAddress }) => outsideIpAddress));
    return Array.from(addresses, (outsideIpAddress, index): TunnelReport => {
      const told = telemetry.find((one) => one.outsideIpAddress === outsideIpAddress);
      return {
        connectionId: row.id,
        outsideIpAddress,
        ordinal: index + 1,
        telemetry: told
          ? { ...told, lastStatusChange: told.lastStatusChange ? new Date(told.lastStatusChange) : null }
          : null,
      };
    });
  });
}
