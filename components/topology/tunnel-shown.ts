import { type LinePattern, type ShownHealth, tunnelPattern, tunnelTone } from "@/components/status/health";
import type { Tone } from "@/components/ui/tone";
import type { Connection, Proposed, TunnelLine } from "@/lib/domain/topology/network";

/** The pattern of a tunnel's line, which may also be one that AWS is making or that is only wanted. */
export function patternOf(state: TunnelLine["state"]): LinePattern {
  return state === "pending" || state === "proposed" ? state : tunnelPattern[state];
}

export function toneOf(state: TunnelLine["state"]): Tone {
  return state === "pending" || state === "proposed" ? state : tunnelTone[state];
}

/** What a connection is shown as; an addition of a draft has no health yet. */
export function shownHealth({ health, proposed }: Pick<Connection, "health" | "proposed">): ShownHealth {
  return proposed?.operation === "add" ? "proposed" : health;
}

/** The pair of a connection for tables and panels. */
export function pairOf({ tunnels }: Connection): [LinePattern, LinePattern] {
  return [patternOf(tunnels[0]?.state ?? "unknown"), patternOf(tunnels[1]?.state ?? "unknown")];
}

/** The pattern that stands for both when there is room for one line only. */
export function worstPattern({ tunnels }: Connection): LinePattern {
  const order: LinePattern[] = ["down", "never-up", "unknown", "pending", "proposed", "up"];
  const patterns = tunnels.map((tunnel) => patternOf(tunnel.state));
  return order.find((pattern) => patterns.includes(pattern)) ?? "unknown";
}

/** Frame of a piece that a draft touches. */
export function proposedFrame(proposed: Proposed | null): string | undefined {
  return proposed ? frames[proposed.operation] : undefined;
}

const frames: Record<Proposed["operation"], string> = {
  add: "border-[1.5px] border-dashed border-proposed bg-proposed-bg!",
  change: "border-[1.5px] border-dashed border-proposed",
  remove: "bg-[repeating-linear-gradient(-45deg,var(--proposed-bg)_0_6px,var(--surface)_6px_12px)] [&_b]:line-through",
};
