import type { StripChange, StripState } from "@/components/status/strip-spans";
import type { Availability, StatusSpan } from "@/lib/domain/tunnels/availability";
import type { ConnectionRow } from "./connection-row";

/** How the tunnels of a connection were over a range of time. */
export interface ConnectionHistory {
  tunnels: { outsideIpAddress: string; spans: StatusSpan[]; availability: Availability }[];
  /** Of the connection: up while any tunnel is. */
  availability: Availability;
}

/** What a strip draws of a connection: its tunnels in their fixed order, each with its changes. */
export function stripTunnels(
  { tunnels, neverUp }: Pick<ConnectionRow, "tunnels" | "neverUp">,
  history: ConnectionHistory | undefined,
) {
  return tunnels.map(({ outsideIpAddress, state, ordinal }) => {
    const spans = history?.tunnels.find((tunnel) => tunnel.outsideIpAddress === outsideIpAddress)?.spans ?? [];
    const isNeverUp = outsideIpAddress !== null && neverUp.includes(outsideIpAddress);
    const down = state === "pending" ? "pending" : isNeverUp ? "never-up" : "down";
    const states: Record<StatusSpan["status"], StripState> = { UP: "up", DOWN: down, UNKNOWN: "unknown" };
    const changes = spans.map(({ from, status }): StripChange => ({ at: from, state: states[status] }));
    return { outsideIpAddress: outsideIpAddress ?? String(ordinal), changes };
  });
}
