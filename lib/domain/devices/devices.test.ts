import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../../errors";
import { isAcceptable } from "../problem";
import { classicModel, say } from "./classic-families.fixture";
import { deviceFamilies, findDeviceFamily } from "./index";
import { nameText, shortNameText } from "./parts/safe-text";
import type { DeviceModel, IkeVersion, TunnelModel } from "./tunnel-model";

function withTunnels(model: DeviceModel, change: (tunnel: TunnelModel) => Partial<TunnelModel>): DeviceModel {
  const [first, second] = model.tunnels;
  return {
    ...model,
    tunnels: [
      { ...first, ...change(first) },
      { ...second, ...change(second) },
    ],
  };
}

const ROUTINGS = ["static", "bgp"] as const;
const IKE_VERSIONS: IkeVersion[] = ["ikev1", "ikev2"];
const everyCase = deviceFamilies.flatMap((family) =>
  ROUTINGS.flatMap((routing) => IKE_VERSIONS.map((ikeVersion) => ({ family, routing, ikeVersion, id: family.id }))),
);
const cases = everyCase.filter(
  ({ family, routing, ikeVersion }) => family.routings.includes(routing) && family.ikeVersions.includes(ikeVersion),
);

describe.each(cases)("$id, $routing, $ikeVersion", ({ family, routing, ikeVersion }) => {
  const model = classicModel(routing);

  it("is the golden file", async () => {
    expect(family.problems(model, { ikeVersion, includeKeys: true })).toEqual([]);
    const { text } = family.file(model, { ikeVersion, includeKeys: true });
    await expect(text).toMatchFileSnapshot(`golden/${family.id}-${routing}-${ikeVersion}.txt`);
  });

  it("without keys holds no key, and marks both places", () => {
    const secret = withTunnels(model, () => ({ presharedKey: "SECRETkey123" }));
    const { text } = family.file(secret, { ikeVersion, includeKeys: false });
    expect(text).not.toContain("SECRETkey123");
    expect(text).toMatch(/pre-shared key of tunnel 1/);
    expect(text).toMatch(/pre-shared key of tunnel 2/);
    expect(family.problems(secret, { ikeVersion, includeKeys: false })).toEqual([]);
  });

  it("with keys holds each tunnel's own", () => {
    const [first, second] = model.tunnels;
    const keyed: DeviceModel = {
      ...model,
      tunnels: [
        { ...first, presharedKey: "firstKEY_1" },
        { ...second, presharedKey: "secondKEY.2" },
      ],
    };
    const { text } = family.file(keyed, { ikeVersion, includeKeys: true });
    expect(text).toContain("firstKEY_1");
    // A family may write a key for each direction, but never one tunnel's after the other's has begun.
    expect(text.lastIndexOf("firstKEY_1")).toBeLessThan(text.indexOf("secondKEY.2"));
  });
});

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(
    "a\nno crypto isakmp policy 200",
    "a\r\nexit\n}",
    'x" } secrets { y { secret = "z',
    "# ! ; /* */",
    "?",
    "\u2028include /etc/passwd",
    "\u0000\u0003^C",
    "사무실 라우터",
  ),
);
const anyKey = fc.option(fc.oneof(hostile, fc.stringMatching(/^[1-9A-Za-z._][0-9A-Za-z._]{7,20}$/)));

/** Both forms that the connection's id has in names, each as a word of its own. */
function withoutId(line: string, model: DeviceModel): string {
  const words = { [nameText(model.connectionId)]: "ID", [shortNameText(model.connectionId)]: "SHORT" };
  const either = new RegExp(Object.keys(words).join("|"), "g");
  return line.replace(either, (id) => words[id] ?? id);
}

/** The lines a device acts on, with the two things that may differ put back to one value. */
function activeLines(text: string, model: DeviceModel): string[] {
  return (
    text
      .split("\n")
      // Comments can carry another file, which the device acts on once it is taken out.
      .map((line) => line.replace(/^#[a-z]+\| /, ""))
      .filter((line) => !/^\s*[!#]/.test(line))
      .map((line) => withoutId(line, model))
      .map((line) => line.replace(/preshare "[^"]*"/, 'preshare "KEY"'))
      .filter(
        (line) =>
          !/pre-shared-key|psksecret|^shared-secret |secret = |secret="|secret '|SharedSecret = |PSK "|Pre-Shared Key {11}|<PresharedKey>/.test(
            line,
          ),
      )
  );
}

const rendered = cases.filter(({ id }) => id !== "generic");
// Case by case, so that no family's escaping can be missed by chance.
it.each(rendered)(
  "free text never changes what $id acts on ($routing, $ikeVersion)",
  ({ family, routing, ikeVersion }) => {
    fc.assert(
      fc.property(
        fc.record({ name: hostile, id: hostile, gateway: hostile, device: hostile, key: anyKey, action: hostile }),
        (evil) => {
          const plain = classicModel(routing);
          const model = withTunnels(
            {
              ...plain,
              name: evil.name,
              // The zero keeps it from being a word of its own: "vpn-" begins commands too.
              connectionId: `vpn-0${evil.id}`,
              vpnGatewayId: evil.gateway,
              customerGateway: { ...plain.customerGateway, id: evil.gateway, deviceName: evil.device },
            },
            () => ({ presharedKey: evil.key, dpdTimeoutAction: evil.action, startupAction: evil.action }),
          );
          const usable = evil.key !== null && /^[1-9A-Za-z._][0-9A-Za-z._]{7,63}$/.test(evil.key);
          const options = { ikeVersion, includeKeys: true };
          // swanctl's section of a missing key is a comment as a whole, so compare with a file of the same kind.
          const expected = family.file(plain, { ikeVersion, includeKeys: usable }).text;
          const actual = family.file(model, options).text;
          expect(activeLines(actual, model)).toEqual(activeLines(expected, plain));
          expect(actual.split("\n")).toHaveLength(expected.split("\n").length);
          expect(family.file(model, options).filename).toMatch(/^[0-9A-Za-z.-]+$/);
        },
      ),
      { numRuns: 15 },
    );
  },
);

it("free text never adds a line to the generic text", () => {
  fc.assert(
    fc.property(hostile, hostile, anyKey, (name, device, key) => {
      const plain = classicModel("bgp");
      const evil = withTunnels(
        { ...plain, name, customerGateway: { ...plain.customerGateway, deviceName: device } },
        () => ({ presharedKey: key, dpdTimeoutAction: name }),
      );
      const render = (model: DeviceModel) =>
        findDeviceFamily("generic")
          ?.file(model, { ikeVersion: "ikev2", includeKeys: true })
          .text.split(/\r|\n|\u2028/);
      expect(render(evil)).toHaveLength(render(plain)?.length ?? -1);
    }),
  );
});

const subset = <T>(values: T[]) => fc.subarray(values, { minLength: 1 });
const anyPhase = (lifetimeSeconds: fc.Arbitrary<number>) =>
  fc.record({
    encryption: subset(["AES128", "AES256", "AES128-GCM-16", "AES256-GCM-16", "TWOFISH"]),
    integrity: subset(["SHA1", "SHA2-256", "SHA2-384", "SHA2-512", "SHA3-256"]),
    dhGroups: subset([2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 31]),
    lifetimeSeconds,
  });

it("a file comes exactly when no problem was announced, and every problem has its sentence", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...everyCase),
      anyPhase(fc.integer({ min: 900, max: 28800 })),
      anyPhase(fc.integer({ min: 900, max: 3600 })),
      subset(IKE_VERSIONS),
      ({ family, routing, ikeVersion }, phase1, phase2, ikeVersions) => {
        const model = withTunnels(classicModel(routing), () => ({ phase1, phase2, ikeVersions }));
        const options = { ikeVersion, includeKeys: true };
        const problems = family.problems(model, options);
        for (const { phrase, suggestion } of problems) {
          expect(say(phrase.key, phrase.values)).not.toMatch(/[{}]|undefined/);
          expect(suggestion).toBeDefined();
        }
        if (isAcceptable(problems)) {
          // ASA spells "none" so beside AES-GCM.
          const text = family.file(model, options).text.replaceAll("integrity null", "");
          expect(text).not.toMatch(/undefined|NaN|null|\[object/);
        } else expect(() => family.file(model, options)).toThrow(DomainError);
      },
    ),
    { numRuns: 10 * everyCase.length },
  );
});

it("what a problem suggests solves it", () => {
  const family = findDeviceFamily("cisco-ios");
  const only17 = withTunnels(classicModel("bgp"), (tunnel) => ({ phase1: { ...tunnel.phase1, dhGroups: [17] } }));
  const [problem] = family?.problems(only17, { ikeVersion: "ikev2", includeKeys: true }) ?? [];
  expect(problem).toMatchObject({ severity: "error", path: ["tunnels", 0], suggestion: "16" });
  const solved = withTunnels(only17, (tunnel) => ({
    phase1: { ...tunnel.phase1, dhGroups: [17, Number(problem?.suggestion)] },
  }));
  expect(family?.problems(solved, { ikeVersion: "ikev2", includeKeys: true })).toEqual([]);
});

const WITHOUT_IKE_GCM = ["yamaha-rtx", "mikrotik-routeros", "pan-os", "checkpoint-gaia", "sonicos", "sophos"];

it("AES-GCM alone in phase 1 cannot be done with IKEv1, and AES256 is offered", () => {
  for (const family of deviceFamilies.filter((family) => family.ikeVersions.includes("ikev1"))) {
    const gcm = withTunnels(classicModel(family.routings[0] ?? "static"), ({ phase1 }) => ({
      phase1: { ...phase1, encryption: ["AES256-GCM-16"] },
    }));
    const problems = family.problems(gcm, { ikeVersion: "ikev1", includeKeys: true });
    expect(problems.map((problem) => problem.suggestion)).toEqual(["AES256", "AES256"]);
    if (!family.ikeVersions.includes("ikev2")) continue;
    // Some families have AES-GCM for ESP only, or not at all; those say the same of IKEv2.
    const withIkev2 = family.problems(gcm, { ikeVersion: "ikev2", includeKeys: true });
    if (WITHOUT_IKE_GCM.includes(family.id)) expect(withIkev2).toEqual(problems);
    else expect(withIkev2).toEqual([]);
  }
});

it("one Diffie-Hellman group for both phases, and ASNs of two bytes, are what a Yamaha with IKEv2 and BGP needs", () => {
  const family = findDeviceFamily("yamaha-rtx");
  const ikev2 = { ikeVersion: "ikev2", includeKeys: true } as const;
  const withGroups = (first: number[], second: number[]) =>
    withTunnels(classicModel("bgp"), ({ phase1, phase2 }) => ({
      phase1: { ...phase1, dhGroups: first },
      phase2: { ...phase2, dhGroups: second },
    }));
  const common = withGroups([2, 14], [5, 2]);
  expect(family?.file(common, ikev2).text).toContain("ipsec ike group 1 modp1024\n");
  expect(family?.file(common, { ...ikev2, ikeVersion: "ikev1" }).text).toContain("ike group 1 modp2048 modp1536\n");
  const apart = withGroups([14], [2, 5]);
  expect(family?.problems(apart, ikev2).map(({ suggestion }) => suggestion)).toEqual(["14", "14"]);
  expect(() => family?.file(apart, ikev2)).toThrow(DomainError);
  const wide = withTunnels(classicModel("bgp"), () => ({ awsAsn: 4_200_000_000 }));
  expect(family?.problems(wide, ikev2).map(({ suggestion }) => suggestion)).toEqual(["65534"]);
  expect(() => family?.file(wide, ikev2)).toThrow(DomainError);
});

it("an IKE version the tunnels refuse is a problem with the other one as suggestion", () => {
  for (const family of deviceFamilies.filter((family) => family.ikeVersions.length === 2)) {
    const v2 = withTunnels(classicModel(family.routings[0] ?? "static"), () => ({ ikeVersions: ["ikev2"] }));
    const problems = family.problems(v2, { ikeVersion: "ikev1", includeKeys: true });
    expect(problems.map((problem) => problem.suggestion)).toEqual(["ikev2", "ikev2"]);
  }
});

it("a family of one IKE version asks tunnels that refuse it to accept it", () => {
  for (const family of deviceFamilies.filter((family) => family.ikeVersions.length === 1)) {
    const [own = "ikev1"] = family.ikeVersions;
    const other = own === "ikev1" ? "ikev2" : "ikev1";
    const model = withTunnels(classicModel(family.routings[0] ?? "static"), () => ({ ikeVersions: [other] }));
    for (const ikeVersion of IKE_VERSIONS) {
      const problems = family.problems(model, { ikeVersion, includeKeys: true });
      expect(problems.map((problem) => problem.suggestion)).toEqual([own, own]);
    }
  }
});

it("what a family declares to be impossible is an error before the file", () => {
  for (const { family, routing, ikeVersion } of everyCase.filter((one) => !cases.includes(one))) {
    expect(isAcceptable(family.problems(classicModel(routing), { ikeVersion, includeKeys: true }))).toBe(false);
  }
});

it("missing keys and networks are warnings that leave a usable file", () => {
  const bare = withTunnels({ ...classicModel("static"), vpcCidrs: [] }, () => ({ presharedKey: null }));
  for (const family of deviceFamilies.filter(({ routings }) => routings.includes("static"))) {
    const options = { ikeVersion: family.ikeVersions[0] ?? "ikev2", includeKeys: true };
    const problems = family.problems(bare, options);
    expect(problems.map((problem) => problem.phrase.key)).toEqual([
      "devices.problem.keyMissing",
      "devices.problem.keyMissing",
      "devices.problem.noVpcCidrs",
    ]);
    expect(isAcceptable(problems)).toBe(true);
    expect(family.file(bare, options).text).not.toMatch(/undefined|null/);
  }
});

it("an ASN of four bytes is written as it is, or refused before the file", () => {
  for (const { family, ikeVersion, routing } of cases.filter(({ routing }) => routing === "bgp")) {
    const model = withTunnels(classicModel(routing), () => ({ awsAsn: 4_200_000_123 }));
    const options = { ikeVersion, includeKeys: true };
    if (isAcceptable(family.problems(model, options))) expect(family.file(model, options).text).toContain("4200000123");
    else expect(() => family.file(model, options)).toThrow(DomainError);
  }
});

it("every family has its name and platforms in the catalogue", () => {
  for (const family of deviceFamilies) {
    expect(say(family.label)).not.toBe("");
    expect(say(family.platforms)).not.toBe("");
    expect(findDeviceFamily(family.id)).toBe(family);
  }
  expect(findDeviceFamily("nokia")).toBeUndefined();
});
