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

/** Another connection that is UP and leads to the same network. */
export interface StandIn {
  key: string;
  name: string;
  /** False where EC2 does not tell which prefixes it carries: BGP at a VPN gateway. */
  isCertain: boolean;
}

/** What is known of the traffic when a step's turn comes. */
export interface Traffic {
  tunnelsOf: TunnelsOf;
  /** True of a connection that is deleted before. */
  isDeleted(connectionKey: string): boolean;
  /** What carries the connection's traffic without it, certain ones first. */
  standInsOf(connectionKey: string): readonly StandIn[];
}

/** What a call does to traffic now. Where a tunnel cannot be read, the worse is assumed: a false alarm costs a look, not an outage. */
export function judgeImpact(touch: Touch, traffic: Traffic): Judged {
  switch (touch.what) {
    case "nothing":
      return { impact: 0 };
    case "no-traffic":
      return { impact: 1 };
    case "destroys":
      return { impact: 4, reason: phrase("plan.impact.destroys") };
    case "tunnel":
      return judgeTunnel(touch, traffic);
    case "both-tunnels":
      return carriesTraffic(traffic.tunnelsOf(touch.connectionKey))
        ? withStandIn({ connectionKeys: [touch.connectionKey], reason: phrase("plan.impact.bothTunnels") }, traffic)
        : { impact: 1, reason: phrase("plan.impact.noTunnelUp") };
    case "traffic":
      return judgePath(touch.connectionKeys, traffic);
    default: {
      const impossible: never = touch;
      throw new Error(`Unknown touch: ${JSON.stringify(impossible)}`);
    }
  }
}

function judgeTunnel(touch: Touch & { what: "tunnel" }, traffic: Traffic): Judged {
  const { outsideIpAddress, connectionKey } = touch;
  const tunnels = traffic.tunnelsOf(connectionKey);
  const own = tunnels.find((tunnel) => tunnel.outsideIpAddress === outsideIpAddress);
  if (own && isKnownDown(own)) return { impact: 1, reason: phrase("plan.impact.tunnelIsDown") };
  const sibling = tunnels.find((tunnel) => tunnel.outsideIpAddress !== outsideIpAddress);
  // A session without routes carries nothing, unless the tunnel that falls has none either.
  const takesOver = sibling && isUp(sibling.state) && !(sibling.state === "up-no-routes" && own?.state === "up");
  if (takesOver) {
    return { impact: 2, reason: phrase("plan.impact.siblingCarries", { sibling: sibling.outsideIpAddress }) };
  }
  return withStandIn({ connectionKeys: [connectionKey], reason: lastTunnelReason(sibling) }, traffic);
}

function lastTunnelReason(sibling: TunnelView | undefined): Phrase {
  if (!sibling || sibling.state === "unknown") return phrase("plan.impact.siblingUnknown");
  const values = { sibling: sibling.outsideIpAddress };
  switch (sibling.state) {
    case "never-up":
      return phrase("plan.impact.siblingNeverUp", values);
    case "up-no-routes":
      return phrase("plan.impact.siblingWithoutRoutes", values);
    default:
      return phrase("plan.impact.lastTunnelUp", values);
  }
}

/** A route, a propagation, an attachment: everything that passes through it stops at once. */
function judgePath(connectionKeys: readonly string[], traffic: Traffic): Judged {
  const standing = connectionKeys.filter((key) => !traffic.isDeleted(key));
  if (connectionKeys.length > 0 && standing.length === 0) {
    return { impact: 1, reason: phrase("plan.impact.connectionDeleted") };
  }
  const carrying = standing.filter((key) => carriesTraffic(traffic.tunnelsOf(key)));
  if (carrying.length === 0) return { impact: 1, reason: phrase("plan.impact.noTunnelUp") };
  const stop = { connectionKeys: carrying, alsoStopped: connectionKeys, reason: phrase("plan.impact.trafficStops") };
  return withStandIn(stop, traffic);
}

interface Stop {
  /** Connections whose traffic stops. */
  connectionKeys: readonly string[];
  /** What the same step takes down cannot stand in for it. */
  alsoStopped?: readonly string[];
  reason: Phrase;
}

/** Impact 2 where another connection surely carries all that stops; else 3, and the reason names one that perhaps does. */
function withStandIn({ connectionKeys, alsoStopped = [], reason }: Stop, { standInsOf }: Traffic): Judged {
  const standIns = connectionKeys.map((key) => standInsOf(key).find((other) => !alsoStopped.includes(other.key)));
  const [first] = standIns;
  if (!first || standIns.includes(undefined)) return { impact: 3, reason };
  if (standIns.every((standIn) => standIn?.isCertain)) {
    return { impact: 2, reason: phrase("plan.impact.otherCarries", { name: first.name }) };
  }
  return { impact: 3, reason: phrase("plan.impact.otherPerhapsCarries", { name: first.name }) };
}

/** Down by a fresh reading: no traffic moves through it now. */
export function isKnownDown(tunnel: TunnelView): boolean {
  return tunnel.state === "down" || tunnel.state === "never-up" || tunnel.state === "bgp-down";
}

function carriesTraffic(tunnels: readonly TunnelView[]): boolean {
  return tunnels.length === 0 || !tunnels.every(isKnownDown);
}
