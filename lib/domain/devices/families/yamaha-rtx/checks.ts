import { phrase } from "../../../phrase";
import type { DeviceCheck } from "../../device-family";
import { otherwise } from "../../parts/check-phrases";
import { carriesInsideAddresses } from "../../parts/inside";
import { staticOrder } from "../../parts/preference";
import type { DeviceModel } from "../../tunnel-model";

/** Answers as in AWS's "Troubleshooting Yamaha customer gateway device connectivity". */
export function yamahaChecks(model: DeviceModel): DeviceCheck[] {
  const tunnels = model.tunnels.map((tunnel, index) => ({ ...tunnel, number: index + 1 }));
  return [
    ...tunnels.map(
      ({ number, outsideIpAddress }): DeviceCheck => ({
        shows: "ike",
        command: `show ipsec sa gateway ${number}`,
        goodAnswer: `${number}  U K  …  ${outsideIpAddress}  i:1 s:1 r:1`,
        otherwise: phrase("devices.check.yamahaSa"),
      }),
    ),
    ...tunnels.map(
      ({ number, outsideIpAddress }): DeviceCheck => ({
        shows: "ipsec",
        command: `show ipsec sa gateway ${number} detail`,
        goodAnswer: `Remote ID: ${outsideIpAddress} …\nDirection: send …\nDirection: receive …`,
        otherwise: otherwise.noIpsec,
      }),
    ),
    ...tunnels.map(
      ({ number }): DeviceCheck => ({
        shows: "interface",
        command: `show status tunnel ${number}`,
        goodAnswer: `TUNNEL[${number}]:\nCurrent status is Online.`,
        otherwise: otherwise.interfaceDown,
      }),
    ),
    ...(model.routing === "bgp" ? [bgpCheck(model)] : []),
    ...model.vpcCidrs.slice(0, 1).map((cidr) => routeCheck(model, cidr)),
    ...(carriesInsideAddresses(model) ? tunnels : []).map(
      ({ awsInsideIp, customerInsideIp }): DeviceCheck => ({
        shows: "ping",
        command: `ping -sa ${customerInsideIp} ${awsInsideIp}`,
        goodAnswer: `received from ${awsInsideIp}: icmp_seq=0`,
        otherwise: otherwise.noPing,
      }),
    ),
  ];
}

function bgpCheck(model: DeviceModel): DeviceCheck {
  return {
    shows: "bgp",
    command: "show status bgp neighbor",
    goodAnswer: model.tunnels
      .map(
        ({ awsInsideIp, awsAsn }) => `BGP neighbor is ${awsInsideIp}, remote AS ${awsAsn}, …\nBGP state = Established`,
      )
      .join("\n"),
    otherwise: otherwise.noBgp(model),
  };
}

function routeCheck(model: DeviceModel, cidr: string): DeviceCheck {
  const [first] = staticOrder(model);
  return {
    shows: "routes",
    command: "show ip route",
    goodAnswer:
      model.routing === "bgp" ? `${cidr}  …  TUNNEL[1] or TUNNEL[2]  BGP` : `${cidr}  -  TUNNEL[${first + 1}]  static`,
    otherwise: otherwise.noRoutes(model),
  };
}
