import { expect, it } from "vitest";
import { strongswan } from "@/lib/domain/devices/families/linux/strongswan";
import type { DeviceModel, IkeVersion } from "@/lib/domain/devices/tunnel-model";
import { startAwsEnds } from "./aws-end";
import { type ConnectionOptions, labConnection } from "./connection";
import { followSwanctlFile } from "./customer-gateway";
import { describeOn, quickest, worldFor } from "./lab-test";
import { bothInstalled, pingsThroughEach } from "./security-associations";
import type { World } from "./world";

describeOn(quickest, "options beyond the algorithms", (ground) => {
  async function bothUp(options: ConnectionOptions, ikeVersion: IkeVersion = "ikev2") {
    const world: World = await worldFor(ground);
    const model: DeviceModel = labConnection(options);
    await startAwsEnds(world, model);
    await followSwanctlFile(world, strongswan.file(model, { ikeVersion, includeKeys: true }).text);
    await bothInstalled(world);
    return world;
  }

  it("narrow selectors are agreed on as the connection has them, and carry pings", async () => {
    const world = await bothUp({ localCidr: "10.60.0.0/16", remoteCidr: "10.50.0.0/16" });
    const agreed = await world.must("aws1", "swanctl --list-sas");
    expect(agreed).toMatch(/local {2}10\.50\.0\.0\/16\n\s+remote 10\.60\.0\.0\/16/);
    expect(await pingsThroughEach(world)).toEqual([1, 1]);
  });

  it("AWS and the device may both start the tunnels", async () => {
    const startup = { startupAction: "start", dpdTimeoutAction: "restart", ikeVersions: ["ikev2"] };
    const world = await bothUp({ tunnel: startup });
    expect(await world.answeredPings(5)).toBe(5);
  });

  it("a device behind NAT connects by its own address, with the public one as its identity", async () => {
    const world = await worldFor(ground);
    const model = labConnection();
    await startAwsEnds(world, model);
    await world.must(
      "cgw",
      `ip addr flush dev out; ip addr add ${BEHIND_NAT}/24 dev out; ip route add default via 192.168.77.1`,
    );
    await world.must(
      "internet",
      `ip addr flush dev cgw; ip addr add 192.168.77.1/24 dev cgw; ip addr add 198.51.100.10/32 dev lo
iptables -t nat -A POSTROUTING -s ${BEHIND_NAT} -j SNAT --to-source 198.51.100.10`,
    );
    const { text } = strongswan.file(model, { ikeVersion: "ikev2", includeKeys: true });
    // As the file's heading says.
    await followSwanctlFile(world, text.replaceAll(/local_addrs = .*/g, `local_addrs = ${BEHIND_NAT}`));
    await bothInstalled(world);
    expect(await world.answeredPings(5)).toBe(5);
  });

  it.each([64, 2048])("a replay window of %i packets loses none", async (replayWindowSize) => {
    const world = await bothUp({ tunnel: { replayWindowSize } });
    expect(await world.answeredPings(10)).toBe(10);
  });

  // The first key exchange of a child comes with the IKE SA; only the next one shows whether the groups of phase 2 agree.
  it.each([
    ["ikev2", "cgw"],
    ["ikev2", "aws1"],
    ["ikev1", "cgw"],
    ["ikev1", "aws1"],
  ] as const)("keys of %s are renewed by %s without a lost ping", async (ikeVersion, host) => {
    // One of each, because in IKEv1 strongSwan, which is AWS's end here, offers only the first of a list when it begins.
    const phase2 = {
      phase2EncryptionAlgorithms: ["AES256"],
      phase2IntegrityAlgorithms: ["SHA2-256"],
      phase2DhGroupNumbers: [14],
    };
    const lifetimes = { phase1LifetimeSeconds: 900, phase2LifetimeSeconds: 900 };
    const world = await bothUp({ tunnel: { ...lifetimes, ...phase2 } }, ikeVersion);
    const before = (await world.must("aws1", SPIS)).trim();
    const child = host === "cgw" ? "vpn-0a1b2c3d4e5f60718-1" : "tunnel";
    const pings = world.answeredPings(15);
    await world.must(host, `swanctl --rekey --child ${child}`);
    expect(await pings).toBe(15);
    await world.until("aws1", SPIS, new RegExp(`^(?!${before})[0-9a-f]{8}$`, "m"));
  });
});

const BEHIND_NAT = "192.168.77.10";

/** Prints the SPIs by which AWS's first end takes packets in; with IKEv1 the old one stays until it expires. */
const SPIS = "swanctl --list-sas 2>/dev/null | sed -n 's/^ *in  \\([0-9a-f]*\\).*/\\1/p'";
