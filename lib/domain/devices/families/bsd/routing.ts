import { staticRank } from "../../parts/preference";
import type { DeviceModel } from "../../tunnel-model";
import { webForm } from "./web-form";

/** What the interface of a tunnel is called on pfSense and OPNsense; its gateway is named after it. */
export function gatewayInterface(index: number): string {
  return `AWS${index + 1}`;
}

/**
 * Static routes of both: they refuse two routes to one network, so a group of gateways chooses the tunnel, and a rule sends the
 * traffic to the group. `group` is where groups are added, `suffix` what a gateway's name has behind that of its interface.
 */
export function gatewayGroupRouting(model: DeviceModel, group: string, suffix: string): string[] {
  return [
    ...webForm(group, [
      ["Group Name", "AWS"],
      ...model.tunnels.map((tunnel, index): [string, string] => [
        "Gateway Priority",
        `${gatewayInterface(index)}${suffix} Tier ${staticRank(model, tunnel)}`,
      ]),
      ["Trigger Level", "Member Down"],
    ]),
    ...orPlace(model.vpcCidrs).flatMap((network) =>
      webForm("Firewall > Rules > LAN > Add at the top", [
        ["Action", "Pass"],
        ["Protocol", "any"],
        ["Source", "any"],
        ["Destination", network],
        ["Gateway", "AWS"],
      ]),
    ),
  ];
}

/** The rules of the tab IPsec hold for all tunnels; without one nothing comes out of them. */
export function rulesForTunnels(model: DeviceModel): string[] {
  const neighbors = model.routing === "bgp" ? model.tunnels.map(({ awsInsideIp }) => awsInsideIp) : [];
  return orPlace([...neighbors, ...model.vpcCidrs]).flatMap((source) =>
    webForm("Firewall > Rules > IPsec > Add", [
      ["Action", "Pass"],
      ["Protocol", "any"],
      ["Source", source],
      ["Destination", "any"],
    ]),
  );
}

function orPlace(networks: string[]): string[] {
  return networks.length > 0 ? networks : ["NETWORK, one rule for each network at AWS"];
}
