import type { KnownLine } from "./known-line";

/**
 * Details in the activity log of a tunnel (AWS Site-to-Site VPN User Guide, "Site-to-Site VPN logs": IKEv1 and IKEv2 error
 * messages, IKEv2 negotiation messages).
 */
export const AWS_LINES: readonly KnownLine[] = [
  [/decryption was unsuccessful due to invalid Pre-shared Key/, "keysDiffer"],
  [/AWS tunnel detected a pre-shared key mismatch with cgw/, "keysDiffer"],
  [/AWS tunnel is sending AUTHENTICATION_FAILED as the response/, "authentication"],
  // The guide has both for either phase. Which of them it was, the states in the same entry tell.
  [/No Proposal Match Found/, "proposal"],
  [/AWS: Traffic Selector: TS_UNACCEPTABLE/, "selectors"],
  [/AWS tunnel Phase 2 was unable to establish while keeping Phase 1/, "phase2Failed"],
  [/Peer is not responsive - Declaring peer dead/, "deadPeer"],
  [/AWS tunnel DPD timed out after \d{1,6} retransmits/, "deadPeer"],
  [/deleting un-established Phase 1 IKE_SA with cgw/, "halfOpen"],
  [/AWS tunnel received DELETE for IKE_SA from CGW/, "ended"],
  [/AWS tunnel received DELETE for Phase 2 SA/, "phase2Deleted"],
  [/AWS tunnel (?:detected a )?\(?CHILD_\w{2,5}\)? (?:collision|redundant)/, "collision"],
  [/AWS tunnel (?:processed|is sending) (?:request|response) \(id=\w{1,12}\) for CREATE_CHILD_SA/, "rekeyed"],
];
