import type { PlatformSupport } from "../../choose-algorithms";

const CBC = { AES128: "aes128", AES256: "aes256" };
/** VyOS counts the check value in bits, AWS in bytes: GCM-16 is gcm128. */
const GCM = { "AES128-GCM-16": "aes128gcm128", "AES256-GCM-16": "aes256gcm128" };
const INTEGRITY = { SHA1: "sha1", "SHA2-256": "sha256", "SHA2-384": "sha384", "SHA2-512": "sha512" };
const DH_GROUPS = Object.fromEntries(
  [2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24].map((group) => [group, `${group}`]),
);
const ESP = { encryption: { ...CBC, ...GCM }, integrity: INTEGRITY, dhGroups: DH_GROUPS };

/** In IKEv1 its strongSwan takes AES-GCM for ESP only, as RFC 5282 does. */
export const vyosSupport: PlatformSupport = {
  ikev1: { phase1: { encryption: CBC, integrity: INTEGRITY, dhGroups: DH_GROUPS }, phase2: ESP },
  ikev2: { phase1: ESP, phase2: ESP },
};
