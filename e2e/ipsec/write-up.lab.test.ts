import { expect, it } from "vitest";
import { strongswan } from "@/lib/domain/devices/families/linux/strongswan";
import { startAwsEnds } from "./aws-end";
import { labConnection } from "./connection";
import { followSwanctlFile } from "./customer-gateway";
import { describeOn, quickest, worldFor } from "./lab-test";
import { bothInstalled } from "./security-associations";

describeOn(quickest, "the classic write-up", (ground) => {
  it.each(["ikev1", "ikev2"] as const)(
    "the VPC does not answer the site before the downloaded file is in place, and answers every ping after, with %s",
    async (ikeVersion) => {
      const world = await worldFor(ground);
      const model = labConnection();
      await startAwsEnds(world, model);
      expect(await world.answeredPings(3)).toBe(0);

      const { text } = strongswan.file(model, { ikeVersion, includeKeys: true });
      const notDone = await followSwanctlFile(world, text);
      await bothInstalled(world);
      expect(await world.answeredPings(5)).toBe(5);
      expect(await world.answeredPings(5, "vpc", "10.60.1.100")).toBe(5);
      if (notDone.length > 0)
        console.log(`ipsec: lines of the file that this kernel cannot do:\n  ${notDone.join("\n  ")}`);
    },
  );

  it("a customer gateway that ends leaves no process and no network behind", async () => {
    const world = await worldFor(ground);
    await startAwsEnds(world, labConnection());
    const pid = world.pid;
    await world.end();
    expect(pid).toBeDefined();
    expect(() => process.kill(Number(pid), 0)).toThrow("ESRCH");
  });
});
