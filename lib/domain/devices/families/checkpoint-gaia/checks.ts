import { phrase } from "../../../phrase";
import type { DeviceCheck } from "../../device-family";
import { otherwise } from "../../parts/check-phrases";
import { staticOrder } from "../../parts/preference";
import type { DeviceModel } from "../../tunnel-model";

/** "vpn" is for expert mode, the rest for clish; words of the answers as in Check Point's command line guides. */
export function gaiaChecks(model: DeviceModel): DeviceCheck[] {
  const tunnels = model.tunnels.map((tunnel, index) => ({ ...tunnel, name: `vpnt${index + 1}` }));
  return [
    {
      shows: "ike",
      command: "vpn tu list ike",
      goodAnswer: tunnels.map(({ outsideIpAddress }) => `Peer ${outsideIpAddress} …\n1. IKE SA <…>`).join("\n"),
      otherwise: otherwise.noIke(model),
    },
    {
      shows: "ipsec",
      command: "vpn tu list ipsec",
      goodAnswer: tunnels
        .map(({ outsideIpAddress }) => `Peer ${outsideIpAddress} …\n1. INBOUND: …\n2. OUTBOUND: …`)
        .join("\n"),
      otherwise: otherwise.noIpsec,
    },
    ...tunnels.map(
      ({ name, customerInsideIp }): DeviceCheck => ({
        shows: "interface",
        command: `show interface ${name}`,
        goodAnswer: `state on\nlink-state link up\nipv4-address ${customerInsideIp}/32`,
        otherwise: phrase("devices.check.gaiaInterface"),
      }),
    ),
    ...(model.routing === "bgp" ? [bgp(model)] : []),
    ...routes(model),
    ...tunnels.map(
      ({ awsInsideIp }): DeviceCheck => ({
        shows: "ping",
        command: `ping ${awsInsideIp}`,
        goodAnswer: `64 bytes from ${awsInsideIp}: icmp_seq=1`,
        otherwise: otherwise.noPing,
      }),
    ),
  ];
}

function bgp(model: DeviceModel): DeviceCheck {
  return {
    shows: "bgp",
    command: "show bgp peers",
    goodAnswer: model.tunnels.map(({ awsInsideIp, awsAsn }) => `${awsInsideIp}  ${awsAsn}  …  Established`).join("\n"),
    otherwise: otherwise.noBgp(model),
  };
}

/** "S" is a static route and "B" one of BGP, learned over either tunnel where none is preferred. */
function routes(model: DeviceModel): DeviceCheck[] {
  const [cidr] = model.vpcCidrs;
  if (cidr === undefined) return [];
  const [first] = staticOrder(model);
  const either = model.routing === "bgp" && model.preferredTunnel === null ? " or the other one" : "";
  return [
    {
      shows: "routes",
      command: "show route",
      goodAnswer: `${model.routing === "static" ? "S" : "B"}  ${cidr}  via ${model.tunnels[first]?.awsInsideIp}, vpnt${first + 1}${either}`,
      otherwise: otherwise.noRoutes(model),
    },
  ];
}
