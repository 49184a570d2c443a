import type { DeviceCheck, RenderOptions } from "../../device-family";
import { otherwise } from "../../parts/check-phrases";
import { hostPing, insidePings, linuxPing } from "../../parts/host-checks";
import { insideEnds, insideNetworks } from "../../parts/inside";
import { isStandby, staticOrder } from "../../parts/preference";
import type { DeviceModel } from "../../tunnel-model";
import { type Part, part, selectors, vtiName } from "./part";
import { isWatched } from "./routing";

/** Columns as in VyOS's documentation of site-to-site VPN; the connection's name as its template forms it (vyos-1x, swanctl/peer.j2). */
export function vyosChecks(model: DeviceModel, options: RenderOptions): DeviceCheck[] {
  const parts = model.tunnels.map((tunnel, index) => part(model, tunnel, index));
  const everyPart = (line: (part: Part) => string) => parts.map(line).join("\n");
  const version = options.ikeVersion === "ikev1" ? "IKEv1" : "IKEv2";
  return [
    {
      shows: "ike",
      command: "show vpn ike sa",
      goodAnswer: everyPart(
        ({ tunnel }) => `${tunnel.outsideIpAddress}  ${tunnel.customerOutsideIp}\n  up  ${version}  …`,
      ),
      otherwise: otherwise.noIke(model),
    },
    {
      shows: "ipsec",
      command: "show vpn ipsec sa",
      goodAnswer: everyPart(
        (p) => `${p.name}-${selectors(p).length > 0 ? "tunnel-1" : "vti"}  up  … (bytes and packets grow)`,
      ),
      otherwise: otherwise.noIpsec,
    },
    {
      shows: "interface",
      command: "show interfaces vti",
      goodAnswer: everyPart(({ tunnel, vti }) => `${vti}  ${insideEnds(model, tunnel).customerWithLength}  u/u`),
      otherwise: otherwise.interfaceDown,
    },
    ...(model.routing === "bgp" ? [bgpCheck(model)] : []),
    ...routeCheck(model),
    ...insidePings(model, (tunnel, index) => ({
      command: `ping ${insideEnds(model, tunnel).aws} interface ${vtiName(index)} count 3`,
      goodAnswer: linuxPing(model, tunnel, vtiName(index)).goodAnswer,
    })),
    ...hostPing(model),
  ];
}

function bgpCheck(model: DeviceModel): DeviceCheck {
  return {
    shows: "bgp",
    command: `show bgp ${model.insideIpVersion} summary`,
    goodAnswer: model.tunnels
      .map((tunnel) => `${insideEnds(model, tunnel).aws}  4  ${tunnel.awsAsn}  … (a number under State/PfxRcd)`)
      .join("\n"),
    otherwise: otherwise.noBgp(model),
  };
}

/** The mark of a route in use is ">*". A failover route is one of the kernel's for FRR, which prints this table. */
function routeCheck(model: DeviceModel): DeviceCheck[] {
  const [network] = insideNetworks(model).aws;
  if (network === undefined) return [];
  const [first] = staticOrder(model);
  const source = isWatched(model) ? "K" : "S";
  const goodAnswer =
    model.routing === "static"
      ? `${source}>* ${network} … ${vtiName(first)}`
      : model.tunnels
          .flatMap((tunnel, index) =>
            isStandby(model, tunnel)
              ? []
              : [`B>* ${network} [20/…] via ${insideEnds(model, tunnel).aws}, ${vtiName(index)}`],
          )
          .join("\nor ");
  return [{ shows: "routes", command: "show ip route", goodAnswer, otherwise: otherwise.noRoutes(model) }];
}
