import { afterAll, beforeAll, expect, it } from "vitest";
import { libreswan } from "@/lib/domain/devices/families/linux/libreswan";
import { strongswan } from "@/lib/domain/devices/families/linux/strongswan";
import { strongswanIpsecConf } from "@/lib/domain/devices/families/linux/strongswan-ipsec-conf";
import type { DeviceModel } from "@/lib/domain/devices/tunnel-model";
import { configureAwsEnd, startAwsEnds } from "./aws-end";
import { labConnection } from "./connection";
import { followIpsecConfFile, followLibreswanFile, followSwanctlFile, startWatch } from "./customer-gateway";
import { describeOn, routeBased } from "./lab-test";
import type { Layer } from "./packages";
import { makeWorld, type World } from "./world";

const FAMILIES = [
  { family: strongswan, layer: "strongswan", follow: followSwanctlFile, versions: ["ikev2", "ikev1"] },
  { family: strongswanIpsecConf, layer: "strongswan", follow: followIpsecConfFile, versions: ["ikev1", "ikev2"] },
  { family: libreswan, layer: "libreswan", follow: followLibreswanFile, versions: ["ikev2", "ikev1"] },
] as const;

describeOn(routeBased, "a file with tunnel interfaces", (ground) => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(ground);
    await startAwsEnds(world, labConnection());
  });
  afterAll(() => world?.end());

  for (const { family, layer, follow, versions } of FAMILIES) {
    it.each(versions)(
      `${family.id} makes both tunnels carry traffic, the whole file as it is, with %s`,
      async (ikeVersion) => {
        const model = labConnection();
        await anew(world, model, layer);
        await follow(world, family.file(model, { ikeVersion, includeKeys: true }).text);
        for (const [index, tunnel] of model.tunnels.entries()) {
          const ping = `ping -n -q -c 1 -W 1 -I aws${index + 1} ${tunnel.awsInsideIp}`;
          await world.until("cgw", ping, /1 received/, { timeoutMs: 60_000 });
        }
        await startWatch(world);
        await world.until("cgw", "ip route", /^10\.50\.0\.0\/16 dev aws1 .*metric 100/m);
        await world.until("cgw", "ip route", /^10\.50\.0\.0\/16 dev aws2 .*metric 200/m);
        expect(await world.answeredPings(5)).toBe(5);
      },
    );
  }
});

async function anew(world: World, model: DeviceModel, layer: Layer): Promise<void> {
  await world.renew("cgw", [layer]);
  await configureAwsEnd(world, model, "aws1");
  await configureAwsEnd(world, model, "aws2");
}
