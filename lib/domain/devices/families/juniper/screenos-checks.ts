import { phrase } from "../../../phrase";
import type { DeviceCheck } from "../../device-family";
import { otherwise } from "../../parts/check-phrases";
import { carriesInsideAddresses } from "../../parts/inside";
import { staticOrder } from "../../parts/preference";
import { nameText } from "../../parts/safe-text";
import type { DeviceModel } from "../../tunnel-model";

/** "A/U": the SA is active and the monitor's ping answered; "A/-" where nothing is monitored (ScreenOS CLI reference, "get sa"). */
export function screenosChecks(model: DeviceModel): DeviceCheck[] {
  const isWatched = carriesInsideAddresses(model);
  const parts = model.tunnels.map((tunnel, index) => ({
    tunnel,
    name: `${nameText(model.connectionId)}-${index + 1}`,
    interfaceName: `tunnel.${index + 1}`,
  }));
  return [
    {
      shows: "ike",
      command: "get ike cookies",
      goodAnswer: parts.map(({ tunnel, name }) => `…->${tunnel.outsideIpAddress}:500, … gw-${name}`).join("\n"),
      otherwise: otherwise.noIke(model),
    },
    {
      shows: "ipsec",
      command: "get sa",
      goodAnswer: parts
        .flatMap(({ tunnel }) =>
          ["<", ">"].map((way) => `${way}  ${tunnel.outsideIpAddress}  500  esp:…  ${isWatched ? "A/U" : "A/-"}`),
        )
        .join("\n"),
      otherwise: phrase("devices.check.screenosSa"),
    },
    {
      shows: "interface",
      command: "get interface",
      goodAnswer: parts
        .map(({ tunnel, interfaceName }) => `${interfaceName}  ${tunnel.customerInsideIp}/30  Trust  …  U`)
        .join("\n"),
      otherwise: otherwise.interfaceDown,
    },
    ...(model.routing === "bgp" ? [bgpCheck(model)] : []),
    ...model.vpcCidrs.slice(0, 1).map(
      (cidr): DeviceCheck => ({
        shows: "routes",
        command: `get route prefix ${cidr}`,
        goodAnswer: `*  ${cidr}  tunnel.${staticOrder(model)[0] + 1}${model.routing === "bgp" && model.preferredTunnel === null ? " or the other one" : ""}`,
        otherwise: otherwise.noRoutes(model),
      }),
    ),
    ...(isWatched ? parts : []).map(
      ({ tunnel, interfaceName }): DeviceCheck => ({
        shows: "ping",
        command: `ping ${tunnel.awsInsideIp} from ${interfaceName}`,
        goodAnswer: "!!!!!\nSuccess Rate is 100 percent (5/5)",
        otherwise: otherwise.noPing,
      }),
    ),
  ];
}

function bgpCheck(model: DeviceModel): DeviceCheck {
  return {
    shows: "bgp",
    command: "get vrouter trust-vr protocol bgp neighbor",
    goodAnswer: model.tunnels.map(({ awsInsideIp, awsAsn }) => `${awsAsn}  ${awsInsideIp}  …  ESTABLISH`).join("\n"),
    otherwise: otherwise.noBgp(model),
  };
}
