import { phrase } from "../../../phrase";
import type { DeviceCheck } from "../../device-family";
import { otherwise } from "../../parts/check-phrases";
import { hostPing, insidePings } from "../../parts/host-checks";
import { staticOrder } from "../../parts/preference";
import { nameText } from "../../parts/safe-text";
import { ANYWHERE, type DeviceModel, type TunnelModel } from "../../tunnel-model";

/** Properties and states as in the manual's pages on IPsec, BGP and Netwatch. With static routes the spare shows nothing until it is needed. */
export function routerosChecks(model: DeviceModel): DeviceCheck[] {
  const [first] = staticOrder(model);
  const up = model.routing === "bgp" ? model.tunnels : [model.tunnels[first]];
  const everyTunnel = (line: (tunnel: TunnelModel) => string) => up.map(line).join("\n");
  return [
    {
      shows: "ike",
      command: "/ip ipsec active-peers print",
      goodAnswer: everyTunnel((tunnel) => `established  …  ${tunnel.outsideIpAddress}`),
      otherwise: otherwise.noIke(model),
    },
    {
      shows: "ipsec",
      command: "/ip ipsec policy print detail",
      goodAnswer: everyTunnel(
        (tunnel) =>
          `sa-src-address=${tunnel.customerOutsideIp} sa-dst-address=${tunnel.outsideIpAddress} … ph2-state=established`,
      ),
      otherwise: otherwise.noIpsec,
    },
    {
      shows: "ipsec",
      command: "/ip ipsec installed-sa print",
      goodAnswer: everyTunnel(
        (tunnel) =>
          `src-address=${tunnel.outsideIpAddress} dst-address=${tunnel.customerOutsideIp} state=mature … current-bytes=… (grows)`,
      ),
      otherwise: otherwise.oneWay,
    },
    ...(model.routing === "bgp" ? [bgpCheck(model)] : []),
    ...routeCheck(model),
    ...insidePings(model, ({ awsInsideIp, customerInsideIp }) => ({
      command: `/ping ${awsInsideIp} src-address=${customerInsideIp} count=3`,
      goodAnswer: "sent=3 received=3 packet-loss=0%",
    })).filter((_, index) => model.routing === "bgp" || index === first),
    ...hostPing(model),
  ];
}

function bgpCheck(model: DeviceModel): DeviceCheck {
  return {
    shows: "bgp",
    command: "/routing bgp session print",
    goodAnswer: model.tunnels
      .map((tunnel) => `E … remote.address=${tunnel.awsInsideIp} .as=${tunnel.awsAsn} … (E: established)`)
      .join("\n"),
    otherwise: otherwise.noBgp(model),
  };
}

/** Policies stand in the place of routes: those of one tunnel are on. */
function routeCheck(model: DeviceModel): DeviceCheck[] {
  const [first] = staticOrder(model);
  const network = model.selectors.aws === ANYWHERE ? model.vpcCidrs[0] : model.selectors.aws;
  if (network === undefined) return [];
  return [
    {
      shows: "routes",
      command: "/ip ipsec policy print where !disabled",
      goodAnswer: `peer=${nameText(model.connectionId)}-${first} … src-address=${model.selectors.onPrem} dst-address=${network}`,
      otherwise: phrase("devices.check.routerosPolicy"),
    },
  ];
}
