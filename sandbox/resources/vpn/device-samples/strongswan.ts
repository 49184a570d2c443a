import { amazon, blanks, heading, isAead, type Sample, type SampleTunnel, type Spelling, spell } from "./sample";

/** strongSwan with ipsec.conf, VTI devices and, for BGP, FRR. */
export function strongswanSample(sample: Sample): string {
  const { tunnels } = sample;
  return [
    ...heading(sample, "#"),
    "",
    "# /etc/ipsec.conf",
    "config setup",
    "  uniqueids=no",
    ...tunnels.flatMap((tunnel) => connectionLines(sample, tunnel)),
    "",
    "# /etc/ipsec.secrets",
    ...tunnels.map((one) => `${sample.customerAddress} ${one.amazonAddress} : PSK "${one.preSharedKey}"`),
    "",
    "# Tunnel interfaces",
    ...tunnels.flatMap((tunnel) => interfaceLines(sample, tunnel)),
    "",
    ...(sample.isStatic ? tunnels.map(routeLine) : frrLines(sample)),
  ].join("\n");
}

function connectionLines(sample: Sample, { number, amazonAddress, phase1, phase2 }: SampleTunnel): string[] {
  return [
    "",
    `conn Tunnel${number}`,
    "  auto=start",
    "  type=tunnel",
    `  keyexchange=ikev${sample.ikeVersion}`,
    "  leftauth=psk",
    "  rightauth=psk",
    "  left=%defaultroute",
    `  leftid=${sample.customerAddress}`,
    `  right=${amazonAddress}`,
    "  leftsubnet=0.0.0.0/0",
    "  rightsubnet=0.0.0.0/0",
    `  ike=${proposalOf(phase1, "prf")}!`,
    `  ikelifetime=${phase1.lifetimeSeconds}s`,
    `  esp=${proposalOf(phase2, "")}!`,
    `  lifetime=${phase2.lifetimeSeconds}s`,
    `  dpddelay=${amazon.dpdSeconds}s`,
    `  dpdtimeout=${amazon.dpdSeconds * amazon.dpdRetries}s`,
    "  dpdaction=restart",
    "  keyingtries=%forever",
    `  mark=${number * 100}`,
  ];
}

function interfaceLines(sample: Sample, { number, amazonAddress, inside }: SampleTunnel): string[] {
  const { customer, amazon, length } = inside;
  return [
    `ip link add Tunnel${number} type vti local ${sample.customerAddress} remote ${amazonAddress} key ${number * 100}`,
    `ip addr add ${customer}/${length} remote ${amazon}/${length} dev Tunnel${number}`,
    `ip link set Tunnel${number} up mtu 1419`,
  ];
}

function routeLine({ number }: SampleTunnel): string {
  return `ip route add ${blanks.vpcCidr} dev Tunnel${number} metric ${number * 100}`;
}

function frrLines(sample: Sample): string[] {
  return [
    "# /etc/frr/frr.conf",
    `router bgp ${sample.customerAsn}`,
    ...sample.tunnels.flatMap(({ inside }) => [
      ` neighbor ${inside.amazon} remote-as ${sample.amazonAsn}`,
      ` neighbor ${inside.amazon} timers 10 ${amazon.holdSeconds}`,
    ]),
    ` network ${blanks.siteCidr}`,
  ];
}

function proposalOf(phase: SampleTunnel["phase1"], prf: string): string {
  const { encryption, integrity } = spell(names, phase);
  const middle = isAead(phase) ? prf && `-${prf}${integrity}` : `-${integrity}`;
  return `${encryption}${middle}-${groups[phase.group] ?? `group${phase.group}`}`;
}

const names: Spelling = {
  encryption: { AES128: "aes128", AES256: "aes256", "AES128-GCM-16": "aes128gcm16", "AES256-GCM-16": "aes256gcm16" },
  integrity: { SHA1: "sha1", "SHA2-256": "sha256", "SHA2-384": "sha384", "SHA2-512": "sha512" },
};

/** Keywords of strongSwan for the groups of IANA's registry. */
const groups: Record<number, string> = {
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
