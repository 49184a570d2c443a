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
export function stripTunnels({ tunnels }: Pick<ConnectionRow, "tunnels">, history: ConnectionHistory | undefined) {
  return tunnels.map(({ outsideIpAddress, state, ordinal }) => ({
    outsideIpAddress: outsideIpAddress ?? String(ordinal),
    changes: changesOf(history?.tunnels.find((tunnel) => tunnel.outsideIpAddress === outsideIpAddress)?.spans, state),
  }));
}

function changesOf(
  spans: readonly StatusSpan[] | undefined,
  state: ConnectionRow["tunnels"][number]["state"],
): StripChange[] {
  return (spans ?? []).map(({ from, status }) => ({ at: from, state: stripState(status, state) }));
}

/** AWS says DOWN of a tunnel that was never configured, too; an outage that is not. */
function stripState(status: StatusSpan["status"], state: ConnectionRow["tunnels"][number]["state"]): StripState {
  switch (status) {
    case "UP":
      return "up";
    case "DOWN":
      return state === "never-up" ? "never-up" : state === "pending" ? "pending" : "down";
    case "UNKNOWN":
      return "unknown";
    default: {
      const impossible: never = status;
      throw new Error(`Unknown status: ${impossible}`);
    }
  }
}
