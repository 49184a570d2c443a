import { phrase } from "../../../phrase";
import type { DeviceCheck } from "../../device-family";
import { bgpSummary } from "../../parts/bgp-summary";
import { otherwise } from "../../parts/check-phrases";
import { carriesInsideAddresses } from "../../parts/inside";
import { isStandby, staticOrder } from "../../parts/preference";
import type { DeviceModel } from "../../tunnel-model";
import { tunnelName } from "./tunnel-name";

/** Words of the answers as in Fortinet's administration guide, "VPN IPsec troubleshooting". */
export function fortiosChecks(model: DeviceModel): DeviceCheck[] {
  const isWatched = carriesInsideAddresses(model);
  const tunnels = model.tunnels.map((tunnel, index) => ({ ...tunnel, name: tunnelName(model, index) }));
  return [
    ...tunnels.map(
      ({ name, customerOutsideIp, outsideIpAddress }): DeviceCheck => ({
        shows: "ike",
        command: `diagnose vpn ike gateway list name ${name}`,
        goodAnswer: `addr: ${customerOutsideIp}:500 -> ${outsideIpAddress}:500\nIKE SA: created 1/1  established 1/1`,
        otherwise: phrase("devices.check.fortiosIke"),
      }),
    ),
    {
      shows: "ipsec",
      command: "get vpn ipsec tunnel summary",
      goodAnswer: tunnels
        .map(
          ({ name, outsideIpAddress }) =>
            `'${name}' ${outsideIpAddress}:0  selectors(total,up): 1/1  rx(pkt,err): …/0  tx(pkt,err): …/0`,
        )
        .join("\n"),
      otherwise: phrase("devices.check.fortiosIpsec"),
    },
    ...(model.routing === "static" && isWatched ? [linkMonitor(tunnels)] : []),
    ...(model.routing === "bgp" ? [bgpSummary(model, "get router info bgp summary")] : []),
    ...routes(model),
    ...(isWatched ? tunnels : []).map(
      ({ customerInsideIp, awsInsideIp }): DeviceCheck => ({
        shows: "ping",
        command: `execute ping-options source ${customerInsideIp}\nexecute ping ${awsInsideIp}`,
        goodAnswer: "5 packets transmitted, 5 packets received, 0% packet loss",
        otherwise: otherwise.noPing,
      }),
    ),
  ];
}

function linkMonitor(tunnels: { name: string }[]): DeviceCheck {
  return {
    shows: "interface",
    command: "diagnose sys link-monitor status",
    goodAnswer: tunnels.map(({ name }) => `Link Monitor: ${name}, Status: alive`).join("\n"),
    otherwise: otherwise.noPing,
  };
}

function routes(model: DeviceModel): DeviceCheck[] {
  const [cidr] = model.vpcCidrs;
  if (cidr === undefined) return [];
  const [first] = staticOrder(model);
  const used = model.tunnels.filter((tunnel) => !isStandby(model, tunnel)).map(({ awsInsideIp }) => awsInsideIp);
  return [
    {
      shows: "routes",
      command: "get router info routing-table all",
      goodAnswer:
        model.routing === "bgp"
          ? `B  ${cidr} [20/…] via ${used.join(" or ")}`
          : `S  ${cidr} [10/0] via ${tunnelName(model, first)}`,
      otherwise: otherwise.noRoutes(model),
    },
  ];
}
