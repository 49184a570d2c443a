import { type Phrase, phrase } from "../phrase";
import { isUp, type TunnelState } from "../tunnels/tunnel-view";
import type { Connection } from "./network";

/**
 * What the state of a connection means for traffic, in one sentence: what is left and what the next failure takes. Null where the
 * state speaks for itself.
 */
export function consequenceOf(connection: Connection, vpcName: string | null): Phrase | null {
  const up = connection.tunnels.filter((tunnel) => isUpLine(tunnel.state));
  const vpc = vpcName ?? "";
  const [prefix] = connection.prefixes;
  const prefixes = connection.prefixes.length;
  const values = { hasVpc: vpcName ? "yes" : "no", vpc, prefix: prefix ?? "", prefixes, more: prefixes - 1 };
  switch (connection.health) {
    case "degraded":
      if (up.length === 1 && up[0]?.outsideIpAddress) {
        return phrase("topology.consequence.oneLeft", { ...values, address: up[0].outsideIpAddress });
      }
      return connection.reason;
    case "down":
      return phrase("topology.consequence.down", values);
    case "unknown":
    case "never-up":
    case "pending":
      return connection.reason;
    case "healthy":
      return null;
    default: {
      const impossible: never = connection.health;
      throw new Error(`Unknown health: ${impossible}`);
    }
  }
}

function isUpLine(state: Connection["tunnels"][number]["state"]): boolean {
  return state !== "pending" && state !== "proposed" && isUp(state satisfies TunnelState);
}
