import { phrase } from "../../../phrase";
import type { DeviceCheck } from "../../device-family";
import { otherwise } from "../../parts/check-phrases";
import { carriesInsideAddresses } from "../../parts/inside";
import { isStandby, staticOrder } from "../../parts/preference";
import type { DeviceModel } from "../../tunnel-model";
import { part } from "./names";

/** Words of the answers as in Palo Alto's administrator's guide, "Interpret VPN error messages" and "Test VPN connectivity". */
export function panOsChecks(model: DeviceModel): DeviceCheck[] {
  const parts = model.tunnels.map((tunnel, index) => part(model, tunnel, index));
  return [
    ...parts.map(
      ({ suffix, tunnel }): DeviceCheck => ({
        shows: "ike",
        command: `show vpn ike-sa gateway ike-${suffix}`,
        goodAnswer: `${tunnel.outsideIpAddress}  ike-${suffix}  … Established`,
        otherwise: phrase("devices.check.panOsIke", { gateway: `ike-${suffix}` }),
      }),
    ),
    {
      shows: "ipsec",
      command: "show vpn ipsec-sa",
      goodAnswer: parts.map(({ suffix, tunnel }) => `aws-${suffix}  ${tunnel.outsideIpAddress}  … ESP/…`).join("\n"),
      otherwise: otherwise.noIpsec,
    },
    {
      shows: "interface",
      command: "show interface logical",
      goodAnswer: parts
        .map(({ interfaceName, tunnel }) => `${interfaceName}  aws  ${tunnel.customerInsideIp}/30`)
        .join("\n"),
      otherwise: phrase("devices.check.panOsInterface"),
    },
    ...(model.routing === "bgp" ? [bgp(model)] : []),
    ...routes(model),
    ...(carriesInsideAddresses(model) ? parts : []).map(
      ({ tunnel }): DeviceCheck => ({
        shows: "ping",
        command: `ping source ${tunnel.customerInsideIp} host ${tunnel.awsInsideIp}`,
        goodAnswer: `64 bytes from ${tunnel.awsInsideIp}: icmp_seq=1`,
        otherwise: otherwise.noPing,
      }),
    ),
  ];
}

function bgp(model: DeviceModel): DeviceCheck {
  return {
    shows: "bgp",
    command: "show routing protocol bgp summary",
    goodAnswer: model.tunnels
      .map(
        ({ awsInsideIp, awsAsn }, index) =>
          `peer amazon-tunnel-${index + 1}: AS ${awsAsn}, Established, IP ${awsInsideIp}`,
      )
      .join("\n"),
    otherwise: otherwise.noBgp(model),
  };
}

/** "A" is an active route, "S" a static one and "B" one of BGP. */
function routes(model: DeviceModel): DeviceCheck[] {
  const [cidr] = model.vpcCidrs;
  if (cidr === undefined) return [];
  const [first] = staticOrder(model);
  const used = model.tunnels
    .filter((tunnel, index) => (model.routing === "static" ? index === first : !isStandby(model, tunnel)))
    .map(({ awsInsideIp }) => awsInsideIp);
  return [
    {
      shows: "routes",
      command: `show routing route destination ${cidr}`,
      goodAnswer: `${cidr}  ${used.join(" or ")}  … A ${model.routing === "static" ? "S" : "B"}`,
      otherwise: otherwise.noRoutes(model),
    },
  ];
}
