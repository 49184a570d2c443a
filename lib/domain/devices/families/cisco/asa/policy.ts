import { firstHostAddress, netmask, networkAddress } from "../../../../net/cidr";
import { phrase } from "../../../../phrase";
import { isAcceptable, type Problem } from "../../../../problem";
import {
  algorithmProblems,
  type ChosenPhase,
  chooseAlgorithms,
  type PlatformSupport,
} from "../../../choose-algorithms";
import { defineFamily } from "../../../define-family";
import type { DeviceCheck, RenderOptions } from "../../../device-family";
import { bothSides } from "../../../parts/both-sides";
import { otherwise } from "../../../parts/check-phrases";
import { commentHeader } from "../../../parts/comment-header";
import { isNarrowed } from "../../../parts/inside";
import { staticRank } from "../../../parts/preference";
import { keyText, nameText } from "../../../parts/safe-text";
import { ANYWHERE, type DeviceModel, type PhaseModel, type TunnelModel } from "../../../tunnel-model";
import { ciscoReplayWindow } from "../replay-window";
import { asaIkev1Check } from "./checks";
import { ASA_IKEV1_GROUPS_NOTE, asaIkev1Policy, asaIkev1Support } from "./ikev1";

/**
 * One crypto map entry with both of AWS's addresses as peers, after AWS's sample for ASA 8.2+ (VPC Network Administrator
 * Guide, Cisco_ASA): IKEv1, static routing, and one tunnel up at a time.
 */
export const ciscoAsaPolicy = defineFamily({
  id: "cisco-asa-policy",
  ikeVersions: ["ikev1"],
  routings: ["static"],
  algorithms: () => support,
  checks,
  lines: (model, options) => {
    const shared = sharePhase2(model);
    return [
      ...header(model),
      ...ike(shared, options),
      ...accessList(shared),
      ...ipsec(shared, chooseAlgorithms(shared.tunnels[0], options.ikeVersion, support).phase2),
      ...keepAlive(shared),
      ...natExemption(shared),
      ...footer(),
      "",
    ];
  },
  problems: (model, options) => entryProblems(model, options),
});

/** The entry's phase 2 holds for both peers: what both accept, and the shorter lifetime. */
function sharePhase2(model: DeviceModel): DeviceModel {
  const [{ phase2: first }, { phase2: second }] = model.tunnels;
  const both = <T>(a: T[], b: T[]) => a.filter((value) => b.includes(value));
  const phase2: PhaseModel = {
    encryption: both(first.encryption, second.encryption),
    integrity: both(first.integrity, second.integrity),
    dhGroups: both(first.dhGroups, second.dhGroups),
    lifetimeSeconds: Math.min(first.lifetimeSeconds, second.lifetimeSeconds),
  };
  return {
    ...model,
    tunnels: [
      { ...model.tunnels[0], phase2 },
      { ...model.tunnels[1], phase2 },
    ],
  };
}

/** What two tunnels in one entry cannot be: with BGP, of different phase 2, or for more than one network at AWS. */
function entryProblems(model: DeviceModel, options: RenderOptions): Problem[] {
  const problems: Problem[] = [];
  const [first] = model.tunnels;
  const isEachPossible = isAcceptable(algorithmProblems(model, options.ikeVersion, support));
  if (isEachPossible && !isAcceptable(algorithmProblems(sharePhase2(model), options.ikeVersion, support))) {
    const { encryption, integrity, dhGroup } = chooseAlgorithms(first, options.ikeVersion, support).phase2;
    const nearest = `${encryption}, ${integrity}, ${dhGroup}`;
    problems.push({ severity: "error", phrase: phrase("devices.problem.onePhase2", { nearest }), suggestion: nearest });
  }
  // Each line of the list would be a pair of security associations, and AWS holds one a tunnel (reference of its generic sample).
  if (entryDestinations(model).length > 1) {
    const values = { count: model.vpcCidrs.length };
    problems.push({
      severity: "error",
      phrase: phrase("devices.problem.onlyOneNetwork", values),
      suggestion: "cisco-asa-vti",
    });
  }
  return problems;
}

/** Both tunnels in the order in which the firewall tries them. */
function peers(model: DeviceModel): [TunnelModel, TunnelModel] {
  const [one, two] = model.tunnels;
  return staticRank(model, one) === 1 ? [one, two] : [two, one];
}

/** What the entry's access list lets into the tunnel: the traffic selector at AWS where somebody set one, else the networks there. */
function entryDestinations({ selectors, vpcCidrs }: DeviceModel): string[] {
  return selectors.aws === ANYWHERE ? vpcCidrs : [selectors.aws];
}

/** "any", since AWS's selector for the site is 0.0.0.0/0 unless somebody narrowed it. */
function entrySource({ selectors: { onPrem } }: DeviceModel): string {
  return onPrem === ANYWHERE ? "any" : `${networkAddress(onPrem)} ${netmask(onPrem)}`;
}

const RULE = `! ${"-".repeat(80)}`;

function header(model: DeviceModel): string[] {
  return [
    ...commentHeader(model, "!"),
    "! Both tunnels stand in one crypto map entry, so only one is up at a time: the other is",
    "! its spare, and AWS shows it as down. ASA 9.7.1 and later can hold both up with the",
    "! file for route-based tunnels.",
    "!",
    "! The commands are those of ASA 8.4 and later. On 8.2 and 8.3 write isakmp instead of",
    '! ikev1 after the word "crypto" at the beginning of a line, and leave ikev1 out elsewhere.',
    ...ASA_IKEV1_GROUPS_NOTE,
    "!",
    `! Replace "outside" by the name of the interface that has ${model.customerGateway.ipAddress}, or that is`,
    "! behind it with NAT. Check that policies 200 and 201, SLA 1 and entry 1 of the crypto",
    "! map are free on this firewall, and renumber them otherwise.",
    "! An interface has one crypto map: if yours has one, write its name instead of amzn_vpn_map.",
    "!",
    ...bothSides(model, "!", { replayWindow: true }),
  ];
}

function ike(model: DeviceModel, options: RenderOptions): string[] {
  return [
    RULE,
    "! #1: Internet Key Exchange (IKE) Configuration",
    RULE,
    "crypto ikev1 enable outside",
    "!",
    ...model.tunnels.flatMap((tunnel, index) =>
      asaIkev1Policy(200 + index, tunnel, chooseAlgorithms(tunnel, options.ikeVersion, support).phase1),
    ),
    ...model.tunnels.flatMap((tunnel, index) => tunnelGroup(tunnel, index, options)),
  ];
}

function tunnelGroup(tunnel: TunnelModel, index: number, options: RenderOptions): string[] {
  const key = keyText(tunnel.presharedKey, options);
  return [
    `tunnel-group ${tunnel.outsideIpAddress} type ipsec-l2l`,
    `tunnel-group ${tunnel.outsideIpAddress} ipsec-attributes`,
    ...(key === null
      ? [
          `  ! Enter the pre-shared key of tunnel ${index + 1} at the end of the next line and remove its "!".`,
          "  ! ikev1 pre-shared-key",
        ]
      : [`  ikev1 pre-shared-key ${key}`]),
    "  isakmp keepalive threshold 10 retry 10",
    "exit",
    "!",
  ];
}

function accessListName(model: DeviceModel): string {
  return `acl-${nameText(model.connectionId)}`;
}

function accessList(model: DeviceModel): string[] {
  const entry = (network: string, mask: string) =>
    `access-list ${accessListName(model)} extended permit ip ${entrySource(model)} ${network} ${mask}`;
  const destinations = entryDestinations(model);
  return [
    RULE,
    "! #2: Access List Configuration",
    RULE,
    `! AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    ...(isNarrowed(model)
      ? ["! The list is the connection's traffic selectors. It has one line, because AWS holds one pair"]
      : ['! The source is "any" and the list has one line, because AWS holds one pair']),
    "! of security associations for each tunnel. Restrict the traffic by a vpn-filter, not here.",
    ...(destinations.length === 0 ? [`! Add the network at AWS: ${entry("NETWORK", "MASK")}`] : []),
    ...destinations.map((cidr) => entry(networkAddress(cidr), netmask(cidr))),
    "!",
  ];
}

function ipsec(model: DeviceModel, { spelled }: ChosenPhase): string[] {
  const [first, second] = peers(model);
  const transformSet = `transform-${nameText(model.connectionId)}`;
  const tcpMssBytes = Math.min(first.tcpMssBytes, second.tcpMssBytes);
  return [
    RULE,
    "! #3: IPSec Configuration",
    RULE,
    `crypto ipsec ikev1 transform-set ${transformSet} ${spelled.encryption} ${spelled.integrity}`,
    "!",
    `crypto map amzn_vpn_map 1 match address ${accessListName(model)}`,
    `crypto map amzn_vpn_map 1 set pfs group${spelled.dhGroup}`,
    // Tried in this order; the firewall returns to the first one only when the other fails (VPN CLI guide, "set peer").
    `crypto map amzn_vpn_map 1 set peer ${first.outsideIpAddress} ${second.outsideIpAddress}`,
    `crypto map amzn_vpn_map 1 set ikev1 transform-set ${transformSet}`,
    `crypto map amzn_vpn_map 1 set security-association lifetime seconds ${first.phase2.lifetimeSeconds}`,
    "crypto map amzn_vpn_map interface outside",
    "!",
    "! These hold for the other tunnels of the firewall too.",
    "crypto ipsec df-bit clear-df outside",
    "crypto ipsec fragmentation before-encryption outside",
    `crypto ipsec security-association replay window-size ${ciscoReplayWindow(model)}`,
    `sysopt connection tcpmss ${tcpMssBytes}`,
    "!",
  ];
}

/**
 * Nothing else brings the tunnel up: ASA negotiates when a packet matches the list. An unanswered ping does that as well. It
 * comes from the outside address, which a list for the site alone does not match.
 */
function keepAlive(model: DeviceModel): string[] {
  const [cidr] = entryDestinations(model);
  const isOutside = model.selectors.onPrem !== ANYWHERE;
  const lines = [
    "sla monitor 1",
    `  type echo protocol ipIcmpEcho ${cidr === undefined ? "ADDRESS" : firstHostAddress(cidr)} interface outside`,
    "  frequency 5",
    "exit",
    "sla monitor schedule 1 life forever start-time now",
  ];
  return [
    RULE,
    "! #4: Keeping the tunnel up",
    RULE,
    "! The tunnel comes up with the first packet for AWS, and AWS ends an idle one.",
    ...(isOutside
      ? [
          `! Let a host in ${model.selectors.onPrem} ping one at AWS: a ping of the firewall itself comes from`,
          "! its outside address, which the traffic selectors leave out.",
        ]
      : [
          "! This ping keeps it up, answered or not. With an instance that answers instead of the address",
          '! here, "show sla monitor operational-state" tells whether the tunnel carries traffic.',
          ...(cidr === undefined ? lines.map((line) => `! ${line}`) : lines),
        ]),
    "!",
  ];
}

function natExemption(model: DeviceModel): string[] {
  const [cidr] = entryDestinations(model);
  const network = cidr === undefined ? "NETWORK MASK" : `${networkAddress(cidr)} ${netmask(cidr)}`;
  return [
    RULE,
    "! #5: Routing and NAT",
    RULE,
    "! The default route must lead out of the outside interface; otherwise add",
    `!   route outside ${network} GATEWAY`,
    "! If the firewall translates addresses, exempt this traffic. From 8.3 on:",
    "!   object network obj-aws-site",
    `!     subnet ${networkAddress(model.selectors.onPrem)} ${netmask(model.selectors.onPrem)}`,
    "!   object network obj-aws-vpc",
    `!     subnet ${network}`,
    "!   nat (inside,outside) 1 source static obj-aws-site obj-aws-site destination static obj-aws-vpc obj-aws-vpc",
    `! On 8.2: nat (inside) 0 access-list ${accessListName(model)}`,
    "!",
  ];
}

function footer(): string[] {
  return [
    "! Verify with:",
    "!   show crypto ikev1 sa",
    "!   show crypto ipsec sa",
    "!   show sla monitor operational-state",
  ];
}

/** One tunnel is up at a time, so each answer is of one peer. */
function checks(model: DeviceModel): DeviceCheck[] {
  const [first, second] = peers(model);
  const [site] = model.onPremCidrs;
  const [destination] = entryDestinations(model);
  return [
    {
      ...asaIkev1Check(model),
      goodAnswer: `IKE Peer: ${first.outsideIpAddress} (or ${second.outsideIpAddress}, one of both)\nState: MM_ACTIVE`,
    },
    {
      shows: "ipsec",
      command: "show crypto ipsec sa",
      goodAnswer: `current_peer: ${first.outsideIpAddress} (or ${second.outsideIpAddress})\n#pkts encaps: … (grows)\n#pkts decaps: … (grows)`,
      otherwise: otherwise.oneWay,
    },
    ...(site === undefined || destination === undefined
      ? []
      : [
          {
            shows: "routes",
            command: `packet-tracer input inside icmp ${firstHostAddress(site)} 8 0 ${firstHostAddress(destination)}`,
            goodAnswer: "Type: VPN\nSubtype: encrypt\nResult: ALLOW",
            otherwise: phrase("devices.check.asaPacketTracer"),
          } satisfies DeviceCheck,
        ]),
  ];
}

const support: PlatformSupport = { ikev1: asaIkev1Support };
