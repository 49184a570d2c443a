import { networkAddress } from "../../../../net/cidr";
import { phrase } from "../../../../phrase";
import type { DeviceCheck, RenderOptions } from "../../../device-family";
import { bgpSummary } from "../../../parts/bgp-summary";
import { otherwise } from "../../../parts/check-phrases";
import { carriesInsideAddresses, insideEnds, insideNetworks } from "../../../parts/inside";
import { isStandby } from "../../../parts/preference";
import type { DeviceModel } from "../../../tunnel-model";

/** State words as in Cisco's "IPsec troubleshooting: understanding and using debug commands" and the command references. */
export function iosChecks(model: DeviceModel, options: RenderOptions): DeviceCheck[] {
  return [
    options.ikeVersion === "ikev1" ? ikev1(model) : ikev2(model),
    ...model.tunnels.map(
      (tunnel, index): DeviceCheck => ({
        shows: "ipsec",
        command: `show crypto ipsec sa interface Tunnel${index + 1}`,
        goodAnswer: `current_peer ${tunnel.outsideIpAddress} port 500\n#pkts encaps: … (grows)\n#pkts decaps: … (grows)\nStatus: ACTIVE(ACTIVE)`,
        otherwise: otherwise.oneWay,
      }),
    ),
    interfaces(model),
    ...(model.routing === "bgp" ? [bgpSummary(model, `show bgp ${model.insideIpVersion} unicast summary`)] : []),
    ...routes(model),
    ...pings(model),
  ];
}

function interfaces(model: DeviceModel): DeviceCheck {
  const isIpv6 = model.insideIpVersion === "ipv6";
  return {
    shows: "interface",
    command: `show ${isIpv6 ? "ipv6" : "ip"} interface brief | include Tunnel`,
    goodAnswer: model.tunnels
      .map(({ customerInsideIp }, index) =>
        isIpv6 ? `Tunnel${index + 1}  [up/up]` : `Tunnel${index + 1}  ${customerInsideIp}  YES manual  up  up`,
      )
      .join("\n"),
    otherwise: otherwise.interfaceDown,
  };
}

function ikev1(model: DeviceModel): DeviceCheck {
  return {
    shows: "ike",
    command: "show crypto isakmp sa",
    goodAnswer: model.tunnels
      .map((tunnel) => `${tunnel.outsideIpAddress}  ${tunnel.customerOutsideIp}  QM_IDLE  … ACTIVE`)
      .join("\n"),
    otherwise: phrase("devices.check.ciscoIkev1"),
  };
}

function ikev2(model: DeviceModel): DeviceCheck {
  return {
    shows: "ike",
    command: "show crypto ikev2 sa",
    goodAnswer: model.tunnels
      .map((tunnel) => `${tunnel.customerOutsideIp}/500  ${tunnel.outsideIpAddress}/500  none/none  READY`)
      .join("\n"),
    otherwise: phrase("devices.check.ciscoIkev2"),
  };
}

/** The route that is used: of both tunnels, or of the preferred one alone. */
function routes(model: DeviceModel): DeviceCheck[] {
  const [cidr] = insideNetworks(model).aws;
  if (cidr === undefined) return [];
  const used = model.tunnels.flatMap((tunnel, index) =>
    isStandby(model, tunnel) ? [] : [{ ...tunnel, name: `Tunnel${index + 1}` }],
  );
  return [
    {
      shows: "routes",
      command: `show ip route ${networkAddress(cidr)}`,
      goodAnswer:
        model.routing === "bgp"
          ? `Known via "bgp ${model.tunnels[0].customerAsn}"\n${used.map(({ awsInsideIp }) => `* ${awsInsideIp}`).join(" or ")}`
          : `Known via "static"\n${used.map(({ name }) => `* directly connected, via ${name}`).join("\n")}`,
      otherwise: otherwise.noRoutes(model),
    },
  ];
}

function pings(model: DeviceModel): DeviceCheck[] {
  if (!carriesInsideAddresses(model)) return [];
  return model.tunnels.map((tunnel, index) => ({
    shows: "ping",
    command: `ping ${insideEnds(model, tunnel).aws} source Tunnel${index + 1}`,
    goodAnswer: "!!!!!\nSuccess rate is 100 percent (5/5)",
    otherwise: otherwise.noPing,
  }));
}
