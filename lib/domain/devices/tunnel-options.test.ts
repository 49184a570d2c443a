import { describe, expect, it } from "vitest";
import { classicModel } from "./classic-families.fixture";
import type { DeviceFamily, RenderOptions } from "./device-family";
import { opnsense } from "./families/bsd/opnsense";
import { pfsense } from "./families/bsd/pfsense";
import { generic } from "./families/generic";
import { openswan } from "./families/linux/openswan";
import { mikrotikRouteros } from "./families/mikrotik-routeros";
import { vyos } from "./families/vyos";
import { windowsRras } from "./families/windows-rras";
import { linuxFamilies } from "./linux-families.fixture";
import type { DeviceModel, TunnelModel } from "./tunnel-model";

const ALL_BUT_GENERIC = linuxFamilies.filter((family) => family !== generic);

/** Every tunnel option that is neither an algorithm nor an address, with a value unlike the classic connection's. */
const OPTIONS: { option: string; change: (tunnel: TunnelModel) => Partial<TunnelModel>; unable: DeviceFamily[] }[] = [
  {
    option: "the lifetime of phase 1",
    change: ({ phase1 }) => ({ phase1: { ...phase1, lifetimeSeconds: 14_400 } }),
    unable: [],
  },
  {
    option: "the lifetime of phase 2",
    change: ({ phase2 }) => ({ phase2: { ...phase2, lifetimeSeconds: 1_800 } }),
    unable: [],
  },
  {
    option: "the rekey margin",
    change: () => ({ rekeyMarginSeconds: 120 }),
    unable: [vyos, mikrotikRouteros, windowsRras],
  },
  {
    option: "the rekey fuzz",
    change: () => ({ rekeyFuzzPercent: 50 }),
    unable: [vyos, mikrotikRouteros, opnsense, windowsRras],
  },
  {
    option: "the replay window",
    change: () => ({ replayWindowPackets: 512 }),
    unable: [openswan, mikrotikRouteros, pfsense, opnsense, windowsRras],
  },
  { option: "the DPD timeout", change: () => ({ dpdTimeoutSeconds: 120 }), unable: [] },
  // Both tell what AWS does; the device starts and restarts its own side whatever they are.
  { option: "the DPD timeout action", change: () => ({ dpdTimeoutAction: "restart" }), unable: ALL_BUT_GENERIC },
  { option: "the startup action", change: () => ({ startupAction: "start" }), unable: ALL_BUT_GENERIC },
  { option: "the MSS", change: () => ({ tcpMssBytes: 1_300 }), unable: [] },
];

function withTunnels(change: (tunnel: TunnelModel) => Partial<TunnelModel>): DeviceModel {
  const model = classicModel("static");
  const [first, second] = model.tunnels;
  return {
    ...model,
    tunnels: [
      { ...first, ...change(first) },
      { ...second, ...change(second) },
    ],
  };
}

/** The lines that only tell of AWS's end, and the others. */
function bothParts(text: string) {
  const lines = text.split("\n");
  const begin = lines.findIndex((line) => line.includes("What AWS does at its end"));
  const end = begin < 0 ? begin : lines.findIndex((line, index) => index > begin && line === "#");
  return { told: lines.slice(begin, end), own: [...lines.slice(0, Math.max(0, begin)), ...lines.slice(end + 1)] };
}

const cases = linuxFamilies.flatMap((family) =>
  family.ikeVersions.map((ikeVersion) => ({
    family,
    id: family.id,
    options: { ikeVersion, includeKeys: true } satisfies RenderOptions,
  })),
);

describe.each(cases)("$id, $options.ikeVersion", ({ family, options }) => {
  const plain = bothParts(family.file(classicModel("static"), options).text);

  it.each(OPTIONS)("is configured by $option, or says what AWS does by it", ({ change, unable }) => {
    const changed = bothParts(family.file(withTunnels(change), options).text);
    if (unable.includes(family)) {
      expect(changed.own).toEqual(plain.own);
      expect(changed.told).not.toEqual(plain.told);
    } else expect(changed.own).not.toEqual(plain.own);
  });

  it("says what to do behind NAT", () => {
    expect(plain.own.join("\n")).toMatch(/\bNAT\b|left=%defaultroute/);
  });
});
