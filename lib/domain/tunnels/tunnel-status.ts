import { type Phrase, phrase } from "../phrase";
import { describeTunnel, isUp, type TunnelReading, type TunnelView, type ViewOptions } from "./tunnel-view";

/**
 * What a connection is as a whole. `degraded`: traffic can flow, but losing one more thing stops it. `never-up`: no tunnel
 * has ever been up, so the device was not configured, which is no outage. `pending`: AWS is working on it.
 */
export type Health = "healthy" | "degraded" | "down" | "unknown" | "never-up" | "pending";

export interface RolledUp {
  health: Health;
  /** Since when it is so; null when that cannot be known. */
  since: Date | null;
  /** One plain sentence that names the tunnel at fault. */
  reason: Phrase;
}

/**
 * The health of a connection out of its EC2 state and its two tunnels: the only place where this is decided.
 * Order of the tunnels does not matter; fewer than two readings means that one could not be read, which is unknown, not down.
 */
export function rollUp(
  connectionState: string | null,
  tunnels: readonly TunnelReading[],
  options: ViewOptions,
): RolledUp {
  if (connectionState !== null && IN_PROGRESS.has(connectionState)) {
    return { health: "pending", since: null, reason: phrase(`tunnels.reason.${connectionState}`) };
  }
  if (connectionState === "deleted")
    return { health: "unknown", since: null, reason: phrase("tunnels.reason.deleted") };
  if (tunnels.length === 0) return { health: "unknown", since: null, reason: phrase("tunnels.reason.noTelemetry") };

  const views = tunnels.map((tunnel) => describeTunnel(tunnel, options));
  const unknown = views.filter((view) => view.state === "unknown");
  if (unknown.length > 0 || views.length < 2) return unreadable(views, unknown);

  const working = views.filter((view) => view.state === "up");
  const up = views.filter((view) => isUp(view.state));
  const never = views.filter((view) => view.state === "never-up");
  const since = latestChange(views);

  if (working.length === views.length) return { health: "healthy", since, reason: phrase("tunnels.reason.allUp") };
  if (never.length === views.length)
    return { health: "never-up", since: null, reason: phrase("tunnels.reason.neverUp") };
  if (up.length === 0) return { health: "down", since, reason: downReason(views) };
  return { health: "degraded", since, reason: degradedReason(views) };
}

const IN_PROGRESS = new Set(["pending", "modifying", "deleting"]);

/** One tunnel that cannot be read makes the pair unknown: saying degraded would claim something nobody saw. */
function unreadable(views: readonly TunnelView[], unknown: readonly TunnelView[]): RolledUp {
  const since = unknown.length === 0 ? null : latestChange(unknown);
  const known = views.find((view) => view.state !== "unknown");
  if (known === undefined && unknown[0] !== undefined) return { health: "unknown", since, reason: unknown[0].reason };
  const values = { up: views.filter((view) => isUp(view.state)).length };
  return { health: "unknown", since, reason: phrase("tunnels.reason.oneUnreadable", values) };
}

/** Down with IPsec up is another fault than down, and is told apart when both tunnels have it. */
function downReason(views: readonly TunnelView[]): Phrase {
  if (views.every((view) => view.state === "bgp-down")) return phrase("tunnels.reason.allBgpDown");
  const never = views.find((view) => view.state === "never-up");
  if (never !== undefined) return phrase("tunnels.reason.downAndNeverUp", { neverUp: never.outsideIpAddress });
  return phrase("tunnels.reason.allDown");
}

function degradedReason(views: readonly TunnelView[]): Phrase {
  const faulty = views.filter((view) => view.state !== "up");
  if (faulty.every((view) => view.state === "up-no-routes") && faulty.length === views.length) {
    return phrase("tunnels.reason.allWithoutRoutes");
  }
  // A tunnel that is down weighs more than one that is up without routes.
  const worst = faulty.find((view) => !isUp(view.state)) ?? faulty[0];
  if (worst === undefined) throw new Error("A degraded connection has a faulty tunnel");
  switch (worst.state) {
    case "never-up":
      return phrase("tunnels.reason.oneNeverUp", { address: worst.outsideIpAddress });
    case "bgp-down":
      return phrase("tunnels.reason.oneBgpDown", { address: worst.outsideIpAddress });
    case "up-no-routes":
      return phrase("tunnels.reason.oneWithoutRoutes", { address: worst.outsideIpAddress });
    case "down":
      return phrase("tunnels.reason.oneDown", { address: worst.outsideIpAddress });
    case "up":
    case "unknown":
      throw new Error(`Not a fault: ${worst.state}`);
    default: {
      const impossible: never = worst.state;
      throw new Error(`Unknown tunnel state: ${impossible}`);
    }
  }
}

/** The pair has been as it is since its last change; a tunnel that never was up never changed. */
function latestChange(views: readonly TunnelView[]): Date | null {
  let latest: Date | null = null;
  for (const view of views) {
    if (view.state === "never-up") continue;
    if (view.since === null) return null;
    if (latest === null || view.since > latest) latest = view.since;
  }
  return latest;
}
