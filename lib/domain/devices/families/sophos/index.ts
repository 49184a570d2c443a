import { type ChosenPhase, chooseAlgorithms, type PlatformSupport } from "../../choose-algorithms";
import { defineFamily } from "../../define-family";
import type { RenderOptions } from "../../device-family";
import { awsSide } from "../../parts/aws-side";
import { commentHeader } from "../../parts/comment-header";
import { fixedSelectorProblems } from "../../parts/fixed-selectors";
import { sharedRekeying } from "../../parts/rekeying";
import { keyText } from "../../parts/safe-text";
import { tunnelMtu } from "../../parts/tunnel-numbers";
import type { DeviceModel, TunnelModel } from "../../tunnel-model";
import { sophosChecks } from "./checks";
import { objectName } from "./object-name";
import { bgp, staticRouting } from "./routing";

/**
 * Tunnel interfaces on Sophos Firewall: profiles and connections as a request for its XML API (API documentation, VPNProfile and
 * VPNIPSecConnection, in the form of Sophos's Ansible module), BGP as commands, and the rest as fields of the management interface in its own order and names.
 */
export const sophos = defineFamily({
  id: "sophos",
  ikeVersions: ["ikev1", "ikev2"],
  routings: ["static", "bgp"],
  algorithms: () => support,
  checks: sophosChecks,
  lines: (model, options) => [
    ...header(model),
    ...apiRequest(model, options),
    ...interfaces(model),
    ...(model.routing === "bgp" ? bgp(model) : staticRouting(model)),
    ...rules(model),
    "",
  ],
  // Sophos's own Ansible module refuses networks on a tunnel interface (sfos_ipsec_connection); releases that take them are (unconfirmed).
  problems: fixedSelectorProblems,
});

const RULE = `# ${"-".repeat(80)}`;

function header(model: DeviceModel): string[] {
  const local = model.customerGateway.ipAddress;
  return [
    ...commentHeader(model, "#"),
    "# The connection has two tunnels. Configure both: AWS takes one at a time out of",
    "# service for maintenance, and a single tunnel has no spare.",
    "#",
    "# Parts A to D, in this order. FILE below is this file.",
    "# Before you use it, write the interface towards the Internet instead of Port2.",
    `# Behind NAT nothing changes: the firewall calls itself ${local} in any case.`,
    "#",
    "# The replay window of the firewall has no size to set.",
    ...awsSide(model, "#"),
  ];
}

/** "Set" with the operation "add" refuses a name that is taken, so that a second request changes nothing. */
function apiRequest(model: DeviceModel, options: RenderOptions): string[] {
  return [
    RULE,
    "# Part A: IPsec profiles and connections, by the API",
    RULE,
    "# Backup and firmware, API: turn it on and allow your own address. Write the name and the",
    "# password of an administrator into the request, send it, and delete it:",
    "#   grep -v '^#' FILE > request.xml",
    "#   curl --data-urlencode reqxml@request.xml https://FIREWALL:4444/webconsole/APIController",
    '# Each part of the answer must say "Configuration applied successfully."',
    "<Request>",
    "  <Login>",
    "    <Username>USERNAME</Username>",
    "    <Password>PASSWORD</Password>",
    "  </Login>",
    '  <Set operation="add">',
    ...model.tunnels.flatMap((tunnel, index) => profile(objectName(model, index), tunnel, options)),
    ...model.tunnels.flatMap((tunnel, index) => connection(objectName(model, index), tunnel, index, options)),
    "  </Set>",
    "</Request>",
    "#",
  ];
}

/** Every field of both phases must be there, whatever the documentation marks as optional. */
function profile(name: string, tunnel: TunnelModel, options: RenderOptions): string[] {
  const { phase1, phase2 } = chooseAlgorithms(tunnel, options.ikeVersion, support);
  const { marginSeconds, fuzzPercent } = sharedRekeying(tunnel);
  return [
    "    <VPNProfile>",
    `      <Name>${name}</Name>`,
    "      <Description>AWS Site-to-Site VPN</Description>",
    "      <KeyingMethod>Automatic</KeyingMethod>",
    "      <AllowReKeying>Enable</AllowReKeying>",
    // Zero tries without end.
    "      <KeyNegotiationTries>0</KeyNegotiationTries>",
    "      <AuthenticationMode>MainMode</AuthenticationMode>",
    "      <PassDataInCompressedFormat>Disable</PassDataInCompressedFormat>",
    "      <Phase1>",
    ...algorithms(phase1),
    "        <SupportedDHGroups>",
    `          <DHGroup>${phase1.spelled.dhGroup}</DHGroup>`,
    "        </SupportedDHGroups>",
    `        <KeyLife>${tunnel.phase1.lifetimeSeconds}</KeyLife>`,
    `        <ReKeyMargin>${Math.min(marginSeconds, MARGIN_MAX_SECONDS)}</ReKeyMargin>`,
    `        <RandomizeRe-KeyingMarginBy>${fuzzPercent}</RandomizeRe-KeyingMarginBy>`,
    "        <DeadPeerDetection>Enable</DeadPeerDetection>",
    "        <CheckPeerAfterEvery>10</CheckPeerAfterEvery>",
    "        <WaitForResponseUpto>30</WaitForResponseUpto>",
    "        <ActionWhenPeerUnreachable>ReInitiate</ActionWhenPeerUnreachable>",
    "      </Phase1>",
    "      <Phase2>",
    ...algorithms(phase2),
    `        <PFSGroup>${phase2.spelled.dhGroup}</PFSGroup>`,
    `        <KeyLife>${tunnel.phase2.lifetimeSeconds}</KeyLife>`,
    "      </Phase2>",
    `      <keyexchange>${options.ikeVersion}</keyexchange>`,
    "    </VPNProfile>",
  ];
}

/** Beside AES-GCM, which authenticates by itself, the second value must be there and is not used. */
function algorithms({ spelled }: ChosenPhase): string[] {
  return [
    `        <EncryptionAlgorithm1>${spelled.encryption}</EncryptionAlgorithm1>`,
    `        <AuthenticationAlgorithm1>${spelled.integrity}</AuthenticationAlgorithm1>`,
  ];
}

function connection(name: string, tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  const key = keyText(tunnel.presharedKey, options);
  return [
    "    <VPNIPSecConnection>",
    "      <Configuration>",
    `        <Name>${name}</Name>`,
    "        <Description>AWS Site-to-Site VPN</Description>",
    "        <ConnectionType>TunnelInterface</ConnectionType>",
    `        <Policy>${name}</Policy>`,
    // The firewall opens the tunnel, whatever AWS's startup action is.
    "        <ActionOnVPNRestart>Initiate</ActionOnVPNRestart>",
    "        <AuthenticationType>PresharedKey</AuthenticationType>",
    ...(key === null
      ? [
          `# Enter the pre-shared key of tunnel ${index + 1} between the tags of the next line and remove its "#".`,
          "#       <PresharedKey></PresharedKey>",
        ]
      : [`        <PresharedKey>${key}</PresharedKey>`]),
    "        <SubnetFamily>IPv4</SubnetFamily>",
    "        <EndpointFamily>IPv4</EndpointFamily>",
    "        <LocalWANPort>Port2</LocalWANPort>",
    "        <AliasLocalWANPort>Port2</AliasLocalWANPort>",
    `        <RemoteHost>${tunnel.outsideIpAddress}</RemoteHost>`,
    "        <LocalSubnet>Any</LocalSubnet>",
    "        <LocalIDType>IP Address</LocalIDType>",
    `        <LocalID>${tunnel.customerOutsideIp}</LocalID>`,
    "        <RemoteNetwork>",
    "          <Network>Any</Network>",
    "        </RemoteNetwork>",
    "        <RemoteIDType>IP Address</RemoteIDType>",
    `        <RemoteID>${tunnel.outsideIpAddress}</RemoteID>`,
    "        <UserAuthenticationMode>Disable</UserAuthenticationMode>",
    "        <Protocol>ALL</Protocol>",
    "        <LocalPort>*</LocalPort>",
    "        <RemotePort>*</RemotePort>",
    "        <Status>Active</Status>",
    "      </Configuration>",
    "    </VPNIPSecConnection>",
  ];
}

/** An interface appears with its connection, numbered by the firewall; the file calls them xfrm1 and xfrm2. */
function interfaces(model: DeviceModel): string[] {
  return [
    RULE,
    "# Part B: tunnel interfaces, in the management interface (Network, Interfaces)",
    RULE,
    "# The interfaces xfrm1 and xfrm2 have appeared under Port2, or others with the next numbers:",
    "# each names its connection. Write theirs below.",
    ...model.tunnels.flatMap((tunnel, index) => [
      `# xfrm${index + 1}, of ${objectName(model, index)}`,
      "#   IPv4 configuration    : on",
      `#   IPv4/netmask          : ${tunnel.customerInsideIp} /30 (255.255.255.252)`,
      `#   MTU                   : ${tunnelMtu(tunnel)}`,
      `#   Override MSS          : on, ${tunnel.tcpMssBytes}`,
    ]),
    "#",
  ];
}

function rules(model: DeviceModel): string[] {
  return [
    RULE,
    "# Part D: what the firewall lets through, in the management interface",
    RULE,
    "# Rules and policies, Firewall rules: add a rule from LAN to VPN and one from VPN to LAN, for",
    `#   ${model.onPremCidrs.join(", ") || "your networks"} and ${model.vpcCidrs.join(", ") || "the networks at AWS"}.`,
    `# Administration, Device access: Ping${model.routing === "bgp" ? " and Dynamic routing" : ""} for the zone VPN.`,
  ];
}

/** The API takes 30 to 999 seconds. */
const MARGIN_MAX_SECONDS = 999;

const CBC = { AES128: "AES128", AES256: "AES256" };
const GCM = { "AES128-GCM-16": "AES128GCM16", "AES256-GCM-16": "AES256GCM16" };
const INTEGRITY = { SHA1: "SHA1", "SHA2-256": "SHA2_256", "SHA2-384": "SHA2_384", "SHA2-512": "SHA2_512" };
const DH_GROUPS = {
  2: "2(DH1024)",
  5: "5(DH1536)",
  14: "14(DH2048)",
  15: "15(DH3072)",
  16: "16(DH4096)",
  17: "17(DH6144)",
  18: "18(DH8192)",
  19: "19(ecp256)",
  20: "20(ecp384)",
  21: "21(ecp521)",
};

/** AES-GCM is for phase 2 with IKEv2; what PRF phase 1 would take beside it is (unconfirmed), and so it is not offered there. */
const support: PlatformSupport = {
  ikev1: {
    phase1: { encryption: CBC, integrity: INTEGRITY, dhGroups: DH_GROUPS },
    phase2: { encryption: CBC, integrity: INTEGRITY, dhGroups: DH_GROUPS },
  },
  ikev2: {
    phase1: { encryption: CBC, integrity: INTEGRITY, dhGroups: DH_GROUPS },
    phase2: { encryption: { ...CBC, ...GCM }, integrity: INTEGRITY, dhGroups: DH_GROUPS },
  },
};
