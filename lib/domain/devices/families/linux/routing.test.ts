import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { classicModel } from "../../classic-families.fixture";
import type { DeviceModel } from "../../tunnel-model";
import { linuxRouting } from "./routing";

/** Stands for what a daemon says: only the connections of this list have SAs. */
const ASKS_DAEMON = 'has_sas "$2"';

/** What the comments' own command takes out of the file. */
function takeOut(model: DeviceModel, tag: string): string {
  const lines = linuxRouting(model, ASKS_DAEMON);
  expect(lines.join("\n")).toContain(`sed -n 's/^#${tag}| //p' FILE`);
  return execFileSync("sed", ["-n", `s/^#${tag}| //p`], { input: lines.join("\n"), encoding: "utf8" });
}

describe("BGP beside IPsec on Linux", () => {
  it("has the same sessions and timers for FRR and for BIRD", () => {
    const model = classicModel("bgp");
    for (const { awsInsideIp, awsAsn } of model.tunnels) {
      expect(takeOut(model, "frr")).toContain(` neighbor ${awsInsideIp} remote-as ${awsAsn}\n`);
      expect(takeOut(model, "frr")).toContain(` neighbor ${awsInsideIp} timers 10 30\n`);
      expect(takeOut(model, "bird")).toContain(
        `  neighbor ${awsInsideIp} as ${awsAsn};\n  keepalive time 10;\n  hold time 30;\n`,
      );
    }
  });

  it("announces every network of the site once", () => {
    const onPremCidrs = Array.from({ length: 100 }, (_, i) => `10.60.${i}.0/24`);
    const model = classicModel("bgp", { onPremCidrs });
    expect(takeOut(model, "frr").match(/(?<=^ {2}network ).*/gm)).toEqual(onPremCidrs);
    expect(takeOut(model, "bird").match(/(?<=^ {2}route ).*(?= unreachable;)/gm)).toEqual(onPremCidrs);
  });

  it("announces the default route for a site whose networks are not known", () => {
    const model = classicModel("bgp", { onPremCidrs: [] });
    expect(takeOut(model, "frr").match(/default-originate/g)).toHaveLength(2);
    expect(takeOut(model, "bird")).toContain("  route 0.0.0.0/0 unreachable;\n");
  });
});

describe("static routes on Linux", () => {
  /** One round of the script, with a network in which only these inside addresses answer. */
  function routesAfterOneRound(model: DeviceModel, answering: string[]): string[] {
    const answers = `{ for last; do :; done; case " ${answering.join(" ")} " in *" $last "*) return 0;; esac; return 1; }`;
    const stubs = [`ping() ${answers}`, `has_sas() ${answers}`, 'ip() { echo "$*" >&3; }', "sleep() { exit 0; }"];
    const script = [...stubs, takeOut(model, "watch")].join("\n");
    const output = execFileSync("sh", ["-c", 'exec 3>&1; eval "$1"', "sh", script], { encoding: "utf8" });
    return output.trim().split("\n");
  }

  const model = classicModel("static", { vpcCidrs: ["10.50.0.0/16", "10.51.0.0/16"] });
  const [first, second] = model.tunnels;

  it("go into both tunnels while both answer, tunnel 2 as the spare", () => {
    expect(routesAfterOneRound(model, [first.awsInsideIp, second.awsInsideIp])).toEqual([
      "route replace 10.50.0.0/16 dev aws1 metric 100",
      "route replace 10.51.0.0/16 dev aws1 metric 100",
      "route replace 10.50.0.0/16 dev aws2 metric 200",
      "route replace 10.51.0.0/16 dev aws2 metric 200",
    ]);
  });

  it("leave the tunnel that does not answer", () => {
    expect(routesAfterOneRound(model, [second.awsInsideIp])).toEqual([
      "route del 10.50.0.0/16 dev aws1 metric 100",
      "route del 10.51.0.0/16 dev aws1 metric 100",
      "route replace 10.50.0.0/16 dev aws2 metric 200",
      "route replace 10.51.0.0/16 dev aws2 metric 200",
    ]);
  });

  it("prefer the tunnel that is preferred, whichever it is", () => {
    const preferred = { ...model, preferredTunnel: second.outsideIpAddress };
    const routes = routesAfterOneRound(preferred, [first.awsInsideIp, second.awsInsideIp]);
    expect(routes.filter((route) => route.includes("aws2"))).toEqual([
      "route replace 10.50.0.0/16 dev aws2 metric 100",
      "route replace 10.51.0.0/16 dev aws2 metric 100",
    ]);
    expect(routes.filter((route) => route.includes("aws1"))).toHaveLength(2);
    expect(routes.filter((route) => route.endsWith("metric 100"))).toHaveLength(2);
  });

  it("follow the daemon's word where the selectors let no ping through", () => {
    const narrowed = { ...model, selectors: { onPrem: "10.60.0.0/16", aws: "10.48.0.0/14" } };
    expect(routesAfterOneRound(narrowed, [second.awsInsideIp, "vpn-0123456789abcdef0-2"])).toEqual([
      "route del 10.50.0.0/16 dev aws1 metric 100",
      "route del 10.51.0.0/16 dev aws1 metric 100",
      "route replace 10.50.0.0/16 dev aws2 metric 200",
      "route replace 10.51.0.0/16 dev aws2 metric 200",
    ]);
  });
});
