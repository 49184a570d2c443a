import type { PlatformSupport } from "../../../choose-algorithms";

const CBC = { AES128: "aes128", AES256: "aes256" };
const GCM = { "AES128-GCM-16": "aes128gcm16", "AES256-GCM-16": "aes256gcm16" };
/** SHA-1 stands in few of the proposals that can be selected, beside few groups; these three beside every one (IPsecProposalField.php). */
const INTEGRITY = { "SHA2-256": "sha256", "SHA2-384": "sha384", "SHA2-512": "sha512" };
const DH_GROUPS = {
  14: "modp2048",
  15: "modp3072",
  16: "modp4096",
  17: "modp6144",
  18: "modp8192",
  19: "ecp256",
  20: "ecp384",
  21: "ecp521",
};
const ALL = { encryption: { ...CBC, ...GCM }, integrity: INTEGRITY, dhGroups: DH_GROUPS };

/** In IKEv1 its strongSwan takes AES-GCM for ESP only, as RFC 5282 does. */
export const opnsenseSupport: PlatformSupport = {
  ikev1: { phase1: { ...ALL, encryption: CBC }, phase2: ALL },
  ikev2: { phase1: ALL, phase2: ALL },
};
