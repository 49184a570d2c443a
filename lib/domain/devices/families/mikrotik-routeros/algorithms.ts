import type { PlatformSupport } from "../../choose-algorithms";

/** Groups as in the manual's "dh-group" and "pfs-group": none of 22 to 24. */
const DH_GROUPS = {
  2: "modp1024",
  5: "modp1536",
  14: "modp2048",
  15: "modp3072",
  16: "modp4096",
  17: "modp6144",
  18: "modp8192",
  19: "ecp256",
  20: "ecp384",
  21: "ecp521",
};
/** The manual knows SHA-384 in neither phase. */
const INTEGRITY = { SHA1: "sha1", "SHA2-256": "sha256", "SHA2-512": "sha512" };
const PHASES = {
  // No AES-GCM in a profile, whatever the IKE version.
  phase1: { encryption: { AES128: "aes-128", AES256: "aes-256" }, integrity: INTEGRITY, dhGroups: DH_GROUPS },
  phase2: {
    encryption: {
      AES128: "aes-128-cbc",
      AES256: "aes-256-cbc",
      "AES128-GCM-16": "aes-128-gcm",
      "AES256-GCM-16": "aes-256-gcm",
    },
    integrity: INTEGRITY,
    dhGroups: DH_GROUPS,
  },
};
export const routerosSupport: PlatformSupport = { ikev1: PHASES, ikev2: PHASES };
