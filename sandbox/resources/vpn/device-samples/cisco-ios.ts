import { amazon, blanks, heading, isAead, type Sample, type SampleTunnel, type Spelling, spell } from "./sample";

/** Cisco IOS and IOS-XE: a virtual tunnel interface for each tunnel. */
export function iosSample(sample: Sample): string {
  const lines = [...heading(sample, "!"), ...sample.tunnels.flatMap((tunnel) => tunnelLines(sample, tunnel))];
  return lines.join("\n");
}

function tunnelLines(sample: Sample, tunnel: SampleTunnel): string[] {
  const { name, phase2 } = tunnel;
  const esp = spell(espNames, phase2);
  const transform = isAead(phase2) ? esp.encryption : `${esp.encryption} ${esp.integrity}`;
  return [
    "!",
    ...(sample.ikeVersion === 1 ? ikev1Lines(sample, tunnel) : ikev2Lines(sample, tunnel)),
    `crypto ipsec transform-set ipsec-${name} ${transform}`,
    " mode tunnel",
    `crypto ipsec profile ipsec-${name}`,
    ` set transform-set ipsec-${name}`,
    ` set pfs group${phase2.group}`,
    ` set security-association lifetime seconds ${phase2.lifetimeSeconds}`,
    ...(sample.ikeVersion === 2 ? [` set ikev2-profile ike-${name}`] : []),
    "crypto ipsec df-bit clear",
    "crypto ipsec fragmentation before-encryption",
    `interface Tunnel${tunnel.number}`,
    ` ip address ${tunnel.inside.customer} ${tunnel.inside.mask}`,
    ` tunnel source ${sample.customerAddress}`,
    ` tunnel destination ${tunnel.amazonAddress}`,
    " tunnel mode ipsec ipv4",
    ` tunnel protection ipsec profile ipsec-${name}`,
    ` ip tcp adjust-mss ${amazon.tcpMss}`,
    " no shutdown",
    ...(sample.isStatic ? staticLines(tunnel) : bgpLines(sample, tunnel)),
  ];
}

function ikev1Lines(sample: Sample, { name, number, phase1, amazonAddress, preSharedKey }: SampleTunnel): string[] {
  const { encryption, integrity } = spell(ikev1Names, phase1);
  return [
    `crypto isakmp policy ${199 + number}`,
    ` encryption ${encryption}`,
    ` hash ${integrity}`,
    " authentication pre-share",
    ` group ${phase1.group}`,
    ` lifetime ${phase1.lifetimeSeconds}`,
    `crypto keyring keyring-${name}`,
    ` local-address ${sample.customerAddress}`,
    ` pre-shared-key address ${amazonAddress} key ${preSharedKey}`,
    `crypto isakmp profile ike-${name}`,
    ` local-address ${sample.customerAddress}`,
    ` match identity address ${amazonAddress}`,
    ` keyring keyring-${name}`,
    `crypto isakmp keepalive ${amazon.dpdSeconds} ${amazon.dpdRetries} on-demand`,
  ];
}

function ikev2Lines(sample: Sample, { name, phase1, amazonAddress, preSharedKey }: SampleTunnel): string[] {
  const { encryption, integrity } = spell(ikev2Names, phase1);
  return [
    `crypto ikev2 proposal ike-${name}`,
    ` encryption ${encryption}`,
    isAead(phase1) ? ` prf ${integrity}` : ` integrity ${integrity}`,
    ` group ${phase1.group}`,
    `crypto ikev2 policy ike-${name}`,
    ` match address local ${sample.customerAddress}`,
    ` proposal ike-${name}`,
    `crypto ikev2 keyring keyring-${name}`,
    ` peer ${name}`,
    `  address ${amazonAddress}`,
    `  pre-shared-key ${preSharedKey}`,
    `crypto ikev2 profile ike-${name}`,
    ` match address local ${sample.customerAddress}`,
    ` match identity remote address ${amazonAddress} 255.255.255.255`,
    ` identity local address ${sample.customerAddress}`,
    " authentication remote pre-share",
    " authentication local pre-share",
    ` keyring local keyring-${name}`,
    ` lifetime ${phase1.lifetimeSeconds}`,
    ` dpd ${amazon.dpdSeconds} ${amazon.dpdRetries} on-demand`,
  ];
}

function bgpLines(sample: Sample, { inside }: SampleTunnel): string[] {
  return [
    `router bgp ${sample.customerAsn}`,
    ` neighbor ${inside.amazon} remote-as ${sample.amazonAsn}`,
    ` neighbor ${inside.amazon} timers 10 ${amazon.holdSeconds} ${amazon.holdSeconds}`,
    " address-family ipv4 unicast",
    `  neighbor ${inside.amazon} activate`,
    `  neighbor ${inside.amazon} soft-reconfiguration inbound`,
    `  network ${blanks.siteCidr}`,
  ];
}

function staticLines({ number, inside }: SampleTunnel): string[] {
  const track = number * 100;
  return [
    `ip sla ${track}`,
    ` icmp-echo ${inside.amazon} source-interface Tunnel${number}`,
    " timeout 1000",
    " frequency 5",
    `ip sla schedule ${track} life forever start-time now`,
    `track ${track} ip sla ${track} reachability`,
    `ip route ${blanks.vpcCidr} Tunnel${number} track ${track}`,
  ];
}

/** IKEv1 has no authenticated cipher on these devices: the plain one of the same strength stands in its place. */
const ikev1Names: Spelling = {
  encryption: { AES128: "aes 128", AES256: "aes 256", "AES128-GCM-16": "aes 128", "AES256-GCM-16": "aes 256" },
  integrity: { SHA1: "sha", "SHA2-256": "sha256", "SHA2-384": "sha384", "SHA2-512": "sha512" },
};
const ikev2Names: Spelling = {
  encryption: {
    AES128: "aes-cbc-128",
    AES256: "aes-cbc-256",
    "AES128-GCM-16": "aes-gcm-128",
    "AES256-GCM-16": "aes-gcm-256",
  },
  integrity: { SHA1: "sha1", "SHA2-256": "sha256", "SHA2-384": "sha384", "SHA2-512": "sha512" },
};
const espNames: Spelling = {
  encryption: { AES128: "esp-aes", AES256: "esp-aes 256", "AES128-GCM-16": "esp-gcm", "AES256-GCM-16": "esp-gcm 256" },
  integrity: {
    SHA1: "esp-sha-hmac",
    "SHA2-256": "esp-sha256-hmac",
    "SHA2-384": "esp-sha384-hmac",
    "SHA2-512": "esp-sha512-hmac",
  },
};
