import { chooseAlgorithms, type PhaseSupport, type PlatformSupport } from "../choose-algorithms";
import { defineFamily } from "../define-family";
import type { RenderOptions } from "../device-family";
import { hostPing, insidePings } from "../parts/host-checks";
import { carriesInsideAddresses, insideEnds, insideNetworks, isNarrowed, trafficSelectors } from "../parts/inside";
import { isPreferred, isStandby, PREFERRED_LOCAL_PREFERENCE, standbyPrepend, staticRank } from "../parts/preference";
import { commentText, keyText } from "../parts/safe-text";
import type { DeviceModel, TunnelModel } from "../tunnel-model";

/** Every parameter of both tunnels in words, for devices without a renderer of their own; in the order of AWS's generic sample. */
export const generic = defineFamily({
  id: "generic",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  insideIpVersions: ["ipv4", "ipv6"],
  algorithms: () => support,
  // Whatever the device, a ping is there, and AWS's inside address answers it.
  checks: (model) => [
    ...insidePings(model, (tunnel) => ({
      command: `ping ${insideEnds(model, tunnel).aws}`,
      goodAnswer: "0% packet loss",
    })),
    ...hostPing(model),
  ],
  lines: (model, options) => [
    ...header(model),
    ...model.tunnels.flatMap((tunnel, index) => tunnelBlock(model, tunnel, index, options)),
    ...footer(model),
    "",
  ],
});

const RULE = "-".repeat(80);

function header(model: DeviceModel): string[] {
  const { aws, onPrem } = insideNetworks(model);
  return [
    "Amazon Web Services",
    "Virtual Private Cloud",
    "",
    "VPN Connection Configuration",
    "=".repeat(80),
    `Name                               : ${commentText(model.name)}`,
    `Your VPN Connection ID             : ${commentText(model.connectionId)}`,
    `Your Virtual Private Gateway ID    : ${commentText(model.vpnGatewayId ?? "none")}`,
    `Your Customer Gateway ID           : ${commentText(model.customerGateway.id ?? "unknown")}`,
    `Your device                        : ${commentText(model.customerGateway.deviceName ?? "not named")}`,
    `Routing                            : ${model.routing === "bgp" ? "dynamic (BGP)" : "static"}`,
    `Networks at AWS                    : ${aws.join(", ") || "not known"}`,
    `Networks at your site              : ${onPrem.join(", ") || "not known"}`,
    "",
    "The connection has two tunnels. Configure both: AWS takes one at a time out of",
    "service for maintenance, and a single tunnel has no spare.",
    "",
  ];
}

function tunnelBlock(model: DeviceModel, tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  return [
    RULE,
    `IPSec Tunnel #${index + 1}`,
    RULE,
    ...ike(tunnel, index, options),
    ...ipsec(model, tunnel, options),
    ...tunnelInterface(model, tunnel),
    ...(model.routing === "bgp" ? bgp(model, tunnel) : staticRouting(model, tunnel)),
  ];
}

function ike(tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  const { phase1 } = chooseAlgorithms(tunnel, options.ikeVersion, support);
  const key = keyText(tunnel.presharedKey, options) ?? `<enter the pre-shared key of tunnel ${index + 1} here>`;
  return [
    "#1: Internet Key Exchange (IKE) Configuration",
    "",
    `  - IKE version              : ${options.ikeVersion === "ikev1" ? "IKEv1" : "IKEv2"}`,
    "  - Authentication Method    : Pre-Shared Key",
    `  - Pre-Shared Key           : ${key}`,
    phase1.isAead
      ? `  - Pseudo-Random Function   : prf-hmac-${phase1.spelled.integrity}`
      : `  - Authentication Algorithm : ${phase1.spelled.integrity}`,
    `  - Encryption Algorithm     : ${phase1.spelled.encryption}`,
    `  - Lifetime                 : ${tunnel.phase1.lifetimeSeconds} seconds`,
    ...(options.ikeVersion === "ikev1" ? ["  - Phase 1 Negotiation Mode : main"] : []),
    `  - Diffie-Hellman           : Group ${phase1.spelled.dhGroup}`,
    "",
    "  AWS accepts any of these in phase 1:",
    ...accepted(tunnel.phase1, support[options.ikeVersion].phase1),
    "",
  ];
}

function ipsec(model: DeviceModel, tunnel: TunnelModel, options: RenderOptions): string[] {
  const { phase2 } = chooseAlgorithms(tunnel, options.ikeVersion, support);
  return [
    "#2: IPSec Configuration",
    "",
    "  - Protocol                 : esp",
    `  - Authentication Algorithm : ${phase2.isAead ? "none (AES-GCM authenticates by itself)" : phase2.spelled.integrity}`,
    `  - Encryption Algorithm     : ${phase2.spelled.encryption}`,
    `  - Lifetime                 : ${tunnel.phase2.lifetimeSeconds} seconds`,
    "  - Mode                     : tunnel",
    `  - Perfect Forward Secrecy  : Diffie-Hellman Group ${phase2.spelled.dhGroup}`,
    `  - Traffic selectors        : ${selectorsText(model)}, one pair of security associations`,
    "",
    "  AWS accepts any of these in phase 2:",
    ...accepted(tunnel.phase2, support[options.ikeVersion].phase2),
    "",
    "  - DPD Interval             : 10 seconds",
    "  - DPD Retries              : 3",
    `  - DPD at AWS               : timeout ${tunnel.dpdTimeoutSeconds} seconds, then ${commentText(tunnel.dpdTimeoutAction)}`,
    `  - Startup at AWS           : ${commentText(tunnel.startupAction)}${tunnel.startupAction === "add" ? " (your device starts the tunnel)" : ""}`,
    `  - Rekey at AWS             : ${tunnel.rekeyMarginSeconds} seconds before expiry, fuzz ${tunnel.rekeyFuzzPercent} percent`,
    `  - Replay window            : ${tunnel.replayWindowPackets} packets`,
    `  - TCP MSS Adjustment       : ${tunnel.tcpMssBytes} bytes`,
    "  - Clear Don't Fragment Bit : enabled",
    "  - Fragmentation            : Before encryption",
    "",
  ];
}

function selectorsText(model: DeviceModel): string {
  const { onPrem, aws } = trafficSelectors(model);
  return isNarrowed(model) ? `${onPrem} at your site, ${aws} at AWS, exactly` : `${aws} at both ends`;
}

/** What AWS accepts of what the protocol can carry, so that the reader can choose by the device. */
function accepted(offered: { encryption: string[]; integrity: string[]; dhGroups: number[] }, possible: PhaseSupport) {
  const names = (values: string[], spellings: Record<string, string>) =>
    Object.entries(spellings).flatMap(([value, spelling]) => (values.includes(value) ? [spelling] : []));
  const encryption = names(offered.encryption, possible.encryption);
  const integrity = names(offered.integrity, possible.integrity);
  return [
    `    encryption ${encryption.join(", ")}`,
    `    integrity ${integrity.join(", ")}`,
    `    Diffie-Hellman group ${offered.dhGroups.join(", ")}`,
  ];
}

function tunnelInterface(model: DeviceModel, tunnel: TunnelModel): string[] {
  const { aws, customerWithLength } = insideEnds(model, tunnel);
  return [
    "#3: Tunnel Interface Configuration",
    "",
    "Outside IP Addresses:",
    `  - Customer Gateway         : ${tunnel.customerOutsideIp}`,
    `  - Virtual Private Gateway  : ${tunnel.outsideIpAddress}`,
    "",
    "Inside IP Addresses:",
    `  - Customer Gateway         : ${customerWithLength}`,
    `  - Virtual Private Gateway  : ${aws}/${customerWithLength.split("/")[1]}`,
    "",
    "  - Tunnel interface MTU     : 1436 bytes",
    "",
  ];
}

function bgp(model: DeviceModel, tunnel: TunnelModel): string[] {
  return [
    "#4: Border Gateway Protocol (BGP) Configuration",
    "",
    `  - Customer Gateway ASN        : ${tunnel.customerAsn}`,
    `  - Virtual Private Gateway ASN : ${tunnel.awsAsn}`,
    `  - Neighbor IP Address         : ${insideEnds(model, tunnel).aws}`,
    `  - Neighbor Hold Time          : ${tunnel.bgpHoldSeconds} seconds`,
    `  - Announce                    : ${insideNetworks(model).onPrem.join(", ") || "the networks at your site"}`,
    ...preference(model, tunnel),
    "",
  ];
}

function preference(model: DeviceModel, tunnel: TunnelModel): string[] {
  if (isPreferred(model, tunnel))
    return [
      `  - Local Preference            : ${PREFERRED_LOCAL_PREFERENCE} for what this neighbor announces, so that your site sends here`,
    ];
  if (isStandby(model, tunnel))
    return [
      `  - AS Path Prepend             : ${standbyPrepend(tunnel).join(" ")} on what you announce, so that AWS sends into the other tunnel`,
    ];
  return [];
}

function staticRouting(model: DeviceModel, tunnel: TunnelModel): string[] {
  const { aws } = insideNetworks(model);
  const networks = aws.length > 0 ? aws : ["the networks at AWS"];
  const isFirst = staticRank(model, tunnel) === 1;
  return [
    "#4: Static Routing Configuration",
    "",
    ...networks.map((network) => `  - Route ${network} to next hop ${insideEnds(model, tunnel).aws}`),
    `  - AWS sends into this tunnel  : ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    `  - Metric of these routes      : ${isFirst ? "the lower one, they count while this tunnel is up" : "the higher one, they are the spare"}`,
    carriesInsideAddresses(model)
      ? "  - Monitor the next hop with ICMP and withdraw the route when it does not answer"
      : "  - Withdraw the routes while the tunnel has no security associations: the selectors let no ping to the next hop through",
    "",
  ];
}

function footer(model: DeviceModel): string[] {
  const addresses = model.tunnels.map((tunnel) => tunnel.outsideIpAddress).join(", ");
  return [
    RULE,
    "Firewall",
    RULE,
    `Between ${model.customerGateway.ipAddress} and each of ${addresses}, allow in both directions:`,
    "  - UDP 500 (IKE)",
    "  - IP protocol 50 (ESP)",
    "  - UDP 4500, when the device is behind NAT",
  ];
}

const PHASE1_INTEGRITY = { SHA1: "sha1", "SHA2-256": "sha2-256", "SHA2-384": "sha2-384", "SHA2-512": "sha2-512" };
const PHASE2_INTEGRITY = {
  SHA1: "hmac-sha1-96",
  "SHA2-256": "hmac-sha2-256-128",
  "SHA2-384": "hmac-sha2-384-192",
  "SHA2-512": "hmac-sha2-512-256",
};
const CBC = { AES128: "aes-128-cbc", AES256: "aes-256-cbc" };
const GCM = { "AES128-GCM-16": "aes-128-gcm-16", "AES256-GCM-16": "aes-256-gcm-16" };
const DH_GROUPS = Object.fromEntries([2, 5, ...Array.from({ length: 11 }, (_, i) => 14 + i)].map((n) => [n, `${n}`]));

/** All that the protocols themselves can do: IKEv1 has no AES-GCM in phase 1 (RFC 5282 defines it for IKEv2 only). */
const support = {
  ikev1: {
    phase1: { encryption: CBC, integrity: PHASE1_INTEGRITY, dhGroups: DH_GROUPS },
    phase2: { encryption: { ...CBC, ...GCM }, integrity: PHASE2_INTEGRITY, dhGroups: DH_GROUPS },
  },
  ikev2: {
    phase1: { encryption: { ...CBC, ...GCM }, integrity: PHASE1_INTEGRITY, dhGroups: DH_GROUPS },
    phase2: { encryption: { ...CBC, ...GCM }, integrity: PHASE2_INTEGRITY, dhGroups: DH_GROUPS },
  },
} satisfies PlatformSupport;
