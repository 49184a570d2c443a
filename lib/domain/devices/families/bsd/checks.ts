import type { DeviceCheck, RenderOptions } from "../../device-family";
import { otherwise } from "../../parts/check-phrases";
import { hostPing, insidePings } from "../../parts/host-checks";
import { isStandby, staticOrder } from "../../parts/preference";
import type { DeviceModel, TunnelModel } from "../../tunnel-model";
import { daemonIke } from "../linux/checks";

/** What pfSense and OPNsense show in their shell: both run strongSwan and FRR on FreeBSD, with pf for the static routes. */
export function bsdChecks(model: DeviceModel, { ikeVersion }: RenderOptions): DeviceCheck[] {
  const everyTunnel = (line: (tunnel: TunnelModel) => string) => model.tunnels.map(line).join("\n");
  const version = ikeVersion === "ikev1" ? "IKEv1" : "IKEv2";
  return [
    {
      shows: "ike",
      command: "swanctl --list-sas",
      goodAnswer: everyTunnel(
        ({ outsideIpAddress }) =>
          `…: #…, ESTABLISHED, ${version}, …\n  remote '${outsideIpAddress}' @ ${outsideIpAddress}[…]`,
      ),
      otherwise: daemonIke(model),
    },
    {
      shows: "ipsec",
      command: "swanctl --list-sas",
      goodAnswer: everyTunnel(
        ({ outsideIpAddress }) =>
          `…: #…, reqid …, INSTALLED, TUNNEL…, ESP:… (below the connection to ${outsideIpAddress})`,
      ),
      otherwise: otherwise.noIpsec,
    },
    ...model.tunnels.map(
      (tunnel): DeviceCheck => ({
        shows: "interface",
        command: `ifconfig | grep ${tunnel.customerInsideIp}`,
        goodAnswer: `inet ${tunnel.customerInsideIp} --> ${tunnel.awsInsideIp} netmask 0xfffffffc`,
        otherwise: otherwise.interfaceDown,
      }),
    ),
    ...(model.routing === "bgp" ? [bgp(model)] : []),
    ...routes(model),
    ...insidePings(model, ({ awsInsideIp, customerInsideIp }) => ({
      command: `ping -c 3 -S ${customerInsideIp} ${awsInsideIp}`,
      goodAnswer: "3 packets transmitted, 3 packets received, 0.0% packet loss",
    })),
    ...hostPing(model),
  ];
}

function bgp(model: DeviceModel): DeviceCheck {
  return {
    shows: "bgp",
    command: "vtysh -c 'show bgp ipv4 unicast summary'",
    goodAnswer: model.tunnels
      .map(({ awsInsideIp, awsAsn }) => `${awsInsideIp}  4  ${awsAsn}  … (a number under State/PfxRcd)`)
      .join("\n"),
    otherwise: otherwise.noBgp(model),
  };
}

/** Static: the gateway that the rule of the network has now. BGP: the route in the kernel. */
function routes(model: DeviceModel): DeviceCheck[] {
  const [network] = model.vpcCidrs;
  if (network === undefined) return [];
  const first = model.tunnels[staticOrder(model)[0]];
  const learned = model.tunnels.filter((tunnel) => !isStandby(model, tunnel));
  return [
    {
      shows: "routes",
      command: model.routing === "bgp" ? "netstat -rn -f inet" : "pfctl -s rules",
      goodAnswer:
        model.routing === "bgp"
          ? learned.map(({ awsInsideIp }) => `${network}  ${awsInsideIp}  UG1  ipsec…`).join("\nor ")
          : `… route-to (ipsec… ${first.awsInsideIp}) … to ${network} …`,
      otherwise: otherwise.noRoutes(model),
    },
  ];
}
