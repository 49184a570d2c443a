import type { Tone } from "@/components/ui/tone";
import type { Health } from "@/lib/domain/tunnels/tunnel-status";
import type { TunnelState } from "@/lib/domain/tunnels/tunnel-view";

/** What a connection may be shown as: what the network says, or that it is only wanted. */
export type ShownHealth = Health | "proposed";

/** The only place where health becomes colour and shape. Its words are `common.health.<health>`. */
export const healthTone: Record<ShownHealth, Tone> = {
  healthy: "up",
  degraded: "degraded",
  down: "down",
  unknown: "unknown",
  "never-up": "unknown",
  pending: "pending",
  proposed: "proposed",
};

/** The same for one tunnel. `up-no-routes` is up for AWS and useless for traffic. Words: `common.tunnelState.<state>`. */
export const tunnelTone: Record<TunnelState, Tone> = {
  up: "up",
  "up-no-routes": "degraded",
  down: "down",
  "bgp-down": "down",
  "never-up": "unknown",
  unknown: "unknown",
};

/** How the line of a tunnel is drawn, in tables, nodes and on the canvas. */
export type LinePattern = "up" | "down" | "never-up" | "unknown" | "pending" | "proposed";

export const tunnelPattern: Record<TunnelState, LinePattern> = {
  up: "up",
  "up-no-routes": "up",
  down: "down",
  "bgp-down": "down",
  "never-up": "never-up",
  unknown: "unknown",
};
