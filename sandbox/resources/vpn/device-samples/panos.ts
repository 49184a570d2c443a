import { amazon, blanks, heading, isAead, type Sample, type SampleTunnel, type Spelling, spell } from "./sample";

/** Palo Alto Networks PAN-OS, as `set` statements of configuration mode. */
export function panosSample(sample: Sample): string {
  const lines = [...heading(sample, "#"), ...sample.tunnels.flatMap((tunnel) => tunnelLines(sample, tunnel))];
  return lines.join("\n");
}

function tunnelLines(sample: Sample, tunnel: SampleTunnel): string[] {
  const { name, number, phase1, phase2, inside } = tunnel;
  const ike = spell(ikeNames, phase1);
  const esp = spell(ikeNames, phase2);
  const protocol = `ike gateway gw-${name} protocol ikev${sample.ikeVersion}`;
  return [
    `ike crypto-profiles ike-crypto-profiles ike-${name} dh-group group${phase1.group}`,
    `ike crypto-profiles ike-crypto-profiles ike-${name} hash ${ike.integrity}`,
    `ike crypto-profiles ike-crypto-profiles ike-${name} encryption ${ike.encryption}`,
    `ike crypto-profiles ike-crypto-profiles ike-${name} lifetime seconds ${phase1.lifetimeSeconds}`,
    `ike gateway gw-${name} authentication pre-shared-key key ${tunnel.preSharedKey}`,
    `ike gateway gw-${name} protocol version ikev${sample.ikeVersion}`,
    `${protocol} dpd enable yes interval ${amazon.dpdSeconds}`,
    ...(sample.ikeVersion === 1 ? [`${protocol} exchange-mode main`] : []),
    `${protocol} ike-crypto-profile ike-${name}`,
    `ike gateway gw-${name} local-address interface ${blanks.wanInterface} ip ${sample.customerAddress}`,
    `ike gateway gw-${name} peer-address ip ${tunnel.amazonAddress}`,
    `ike crypto-profiles ipsec-crypto-profiles ipsec-${name} esp encryption ${esp.encryption}`,
    `ike crypto-profiles ipsec-crypto-profiles ipsec-${name} esp authentication ${isAead(phase2) ? "none" : esp.integrity}`,
    `ike crypto-profiles ipsec-crypto-profiles ipsec-${name} dh-group group${phase2.group} lifetime seconds ${phase2.lifetimeSeconds}`,
    `interface tunnel units tunnel.${number} ip ${inside.customer}/${inside.length}`,
    `interface tunnel units tunnel.${number} mtu 1427`,
    `tunnel ipsec ${name} auto-key ike-gateway gw-${name}`,
    `tunnel ipsec ${name} auto-key ipsec-crypto-profile ipsec-${name}`,
    `tunnel ipsec ${name} tunnel-interface tunnel.${number}`,
    ...(sample.isStatic ? staticLines(tunnel) : bgpLines(sample, tunnel)),
  ].map((line) => `set network ${line}`);
}

function bgpLines(sample: Sample, { name, number, inside }: SampleTunnel): string[] {
  const bgp = "virtual-router default protocol bgp";
  const peer = `${bgp} peer-group AWS peer ${name}`;
  return [
    `${bgp} enable yes local-as ${sample.customerAsn}`,
    `${peer} peer-as ${sample.amazonAsn}`,
    `${peer} peer-address ip ${inside.amazon}`,
    `${peer} local-address interface tunnel.${number} ip ${inside.customer}/${inside.length}`,
    `${peer} connection-options hold-time ${amazon.holdSeconds} keep-alive-interval 10`,
  ];
}

function staticLines({ name, number }: SampleTunnel): string[] {
  const route = `virtual-router default routing-table ip static-route ${name}`;
  return [`${route} destination ${blanks.vpcCidr} interface tunnel.${number} metric ${number * 10}`];
}

const ikeNames: Spelling = {
  encryption: {
    AES128: "aes-128-cbc",
    AES256: "aes-256-cbc",
    "AES128-GCM-16": "aes-128-gcm",
    "AES256-GCM-16": "aes-256-gcm",
  },
  integrity: { SHA1: "sha1", "SHA2-256": "sha256", "SHA2-384": "sha384", "SHA2-512": "sha512" },
};
