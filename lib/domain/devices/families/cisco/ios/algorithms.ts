import type { PlatformSupport } from "../../../choose-algorithms";

const IKE_INTEGRITY = { "SHA2-256": "sha256", "SHA2-384": "sha384", "SHA2-512": "sha512" };
const ESP_INTEGRITY = {
  SHA1: "esp-sha-hmac",
  "SHA2-256": "esp-sha256-hmac",
  "SHA2-384": "esp-sha384-hmac",
  "SHA2-512": "esp-sha512-hmac",
};
const ESP_CBC = { AES128: "esp-aes", AES256: "esp-aes 256" };
const groups = (numbers: number[]) => Object.fromEntries(numbers.map((n) => [n, `${n}`]));
/** IOS never had 17, 18, 22 and 23, and 21 came with IKEv2 (security command reference, "group"). */
const IKEV1_GROUPS = groups([2, 5, 14, 15, 16, 19, 20, 24]);
const IKEV2_GROUPS = groups([2, 5, 14, 15, 16, 19, 20, 21, 24]);

/** AES-GCM is offered with IKEv2 only, where every release that has it takes it. */
export const iosSupport: PlatformSupport = {
  ikev1: {
    phase1: {
      encryption: { AES128: "aes 128", AES256: "aes 256" },
      integrity: { SHA1: "sha", ...IKE_INTEGRITY },
      dhGroups: IKEV1_GROUPS,
    },
    phase2: { encryption: ESP_CBC, integrity: ESP_INTEGRITY, dhGroups: IKEV1_GROUPS },
  },
  ikev2: {
    phase1: {
      encryption: {
        AES128: "aes-cbc-128",
        AES256: "aes-cbc-256",
        "AES128-GCM-16": "aes-gcm-128",
        "AES256-GCM-16": "aes-gcm-256",
      },
      integrity: { SHA1: "sha1", ...IKE_INTEGRITY },
      dhGroups: IKEV2_GROUPS,
    },
    phase2: {
      encryption: { ...ESP_CBC, "AES128-GCM-16": "esp-gcm", "AES256-GCM-16": "esp-gcm 256" },
      integrity: ESP_INTEGRITY,
      dhGroups: IKEV2_GROUPS,
    },
  },
};
