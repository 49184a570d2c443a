import fc from "fast-check";
import { awsInsideIp, customerInsideIp } from "../../net/cidr";
import { isAcceptable } from "../../problem";
import { buildDeviceModel } from "../build-device-model";
import { chooseAlgorithms } from "../choose-algorithms";
import { classicConnection } from "../classic-model.fixture";
import type { DeviceFamily, RenderOptions } from "../device-family";
import { ANYWHERE, type DeviceModel, TUNNEL_DEFAULTS, type TunnelModel } from "../tunnel-model";

/** Names that try to change what a file means. */
const hostileName = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("a\ncrypto isakmp policy 1", 'x" } secrets { y {', "# ! ; {", "\u2028conn evil", "사무실"),
);

const list = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });

const anyPhase = (dhGroups: readonly number[], lifetimeMax: number) =>
  fc.record({
    encryption: list(TUNNEL_DEFAULTS.encryption),
    integrity: list(TUNNEL_DEFAULTS.integrity),
    dhGroups: list(dhGroups),
    lifetimeSeconds: fc.integer({ min: 900, max: lifetimeMax }),
  });

const anyOptions = fc.record({
  phase1: anyPhase(TUNNEL_DEFAULTS.phase1DhGroups, 28800),
  phase2: anyPhase(TUNNEL_DEFAULTS.phase2DhGroups, 3600),
  // The alphabet of EC2's keys.
  presharedKey: fc.stringMatching(/^[1-9A-Za-z._][0-9A-Za-z._]{7,40}$/),
  replayWindowPackets: fc.constantFrom(64, 128, 512, 1000, 1024),
  dpdTimeoutSeconds: fc.integer({ min: 30, max: 90 }),
  rekeyMarginSeconds: fc.integer({ min: 60, max: 1800 }),
  rekeyFuzzPercent: fc.integer({ min: 0, max: 100 }),
  startupAction: fc.constantFrom("add", "start"),
  tcpMssBytes: fc.constantFrom(1379, 1359, 1387),
  block: fc.integer({ min: 1, max: 60 }),
});

/** A connection with every option drawn by chance, for a family and an IKE version that can render it. */
export function anyModel(family: DeviceFamily, options: RenderOptions): fc.Arbitrary<DeviceModel> {
  return fc
    .record({
      routing: fc.constantFrom("static" as const, "bgp" as const),
      names: fc.record({ name: hostileName, id: hostileName, device: hostileName }),
      asns: fc.record({ aws: fc.integer({ min: 1, max: 4294967294 }), customer: fc.integer({ min: 1, max: 65000 }) }),
      selectors: fc.constantFrom(
        { onPrem: ANYWHERE, aws: ANYWHERE },
        { onPrem: "10.60.0.0/16", aws: "10.50.0.0/16" },
        { onPrem: ANYWHERE, aws: "10.50.0.0/16" },
      ),
      preferred: fc.constantFrom(null, 0 as const, 1 as const),
      tunnels: fc.tuple(anyOptions, anyOptions),
    })
    .map(({ routing, names, asns, selectors, preferred, tunnels: [one, two] }): DeviceModel => {
      const plain = classicModel(routing);
      const tunnel = ({ block, ...drawn }: typeof one, index: 0 | 1): TunnelModel => {
        const insideCidr = `169.254.${44 + index}.${block * 4}/30`;
        return {
          ...plain.tunnels[index],
          ...drawn,
          insideCidr,
          awsInsideIp: awsInsideIp(insideCidr),
          customerInsideIp: customerInsideIp(insideCidr),
          awsAsn: asns.aws,
          customerAsn: asns.customer,
        };
      };
      return {
        ...plain,
        name: names.name,
        connectionId: `vpn-0${names.id}`,
        customerGateway: { ...plain.customerGateway, asn: asns.customer, deviceName: names.device },
        selectors,
        preferredTunnel: preferred === null ? null : plain.tunnels[preferred].outsideIpAddress,
        tunnels: [tunnel(one, 0), tunnel(two, 1)],
      };
    })
    .filter((model) => isAcceptable(family.problems(model, options)));
}

export function classicModel(routing: "static" | "bgp"): DeviceModel {
  const { model } = buildDeviceModel(classicConnection(routing), null);
  if (model === null) throw new Error("The classic connection makes a model");
  return { ...model, tunnels: [withKey(model.tunnels[0], "cloudneta1"), withKey(model.tunnels[1], "cloudneta2")] };
}

function withKey(tunnel: TunnelModel, presharedKey: string): TunnelModel {
  return { ...tunnel, presharedKey };
}

/** What a family writes for a tunnel out of AWS's lists. */
export function chosen(family: DeviceFamily, tunnel: TunnelModel, { ikeVersion }: RenderOptions) {
  return chooseAlgorithms(tunnel, ikeVersion, family.algorithms());
}
