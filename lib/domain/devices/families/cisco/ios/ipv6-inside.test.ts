import { describe, expect, it } from "vitest";
import { insideIpv6 } from "../../../../net/inside-ipv6";
import { casesOf, classicModel, SECOND } from "../../../classic-families.fixture";
import type { DeviceModel } from "../../../tunnel-model";
import { ciscoIos } from "./index";

function ipv6Model(routing: "static" | "bgp", preferredTunnel: string | null): DeviceModel {
  const model = classicModel(routing, { insideIpVersion: "ipv6", staticPrefixes: [], preferredTunnel });
  const [first, second] = model.tunnels;
  return {
    ...model,
    tunnels: [
      { ...first, insideIpv6: insideIpv6("fd12:3456::4/126") },
      { ...second, insideIpv6: insideIpv6("fd12:3456::8/126") },
    ],
  };
}

describe.each(casesOf([ciscoIos]))("IOS with IPv6 inside, $routing, $options.ikeVersion", ({ routing, options }) => {
  const text = (preferredTunnel: string | null = null) =>
    ciscoIos.file(ipv6Model(routing, preferredTunnel), options).text;

  it("is the golden file", async () => {
    if (options.ikeVersion === "ikev1") return;
    await expect(text()).toMatchFileSnapshot(`../../../golden/cisco-ios-${routing}-ikev2-ipv6.txt`);
  });

  it("has the /126 of both tunnels and asks AWS's end of each, with nothing of IPv4 inside", () => {
    for (const address of ["::6/126", "::a/126"]) expect(text()).toContain(`ipv6 address fd12:3456${address}`);
    for (const address of ["::5", "::9"])
      expect(text()).toMatch(new RegExp(`(neighbor|icmp-echo) fd12:3456${address} `));
    expect(text()).not.toMatch(/169\.254\.|10\.[56]0\.|ip route \d|network \d|^ *ip tcp/m);
  });

  it("leaves the IPv6 header room in a segment", () => {
    expect(text()).toContain("ipv6 tcp adjust-mss 1359");
  });

  it("marks the places of the networks, which are not known", () => {
    expect(text()).toContain(routing === "bgp" ? "network NETWORK" : "ipv6 route NETWORK Tunnel2 track 200");
    expect(text(SECOND)).toContain(routing === "bgp" ? "network ::/0" : "ipv6 route NETWORK Tunnel1 200 track 100");
  });

  it("has checks for IPv6 alone", () => {
    const checks = ciscoIos.checks(ipv6Model(routing, null), options);
    const said = checks.map(({ command, goodAnswer }) => `${command}\n${goodAnswer}`).join("\n");
    expect(said).toContain("ping fd12:3456::9 source Tunnel2");
    expect(said).not.toMatch(/169\.254\.|10\.50\.|show ip /);
  });
});
