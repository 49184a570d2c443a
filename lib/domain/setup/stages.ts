/** The stages of the guide, in the documented order (reference §3.1). */
export const STAGES = [
  "needs",
  "network",
  "customer-gateway",
  "vpn-gateway",
  "access",
  "connection",
  "review",
  "configuration",
  "device",
  "test",
] as const;
export type Stage = (typeof STAGES)[number];

/** The stages in which something is asked; the rest follows what becomes of it. */
export const ASKING_STAGES = ["needs", "network", "customer-gateway", "vpn-gateway", "access", "connection"] as const;
export type AskingStage = (typeof ASKING_STAGES)[number];

export function isStage(text: string): text is Stage {
  return STAGES.some((stage) => stage === text);
}

export function isAskingStage(stage: string): stage is AskingStage {
  return ASKING_STAGES.some((asking) => asking === stage);
}
