import { phrase } from "../../../phrase";
import type { ChosenPhase, PlatformSupport } from "../../choose-algorithms";
import type { RenderOptions } from "../../device-family";
import type { DeviceModel, TunnelModel } from "../../tunnel-model";
import { connectionName } from "./host";

/** A proposal in the words that swanctl.conf and ipsec.conf share. */
export function strongswanProposal(phase: ChosenPhase, { withPrf }: { withPrf: boolean }): string {
  const { encryption, integrity, dhGroup } = phase.spelled;
  if (!phase.isAead) return `${encryption}-${integrity}-${dhGroup}`;
  return withPrf ? `${encryption}-prf${integrity}-${dhGroup}` : `${encryption}-${dhGroup}`;
}

/** What the daemon itself must be told, whichever file holds the connections. */
export function charonSettings(model: DeviceModel, { ikeVersion }: RenderOptions): string[] {
  return [
    "# 1. strongSwan must not install routes of its own. In /etc/strongswan.d/charon.conf:",
    "#      charon { install_routes = no }",
    ...(ikeVersion === "ikev2" ? deadPeerSettings(model) : []),
    "#",
  ];
}

/**
 * IKEv2 takes a peer for dead after unanswered retransmissions, by default after 165 s; ipsec.conf's and swanctl.conf's
 * timeouts are for IKEv1. The first probe comes after 10 s of silence, then tries + 1 equal waits (base 1) must pass.
 */
function deadPeerSettings(model: DeviceModel): string[] {
  const seconds = Math.max(...model.tunnels.map(({ dpdTimeoutSeconds }) => dpdTimeoutSeconds));
  const wait = Math.max(1, Math.floor((seconds - DPD_DELAY_SECONDS) / (RETRANSMIT_TRIES + 1)));
  return [
    `#    To find a dead endpoint within ${seconds} s, add these inside charon (they hold for all`,
    "#    connections of the host):",
    "#      retransmit_base = 1",
    `#      retransmit_timeout = ${wait}`,
    `#      retransmit_tries = ${RETRANSMIT_TRIES}`,
  ];
}

/** keyingtries= is for peers that do not answer; AUTHENTICATION_FAILED ends a tunnel for good (seen with 5.9.8). */
export function afterNewKey(model: DeviceModel, retryCommand: (name: string) => string): string[] {
  return [
    "strongSwan gives up a tunnel whose key AWS refused. After a key was changed, type:",
    ...model.tunnels.map((_, index) => `  tunnel ${index + 1}: ${retryCommand(connectionName(model, index))}`),
  ];
}

/** What the daemon's log says when phase 1 does not come up, and what to type then. */
export function strongswanIke({ outsideIpAddress }: TunnelModel, command: string) {
  return phrase("devices.check.strongswanIke", { peer: outsideIpAddress, command });
}

export const DPD_DELAY_SECONDS = 10;
const RETRANSMIT_TRIES = 4;

const CBC = { AES128: "aes128", AES256: "aes256" };
const GCM = { "AES128-GCM-16": "aes128gcm16", "AES256-GCM-16": "aes256gcm16" };
const INTEGRITY = { SHA1: "sha1", "SHA2-256": "sha256", "SHA2-384": "sha384", "SHA2-512": "sha512" };
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
  22: "modp1024s160",
  23: "modp2048s224",
  24: "modp2048s256",
};

/** In IKEv1 strongSwan takes AES-GCM for ESP only, as RFC 5282 does. */
export const strongswanSupport: PlatformSupport = {
  ikev1: {
    phase1: { encryption: CBC, integrity: INTEGRITY, dhGroups: DH_GROUPS },
    phase2: { encryption: { ...CBC, ...GCM }, integrity: INTEGRITY, dhGroups: DH_GROUPS },
  },
  ikev2: {
    phase1: { encryption: { ...CBC, ...GCM }, integrity: INTEGRITY, dhGroups: DH_GROUPS },
    phase2: { encryption: { ...CBC, ...GCM }, integrity: INTEGRITY, dhGroups: DH_GROUPS },
  },
};
