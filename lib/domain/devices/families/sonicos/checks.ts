import type { DeviceCheck, RenderOptions } from "../../device-family";
import { bgpSummary } from "../../parts/bgp-summary";
import { otherwise } from "../../parts/check-phrases";
import { staticOrder } from "../../parts/preference";
import { nameText, shortNameText } from "../../parts/safe-text";
import type { DeviceModel } from "../../tunnel-model";

/** "show vpn tunnel" knows ike, ipsec and summary after the policy's name; the state of BGP is told in its own command line. */
export function sonicosChecks(model: DeviceModel, options: RenderOptions): DeviceCheck[] {
  const tunnels = model.tunnels.map((tunnel, index) => ({
    ...tunnel,
    number: index + 1,
    policy: `${nameText(model.connectionId)}-${index + 1}`,
  }));
  return [
    ...tunnels.map(
      ({ policy, outsideIpAddress }): DeviceCheck => ({
        shows: "ike",
        command: `show vpn tunnel ${policy} ike`,
        goodAnswer: `${outsideIpAddress} …\n${options.ikeVersion === "ikev1" ? "Main Mode" : "IKEv2 Mode"}, …`,
        otherwise: otherwise.noIke(model),
      }),
    ),
    ...tunnels.map(
      ({ policy }): DeviceCheck => ({
        shows: "ipsec",
        command: `show vpn tunnel ${policy} ipsec`,
        goodAnswer: "ESP, …\nPackets In … (grows)\nPackets Out … (grows)",
        otherwise: otherwise.oneWay,
      }),
    ),
    ...(model.routing === "bgp" ? [bgpSummary(model, "routing\nbgp\nshow ip bgp summary")] : []),
    ...model.vpcCidrs.slice(0, 1).map((cidr) => routeCheck(model, cidr)),
    ...tunnels.map(
      ({ awsInsideIp, number }): DeviceCheck => ({
        shows: "ping",
        command: `ping ${awsInsideIp} interface T${number}`,
        goodAnswer: `${awsInsideIp} is alive`,
        otherwise: otherwise.noPing,
      }),
    ),
  ];
}

function routeCheck(model: DeviceModel, cidr: string): DeviceCheck {
  const [first] = staticOrder(model);
  const either = model.routing === "bgp" && model.preferredTunnel === null ? " or the other one" : "";
  return {
    shows: "routes",
    command: model.routing === "bgp" ? "routing\nbgp\nshow ip bgp" : "show routing policies",
    goodAnswer:
      model.routing === "bgp"
        ? `*> ${cidr}  ${model.tunnels[first]?.awsInsideIp}${either}`
        : `AWSVPC-${shortNameText(model.connectionId)}-1  T${first + 1}  metric 1`,
    otherwise: otherwise.noRoutes(model),
  };
}
