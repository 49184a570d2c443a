import { isStandby, PREFERRED_LOCAL_PREFERENCE, standbyPrepend, staticOrder, staticRank } from "../../parts/preference";
import { shortNameText } from "../../parts/safe-text";
import { keepaliveSeconds } from "../../parts/tunnel-numbers";
import { ANYWHERE, type DeviceModel } from "../../tunnel-model";

/** Gaia asks the gateways of a route with "ping on" itself, and leaves one out that is silent; priority 1 is the first choice. */
export function staticRouting(model: DeviceModel): string[] {
  const [first, spare] = staticOrder(model);
  return [
    "# Static Routing Configuration",
    `# AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    `# Tunnel ${first + 1} is used while AWS's inside address answers, tunnel ${spare + 1} otherwise.`,
    ...(model.vpcCidrs.length === 0
      ? ["# Add for each network at AWS: set static-route NETWORK nexthop gateway address AWS_INSIDE priority 1 on"]
      : []),
    ...model.vpcCidrs.flatMap((cidr) => [
      ...model.tunnels.map(
        (tunnel) =>
          `set static-route ${cidr} nexthop gateway address ${tunnel.awsInsideIp} priority ${staticRank(model, tunnel)} on`,
      ),
      `set static-route ${cidr} ping on`,
    ]),
    "#",
  ];
}

export function bgp(model: DeviceModel): string[] {
  const [first] = model.tunnels;
  const asns = [...new Set(model.tunnels.map(({ awsAsn }) => awsAsn))];
  return [
    "# Border Gateway Protocol (BGP) Configuration",
    '# "set as" holds for the whole gateway; it must be the ASN of the customer gateway at AWS.',
    `set as ${first.customerAsn}`,
    ...asns.map((asn) => `set bgp external remote-as ${asn} on`),
    ...model.tunnels.flatMap((tunnel) => {
      const peer = `set bgp external remote-as ${tunnel.awsAsn} peer ${tunnel.awsInsideIp}`;
      return [
        `${peer} on`,
        `${peer} holdtime ${tunnel.bgpHoldSeconds}`,
        `${peer} keepalive ${keepaliveSeconds(tunnel)}`,
      ];
    }),
    "# Policy numbers from 512 are for filters by AS; write another if this one is taken.",
    ...asns.flatMap((asn, index) => [
      `set inbound-route-filter bgp-policy ${512 + index} based-on-as as ${asn} on`,
      `set inbound-route-filter bgp-policy ${512 + index} accept-all-ipv4`,
    ]),
    ...announced(model, asns),
    ...preference(model),
    "#",
  ];
}

/**
 * Route maps of one neighbor; inbound filters and redistribution do not apply to what one of them is for (advanced routing guide,
 * "Route maps"). The count is of the own ASN in all, once being the default.
 */
function preference(model: DeviceModel): string[] {
  if (model.preferredTunnel === null) return [];
  const name = `AWS_${shortNameText(model.connectionId)}`;
  return [
    "#",
    `# The traffic takes the tunnel to ${model.preferredTunnel} while it is up: its routes have the`,
    "# higher local preference, and what is announced over the other one a longer AS path. The",
    "# gateway must know your networks as static routes or by its interfaces; for networks that it",
    '# learns otherwise, add another id with its protocol (ospf2, for instance) after "match protocol".',
    `set routemap ${name}_preferred id 10 on`,
    `set routemap ${name}_preferred id 10 allow`,
    `set routemap ${name}_preferred id 10 action localpref ${PREFERRED_LOCAL_PREFERENCE}`,
    ...prepending(model, `${name}_standby`),
    ...model.tunnels.map((tunnel) => {
      const peer = `set bgp external remote-as ${tunnel.awsAsn} peer ${tunnel.awsInsideIp}`;
      return isStandby(model, tunnel)
        ? `${peer} export-routemap ${name}_standby preference 1 on`
        : `${peer} import-routemap ${name}_preferred preference 1 on`;
    }),
  ];
}

function prepending(model: DeviceModel, name: string): string[] {
  const [first] = model.tunnels;
  const networks = model.onPremCidrs.length > 0 ? model.onPremCidrs : [ANYWHERE];
  return (["static", "direct"] as const).flatMap((protocol, index) => {
    const id = `set routemap ${name} id ${10 * (index + 1)}`;
    return [
      `${id} on`,
      `${id} match protocol ${protocol}`,
      ...networks.map((cidr) => `${id} match network ${cidr} exact`),
      `${id} allow`,
      `${id} action aspath-prepend-count ${1 + standbyPrepend(first).length}`,
    ];
  });
}

/** What is announced must be redistributed from where the gateway has it, which this file cannot know. */
function announced(model: DeviceModel, asns: number[]): string[] {
  if (model.onPremCidrs.length === 0) {
    return [
      "# Without known networks the gateway announces its default route, if it has one.",
      ...asns.map((asn) => `set route-redistribution to bgp-as ${asn} from static-route default on`),
    ];
  }
  return [
    `# Announce ${model.onPremCidrs.join(", ")}: each network by the line that fits how the gateway`,
    "# knows it, with the sign in front removed; the interface is the one in that network.",
    ...asns.flatMap((asn) => [
      `# set route-redistribution to bgp-as ${asn} from interface INTERFACE on`,
      ...model.onPremCidrs.map((cidr) => `# set route-redistribution to bgp-as ${asn} from static-route ${cidr} on`),
    ]),
  ];
}
