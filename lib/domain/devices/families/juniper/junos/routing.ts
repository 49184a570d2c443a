import { UNWATCHED_NOTE } from "../../../parts/fixed-selectors";
import { carriesInsideAddresses } from "../../../parts/inside";
import {
  isPreferred,
  isStandby,
  PREFERRED_LOCAL_PREFERENCE,
  standbyPrepend,
  staticOrder,
} from "../../../parts/preference";
import { nameText } from "../../../parts/safe-text";
import { ANYWHERE, type DeviceModel } from "../../../tunnel-model";
import { part } from "./part";

const RULE = `# ${"-".repeat(80)}`;

/** Qualified next hops are compared by their preference (5 is a static route's own). */
export function staticRouting(model: DeviceModel): string[] {
  const names = model.tunnels.map((tunnel, index) => part(model, tunnel, index).interfaceName);
  const [first, spare] = staticOrder(model).map((index) => names[index]);
  const route = (network: string) => [
    `set routing-options static route ${network} next-hop ${first}`,
    `set routing-options static route ${network} qualified-next-hop ${spare} preference 10`,
  ];
  return [
    RULE,
    "# #4: Static Routing Configuration",
    RULE,
    `# AWS sends into the tunnels: ${model.staticPrefixes.join(", ") || "nothing yet, the connection has no static route"}`,
    ...(model.vpcCidrs.length === 0
      ? ["# Add for each network at AWS:", ...route("NETWORK").map((line) => `# ${line}`)]
      : []),
    ...model.vpcCidrs.flatMap(route),
    "#",
    ...(carriesInsideAddresses(model) ? vpnMonitor(model) : UNWATCHED_NOTE.map((line) => `# ${line}`)),
    "#",
  ];
}

/** The pings take the tunnel interface down when AWS's inside address does not answer, so that the spare's route takes over. */
function vpnMonitor(model: DeviceModel): string[] {
  return [
    "# The tunnels are watched by a ping to AWS's inside address. A firewall that does not take",
    "# vpn-monitor (some releases with the junos-ike package) works without these lines, by",
    "# dead peer detection alone.",
    "set security ipsec vpn-monitor-options interval 10",
    "set security ipsec vpn-monitor-options threshold 3",
    ...model.tunnels.flatMap((tunnel, index) => {
      const { name, interfaceName } = part(model, tunnel, index);
      return [
        `set security ipsec vpn ${name} vpn-monitor source-interface ${interfaceName}`,
        `set security ipsec vpn ${name} vpn-monitor destination-ip ${tunnel.awsInsideIp}`,
      ];
    }),
  ];
}

export function bgp(model: DeviceModel): string[] {
  const group = `aws-${nameText(model.connectionId)}`;
  return [
    RULE,
    "# #4: Border Gateway Protocol (BGP) Configuration",
    RULE,
    "# A network is announced only while the routing table has exactly this prefix.",
    ...announcing(model, group, []),
    ...preference(model, group),
    "#",
    `set protocols bgp group ${group} type external`,
    // Junos sends keepalives at a third of the hold time by itself.
    ...model.tunnels.flatMap((tunnel) => {
      const neighbor = `set protocols bgp group ${group} neighbor ${tunnel.awsInsideIp}`;
      return [
        `${neighbor} peer-as ${tunnel.awsAsn}`,
        `${neighbor} local-as ${tunnel.customerAsn}`,
        `${neighbor} hold-time ${tunnel.bgpHoldSeconds}`,
        `${neighbor} export ${isStandby(model, tunnel) ? `${group}-standby` : group}`,
        ...(isPreferred(model, tunnel) ? [`${neighbor} import ${group}-preferred`] : []),
      ];
    }),
    "#",
  ];
}

/** A policy that announces the networks of the site, each after these actions, and nothing else. */
function announcing(model: DeviceModel, name: string, actions: string[]): string[] {
  const policy = `set policy-options policy-statement ${name}`;
  // Without a known network the default route is what AWS's own sample announces.
  const announced = model.onPremCidrs.length > 0 ? model.onPremCidrs : [ANYWHERE];
  return [
    ...announced.map((cidr) => `${policy} term announce from route-filter ${cidr} exact`),
    ...actions.map((action) => `${policy} term announce then ${action}`),
    `${policy} term announce then accept`,
    `${policy} term reject then reject`,
  ];
}

function preference(model: DeviceModel, group: string): string[] {
  const [first] = model.tunnels;
  if (model.preferredTunnel === null) return [];
  return [
    "#",
    `# The traffic takes the tunnel to ${model.preferredTunnel} while it is up: its routes have the`,
    "# higher local preference, and what is announced over the other one a longer AS path.",
    ...announcing(model, `${group}-standby`, [`as-path-prepend "${standbyPrepend(first).join(" ")}"`]),
    `set policy-options policy-statement ${group}-preferred then local-preference ${PREFERRED_LOCAL_PREFERENCE}`,
    `set policy-options policy-statement ${group}-preferred then accept`,
  ];
}
