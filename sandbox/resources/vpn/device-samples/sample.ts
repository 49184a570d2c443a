import type { InsideAddresses } from "../../../vpn/configuration-xml";
import type { Encryption, Integrity, PhaseProposal } from "../../../vpn/lowest-proposal";

/** What a sample configuration is written from. */
export type Sample = {
  connectionId: string;
  customerGatewayId: string;
  /** The gateway at AWS's end; empty when there is none. */
  gatewayId: string;
  ikeVersion: 1 | 2;
  isStatic: boolean;
  customerAsn: number;
  amazonAsn: number;
  customerAddress: string;
  tunnels: SampleTunnel[];
};

export type SampleTunnel = {
  /** 1 or 2, as AWS's samples count. */
  number: number;
  name: string;
  amazonAddress: string;
  inside: InsideAddresses;
  /** Real. Where EC2 does not show it, words that say where it is. */
  preSharedKey: string;
  phase1: PhaseProposal;
  phase2: PhaseProposal;
};

/** Writes a device's configuration: text with pre-shared keys. */
export type SampleWriter = (sample: Sample) => string;

/** What the reader of every sample has to put in. */
export const blanks = { vpcCidr: "<vpc-cidr>", siteCidr: "<site-cidr>", wanInterface: "<wan-interface>" };

/** What AWS gives to all devices alike (Site-to-Site VPN User Guide, the samples for download). */
export const amazon = { dpdSeconds: 10, dpdRetries: 3, tcpMss: 1379, tunnelMtu: 1436, holdSeconds: 30 };

/** The lines that say what this is, behind the comment sign of the device. */
export function heading(sample: Sample, comment: string): string[] {
  const { connectionId, customerGatewayId, gatewayId } = sample;
  return [
    "AWS Site-to-Site VPN: sample configuration",
    `VPN connection ${connectionId}, customer gateway ${customerGatewayId}${gatewayId && `, gateway ${gatewayId}`}`,
    "Both tunnels must be configured. Replace what stands in angle brackets.",
  ].map((line) => `${comment} ${line}`.trim());
}

/** How a device spells AWS's names of algorithms. */
export type Spelling = { encryption: Record<Encryption, string>; integrity: Record<Integrity, string> };

export function spell({ encryption, integrity }: Spelling, proposal: PhaseProposal) {
  return { encryption: encryption[proposal.encryption], integrity: integrity[proposal.integrity] };
}

/** An authenticated cipher has its integrity in itself. */
export function isAead(proposal: PhaseProposal): boolean {
  return proposal.encryption.includes("GCM");
}
