import { phrase } from "../../../phrase";
import type { DeviceCheck } from "../../device-family";
import { otherwise } from "../../parts/check-phrases";
import { hostPing, insidePings, linuxPing } from "../../parts/host-checks";
import { insideEnds, insideNetworks } from "../../parts/inside";
import { isStandby, staticOrder } from "../../parts/preference";
import type { DeviceModel } from "../../tunnel-model";
import { tunnelInterface, tunnelNumber } from "./host";

/**
 * What a Linux host shows whose daemon is `daemon`, in words that the programs were seen to print: FRR 8.4, BIRD 2.0.12 and
 * iproute2 6.1.
 */
export function linuxChecks(model: DeviceModel, daemon: DeviceCheck[]): DeviceCheck[] {
  return [
    ...daemon,
    ...model.tunnels.map((tunnel, index): DeviceCheck => {
      const name = tunnelInterface(index);
      return {
        shows: "interface",
        command: `ip -br addr show dev ${name}`,
        goodAnswer: `${name}@…  UNKNOWN  ${insideEnds(model, tunnel).customerWithLength}`,
        otherwise: phrase("devices.check.linuxInterface", { name }),
      };
    }),
    ...(model.routing === "bgp" ? bgp(model) : []),
    ...routes(model),
    ...insidePings(model, (tunnel, index) => linuxPing(model, tunnel, tunnelInterface(index))),
    ...hostPing(model),
  ];
}

/** What the daemon's log says when phase 1 does not come up. */
export function daemonIke(model: DeviceModel) {
  const [first, second] = model.tunnels;
  return phrase("devices.check.daemonIke", { first: first.outsideIpAddress, second: second.outsideIpAddress });
}

function bgp(model: DeviceModel): DeviceCheck[] {
  const unanswered = otherwise.noBgp(model);
  return [
    {
      shows: "bgp",
      command: `vtysh -c 'show bgp ${model.insideIpVersion} unicast summary'`,
      goodAnswer: model.tunnels
        .map((tunnel) => `${insideEnds(model, tunnel).aws}  4  ${tunnel.awsAsn}  … (a number under State/PfxRcd)`)
        .join("\n"),
      otherwise: unanswered,
    },
    {
      shows: "bgp",
      command: "birdc show protocols",
      goodAnswer: model.tunnels.map((_, index) => `${tunnelInterface(index)}  BGP  ---  up  …  Established`).join("\n"),
      otherwise: unanswered,
    },
  ];
}

/** Static: both routes while both tunnels are up, the first choice with the lower metric. BGP: what the daemon chose. */
function routes(model: DeviceModel): DeviceCheck[] {
  const [network] = insideNetworks(model).aws;
  if (network === undefined) return [];
  return [
    {
      shows: "routes",
      command: `ip route show ${network}`,
      goodAnswer: (model.routing === "bgp" ? learnedRoutes(model) : staticRoutes(model))
        .map((route) => `${network} ${route}`)
        .join(model.routing === "bgp" ? "\nor " : "\n"),
      otherwise: otherwise.noRoutes(model),
    },
  ];
}

function staticRoutes(model: DeviceModel): string[] {
  return staticOrder(model).map(
    (index, rank) => `dev ${tunnelInterface(index)} scope link metric ${tunnelNumber(rank)}`,
  );
}

function learnedRoutes(model: DeviceModel): string[] {
  return model.tunnels.flatMap((tunnel, index) =>
    isStandby(model, tunnel) ? [] : [`… via ${insideEnds(model, tunnel).aws} dev ${tunnelInterface(index)} proto …`],
  );
}
