import type { KnownLine } from "./known-line";

/** Algorithms as charon prints them, such as "IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024". */
const PROPOSALS = "((?:IKE|ESP):[A-Z0-9_/]{1,300}(?:, (?:IKE|ESP):[A-Z0-9_/]{1,300}){0,9})";

/** strongSwan's daemon, as of 5.9 (messages of libcharon; %N is the name of a notify or payload). */
export const CHARON_LINES: readonly KnownLine[] = [
  [/tried \d{1,4} shared keys? for .{1,300}, but MAC mismatched/, "keysDiffer"],
  [/calculated HASH does not match HASH payload|received HASH payload does not match/, "keysDiffer"],
  [/invalid \w{2,20}_V1 payload length, decryption failed\?/, "undecryptable"],
  [/could not decrypt payloads/, "undecryptable"],
  [/no shared key found for /, "keyMissing"],
  [/received AUTHENTICATION_FAILED (?:notify error|error notify)/, "authentication"],
  [/no (?:matching )?peer config found/, "identity"],
  [/IDir '.{1,200}' does not match to '/, "identity"],
  [/constraint check failed: identity '/, "identity"],
  [/no IKE config found for /, "noConfiguration"],
  [/received proposals unacceptable|\[IKE\].{0,80} no proposal found/, "phase1Proposal"],
  [/received NO_PROPOSAL_CHOSEN notify error/, "phase1Proposal"],
  [/no acceptable proposal found|no matching proposal found, sending NO_PROPOSAL_CHOSEN/, "phase2Proposal"],
  [/received NO_PROPOSAL_CHOSEN notify, no CHILD_SA built/, "phase2Proposal"],
  // IKEv1 says the same in both phases.
  [/received NO_PROPOSAL_CHOSEN error notify/, "proposal"],
  [new RegExp(`received proposals: ${PROPOSALS}`), "offered"],
  [new RegExp(`configured proposals: ${PROPOSALS}`), "accepted"],
  [/received (?:TS_UNACCEPTABLE|INVALID_ID_INFORMATION) (?:notify|error notify)/, "selectors"],
  [/no acceptable traffic selectors found|traffic selectors .{1,300} unacceptable/, "selectors"],
  [/no matching CHILD_SA config found/, "selectors"],
  [/failed to establish CHILD_SA, keeping IKE_SA/, "phase2Failed"],
  [/DPD check timed out, enforcing DPD action/, "deadPeer"],
  [/deleting half open IKE_SA with .{1,100} after timeout/, "halfOpen"],
  [/giving up after \d{1,4} retransmits|establishing IKE_SA failed, peer not responding/, "gaveUp"],
  // The third message of Main Mode is the first encrypted one.
  [/sending retransmit \d{1,4} of request message ID 0, seq 3/, "encryptedUnanswered"],
  [/retransmit \d{1,4} of request (?:with )?message ID \d/, "retransmitted"],
  [/IKE_SA .{1,200}\] established between /, "phase1Up"],
  [/CHILD_SA .{1,200}\} established with SPIs /, "phase2Up"],
  [/IKE_SA .{1,200}\] rekeyed between |detected rekeying of CHILD_SA /, "rekeyed"],
  [/rekey collision (?:won|lost)|rekey\/delete collision/, "collision"],
  [/received DELETE for IKE_SA /, "ended"],
  [/received DELETE for \w{1,10} CHILD_SA with SPI /, "phase2Deleted"],
  [/(?:local|remote) host is behind NAT/, "nat"],
  [/initiating (?:Main Mode |Aggressive Mode )?IKE_SA .{1,200} to |is initiating an? .{0,20}IKE_SA/, "started"],
];
