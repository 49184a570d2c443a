/**
 * What a colour may say: five states of the network, and "proposed" for what is wanted but not in AWS. `neutral` says
 * nothing. Words of the domain are turned into tones in components/status, never here.
 */
export type Tone = "up" | "degraded" | "down" | "unknown" | "pending" | "proposed" | "neutral";

/** Icons and lines, 3:1 on every ground. */
export const toneIcon: Record<Tone, string> = {
  up: "text-up",
  degraded: "text-degraded",
  down: "text-down",
  unknown: "text-unknown",
  pending: "text-pending",
  proposed: "text-proposed",
  neutral: "text-muted",
};

/** Words, 4.5:1 on every ground. */
export const toneText: Record<Tone, string> = {
  up: "text-up-text",
  degraded: "text-degraded-text",
  down: "text-down-text",
  unknown: "text-unknown-text",
  pending: "text-pending-text",
  proposed: "text-proposed-text",
  neutral: "text-text-2",
};

/** Tint with its border, for headers, notices and badges only: tables stay quiet. */
export const toneTint: Record<Tone, string> = {
  up: "border-up-line bg-up-bg",
  degraded: "border-degraded-line bg-degraded-bg",
  down: "border-down-line bg-down-bg",
  unknown: "border-unknown-line bg-unknown-bg",
  pending: "border-pending-line bg-pending-bg",
  proposed: "border-dashed border-proposed bg-proposed-bg",
  neutral: "border-border bg-surface",
};
