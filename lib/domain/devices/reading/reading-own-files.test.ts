import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { insideIpv6 } from "../../net/inside-ipv6";
import type { DeviceFamily, RenderOptions } from "../device-family";
import { ciscoIos } from "../families/cisco/ios";
import { juniperJunos } from "../families/juniper/junos";
import { libreswan } from "../families/linux/libreswan";
import { strongswan } from "../families/linux/strongswan";
import { strongswanIpsecConf } from "../families/linux/strongswan-ipsec-conf";
import type { DeviceModel, TunnelModel } from "../tunnel-model";
import { anyModel, chosen, classicModel } from "./any-model.fixture";
import { compareWithConnection } from "./compare-with-connection";
import type { ParameterName } from "./comparing/difference";
import { readDeviceConfiguration } from "./read-device-configuration";

const families = [
  { family: ciscoIos, format: "cisco-ios" },
  { family: juniperJunos, format: "juniper-junos" },
  { family: strongswan, format: "swanctl" },
  { family: strongswanIpsecConf, format: "ipsec-conf" },
  { family: libreswan, format: "libreswan" },
] as const;
const cases = families.flatMap((one) =>
  (["ikev1", "ikev2"] as const).map((ikeVersion) => ({
    ...one,
    id: one.family.id,
    options: { ikeVersion, includeKeys: true },
  })),
);

function readBack(family: DeviceFamily, model: DeviceModel, options: RenderOptions) {
  return readDeviceConfiguration(family.file(model, options).text);
}

describe.each(cases)("$id, $options.ikeVersion", ({ family, format, options }) => {
  it("reads its own file back to the same connection, whatever its options and names", () => {
    fc.assert(
      fc.property(anyModel(family, options), (model) => {
        const read = readBack(family, model, options);
        expect(read.format).toBe(format);
        expect(compareWithConnection(read, model)).toMatchObject({ differences: [], isKeyCompared: true });
        expect(read.tunnels).toHaveLength(2);
        for (const [index, tunnel] of model.tunnels.entries()) {
          const own = read.tunnels[index];
          const { phase1, phase2 } = chosen(family, tunnel, options);
          expect(own?.peer?.value).toBe(tunnel.outsideIpAddress);
          expect(own?.ikeVersions?.value).toEqual([options.ikeVersion]);
          expect(own?.key?.compare(tunnel.presharedKey ?? "")).toBe("equal");
          expect(own?.inside?.value).toEqual({ address: tunnel.customerInsideIp, prefixLength: 30 });
          // IOS sends every policy of IKEv1 to every peer.
          expect(own?.phase1.proposals?.map(valuesOf)).toContainEqual(valuesOf(proposalOf(phase1, true)));
          expect(own?.phase2.proposals?.map(valuesOf)).toEqual([valuesOf(proposalOf(phase2, false))]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it.each(changesOf(family, options))(
    "finds that $name is another one, and nothing else",
    ({ routing, change, told }) => {
      const model = classicModel(routing);
      const read = readBack(family, model, options);
      const { differences } = compareWithConnection(read, change(model));
      expect([...new Set(differences.map(({ parameter }) => parameter))].sort()).toEqual([...told].sort());
      expect(differences.every(({ line }) => line !== null && line > 0)).toBe(true);
      // A key is never among what is told, neither the text's nor the connection's.
      expect(JSON.stringify([read, differences])).not.toMatch(/cloudneta|otherKey/);
    },
  );

  it("without keys tells where they are missing, and compares the rest", () => {
    const model = classicModel("bgp");
    const read = readBack(family, model, { ...options, includeKeys: false });
    const { differences } = compareWithConnection(read, model);
    expect(differences.map(({ parameter }) => parameter)).toEqual(["key", "key"]);
  });

  it("leaves keys alone where the connection's own are not known, and says so", () => {
    const model = classicModel("bgp");
    const read = readBack(family, model, options);
    const unknown = everyTunnel(model, () => ({ presharedKey: null }));
    expect(compareWithConnection(read, unknown)).toMatchObject({ differences: [], isKeyCompared: false });
  });
});

it("reads its own file of a connection with IPv6 inside back, with BGP between its addresses", () => {
  const options = { ikeVersion: "ikev2" as const, includeKeys: true };
  const model: DeviceModel = {
    ...everyTunnel(classicModel("bgp"), ({ insideCidr }) => ({
      insideIpv6: insideIpv6(`fd00:${insideCidr.split(".")[2]}::/126`),
    })),
    insideIpVersion: "ipv6",
  };
  const read = readBack(strongswan, model, options);
  expect(compareWithConnection(read, model).differences).toEqual([]);
  expect(read.tunnels.map(({ bgp }) => bgp?.peerAsn?.value)).toEqual([64512, 64512]);
});

interface PlainProposal {
  encryption: { value: string }[];
  integrity: { value: string }[];
  dhGroups: { value: string | number }[];
}

function valuesOf({ encryption, integrity, dhGroups }: PlainProposal) {
  const values = <T>(list: { value: T }[]) => list.map(({ value }) => value);
  return { encryption: values(encryption), integrity: values(integrity), dhGroups: values(dhGroups) };
}

function proposalOf(phase: ReturnType<typeof chosen>["phase1"], hasPrf: boolean): PlainProposal {
  const integrity = phase.isAead && !hasPrf ? [] : [{ value: phase.integrity }];
  return { encryption: [{ value: phase.encryption }], integrity, dhGroups: [{ value: phase.dhGroup }] };
}

function everyTunnel(model: DeviceModel, change: (tunnel: TunnelModel) => Partial<TunnelModel>): DeviceModel {
  const [first, second] = model.tunnels;
  return {
    ...model,
    tunnels: [
      { ...first, ...change(first) },
      { ...second, ...change(second) },
    ],
  };
}

interface Change {
  name: string;
  routing: "static" | "bgp";
  change: (model: DeviceModel) => DeviceModel;
  told: ParameterName[];
}

/** One field of the model moved to a value that the file does not have, and what must be told of it. */
function changesOf(family: DeviceFamily, options: RenderOptions): Change[] {
  const isIos = family === ciscoIos;
  const isJunos = family === juniperJunos;
  const isIkev1 = options.ikeVersion === "ikev1";
  const tunnels = (
    name: string,
    told: ParameterName[],
    change: (tunnel: TunnelModel) => Partial<TunnelModel>,
    routing: "static" | "bgp" = "bgp",
  ): Change => ({ name, routing, told, change: (model) => everyTunnel(model, change) });
  const onFirst = (name: string, told: ParameterName[], change: Partial<TunnelModel>): Change => ({
    ...{ name, routing: "bgp", told },
    change: (model) => ({ ...model, tunnels: [{ ...model.tunnels[0], ...change }, model.tunnels[1]] }),
  });
  return [
    onFirst("AWS's outside address", ["peer"], { outsideIpAddress: "198.51.100.99" }),
    onFirst("the key", ["key"], { presharedKey: "otherKey9" }),
    onFirst("AWS's ASN", ["peerAsn"], { awsAsn: 64999 }),
    onFirst("the device's ASN", ["ownAsn"], { customerAsn: 64998 }),
    onFirst("the hold time", ["holdTime"], { bgpHoldSeconds: 40 }),
    onFirst("the largest segment", ["mss"], { tcpMssBytes: 1300 }),
    onFirst("the inside network", ["inside", "insidePeer"], {
      ...{ insideCidr: "169.254.99.40/30", awsInsideIp: "169.254.99.41", customerInsideIp: "169.254.99.42" },
    }),
    onFirst("which end has which inside address", ["inside"], {
      ...{ awsInsideIp: "169.254.44.42", customerInsideIp: "169.254.44.41" },
    }),
    // The file of Junos names the outside interface, not its address.
    tunnels("the customer gateway's address", [isJunos ? "localId" : "localAddress"], () => ({
      customerOutsideIp: "203.0.113.7",
    })),
    tunnels("the IKE version", ["ikeVersion"], () => ({ ikeVersions: [isIkev1 ? "ikev2" : "ikev1"] })),
    tunnels("phase 1 encryption", ["phase1Encryption"], ({ phase1 }) => ({
      phase1: { ...phase1, encryption: ["AES128"] },
    })),
    tunnels("phase 1 integrity", ["phase1Integrity"], ({ phase1 }) => ({ phase1: { ...phase1, integrity: ["SHA1"] } })),
    tunnels("phase 1 DH group", ["phase1DhGroup"], ({ phase1 }) => ({ phase1: { ...phase1, dhGroups: [2] } })),
    tunnels("phase 1 lifetime", ["phase1Lifetime"], ({ phase1 }) => ({ phase1: { ...phase1, lifetimeSeconds: 1234 } })),
    tunnels("phase 2 encryption", ["phase2Encryption"], ({ phase2 }) => ({
      phase2: { ...phase2, encryption: ["AES128-GCM-16"] },
    })),
    tunnels("phase 2 DH group", ["phase2DhGroup"], ({ phase2 }) => ({ phase2: { ...phase2, dhGroups: [5] } })),
    tunnels("phase 2 lifetime", ["phase2Lifetime"], ({ phase2 }) => ({ phase2: { ...phase2, lifetimeSeconds: 901 } })),
    // For Junos it is a comment, since not every release knows it.
    ...(isJunos ? [] : [tunnels("the replay window", ["replayWindow"], () => ({ replayWindowPackets: 256 }))]),
    // strongSwan's IKEv2, and IOS and Junos altogether, have no number of their own for it.
    ...((isIkev1 && !isIos && !isJunos) || family === libreswan
      ? [tunnels("DPD's timeout", ["dpdTimeout"], () => ({ dpdTimeoutSeconds: 77 }))]
      : []),
    {
      ...{ name: "the selector of the site", routing: "static", told: ["selectors"] },
      change: (model) => ({ ...model, selectors: { ...model.selectors, onPrem: "10.60.0.0/16" } }),
    },
    {
      ...{ name: "the selector of AWS", routing: "static", told: ["selectors"] },
      change: (model) => ({ ...model, selectors: { ...model.selectors, aws: "10.50.0.0/16" } }),
    },
    ...(isIos || isJunos
      ? [
          {
            ...{ name: "a network at AWS", routing: "static" as const, told: ["routes" as const] },
            change: (model: DeviceModel) => ({ ...model, vpcCidrs: [...model.vpcCidrs, "10.99.0.0/16"] }),
          },
        ]
      : []),
  ];
}
