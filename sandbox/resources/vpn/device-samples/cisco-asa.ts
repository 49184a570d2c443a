import { amazon, blanks, heading, isAead, type Sample, type SampleTunnel, type Spelling, spell } from "./sample";

/** Cisco ASA with virtual tunnel interfaces. */
export function asaSample(sample: Sample): string {
  return [
    ...heading(sample, "!"),
    `crypto ikev${sample.ikeVersion} enable outside`,
    `sysopt connection tcpmss ${amazon.tcpMss}`,
    "crypto ipsec df-bit clear-df outside",
    "crypto ipsec fragmentation before-encryption outside",
    ...sample.tunnels.flatMap((tunnel) => tunnelLines(sample, tunnel)),
  ].join("\n");
}

function tunnelLines(sample: Sample, tunnel: SampleTunnel): string[] {
  const { number, amazonAddress, inside, phase2 } = tunnel;
  return [
    "!",
    ...(sample.ikeVersion === 1 ? ikev1Lines(tunnel) : ikev2Lines(tunnel)),
    ` set pfs group${phase2.group}`,
    ` set security-association lifetime seconds ${phase2.lifetimeSeconds}`,
    `tunnel-group ${amazonAddress} type ipsec-l2l`,
    `tunnel-group ${amazonAddress} ipsec-attributes`,
    ...keyLines(sample, tunnel),
    ` isakmp keepalive threshold ${amazon.dpdSeconds} retry ${amazon.dpdSeconds}`,
    `interface Tunnel${number}`,
    ` nameif Tunnel-${number}`,
    ` ip address ${inside.customer} ${inside.mask}`,
    " tunnel source interface outside",
    ` tunnel destination ${amazonAddress}`,
    " tunnel mode ipsec ipv4",
    ` tunnel protection ipsec profile profile-${number}`,
    " no shutdown",
    ...(sample.isStatic ? staticLines(tunnel) : bgpLines(sample, tunnel)),
  ];
}

function ikev1Lines({ number, phase1, phase2 }: SampleTunnel): string[] {
  const ike = spell(names, phase1);
  const esp = spell(espNames, phase2);
  return [
    `crypto ikev1 policy ${199 + number}`,
    " authentication pre-share",
    ` encryption ${ike.encryption}`,
    ` hash ${ike.integrity}`,
    ` group ${phase1.group}`,
    ` lifetime ${phase1.lifetimeSeconds}`,
    `crypto ipsec ikev1 transform-set transform-${number} ${esp.encryption} ${esp.integrity}`,
    `crypto ipsec profile profile-${number}`,
    ` set ikev1 transform-set transform-${number}`,
  ];
}

function ikev2Lines({ number, phase1, phase2 }: SampleTunnel): string[] {
  const ike = spell(names, phase1);
  const esp = spell(ikev2EspNames, phase2);
  return [
    `crypto ikev2 policy ${199 + number}`,
    ` encryption ${ike.encryption}`,
    ` integrity ${isAead(phase1) ? "null" : ike.integrity}`,
    ` prf ${ike.integrity}`,
    ` group ${phase1.group}`,
    ` lifetime seconds ${phase1.lifetimeSeconds}`,
    `crypto ipsec ikev2 ipsec-proposal proposal-${number}`,
    ` protocol esp encryption ${esp.encryption}`,
    ` protocol esp integrity ${isAead(phase2) ? "null" : esp.integrity}`,
    `crypto ipsec profile profile-${number}`,
    ` set ikev2 ipsec-proposal proposal-${number}`,
  ];
}

function keyLines({ ikeVersion }: Sample, { preSharedKey }: SampleTunnel): string[] {
  if (ikeVersion === 1) return [` ikev1 pre-shared-key ${preSharedKey}`];
  return [
    ` ikev2 remote-authentication pre-shared-key ${preSharedKey}`,
    ` ikev2 local-authentication pre-shared-key ${preSharedKey}`,
  ];
}

function bgpLines(sample: Sample, { inside }: SampleTunnel): string[] {
  return [
    `router bgp ${sample.customerAsn}`,
    " address-family ipv4 unicast",
    `  neighbor ${inside.amazon} remote-as ${sample.amazonAsn}`,
    `  neighbor ${inside.amazon} timers 10 ${amazon.holdSeconds} ${amazon.holdSeconds}`,
    `  neighbor ${inside.amazon} activate`,
    `  network ${blanks.siteCidr}`,
  ];
}

function staticLines({ number, inside }: SampleTunnel): string[] {
  return [`route Tunnel-${number} ${blanks.vpcCidr} ${inside.amazon} ${number * 100} track ${number}`];
}

const names: Spelling = {
  encryption: { AES128: "aes", AES256: "aes-256", "AES128-GCM-16": "aes-gcm", "AES256-GCM-16": "aes-gcm-256" },
  integrity: { SHA1: "sha", "SHA2-256": "sha256", "SHA2-384": "sha384", "SHA2-512": "sha512" },
};
/** With IKEv1 ESP has no authenticated cipher here: the plain one of the same strength stands in its place. */
const espNames: Spelling = {
  encryption: { AES128: "esp-aes", AES256: "esp-aes-256", "AES128-GCM-16": "esp-aes", "AES256-GCM-16": "esp-aes-256" },
  integrity: {
    SHA1: "esp-sha-hmac",
    "SHA2-256": "esp-sha256-hmac",
    "SHA2-384": "esp-sha384-hmac",
    "SHA2-512": "esp-sha512-hmac",
  },
};
const ikev2EspNames: Spelling = {
  encryption: names.encryption,
  integrity: { SHA1: "sha-1", "SHA2-256": "sha-256", "SHA2-384": "sha-384", "SHA2-512": "sha-512" },
};
