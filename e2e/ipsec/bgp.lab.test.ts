import { afterAll, beforeAll, expect, it } from "vitest";
import { strongswan } from "@/lib/domain/devices/families/linux/strongswan";
import type { DeviceModel } from "@/lib/domain/devices/tunnel-model";
import { AWS_ENDS, configureAwsEnd, killAwsEnd, reviveAwsEnd, startAwsEnds } from "./aws-end";
import { labConnection } from "./connection";
import { followSwanctlFile } from "./customer-gateway";
import { describeOn, routeBased } from "./lab-test";
import { countPings, pathsOfPings } from "./ping-paths";
import { watchPings } from "./ping-record";
import { type RoutingDaemon, startRouting } from "./routing-daemons";
import { ADDRESSES, makeWorld, type World } from "./world";

describeOn(routeBased, "a file with BGP", (ground) => {
  let world: World;
  const model = labConnection({ routing: "bgp" });
  const secondPreferred: DeviceModel = { ...model, preferredTunnel: ADDRESSES.aws2 };
  const [{ bgpHoldSeconds }] = model.tunnels;

  beforeAll(async () => {
    const layers = ["strongswan", "routing"] as const;
    world = await makeWorld(ground, { cgw: layers, aws1: layers, aws2: layers, vpc: ["routing"] });
    await startAwsEnds(world, model);
  });
  afterAll(() => world?.end());

  it("BIRD has a session through each tunnel, and what they learn carries every ping", async () => {
    await follow(world, model, "bird");
    expect(await world.answeredPings(5)).toBe(5);
    expect(await world.answeredPings(5, "vpc", ADDRESSES.onprem)).toBe(5);
  });

  it("FRR has a session through each tunnel, and sends and gets all through the second, which is preferred", async () => {
    await world.renew("cgw", ["strongswan", "routing"]);
    for (const host of AWS_ENDS) await configureAwsEnd(world, model, host);
    await follow(world, secondPreferred, "frr");
    await countPings(world);
    expect(await pathsOfPings(world, 10)).toEqual(onlySecond);
  });

  it("the other tunnel takes over within the hold time + 10 s when the preferred one's endpoint dies, and until it is back", async () => {
    const pings = await watchPings(world);
    await killAwsEnd(world, "aws2");
    await pings.untilAnswered((bgpHoldSeconds + 30) * 1000);
    const { longestGapSeconds } = await pings.end();
    console.log(`ipsec: BGP bridged the death of an endpoint after ${longestGapSeconds} s`);
    expect(longestGapSeconds).toBeGreaterThan(1);
    expect(longestGapSeconds).toBeLessThan(bgpHoldSeconds + 10);
    expect(await pathsOfPings(world, 5)).toEqual(onlyFirst);

    await reviveAwsEnd(world, model, "aws2");
    await bothEstablished(world, "frr", { timeoutMs: 120_000 });
    expect(await pathsOfPings(world, 10)).toEqual(onlySecond);
  });
});

const onlyFirst = { out: [5, 0], back: [5, 0] };
const onlySecond = { out: [0, 10], back: [0, 10] };

async function follow(world: World, model: DeviceModel, daemon: RoutingDaemon): Promise<void> {
  await followSwanctlFile(world, strongswan.file(model, { ikeVersion: "ikev2", includeKeys: true }).text);
  await startRouting(world, daemon);
  await bothEstablished(world, daemon, { timeoutMs: 90_000 });
}

/** Both ends of both sessions have what the other one announces, and the VPC knows both ways to the site. */
async function bothEstablished(world: World, daemon: RoutingDaemon, options: { timeoutMs: number }): Promise<void> {
  await world.until("cgw", sessions[daemon], /^2$/m, options);
  for (const host of AWS_ENDS) await world.until(host, "birdc show route 10.60.0.0/16", /\[customer /);
  await world.until("vpc", "birdc show route 10.60.0.0/16", /\[aws1 [\s\S]*\[aws2 |\[aws2 [\s\S]*\[aws1 /);
}

/** Prints how many sessions have brought AWS's network. */
const sessions: Record<RoutingDaemon, string> = {
  frr: "vtysh -c 'show bgp ipv4 unicast 10.50.0.0/16' | grep -c '169.254.4[45].41 from'",
  bird: "birdc show route 10.50.0.0/16 | grep -c '\\[aws[12] '",
};
