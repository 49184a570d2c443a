import { phrase } from "../../../../phrase";
import type { DeviceCheck, RenderOptions } from "../../../device-family";
import { otherwise } from "../../../parts/check-phrases";
import { carriesInsideAddresses } from "../../../parts/inside";
import { PREFERRED_LOCAL_PREFERENCE, staticOrder } from "../../../parts/preference";
import type { DeviceModel } from "../../../tunnel-model";

/** State words as in Junos's CLI reference, "show security ike security-associations" and its neighbors. */
export function junosChecks(model: DeviceModel, { ikeVersion }: RenderOptions): DeviceCheck[] {
  const tunnels = model.tunnels.map((tunnel, index) => ({ ...tunnel, name: `st0.${index + 1}` }));
  return [
    {
      shows: "ike",
      command: "show security ike security-associations",
      goodAnswer: tunnels
        .map(({ outsideIpAddress }) => `… UP  …  ${ikeVersion === "ikev1" ? "Main" : "IKEv2"}  ${outsideIpAddress}`)
        .join("\n"),
      otherwise: phrase("devices.check.junosIke"),
    },
    {
      shows: "ipsec",
      command: "show security ipsec security-associations",
      goodAnswer: tunnels
        .flatMap(({ outsideIpAddress }) => ["<", ">"].map((way) => `${way}… ESP:…  500  ${outsideIpAddress}`))
        .join("\n"),
      otherwise: otherwise.noIpsec,
    },
    {
      shows: "interface",
      command: "show interfaces terse st0",
      goodAnswer: tunnels
        .map(({ name, customerInsideIp }) => `${name}  up  up  inet  ${customerInsideIp}/30`)
        .join("\n"),
      otherwise: otherwise.interfaceDown,
    },
    ...(model.routing === "bgp" ? [bgp(model)] : []),
    ...routes(model),
    ...(carriesInsideAddresses(model) ? tunnels : []).map(
      ({ awsInsideIp, name }): DeviceCheck => ({
        shows: "ping",
        command: `ping ${awsInsideIp} interface ${name} count 5`,
        goodAnswer: "5 packets transmitted, 5 packets received, 0% packet loss",
        otherwise: otherwise.noPing,
      }),
    ),
  ];
}

function bgp(model: DeviceModel): DeviceCheck {
  return {
    shows: "bgp",
    command: "show bgp summary",
    goodAnswer: model.tunnels.map(({ awsInsideIp, awsAsn }) => `${awsInsideIp}  ${awsAsn}  …  Establ`).join("\n"),
    otherwise: otherwise.noBgp(model),
  };
}

function routes(model: DeviceModel): DeviceCheck[] {
  const [cidr] = model.vpcCidrs;
  if (cidr === undefined) return [];
  const [first] = staticOrder(model);
  const preferred = model.preferredTunnel === null ? "" : `, localpref ${PREFERRED_LOCAL_PREFERENCE}`;
  return [
    {
      shows: "routes",
      command: `show route ${cidr} exact`,
      goodAnswer:
        model.routing === "bgp"
          ? `*[BGP/170] …${preferred}\n> to ${preferred === "" ? "one of " : ""}${addresses(model)}`
          : `*[Static/5] …\n> via st0.${first + 1}`,
      otherwise: otherwise.noRoutes(model),
    },
  ];
}

/** AWS's inside addresses that a route learned by BGP can lead to. */
function addresses(model: DeviceModel): string {
  const used = model.tunnels.filter(({ outsideIpAddress }) => [null, outsideIpAddress].includes(model.preferredTunnel));
  return used.map(({ awsInsideIp }) => awsInsideIp).join(", ");
}
