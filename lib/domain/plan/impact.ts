import type { Touch } from "../kinds/kind";
import { type Phrase, phrase } from "../phrase";
import { isUp, type TunnelView } from "../tunnels/tunnel-view";
import type { Impact } from "./step";

export interface Judged {
  impact: Impact;
  reason?: Phrase;
}

/** The tunnels of a connection as they are now; an empty list where nothing is known. */
export type TunnelsOf = (connectionKey: string) => readonly TunnelView[];

/** What a call does to traffic now. Where a tunnel cannot be read, the worse is assumed: a false alarm costs a look, not an outage. */
export function judgeImpact(touch: Touch, tunnelsOf: TunnelsOf): Judged {
  switch (touch.what) {
    case "nothing":
      return { impact: 0 };
    case "no-traffic":
      return { impact: 1 };
    case "destroys":
      return { impact: 4, reason: phrase("plan.impact.destroys") };
    case "tunnel":
      return judgeTunnel(touch.outsideIpAddress, tunnelsOf(touch.connectionKey));
    case "both-tunnels":
      return carriesTraffic(tunnelsOf(touch.connectionKey))
        ? { impact: 3, reason: phrase("plan.impact.bothTunnels") }
        : { impact: 1, reason: phrase("plan.impact.noTunnelUp") };
    case "traffic":
      return touch.connectionKeys.some((key) => carriesTraffic(tunnelsOf(key)))
        ? { impact: 3, reason: phrase("plan.impact.trafficStops") }
        : { impact: 1, reason: phrase("plan.impact.noTunnelUp") };
    default: {
      const impossible: never = touch;
      throw new Error(`Unknown touch: ${JSON.stringify(impossible)}`);
    }
  }
}

function judgeTunnel(outsideIpAddress: string, tunnels: readonly TunnelView[]): Judged {
  const own = tunnels.find((tunnel) => tunnel.outsideIpAddress === outsideIpAddress);
  if (own && isKnownDown(own)) return { impact: 1, reason: phrase("plan.impact.tunnelIsDown") };
  const sibling = tunnels.find((tunnel) => tunnel.outsideIpAddress !== outsideIpAddress);
  if (sibling && isUp(sibling.state)) {
    return { impact: 2, reason: phrase("plan.impact.siblingCarries", { sibling: sibling.outsideIpAddress }) };
  }
  if (!sibling || sibling.state === "unknown") return { impact: 3, reason: phrase("plan.impact.siblingUnknown") };
  const values = { sibling: sibling.outsideIpAddress };
  return sibling.state === "never-up"
    ? { impact: 3, reason: phrase("plan.impact.siblingNeverUp", values) }
    : { impact: 3, reason: phrase("plan.impact.lastTunnelUp", values) };
}

/** Down by a fresh reading: no traffic moves through it now. */
export function isKnownDown(tunnel: TunnelView): boolean {
  return tunnel.state === "down" || tunnel.state === "never-up" || tunnel.state === "bgp-down";
}

function carriesTraffic(tunnels: readonly TunnelView[]): boolean {
  return tunnels.length === 0 || !tunnels.every(isKnownDown);
}
