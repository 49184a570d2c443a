import { chooseAlgorithms, type PlatformSupport } from "../choose-algorithms";
import { defineFamily } from "../define-family";
import type { DeviceCheck, RenderOptions } from "../device-family";
import { awsSide } from "../parts/aws-side";
import { otherwise } from "../parts/check-phrases";
import { commentHeader } from "../parts/comment-header";
import { fixedSelectorProblems } from "../parts/fixed-selectors";
import { hostPing } from "../parts/host-checks";
import { staticRank } from "../parts/preference";
import { keyText, nameText } from "../parts/safe-text";
import { tunnelMtu } from "../parts/tunnel-numbers";
import type { DeviceModel, TunnelModel } from "../tunnel-model";

/**
 * Windows Server's Routing and Remote Access as a PowerShell script: one site-to-site interface for each tunnel. These speak
 * IKEv2 only, and take no address of AWS's inside networks, without which BGP cannot reach its neighbors. Parameters and their
 * values as in Microsoft's reference of Add-VpnS2SInterface.
 */
export const windowsRras = defineFamily({
  id: "windows-rras",
  extension: "ps1",
  ikeVersions: ["ikev2"],
  routings: ["static"],
  algorithms: () => support,
  checks: (model) => rrasChecks(model),
  lines: (model, options) => [
    ...header(model),
    ...role(),
    ...model.tunnels.flatMap((tunnel, index) => tunnelBlock(model, tunnel, index, options)),
    ...footer(model),
    "",
  ],
  // No parameter of Add-VpnS2SInterface is a traffic selector.
  problems: fixedSelectorProblems,
});

const RULE = `# ${"-".repeat(78)}`;

function interfaceName(model: DeviceModel, index: number): string {
  return `${nameText(model.connectionId)}-${index + 1}`;
}

function header(model: DeviceModel): string[] {
  const local = model.customerGateway.ipAddress;
  return [
    ...commentHeader(model, "#"),
    "# The connection has two tunnels. Configure both: AWS takes one at a time out of",
    "# service for maintenance, and a single tunnel has no spare.",
    "#",
    "# Run this in Windows PowerShell as administrator. The server routes between the site",
    "# and AWS: give the site's routers a route to the networks at AWS by this server.",
    `# Behind NAT, write the server's own address after SourceIpAddress instead of ${local}.`,
    "# The firewall must let in UDP 500 and UDP 4500 from both addresses of AWS, and ESP",
    "# where there is no NAT.",
    "# The inside addresses stay unused: a static connection does not need them.",
    "# Windows has no setting for the replay window or the margin of a renewal.",
    "#",
    ...awsSide(model, "#"),
  ];
}

function role(): string[] {
  return [
    RULE,
    "# Routing and Remote Access",
    RULE,
    "# The first line may ask for a restart; run the script again afterwards. Leave the",
    "# second one out where this server already has site-to-site connections.",
    "Install-WindowsFeature RemoteAccess, Routing -IncludeManagementTools",
    "Install-RemoteAccess -VpnType VpnS2S",
    "#",
  ];
}

function tunnelBlock(model: DeviceModel, tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  const name = interfaceName(model, index);
  const variable = `$tunnel${index + 1}`;
  return [
    RULE,
    `# IPSec Tunnel #${index + 1}`,
    RULE,
    `${variable} = @{`,
    `  Name = '${name}'`,
    "  # #1: Internet Key Exchange (IKE) Configuration",
    ...ike(tunnel, index, options),
    "  # #2: IPSec Configuration",
    ...ipsec(tunnel, options),
    "  # #3: Tunnel Interface Configuration",
    ...connecting(tunnel),
    "  # #4: Static Routing Configuration",
    ...routes(model, tunnel),
    "}",
    `Add-VpnS2SInterface @tunnel${index + 1}`,
    `Connect-VpnS2SInterface -Name '${name}'`,
    "#",
  ];
}

function ike(tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  const { phase1 } = chooseAlgorithms(tunnel, options.ikeVersion, support);
  const key = keyText(tunnel.presharedKey, options);
  return [
    "  Protocol = 'IKEv2'",
    `  Destination = '${tunnel.outsideIpAddress}'`,
    `  SourceIpAddress = '${tunnel.customerOutsideIp}'`,
    "  AuthenticationMethod = 'PSKOnly'",
    "  ResponderAuthenticationMethod = 'PSKOnly'",
    ...(key === null
      ? [
          `  # Enter the pre-shared key of tunnel ${index + 1} between the quotes of the next line and remove its "#".`,
          "  # SharedSecret = ''",
        ]
      : [`  SharedSecret = '${key}'`]),
    "  CustomPolicy = $true",
    `  EncryptionMethod = '${phase1.spelled.encryption}'`,
    `  IntegrityCheckMethod = '${phase1.spelled.integrity}'`,
    `  DHGroup = '${phase1.spelled.dhGroup}'`,
    `  MMSALifeTimeSeconds = ${tunnel.phase1.lifetimeSeconds}`,
  ];
}

function ipsec(tunnel: TunnelModel, options: RenderOptions): string[] {
  const { phase2 } = chooseAlgorithms(tunnel, options.ikeVersion, support);
  const { encryption, integrity, dhGroup } = phase2.spelled;
  return [
    `  CipherTransformConstants = '${encryption}'`,
    // AES-GCM authenticates by itself and stands for both.
    `  AuthenticationTransformConstants = '${phase2.isAead ? encryption : integrity}'`,
    `  PfsGroup = '${dhGroup}'`,
    `  SALifeTimeSeconds = ${tunnel.phase2.lifetimeSeconds}`,
    // So that time alone ends an SA, as at AWS: Microsoft's own scripts for Azure raise it to this.
    "  SADataSizeForRenegotiationKilobytes = 33553408",
  ];
}

function connecting(tunnel: TunnelModel): string[] {
  return [
    // AWS gives no addresses: asking for one would make it refuse.
    "  InitiateConfigPayload = $false",
    "  Persistent = $true",
    "  AutoConnectEnabled = $true",
    "  IdleDisconnectSeconds = 0",
    "  # 0: try without end, every 10 seconds.",
    "  NumberOfTries = 0",
    "  RetryIntervalSeconds = 10",
    "  # After this time without an answer the tunnel counts as down.",
    `  NetworkOutageTimeSeconds = ${outageSeconds(tunnel)}`,
  ];
}

/** Windows knows these only; the longest within AWS's own DPD timeout, which is 30 at the least. */
function outageSeconds(tunnel: TunnelModel): number {
  return [900, 720, 360, 240, 120, 60].find((seconds) => seconds <= tunnel.dpdTimeoutSeconds) ?? 30;
}

/** Without a check of its own RRAS goes by the state of the interface: the higher metric is the spare (unconfirmed). */
function routes(model: DeviceModel, tunnel: TunnelModel): string[] {
  const metric = 100 * staticRank(model, tunnel);
  const subnets = model.vpcCidrs.map((cidr) => `'${cidr}:${metric}'`).join(", ");
  return [
    `  # AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    ...(model.vpcCidrs.length === 0
      ? [`  # Add the networks at AWS: IPv4Subnet = @('NETWORK:${metric}')`]
      : [`  IPv4Subnet = @(${subnets})`]),
  ];
}

function footer(model: DeviceModel): string[] {
  return [
    "# TCP over the tunnels: RRAS clamps no MSS. Where large packets are lost, lower the MTU",
    `# of the hosts that talk to AWS, to ${Math.min(...model.tunnels.map(tunnelMtu))}.`,
    "# Verify with:",
    "#   Get-VpnS2SInterface",
    "#   Get-NetIPsecQuickModeSA",
    "#   Get-NetRoute",
  ];
}

/** Properties as in Microsoft's reference of the cmdlets. The inside addresses stay unused, so nothing pings them. */
function rrasChecks(model: DeviceModel): DeviceCheck[] {
  const everyTunnel = (line: (tunnel: TunnelModel, index: number) => string) => model.tunnels.map(line).join("\n");
  const [network] = model.vpcCidrs;
  return [
    {
      shows: "interface",
      command: "Get-VpnS2SInterface | Format-Table Name, Destination, ConnectionState",
      goodAnswer: everyTunnel(
        (tunnel, index) => `${interfaceName(model, index)}  {${tunnel.outsideIpAddress}}  Connected`,
      ),
      otherwise: otherwise.noIke(model),
    },
    {
      shows: "ike",
      command: "Get-NetIPsecMainModeSA | Format-Table LocalEndpoint, RemoteEndpoint",
      goodAnswer: everyTunnel((tunnel) => `${tunnel.customerOutsideIp}  ${tunnel.outsideIpAddress}`),
      otherwise: otherwise.noIke(model),
    },
    {
      shows: "ipsec",
      command: "Get-NetIPsecQuickModeSA | Format-Table LocalEndpoint, RemoteEndpoint",
      goodAnswer: everyTunnel((tunnel) => `${tunnel.customerOutsideIp}  ${tunnel.outsideIpAddress}`),
      otherwise: otherwise.noIpsec,
    },
    ...(network === undefined
      ? []
      : [
          {
            shows: "routes" as const,
            command: `Get-NetRoute -DestinationPrefix ${network} | Format-Table InterfaceAlias, RouteMetric`,
            goodAnswer: everyTunnel(
              (tunnel, index) => `${interfaceName(model, index)}  ${100 * staticRank(model, tunnel)}`,
            ),
            otherwise: otherwise.noRoutes(model),
          },
        ]),
    ...hostPing(model),
  ];
}

const ELLIPTIC_GROUPS = { 19: "ECP256", 20: "ECP384" };
const support: PlatformSupport = {
  ikev2: {
    phase1: {
      encryption: { AES128: "AES128", AES256: "AES256" },
      integrity: { SHA1: "SHA1", "SHA2-256": "SHA256", "SHA2-384": "SHA384" },
      dhGroups: { 2: "Group2", 14: "Group14", 24: "Group24", ...ELLIPTIC_GROUPS },
    },
    phase2: {
      encryption: {
        AES128: "AES128",
        AES256: "AES256",
        "AES128-GCM-16": "GCMAES128",
        "AES256-GCM-16": "GCMAES256",
      },
      integrity: { SHA1: "SHA196", "SHA2-256": "SHA256128" },
      dhGroups: { 2: "PFS2", 14: "PFS2048", 24: "PFS24", ...ELLIPTIC_GROUPS },
    },
  },
};
