/**
 * What keeps a tunnel down, the most telling first: where several are told, the others mostly follow from the first.
 * Message keys end with it: `compare.log.cause.<name>`, and `compare.log.remedy.<name>` for what to do.
 */
export const causes = [
  "keysDiffer",
  "keyMissing",
  "identity",
  "phase1Proposal",
  "noConfiguration",
  "authentication",
  "encryptedUnanswered",
  "selectors",
  "phase2Proposal",
  "phase2Failed",
  "deadPeer",
  "halfOpen",
  "noAnswer",
  "ended",
] as const;

export type Cause = (typeof causes)[number];

/** Where to look: at the device, at both ends' settings side by side, or at what lies between them. */
export type PointsTo = "device" | "settings" | "path";

/** What a line of a log says where it stands. Message keys end with it: `compare.log.meaning.<name>`. */
export type LogMeaning =
  | Cause
  | ("undecryptable" | "retransmitted")
  | ("phase1Up" | "phase2Up" | "rekeyed" | "collision" | "phase2Deleted" | "nat" | "started" | "offered" | "accepted")
  | "isDown";

/** What its words alone say: some daemons say the same in both phases, or of a tunnel that is up as of one that never was. */
export type WordsMeaning = LogMeaning | "proposal" | "gaveUp";

interface CauseNature {
  /** Once this phase is up, it is not the reason any more. */
  phase: 1 | 2;
  pointsTo: PointsTo;
}

export const causeNature: Record<Cause, CauseNature> = {
  keysDiffer: { phase: 1, pointsTo: "device" },
  keyMissing: { phase: 1, pointsTo: "device" },
  identity: { phase: 1, pointsTo: "device" },
  phase1Proposal: { phase: 1, pointsTo: "settings" },
  noConfiguration: { phase: 1, pointsTo: "settings" },
  authentication: { phase: 1, pointsTo: "device" },
  encryptedUnanswered: { phase: 1, pointsTo: "device" },
  selectors: { phase: 2, pointsTo: "settings" },
  phase2Proposal: { phase: 2, pointsTo: "settings" },
  phase2Failed: { phase: 2, pointsTo: "settings" },
  deadPeer: { phase: 1, pointsTo: "path" },
  halfOpen: { phase: 1, pointsTo: "path" },
  noAnswer: { phase: 1, pointsTo: "path" },
  ended: { phase: 1, pointsTo: "device" },
};

/** The reason that a line gives, for one that gives any. With IKEv1 a wrong key shows as a message that makes no sense. */
export function causeOf(meaning: LogMeaning): Cause | null {
  if (meaning === "undecryptable") return "keysDiffer";
  if (meaning === "retransmitted") return "noAnswer";
  return causes.find((cause) => cause === meaning) ?? null;
}
