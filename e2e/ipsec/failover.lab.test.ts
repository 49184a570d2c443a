import { expect, it } from "vitest";
import { strongswan } from "@/lib/domain/devices/families/linux/strongswan";
import type { DeviceModel } from "@/lib/domain/devices/tunnel-model";
import { configureAwsEnd, killAwsEnd, reviveAwsEnd, startAwsEnds } from "./aws-end";
import { labConnection, withNewKey } from "./connection";
import { changeKey, followSwanctlFile } from "./customer-gateway";
import { describeOn, quickest, worldFor } from "./lab-test";
import { watchPings } from "./ping-record";
import { bothInstalled, installed, moveTrafficTo, watchTunnels } from "./security-associations";
import type { World } from "./world";

/** The shortest that AWS allows (DPDTimeoutSeconds, 30 or more). */
const DPD_SECONDS = 30;

describeOn(quickest, "while the site pings the VPC five times a second", (ground) => {
  async function bothUp(): Promise<{ world: World; model: DeviceModel }> {
    const world = await worldFor(ground);
    const model = labConnection({ tunnel: { dpdTimeoutSeconds: DPD_SECONDS } });
    await startAwsEnds(world, model);
    await followSwanctlFile(world, strongswan.file(model, { ikeVersion: "ikev2", includeKeys: true }).text);
    await bothInstalled(world);
    await moveTrafficTo(world, 1);
    return { world, model };
  }

  it("a dead endpoint costs no more than DPD + 5 s, nothing is lost after that, and it is used again when it is back", async () => {
    const { world, model } = await bothUp();
    const pings = await watchPings(world);
    await killAwsEnd(world, "aws1");
    await pings.untilAnswered((DPD_SECONDS + 15) * 1000);
    const { longestGapSeconds, lostAfterGap } = await pings.end();
    console.log(`ipsec: the death of an endpoint was bridged after ${longestGapSeconds} s`);
    expect(longestGapSeconds).toBeGreaterThan(1);
    expect(longestGapSeconds).toBeLessThan(DPD_SECONDS + 5);
    expect(lostAfterGap).toBe(0);

    await reviveAwsEnd(world, model, "aws1");
    await bothInstalled(world, { timeoutMs: 60_000 });
    expect(await world.answeredPings(3)).toBe(3);
  });

  it("new keys, tunnel by tunnel at AWS and then at the device, cost one failover at most and never both tunnels", async () => {
    const { world, model } = await bothUp();
    const pings = await watchPings(world);
    const tunnels = await watchTunnels(world);
    let rotated = model;
    for (const tunnel of [1, 2] as const) {
      rotated = withNewKey(rotated, tunnel);
      await configureAwsEnd(world, rotated, `aws${tunnel}`);
      await world.must(`aws${tunnel}`, "swanctl --terminate --ike tunnel --force");
      await installed(world, [tunnel === 1 ? 2 : 1]);
      await changeKey(world, strongswan.file(rotated, { ikeVersion: "ikev2", includeKeys: true }).text, tunnel);
      await bothInstalled(world);
    }
    const { longestGapSeconds, lost } = await pings.end();
    console.log(`ipsec: the rotation cost ${lost} pings, ${longestGapSeconds} s at the longest`);
    expect(longestGapSeconds).toBeLessThan(DPD_SECONDS + 5);
    const seen = await tunnels.end();
    expect(seen).toEqual(expect.arrayContaining(["1 2", "2", "1"]));
    expect(seen).not.toContain("");
  });
});
