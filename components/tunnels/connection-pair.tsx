import { type LinePattern, tunnelPattern } from "@/components/status/health";
import { TunnelPair } from "@/components/status/tunnel-pair";
import type { TunnelLine } from "@/lib/domain/topology/network";

/** The pair of a connection, in the order of the outside addresses. */
export function ConnectionPair({ tunnels, width }: { tunnels: readonly Pick<TunnelLine, "state">[]; width?: number }) {
  return <TunnelPair lines={[patternOf(tunnels[0]), patternOf(tunnels[1])]} width={width} />;
}

function patternOf(tunnel: Pick<TunnelLine, "state"> | undefined): LinePattern {
  if (tunnel === undefined) return "unknown";
  return tunnel.state === "pending" || tunnel.state === "proposed" ? tunnel.state : tunnelPattern[tunnel.state];
}
