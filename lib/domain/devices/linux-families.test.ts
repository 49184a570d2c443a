import { describe, expect, it } from "vitest";
import { insideIpv6 } from "../net/inside-ipv6";
import { isAcceptable } from "../problem";
import { casesOf, classicModel, FIRST, SECOND, say } from "./classic-families.fixture";
import { generic } from "./families/generic";
import { strongswan } from "./families/linux/strongswan";
import { vyos } from "./families/vyos";
import { linuxFamilies } from "./linux-families.fixture";
import { nameText } from "./parts/safe-text";
import type { DeviceModel } from "./tunnel-model";

const NARROWED = { onPrem: "10.60.0.0/16", aws: "10.50.0.0/16" };

/** What the device acts on; files carried in comments ("#frr| ") are acted on once they are taken out. */
const active = (text: string) => text.split("\n").filter((line) => !/^\s*#($|[^a-z])/.test(line) && line.trim() !== "");

/** A line without what tells the tunnels apart: their addresses, and the numbers, names and ranks of their parts. */
const ofEither = (line: string) =>
  line
    .replaceAll(/198\.51\.100\.(11|22)/g, "AWS")
    .replaceAll(/169\.254\.4[45]\./g, "INSIDE.")
    .replaceAll(/(?<=aws|AWS|vti|vpn-0123456789abcdef0-|tunnel |Tier )[012](?!\d)/g, "N")
    .replaceAll(/\b[12]00?\b/g, "N0");

describe.each(casesOf(linuxFamilies))("$id, $routing, $options.ikeVersion", ({ family, routing, options }) => {
  const render = (change: Partial<DeviceModel>) => family.file(classicModel(routing, change), options).text;

  it("with tunnel 2 preferred is the golden file", async () => {
    if (options.ikeVersion !== family.ikeVersions.at(-1)) return;
    await expect(render({ preferredTunnel: SECOND })).toMatchFileSnapshot(
      `golden/${family.id}-${routing}-${options.ikeVersion}-preferred.txt`,
    );
  });

  it("exchanging which tunnel is preferred exchanges lines of the two, and nothing else", () => {
    const [first, second] = [FIRST, SECOND].map((preferredTunnel) => active(render({ preferredTunnel })));
    if (first === undefined || second === undefined) throw new Error("There are two files");
    const only = (lines: string[], other: string[]) => lines.filter((line) => !other.includes(line));
    // Lines that stand in one of them more often than in the other count too.
    expect(first).not.toEqual(second);
    expect(only(first, second).map(ofEither).sort()).toEqual(only(second, first).map(ofEither).sort());
    expect(first.map(ofEither).sort()).toEqual(second.map(ofEither).sort());
  });

  it("with the first tunnel preferred and static routes sends as without a preference", () => {
    if (routing === "bgp") return;
    expect(render({ preferredTunnel: FIRST })).toBe(render({}));
  });

  it("narrowed selectors are written, or refused with the ones that work", () => {
    const model = classicModel(routing, {
      selectors: NARROWED,
      vpcCidrs: ["10.50.0.0/17"],
      onPremCidrs: ["10.60.0.0/17"],
    });
    const problems = family.problems(model, options);
    if (!isAcceptable(problems)) {
      expect(problems.map(({ suggestion }) => suggestion)).toContain("0.0.0.0/0");
      return;
    }
    const { text } = family.file(model, options);
    // Once for each tunnel at least, and nothing wider beside it.
    expect(text.match(/10\.60\.0\.0\/16/g)?.length).toBeGreaterThanOrEqual(2);
    expect(text.match(/10\.50\.0\.0\/16/g)?.length).toBeGreaterThanOrEqual(2);
    expect(text).not.toMatch(/0\.0\.0\.0\/0/);
  });

  it("no health check asks for an inside address that the selectors leave out", () => {
    const model = classicModel(routing, { selectors: NARROWED });
    if (!isAcceptable(family.problems(model, options))) return;
    const lines = active(family.file(model, options).text);
    expect(
      lines.filter(
        (line) => /\bping\b|check (target|type)|netwatch|Monitor IP|ICMP/.test(line) && !line.includes("let no ping"),
      ),
    ).toEqual([]);
  });
});

describe.each(casesOf(linuxFamilies))(
  "the checks of $id, $routing, $options.ikeVersion",
  ({ family, routing, options }) => {
    const model = classicModel(routing);
    const checks = family.checks(model, options);
    const spoken = checks.map(({ command, goodAnswer }) => `${command}\n${goodAnswer}`).join("\n");

    it("ask for each phase, for what routes and for traffic, and say what another answer means", () => {
      const kinds = new Set(checks.map(({ shows }) => shows));
      // The generic text does not know the device's commands, but for a ping.
      const wanted = family === generic ? ["ping"] : ["ike", "ipsec", "routes", "ping"];
      for (const shows of wanted) expect(kinds).toContain(shows);
      if (family !== generic) expect(kinds.has("bgp")).toBe(routing === "bgp");
      for (const { otherwise } of checks) {
        expect(otherwise).toBeDefined();
        if (otherwise) expect(say(otherwise.key, otherwise.values)).not.toMatch(/[{}]|undefined/);
      }
    });

    it("hold no other address than the model's, and no key", () => {
      const known = [
        ...model.tunnels.flatMap((tunnel) => [
          tunnel.outsideIpAddress,
          tunnel.customerOutsideIp,
          tunnel.awsInsideIp,
          tunnel.customerInsideIp,
        ]),
        ...[...model.vpcCidrs, ...model.onPremCidrs, ...Object.values(model.selectors)].map(
          (cidr) => cidr.split("/")[0],
        ),
      ];
      for (const address of spoken.match(/\d+\.\d+\.\d+\.\d+/g) ?? []) expect(known).toContain(address);
      expect(spoken).not.toMatch(/cloudneta|undefined|NaN|\[object/);
    });

    it("stay the same commands whatever the names are", () => {
      const hostile = "x\"; reboot\n$(reboot) `reboot` '| # {";
      const evil: DeviceModel = {
        ...model,
        name: hostile,
        connectionId: hostile,
        vpnGatewayId: hostile,
        customerGateway: { ...model.customerGateway, id: hostile, deviceName: hostile },
      };
      const shape = (text: string, { connectionId }: DeviceModel) => text.replaceAll(nameText(connectionId), "ID");
      for (const [index, { command, goodAnswer }] of family.checks(evil, options).entries()) {
        const plain = checks[index];
        expect(shape(command, evil)).toBe(shape(plain?.command ?? "", model));
        expect(shape(goodAnswer, evil)).toBe(shape(plain?.goodAnswer ?? "", model));
      }
    });

    it("with tunnel 2 preferred expect the traffic there", () => {
      const preferred = family.checks(classicModel(routing, { preferredTunnel: SECOND }), options);
      const routes = (list: typeof checks) => list.filter(({ shows }) => shows === "routes");
      if (family !== generic) expect(routes(preferred)).not.toEqual(routes(checks));
    });

    it("ping no inside address that the selectors leave out", () => {
      const narrowed = classicModel(routing, { selectors: NARROWED });
      const pings = family.checks(narrowed, options).filter(({ shows }) => shows === "ping");
      expect(pings.filter(({ command }) => command.includes("169.254."))).toEqual([]);
    });
  },
);

it("selectors that hold the inside addresses keep BGP, and others refuse it", () => {
  const wide = classicModel("bgp", {
    selectors: { onPrem: "0.0.0.0/0", aws: "128.0.0.0/1" },
    vpcCidrs: ["172.16.0.0/16"],
  });
  const narrow = classicModel("bgp", { selectors: NARROWED });
  const options = { ikeVersion: "ikev2", includeKeys: true } as const;
  expect(strongswan.file(wide, options).text).toContain("remote_ts = 128.0.0.0/1");
  expect(strongswan.problems(narrow, options)).toMatchObject([{ severity: "error", suggestion: "0.0.0.0/0" }]);
  expect(say("devices.problem.selectorsWithoutBgp")).toContain("0.0.0.0/0");
});

it("networks that the selectors leave out are named", () => {
  const model = classicModel("static", { selectors: NARROWED, vpcCidrs: ["10.50.0.0/16", "10.51.0.0/16"] });
  const [problem] = strongswan.problems(model, { ikeVersion: "ikev2", includeKeys: true });
  expect(problem?.severity).toBe("warning");
  expect(problem && say(problem.phrase.key, problem.phrase.values)).toBe(
    "The traffic selector of the AWS side, 10.50.0.0/16, does not hold 10.51.0.0/16. Traffic of this network does not pass the tunnels.",
  );
});

const ipv6Cases = casesOf(linuxFamilies).filter(
  ({ family, options }) =>
    family.insideIpVersions.includes("ipv6") && !(family === vyos && options.ikeVersion === "ikev1"),
);

describe.each(ipv6Cases)("$id, $routing, $options.ikeVersion with IPv6 inside", ({ family, routing, options }) => {
  const model = classicModel(routing, { insideIpVersion: "ipv6", staticPrefixes: [] });
  const [first, second] = model.tunnels;
  const inside: DeviceModel = {
    ...model,
    tunnels: [
      { ...first, insideIpv6: insideIpv6("fd12:3456::4/126") },
      { ...second, insideIpv6: insideIpv6("fd12:3456::8/126") },
    ],
  };

  it("has the addresses of both tunnels and everything in its selectors, and no IPv4 inside", async () => {
    const { text } = family.file(inside, options);
    // AWS's own are the neighbors of BGP; a static route can do with the interface.
    for (const address of routing === "bgp" ? ["::5", "::6", "::9", "::a"] : ["::6", "::a"])
      expect(text).toMatch(new RegExp(`fd12:3456${address}\\b`));
    // VyOS has both versions' on every VTI, and writes neither.
    if (family !== vyos) expect(text).toContain("::/0");
    expect(text).not.toMatch(/169\.254\.|10\.[56]0\.|0\.0\.0\.0\/0/);
    if (options.ikeVersion === "ikev2")
      await expect(text).toMatchFileSnapshot(`golden/${family.id}-${routing}-ikev2-ipv6.txt`);
  });

  it("marks the places of the networks, which are not known", () => {
    expect(family.problems(inside, options).map(({ phrase }) => phrase.key)).toEqual([
      routing === "bgp" ? "devices.problem.noOnPremCidrs" : "devices.problem.noVpcCidrs",
    ]);
    expect(family.file(inside, options).text).toMatch(/NETWORK|the networks at/);
  });

  it("is refused while an inside address is not known", () => {
    expect(isAcceptable(family.problems(model, options))).toBe(false);
    expect(() => family.file(model, options)).toThrow();
  });
});

it("VyOS carries IPv6 with IKEv2 alone, and says so before the file", () => {
  const model = classicModel("bgp", { insideIpVersion: "ipv6" });
  const problems = vyos.problems(model, { ikeVersion: "ikev1", includeKeys: true });
  expect(problems).toContainEqual(expect.objectContaining({ severity: "error", suggestion: "ikev2" }));
  expect(say("devices.problem.ipv6NeedsIkev2")).toContain("IKEv2");
});
