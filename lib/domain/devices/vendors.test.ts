import { describe, expect, it } from "vitest";
import { isAcceptable } from "../problem";
import { casesOf, classicModel, FIRST, SECOND, say } from "./classic-families.fixture";
import type { DeviceFamily } from "./device-family";
import { checkpointGaia } from "./families/checkpoint-gaia";
import { ciscoAsaPolicy } from "./families/cisco/asa/policy";
import { ciscoAsaVti } from "./families/cisco/asa/vti";
import { ciscoIos } from "./families/cisco/ios";
import { fortios } from "./families/fortios";
import { juniperJunos } from "./families/juniper/junos";
import { juniperScreenos } from "./families/juniper/screenos";
import { panOs } from "./families/pan-os";
import { sonicos } from "./families/sonicos";
import { sophos } from "./families/sophos";
import { yamahaRtx } from "./families/yamaha-rtx";
import type { DeviceModel, TunnelModel } from "./tunnel-model";

const families: DeviceFamily[] = [
  ciscoIos,
  ciscoAsaVti,
  ciscoAsaPolicy,
  juniperJunos,
  juniperScreenos,
  fortios,
  panOs,
  checkpointGaia,
  sonicos,
  sophos,
  yamahaRtx,
];

const NARROWED = { onPrem: "10.60.0.0/16", aws: "10.50.0.0/16" };

/** What the device acts on. */
const active = (text: string) => text.split("\n").filter((line) => !/^\s*[!#]/.test(line) && line.trim() !== "");

/** A line without what tells the tunnels apart: their addresses, and the numbers and names of their parts. */
const ofEither = (line: string) =>
  line
    .replaceAll(/198\.51\.100\.(11|22)/g, "AWS")
    .replaceAll(/169\.254\.4[45]\./g, "INSIDE.")
    .replaceAll(/(?<=Tunnel[_ ]?|tunnel[. ]|9abcdef0_|T|-|track |track-|vpnt|st0\.|xfrm|edit )[012]\b/g, "N")
    .replaceAll(/\b[12]00\b/g, "N00");

/** Every option of a tunnel that a person can set, with another value than the classic one. */
const OPTIONS: { name: string; change: (tunnel: TunnelModel) => Partial<TunnelModel> }[] = [
  { name: "rekey margin", change: () => ({ rekeyMarginSeconds: 100 }) },
  { name: "rekey fuzz", change: () => ({ rekeyFuzzPercent: 7 }) },
  { name: "replay window", change: () => ({ replayWindowPackets: 128 }) },
  { name: "startup action", change: () => ({ startupAction: "start" }) },
  { name: "DPD timeout", change: () => ({ dpdTimeoutSeconds: 77 }) },
  { name: "DPD action", change: () => ({ dpdTimeoutAction: "restart" }) },
  { name: "TCP MSS", change: () => ({ tcpMssBytes: 1300 }) },
  { name: "phase 1 lifetime", change: ({ phase1 }) => ({ phase1: { ...phase1, lifetimeSeconds: 7200 } }) },
  { name: "phase 2 lifetime", change: ({ phase2 }) => ({ phase2: { ...phase2, lifetimeSeconds: 1800 } }) },
];

describe.each(casesOf(families))("$id, $routing, $options.ikeVersion", ({ family, routing, options }) => {
  const render = (change: Partial<DeviceModel>) => family.file(classicModel(routing, change), options).text;

  it("with tunnel 2 preferred is the golden file", async () => {
    const ikeVersion = family.ikeVersions.at(-1);
    if (options.ikeVersion !== ikeVersion) return;
    await expect(render({ preferredTunnel: SECOND })).toMatchFileSnapshot(
      `golden/${family.id}-${routing}-${ikeVersion}-preferred.txt`,
    );
  });

  it("exchanging which tunnel is preferred exchanges lines of the two, and nothing else", () => {
    const [first, second] = [FIRST, SECOND].map((preferredTunnel) => render({ preferredTunnel }).split("\n"));
    if (first === undefined || second === undefined) throw new Error("There are two files");
    const only = (lines: string[], other: string[]) => lines.filter((line) => !other.includes(line));
    expect(only(first, second).map(ofEither).sort()).toEqual(only(second, first).map(ofEither).sort());
    expect(first.map(ofEither).sort()).toEqual(second.map(ofEither).sort());
    expect(first).not.toEqual(second);
  });

  it("narrowed selectors are written, or refused with the ones that work", () => {
    const model = classicModel(routing, { selectors: NARROWED });
    const problems = family.problems(model, options);
    if (!isAcceptable(problems)) {
      expect(problems.map(({ suggestion }) => suggestion)).toContain("0.0.0.0/0");
      return;
    }
    const added = active(render({ selectors: NARROWED })).filter((line) => !active(render({})).includes(line));
    expect(added.join("\n")).toMatch(/10\.60\.0\.0/);
    expect(added.join("\n")).toMatch(/10\.50\.0\.0/);
  });

  it("no ping asks for an inside address that the selectors leave out", () => {
    const model = classicModel(routing, { selectors: NARROWED });
    if (!isAcceptable(family.problems(model, options))) return;
    const pings = active(family.file(model, options).text).filter((line) => /echo|ping|monitor|server/i.test(line));
    expect(pings.filter((line) => line.includes("169.254."))).toEqual([]);
    expect(family.checks(model, options).filter(({ shows }) => shows === "ping")).toEqual([]);
  });

  it.each(OPTIONS)("another $name is seen in the file", ({ change }) => {
    const model = classicModel(routing);
    const [first, second] = model.tunnels;
    const other: DeviceModel = {
      ...model,
      tunnels: [
        { ...first, ...change(first) },
        { ...second, ...change(second) },
      ],
    };
    expect(isAcceptable(family.problems(other, options))).toBe(true);
    expect(family.file(other, options).text).not.toBe(family.file(model, options).text);
  });

  it("says what to do behind NAT", () => {
    expect(render({})).toMatch(/NAT|translates/);
  });

  it("has a check of each phase and of what routes, and says what a bad answer means", () => {
    const model = classicModel(routing);
    const checks = family.checks(model, options);
    const kinds = new Set(checks.map(({ shows }) => shows));
    for (const shows of ["ike", "ipsec", "routes", ...(routing === "bgp" ? ["bgp"] : [])])
      expect(kinds).toContain(shows);
    expect(kinds.has("bgp")).toBe(routing === "bgp");
    for (const { command, goodAnswer, otherwise } of checks) {
      expect(`${command} ${goodAnswer}`).not.toMatch(/undefined|NaN|\[object|cloudneta/);
      expect(command.trim()).not.toBe("");
      expect(goodAnswer.trim()).not.toBe("");
      if (otherwise) expect(say(otherwise.key, otherwise.values)).not.toMatch(/[{}]|undefined/);
    }
    const spoken = checks.map(({ command, goodAnswer }) => `${command}\n${goodAnswer}`).join("\n");
    for (const { outsideIpAddress } of model.tunnels) expect(spoken).toContain(outsideIpAddress);
  });
});
