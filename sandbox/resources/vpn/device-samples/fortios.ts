import { amazon, blanks, heading, isAead, type Sample, type SampleTunnel, type Spelling, spell } from "./sample";

/** Fortinet FortiOS: interface mode. */
export function fortiosSample(sample: Sample): string {
  const lines = [...heading(sample, "#"), ...sample.tunnels.flatMap((tunnel) => tunnelLines(sample, tunnel))];
  return lines.join("\n");
}

/** An interface of FortiOS has a name of at most 15 characters. */
function interfaceName({ connectionId }: Sample, { number }: SampleTunnel): string {
  return `${connectionId.slice(0, 12)}-${number - 1}`;
}

function tunnelLines(sample: Sample, tunnel: SampleTunnel): string[] {
  const name = interfaceName(sample, tunnel);
  const { phase1, phase2, inside } = tunnel;
  return [
    "#",
    "config vpn ipsec phase1-interface",
    ` edit "${name}"`,
    `  set interface "${blanks.wanInterface}"`,
    `  set ike-version ${sample.ikeVersion}`,
    `  set local-gw ${sample.customerAddress}`,
    `  set remote-gw ${tunnel.amazonAddress}`,
    "  set peertype any",
    `  set proposal ${proposalOf(phase1, "prf")}`,
    `  set dhgrp ${phase1.group}`,
    `  set keylife ${phase1.lifetimeSeconds}`,
    `  set psksecret ${tunnel.preSharedKey}`,
    "  set dpd on-idle",
    `  set dpd-retryinterval ${amazon.dpdSeconds}`,
    `  set dpd-retrycount ${amazon.dpdRetries}`,
    " next",
    "end",
    "config vpn ipsec phase2-interface",
    ` edit "${name}"`,
    `  set phase1name "${name}"`,
    `  set proposal ${proposalOf(phase2, "")}`,
    "  set pfs enable",
    `  set dhgrp ${phase2.group}`,
    `  set keylifeseconds ${phase2.lifetimeSeconds}`,
    " next",
    "end",
    "config system interface",
    ` edit "${name}"`,
    "  set type tunnel",
    `  set ip ${inside.customer} 255.255.255.255`,
    `  set remote-ip ${inside.amazon} ${inside.mask}`,
    `  set tcp-mss ${amazon.tcpMss}`,
    "  set allowaccess ping",
    " next",
    "end",
    ...(sample.isStatic ? staticLines(name) : bgpLines(sample, tunnel)),
  ];
}

function proposalOf(phase: SampleTunnel["phase1"], prf: string): string {
  const { encryption, integrity } = spell(names, phase);
  if (!isAead(phase)) return `${encryption}-${integrity}`;
  return prf ? `${encryption}-${prf}${integrity}` : encryption;
}

function bgpLines(sample: Sample, { inside }: SampleTunnel): string[] {
  return [
    "config router bgp",
    ` set as ${sample.customerAsn}`,
    " config neighbor",
    `  edit ${inside.amazon}`,
    `   set remote-as ${sample.amazonAsn}`,
    `   set holdtime-timer ${amazon.holdSeconds}`,
    "   set keep-alive-timer 10",
    "   set soft-reconfiguration enable",
    "  next",
    " end",
    " config network",
    "  edit 1",
    `   set prefix ${blanks.siteCidr}`,
    "  next",
    " end",
    "end",
  ];
}

function staticLines(name: string): string[] {
  return ["config router static", " edit 0", `  set dst ${blanks.vpcCidr}`, `  set device "${name}"`, " next", "end"];
}

const names: Spelling = {
  encryption: { AES128: "aes128", AES256: "aes256", "AES128-GCM-16": "aes128gcm", "AES256-GCM-16": "aes256gcm" },
  integrity: { SHA1: "sha1", "SHA2-256": "sha256", "SHA2-384": "sha384", "SHA2-512": "sha512" },
};
