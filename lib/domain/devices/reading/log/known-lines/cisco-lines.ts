import type { KnownLine } from "./known-line";

/**
 * IOS (debug crypto isakmp, ipsec and ikev2; %CRYPTO messages) and ASA (syslog 713xxx and 750xxx, "Cisco ASA Series Syslog
 * Messages"; debug crypto ikev1 and ikev2).
 */
export const CISCO_LINES: readonly KnownLine[] = [
  [/mismatched pre-shared key|Verification of peer's authentication data FAILED/, "keysDiffer"],
  // "Typically the key": Cisco's own explanation of the message names damage on the way as well.
  [/IKE message from .{1,60} failed its sanity check or is malformed/, "undecryptable"],
  [/(?:Received|processing) .{0,40}PAYLOAD_MALFORMED/, "undecryptable"],
  [/Failed to authenticate the IKE SA|Auth exchange failed/, "authentication"],
  [/NOTIFY\(AUTHENTICATION_FAILED\)/, "authentication"],
  [/no offers accepted!|phase 1 SA policy not acceptable!/, "phase1Proposal"],
  [/Failed to find a matching policy|All SA proposals found unacceptable/, "phase1Proposal"],
  [/Processing of Main [Mm]ode failed with peer/, "phase1Proposal"],
  // 32 is "proxy identities not supported": what follows blames the whole policy.
  [/IPSec policy invalidated proposal with error 32\b|proxy identities not supported/, "selectors"],
  [/no matching crypto map entry for remote proxy/, "selectors"],
  [/There was no IPSEC policy found for received TS/, "selectors"],
  [/NOTIFY\(TS_UNACCEPTABLE\)|NOTIFY INVALID_ID_INFO/, "selectors"],
  [/phase 2 SA policy not acceptable!|transform proposal not supported for identity/, "phase2Proposal"],
  [/All IPSec SA proposals found unacceptable|NOTIFY PROPOSAL_NOT_CHOSEN protocol 3/, "phase2Proposal"],
  [/Processing of Quick [Mm]ode failed with peer/, "phase2Failed"],
  [/NO_PROPOSAL_CHOSEN/, "proposal"],
  [/IKE lost contact with remote peer|SA DOWN\. Reason: peer lost/, "deadPeer"],
  // Keys are exchanged, and what is encrypted with them gets no answer.
  [/Death by retransmission P1" state \(\w\) MM_KEY_EXCH/, "encryptedUnanswered"],
  [/Death by retransmission P1"|Maximum number of retransmissions reached/, "gaveUp"],
  [/Failed to receive the AUTH msg before the timer expired/, "halfOpen"],
  [/retransmitting phase 1 |Retransmitting packet/, "retransmitted"],
  [/PHASE 2 COMPLETED|New State = IKE_QM_PHASE2_COMPLETE|Crypto tunnel is UP/, "phase2Up"],
  [/PHASE 1 COMPLETED|SA has been authenticated with|SA UP\. Reason: New Connection Setup/, "phase1Up"],
  [/Connection terminated for peer |Crypto tunnel is DOWN|SA DOWN\. Reason: /, "ended"],
  [/end\s{1,9}IS behind a NAT|NAT found, /, "nat"],
  [/beginning Main Mode exchange|IKE Initiator: New Phase 1/, "started"],
];
