import { amazon, blanks, heading, isAead, type Sample, type SampleTunnel, type Spelling, spell } from "./sample";

/** Juniper Junos OS on SRX and J-Series, as `set` statements. */
export function junosSample(sample: Sample): string {
  return [
    ...heading(sample, "#"),
    `set security flow tcp-mss ipsec-vpn mss ${amazon.tcpMss}`,
    "set security zones security-zone untrust host-inbound-traffic system-services ike",
    "set security zones security-zone trust host-inbound-traffic protocols bgp",
    ...sample.tunnels.flatMap((tunnel) => tunnelLines(sample, tunnel)),
  ].join("\n");
}

function tunnelLines(sample: Sample, tunnel: SampleTunnel): string[] {
  const { number, inside } = tunnel;
  return [
    "#",
    ...ikeLines(sample, tunnel),
    ...ipsecLines(tunnel),
    `set interfaces st0.${number} family inet address ${inside.customer}/${inside.length}`,
    `set interfaces st0.${number} family inet mtu ${amazon.tunnelMtu}`,
    `set security zones security-zone trust interfaces st0.${number}`,
    ...(sample.isStatic ? staticLines(tunnel) : bgpLines(sample, tunnel)),
  ];
}

function ikeLines(sample: Sample, { name, phase1, preSharedKey, amazonAddress }: SampleTunnel): string[] {
  const ike = spell(ikeNames, phase1);
  return [
    ...(isAead(phase1) ? [] : [`proposal ike-${name} authentication-algorithm ${ike.integrity}`]),
    `proposal ike-${name} authentication-method pre-shared-keys`,
    `proposal ike-${name} encryption-algorithm ${ike.encryption}`,
    `proposal ike-${name} dh-group group${phase1.group}`,
    `proposal ike-${name} lifetime-seconds ${phase1.lifetimeSeconds}`,
    ...(sample.ikeVersion === 1 ? [`policy ike-${name} mode main`] : []),
    `policy ike-${name} proposals ike-${name}`,
    `policy ike-${name} pre-shared-key ascii-text "${preSharedKey}"`,
    `gateway gw-${name} ike-policy ike-${name}`,
    `gateway gw-${name} external-interface ${blanks.wanInterface}`,
    `gateway gw-${name} address ${amazonAddress}`,
    `gateway gw-${name} local-identity inet ${sample.customerAddress}`,
    `gateway gw-${name} version v${sample.ikeVersion}-only`,
    `gateway gw-${name} dead-peer-detection interval ${amazon.dpdSeconds} threshold ${amazon.dpdRetries}`,
  ].map((line) => `set security ike ${line}`);
}

function ipsecLines({ name, number, phase2 }: SampleTunnel): string[] {
  const esp = spell(espNames, phase2);
  return [
    `proposal ipsec-${name} protocol esp`,
    ...(isAead(phase2) ? [] : [`proposal ipsec-${name} authentication-algorithm ${esp.integrity}`]),
    `proposal ipsec-${name} encryption-algorithm ${esp.encryption}`,
    `proposal ipsec-${name} lifetime-seconds ${phase2.lifetimeSeconds}`,
    `policy ipsec-${name} perfect-forward-secrecy keys group${phase2.group}`,
    `policy ipsec-${name} proposals ipsec-${name}`,
    `vpn ${name} bind-interface st0.${number}`,
    `vpn ${name} ike gateway gw-${name}`,
    `vpn ${name} ike ipsec-policy ipsec-${name}`,
    `vpn ${name} df-bit clear`,
    `vpn ${name} establish-tunnels immediately`,
  ].map((line) => `set security ipsec ${line}`);
}

function bgpLines(sample: Sample, { inside }: SampleTunnel): string[] {
  const neighbor = `set protocols bgp group ebgp neighbor ${inside.amazon}`;
  return [
    "set protocols bgp group ebgp type external",
    `${neighbor} peer-as ${sample.amazonAsn}`,
    `${neighbor} local-as ${sample.customerAsn}`,
    `${neighbor} hold-time ${amazon.holdSeconds}`,
    `${neighbor} export EXPORT-DEFAULT`,
    `set policy-options policy-statement EXPORT-DEFAULT term site from route-filter ${blanks.siteCidr} exact`,
    "set policy-options policy-statement EXPORT-DEFAULT term site then accept",
    "set policy-options policy-statement EXPORT-DEFAULT term rest then reject",
  ];
}

function staticLines({ number }: SampleTunnel): string[] {
  return [`set routing-options static route ${blanks.vpcCidr} next-hop st0.${number}`];
}

const encryption = {
  AES128: "aes-128-cbc",
  AES256: "aes-256-cbc",
  "AES128-GCM-16": "aes-128-gcm",
  "AES256-GCM-16": "aes-256-gcm",
};
const ikeNames: Spelling = {
  encryption,
  integrity: { SHA1: "sha1", "SHA2-256": "sha-256", "SHA2-384": "sha-384", "SHA2-512": "sha-512" },
};
const espNames: Spelling = {
  encryption,
  integrity: {
    SHA1: "hmac-sha1-96",
    "SHA2-256": "hmac-sha-256-128",
    "SHA2-384": "hmac-sha-384",
    "SHA2-512": "hmac-sha-512",
  },
};
