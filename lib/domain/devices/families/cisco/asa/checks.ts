import { netmask, networkAddress } from "../../../../net/cidr";
import { phrase } from "../../../../phrase";
import type { DeviceCheck, RenderOptions } from "../../../device-family";
import { bgpSummary } from "../../../parts/bgp-summary";
import { otherwise } from "../../../parts/check-phrases";
import { isStandby } from "../../../parts/preference";
import type { DeviceModel } from "../../../tunnel-model";

/** State words as in the ASA command reference, "show crypto ikev1 sa", "show crypto ikev2 sa" and "show crypto ipsec sa". */
export function asaVtiChecks(
  model: DeviceModel,
  { ikeVersion }: RenderOptions,
  interfaceName: (model: DeviceModel, index: number) => string,
): DeviceCheck[] {
  const parts = model.tunnels.map((tunnel, index) => ({
    tunnel,
    number: index + 1,
    name: interfaceName(model, index),
  }));
  const used = parts.filter(({ tunnel }) => !isStandby(model, tunnel));
  return [
    ikeVersion === "ikev1" ? asaIkev1Check(model) : ikev2Check(model),
    ...parts.map(
      ({ tunnel }): DeviceCheck => ({
        shows: "ipsec",
        command: `show crypto ipsec sa peer ${tunnel.outsideIpAddress}`,
        goodAnswer: `current_peer: ${tunnel.outsideIpAddress}\n#pkts encaps: … (grows)\n#pkts decaps: … (grows)`,
        otherwise: otherwise.oneWay,
      }),
    ),
    {
      shows: "interface",
      command: "show interface ip brief",
      goodAnswer: parts
        .map(({ number, tunnel }) => `Tunnel${number}  ${tunnel.customerInsideIp}  YES manual  up  up`)
        .join("\n"),
      otherwise: otherwise.interfaceDown,
    },
    ...(model.routing === "bgp" ? [bgpSummary(model, "show bgp summary")] : []),
    ...model.vpcCidrs.slice(0, 1).map(
      (cidr): DeviceCheck => ({
        shows: "routes",
        command: `show route | include ${networkAddress(cidr)}`,
        goodAnswer: used
          .slice(0, model.routing === "static" ? 1 : 2)
          .map(
            ({ tunnel }) =>
              `${model.routing === "bgp" ? "B" : "S"}  ${networkAddress(cidr)} ${netmask(cidr)} … via ${tunnel.awsInsideIp}`,
          )
          .join("\nor\n"),
        otherwise: otherwise.noRoutes(model),
      }),
    ),
    ...parts.map(
      ({ tunnel, name }): DeviceCheck => ({
        shows: "ping",
        command: `ping ${name} ${tunnel.awsInsideIp}`,
        goodAnswer: "!!!!!\nSuccess rate is 100 percent (5/5)",
        otherwise: otherwise.noPing,
      }),
    ),
  ];
}

function ikev2Check(model: DeviceModel): DeviceCheck {
  return {
    shows: "ike",
    command: "show crypto ikev2 sa",
    goodAnswer: model.tunnels
      .map((tunnel) => `${tunnel.customerOutsideIp}/500  ${tunnel.outsideIpAddress}/500  READY  INITIATOR`)
      .join("\n"),
    otherwise: phrase("devices.check.ciscoIkev2"),
  };
}

/** "State" as in the command reference, "show crypto ikev1 sa"; MM_ACTIVE is the only one that stays. */
export function asaIkev1Check(model: DeviceModel): DeviceCheck {
  return {
    shows: "ike",
    command: "show crypto ikev1 sa",
    goodAnswer: model.tunnels
      .map(({ outsideIpAddress }) => `IKE Peer: ${outsideIpAddress}\nState: MM_ACTIVE`)
      .join("\n"),
    otherwise: phrase("devices.check.asaIkev1"),
  };
}
