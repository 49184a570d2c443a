import { ANYWHERE, type DeviceModel, type IkeVersion, type TunnelModel } from "../devices/tunnel-model";
import { type Phrase, phrase } from "../phrase";

/**
 * What AWS expects of the device on the other end, in the order in which a tunnel comes up. AWS Site-to-Site VPN User Guide,
 * "Requirements for your customer gateway device" and "Tunnel options", where nothing else is said.
 */
export function whatAwsExpects(model: DeviceModel, ikeVersion: IkeVersion): Phrase[] {
  const { tunnels, routing, preferredTunnel, insideIpVersion } = model;
  const [first] = tunnels;
  return [
    expect("bothTunnels"),
    expect("reach", { first: tunnels[0].outsideIpAddress, second: tunnels[1].outsideIpAddress }),
    ...ofEach(tunnels, (tunnel) => initiates(tunnel, ikeVersion)),
    expect("identity", { address: first.customerOutsideIp }),
    ...(ikeVersion === "ikev1" ? [expect("mainMode")] : []),
    onePair(model),
    expect("pfs"),
    ...ofEach(tunnels, deadPeer),
    expect("rekey", { phase1: first.phase1.lifetimeSeconds, phase2: first.phase2.lifetimeSeconds }),
    expect(insideIpVersion === "ipv6" ? "mssIpv6" : "mss", { bytes: first.tcpMssBytes }),
    ...(routing === "bgp" ? [expect("bgp", { seconds: first.bgpHoldSeconds })] : [expect("static")]),
    preferredTunnel === null ? expect("asymmetric") : expect(`preferred.${routing}`, { address: preferredTunnel }),
  ];
}

/** What is expected of a tunnel, once where it is expected of both alike. */
interface OfTunnel {
  name: string;
  values?: Record<string, string | number>;
}

function ofEach([first, second]: DeviceModel["tunnels"], expected: (tunnel: TunnelModel) => OfTunnel): Phrase[] {
  const say = ({ name, values }: OfTunnel, tunnels: readonly TunnelModel[]) =>
    expect(name, {
      ...values,
      count: tunnels.length,
      address: tunnels.map(({ outsideIpAddress }) => outsideIpAddress).join(" / "),
    });
  const [of, other] = [expected(first), expected(second)];
  return JSON.stringify(of) === JSON.stringify(other)
    ? [say(of, [first, second])]
    : [say(of, [first]), say(other, [second])];
}

/** AWS starts IKE only where StartupAction says so, and then with IKEv2 only. */
function initiates({ startupAction }: TunnelModel, ikeVersion: IkeVersion): OfTunnel {
  if (startupAction !== "start") return { name: "deviceInitiates" };
  return { name: ikeVersion === "ikev2" ? "awsInitiates" : "awsInitiatesIkev2Only" };
}

function deadPeer({ dpdTimeoutSeconds: seconds, dpdTimeoutAction }: TunnelModel): OfTunnel {
  const actions = ["clear", "none", "restart"];
  const action = actions.includes(dpdTimeoutAction) ? dpdTimeoutAction : "clear";
  return { name: `deadPeer.${action}`, values: { seconds } };
}

function onePair({ selectors }: DeviceModel): Phrase {
  const isOpen = selectors.aws === ANYWHERE && selectors.onPrem === ANYWHERE;
  return expect(isOpen ? "onePair" : "onePairNarrow", { aws: selectors.aws, device: selectors.onPrem });
}

function expect(name: string, values?: Record<string, string | number>): Phrase {
  return phrase(`handover.expects.${name}`, values);
}
