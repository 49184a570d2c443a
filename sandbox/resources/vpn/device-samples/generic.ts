import { amazon, blanks, heading, type Sample, type SampleTunnel } from "./sample";

/** The parameters in words, for every device that has no sample of its own. */
export function genericSample(sample: Sample): string {
  return [...heading(sample, ""), ...sample.tunnels.flatMap((tunnel) => tunnelText(sample, tunnel))].join("\n");
}

function tunnelText(sample: Sample, tunnel: SampleTunnel): string[] {
  const { phase1, phase2, inside } = tunnel;
  return [
    "",
    "=".repeat(80),
    `IPSec Tunnel #${tunnel.number}`,
    "=".repeat(80),
    "#1: Internet Key Exchange",
    `  - IKE version              : IKEv${sample.ikeVersion}`,
    "  - Authentication Method    : Pre-Shared Key",
    `  - Pre-Shared Key           : ${tunnel.preSharedKey}`,
    `  - Authentication Algorithm : ${phase1.integrity}`,
    `  - Encryption Algorithm     : ${phase1.encryption}`,
    `  - Lifetime                 : ${phase1.lifetimeSeconds} seconds`,
    "  - Phase 1 Negotiation Mode : main",
    `  - Diffie-Hellman           : Group ${phase1.group}`,
    "",
    "#2: IPSec",
    "  - Protocol                 : esp",
    `  - Authentication Algorithm : ${phase2.integrity}`,
    `  - Encryption Algorithm     : ${phase2.encryption}`,
    `  - Lifetime                 : ${phase2.lifetimeSeconds} seconds`,
    "  - Mode                     : tunnel",
    `  - Perfect Forward Secrecy  : Diffie-Hellman Group ${phase2.group}`,
    `  - DPD Interval             : ${amazon.dpdSeconds}`,
    `  - DPD Retries              : ${amazon.dpdRetries}`,
    `  - TCP MSS Adjustment       : ${amazon.tcpMss} bytes`,
    "  - Clear Don't Fragment Bit : enabled",
    "  - Fragmentation            : Before encryption",
    "",
    "#3: Tunnel Interface",
    `  - Outside, customer        : ${sample.customerAddress}`,
    `  - Outside, AWS             : ${tunnel.amazonAddress}`,
    `  - Inside, customer         : ${inside.customer}/${inside.length}`,
    `  - Inside, AWS              : ${inside.amazon}/${inside.length}`,
    "",
    ...(sample.isStatic ? staticText(tunnel) : bgpText(sample, tunnel)),
  ];
}

function staticText(tunnel: SampleTunnel): string[] {
  return [
    "#4: Static Routing",
    `  - Route ${blanks.vpcCidr} to ${tunnel.inside.amazon}. Add the prefixes of the site to the VPN connection.`,
  ];
}

function bgpText(sample: Sample, tunnel: SampleTunnel): string[] {
  return [
    "#4: Border Gateway Protocol",
    `  - ASN, customer            : ${sample.customerAsn}`,
    `  - ASN, AWS                 : ${sample.amazonAsn}`,
    `  - Neighbor IP Address      : ${tunnel.inside.amazon}`,
    `  - Neighbor Hold Time       : ${amazon.holdSeconds}`,
  ];
}
