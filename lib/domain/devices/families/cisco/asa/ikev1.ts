import type { ChosenPhase, PlatformSupport } from "../../../choose-algorithms";
import type { TunnelModel } from "../../../tunnel-model";

/** The IKEv1 policy of one tunnel, in the words of ASA 8.4 and later. */
export function asaIkev1Policy(number: number, tunnel: TunnelModel, { spelled }: ChosenPhase): string[] {
  return [
    `crypto ikev1 policy ${number}`,
    `  encryption ${spelled.encryption}`,
    `  hash ${spelled.integrity}`,
    "  authentication pre-share",
    `  group ${spelled.dhGroup}`,
    `  lifetime ${tunnel.phase1.lifetimeSeconds}`,
    "exit",
    "!",
  ];
}

/** What stands in every ASA file about the groups, since one file serves many releases (9.13 is unconfirmed). */
export const ASA_IKEV1_GROUPS_NOTE = [
  "! Diffie-Hellman group 14 in an IKEv1 policy needs ASA 9.13 or later. Before it use",
  "! group 2, which the tunnel must then accept at AWS; the newest releases do not have it.",
];

/** 14 came to IKEv1 with 9.13 (unconfirmed for PFS, which may have had it earlier); the larger ones are for IKEv2 only. */
const GROUPS = { 2: "2", 5: "5", 14: "14" };

/** With IKEv1 ASA has SHA-1 only, and no AES-GCM (command reference, "hash" and "crypto ipsec ikev1 transform-set"). */
export const asaIkev1Support: NonNullable<PlatformSupport["ikev1"]> = {
  phase1: { encryption: { AES128: "aes", AES256: "aes-256" }, integrity: { SHA1: "sha" }, dhGroups: GROUPS },
  phase2: {
    encryption: { AES128: "esp-aes", AES256: "esp-aes-256" },
    integrity: { SHA1: "esp-sha-hmac" },
    dhGroups: GROUPS,
  },
};
