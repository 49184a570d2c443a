import type { PlatformSupport } from "../../../choose-algorithms";

const CBC = { AES128: "AES, 128 bits", AES256: "AES, 256 bits" };
/** What the form calls the key length of AES-GCM is the length of its check value: GCM-16 is 128 bits. */
const GCM = { "AES128-GCM-16": "AES128-GCM, 128 bits", "AES256-GCM-16": "AES256-GCM, 128 bits" };
const INTEGRITY = { SHA1: "SHA1", "SHA2-256": "SHA256", "SHA2-384": "SHA384", "SHA2-512": "SHA512" };
/** As the selections of both phases name them (ipsec.inc, p1_dhgroups). */
const DH_GROUPS = {
  2: "2 (1024 bit)",
  5: "5 (1536 bit)",
  14: "14 (2048 bit)",
  15: "15 (3072 bit)",
  16: "16 (4096 bit)",
  17: "17 (6144 bit)",
  18: "18 (8192 bit)",
  19: "19 (nist ecp256)",
  20: "20 (nist ecp384)",
  21: "21 (nist ecp521)",
  22: "22 (1024(sub 160) bit)",
  23: "23 (2048(sub 224) bit)",
  24: "24 (2048(sub 256) bit)",
};
const ALL = { encryption: { ...CBC, ...GCM }, integrity: INTEGRITY, dhGroups: DH_GROUPS };

/** In IKEv1 its strongSwan takes AES-GCM for ESP only, as RFC 5282 does. */
export const pfsenseSupport: PlatformSupport = {
  ikev1: { phase1: { ...ALL, encryption: CBC }, phase2: ALL },
  ikev2: { phase1: ALL, phase2: ALL },
};
