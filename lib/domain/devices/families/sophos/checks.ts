import { firstHostAddress } from "../../../net/cidr";
import { phrase } from "../../../phrase";
import type { DeviceCheck } from "../../device-family";
import { bgpSummary } from "../../parts/bgp-summary";
import { otherwise } from "../../parts/check-phrases";
import { staticOrder } from "../../parts/preference";
import type { DeviceModel } from "../../tunnel-model";
import { objectName } from "./object-name";

/** For the advanced shell (5 Device management, 3 Advanced shell), but for BGP, which is asked where it is configured. */
export function sophosChecks(model: DeviceModel): DeviceCheck[] {
  const tunnels = model.tunnels.map((tunnel, index) => ({
    ...tunnel,
    name: objectName(model, index),
    device: `xfrm${index + 1}`,
  }));
  return [
    {
      shows: "ike",
      command: "ipsec statusall | grep ESTABLISHED",
      goodAnswer: tunnels
        .map(
          ({ name, customerOutsideIp, outsideIpAddress }) =>
            `${name}… ESTABLISHED …, …[${customerOutsideIp}]...${outsideIpAddress}[${outsideIpAddress}]`,
        )
        .join("\n"),
      otherwise: phrase("devices.check.sophosIke"),
    },
    {
      shows: "ipsec",
      command: "ipsec statusall | grep INSTALLED",
      goodAnswer: tunnels.map(({ name }) => `${name}… INSTALLED, TUNNEL, … ESP …`).join("\n"),
      otherwise: otherwise.noIpsec,
    },
    ...tunnels.map(
      ({ device, customerInsideIp }): DeviceCheck => ({
        shows: "interface",
        command: `ip address show ${device}`,
        goodAnswer: `${device}…: <…,UP,LOWER_UP>\ninet ${customerInsideIp}/30`,
        otherwise: phrase("devices.check.sophosInterface"),
      }),
    ),
    ...(model.routing === "bgp" ? [bgpSummary(model, "show ip bgp summary")] : []),
    ...routes(model),
    ...tunnels.map(
      ({ device, awsInsideIp }): DeviceCheck => ({
        shows: "ping",
        command: `ping -c 5 -I ${device} ${awsInsideIp}`,
        goodAnswer: "5 packets transmitted, 5 packets received, 0% packet loss",
        otherwise: otherwise.noPing,
      }),
    ),
  ];
}

/** SD-WAN routes stand in no table that a command shows: a traced packet tells. */
function routes(model: DeviceModel): DeviceCheck[] {
  const [cidr] = model.vpcCidrs;
  if (cidr === undefined) return [];
  const [first] = staticOrder(model);
  const either = model.routing === "bgp" && model.preferredTunnel === null ? " or the other one" : "";
  return [
    {
      shows: "routes",
      command:
        model.routing === "bgp" ? `ip route get ${firstHostAddress(cidr)}` : `tcpdump -ni xfrm${first + 1} net ${cidr}`,
      goodAnswer:
        model.routing === "bgp"
          ? `${firstHostAddress(cidr)} via ${model.tunnels[first]?.awsInsideIp} dev xfrm${first + 1}${either}`
          : `IP … > ${firstHostAddress(cidr)}: … (while a host at your site sends to one at AWS)`,
      otherwise: otherwise.noRoutes(model),
    },
  ];
}
