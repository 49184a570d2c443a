import { afterAll, beforeAll, expect, it } from "vitest";
import type { DeviceFamily } from "@/lib/domain/devices/device-family";
import { libreswan } from "@/lib/domain/devices/families/linux/libreswan";
import { strongswan } from "@/lib/domain/devices/families/linux/strongswan";
import type { DeviceModel, IkeVersion } from "@/lib/domain/devices/tunnel-model";
import { isAcceptable } from "@/lib/domain/problem";
import { startCharon } from "./aws-end";
import { taggedLines } from "./customer-gateway";
import { describeOn, quickest } from "./lab-test";
import { manyConnections } from "./many-connections";
import { addFrrUser } from "./routing-daemons";
import { makeWorld, type World } from "./world";

const FILE = "/root/file.conf";

describeOn(quickest, "what a daemon judges without a peer", (ground) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(ground, { cgw: ["routing", "strongswan"], aws1: ["libreswan"] });
    await addFrrUser(world, "cgw");
    await startCharon(world, "cgw");
  });
  afterAll(() => world.end());

  it("swanctl loads both connections and both keys of every strongSwan file", async () => {
    await eachFile(strongswan, async (text) => {
      await world.write("cgw", FILE, text, "0600");
      const { code, output } = await world.run("cgw", `swanctl --load-all --noprompt --file ${FILE}`);
      // A syntax error ends with 0 as well, but loads nothing.
      const keys = output.match(/^loaded ike secret/gm)?.length;
      return code === 0 && keys === 2 && output.includes("successfully loaded 2 connections") ? null : output;
    });
  });

  it("FRR and BIRD take every configuration of BGP in it", async () => {
    await eachFile(strongswan, async (text, model) => {
      if (model.routing !== "bgp") return null;
      await world.write("cgw", "/root/frr.conf", taggedLines(text, "frr"));
      await world.write("cgw", "/root/bird.conf", taggedLines(text, "bird"));
      const frr = await world.run("cgw", "vtysh -C -f /root/frr.conf");
      const bird = await world.run("cgw", "bird -p -c /root/bird.conf");
      return frr.code === 0 && bird.code === 0 ? null : frr.output + bird.output;
    });
  });

  it("Libreswan knows every setting and every algorithm of its files", async () => {
    await eachFile(libreswan, async (text, _model, ikeVersion) => {
      await world.write(
        "aws1",
        FILE,
        `config setup\n${ikeVersion === "ikev1" ? "  ikev1-policy=accept\n" : ""}\n${text}`,
        "0600",
      );
      const proposals = new Set([...text.matchAll(/^ {2}((?:ike|esp)=.*)$/gm)].map(([, proposal]) => `'${proposal}'`));
      const { code, output } = await world.run(
        "aws1",
        `set -e
ipsec addconn --config ${FILE} --checkconfig
for proposal in ${[...proposals].join(" ")}; do /usr/libexec/ipsec/algparse ${ikeVersion === "ikev1" ? "-v1" : "-v2"} -pfs "$proposal"; done`,
      );
      return code === 0 && !/ERROR|WARNING|unknown|failed/i.test(output) ? null : output;
    });
  });
});

/** Lets the daemon judge the file of every connection that the family takes; `null` is its consent. */
async function eachFile(
  family: DeviceFamily,
  judge: (text: string, model: DeviceModel, ikeVersion: IkeVersion) => Promise<string | null>,
): Promise<void> {
  const refused: string[] = [];
  let judged = 0;
  for (const [name, model] of Object.entries(manyConnections())) {
    for (const ikeVersion of family.ikeVersions) {
      const options = { ikeVersion, includeKeys: true };
      if (!isAcceptable(family.problems(model, options))) continue;
      judged += 1;
      const objection = await judge(family.file(model, options).text, model, ikeVersion);
      if (objection !== null) refused.push(`${name}, ${ikeVersion}: ${objection}`);
    }
  }
  expect(refused).toEqual([]);
  expect(judged).toBeGreaterThan(20);
}
