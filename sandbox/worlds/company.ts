import { AuthorizeSecurityGroupIngress } from "../resources/vpc/security-group-rule";
import type { VpnConnection } from "../resources/vpn/vpn-connection";
import { ModifyVpnTunnelOptions } from "../resources/vpn/vpn-tunnel-modify";
import type { World } from "../world";
import { id, type Told, WorldBuilder } from "./builder";
import { buildNetwork } from "./company-network";
import { buildSites, type CompanySites, joinJeju } from "./company-sites";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * A logistics company in Seoul, two years old in AWS: three VPCs behind a transit gateway, sites on it and on two VPN
 * gateways. The headquarters (two connections that share the traffic) and the data centre (a pair, one in reserve) are
 * well; five things are not, each in one place. BEHAVIOUR.md, "The company", lists them.
 */
export function fillCompany(world: World): void {
  const now = world.nowMs;
  const build = new WorldBuilder(world);
  world.nowMs = now - 731 * day;
  const network = buildNetwork(build);
  const sites = buildSites(build, network, now);
  bringSitesUp(build, sites, now);
  build.moveTo(now - 12 * day);
  const jeju = joinJeju(build, network);
  build.moveTo(now - 11 * day - 20 * hour);
  bringJejuUp(build, jeju);
  drift(build, { ulsan: sites.ulsan, fromSites: network.fromSites }, now);
  build.moveTo(now - 3 * hour - 22 * minute);
  build.takeDown(sites.daegu, 1);
  build.moveTo(now);
}

/** When the tunnels of each site last came up, what its devices advertise, and how much they carry. */
function bringSitesUp(build: WorldBuilder, sites: CompanySites, now: number): void {
  build.moveTo(now - 64 * day);
  build.bringUp(sites.gwangju, 0, carrying(9_000, 21_000));
  build.bringUp(sites.gwangju, 1, carrying(0, 0));
  build.moveTo(now - 57 * day - 4 * hour);
  for (const connection of [sites.pangyo1, sites.pangyo2])
    for (const index of [0, 1] as const)
      build.bringUp(connection, index, speaking(["10.10.0.0/16", "10.11.0.0/20"], carrying(1_450_000, 3_900_000)));
  build.moveTo(now - 38 * day - 9 * hour);
  for (const index of [0, 1] as const) {
    build.bringUp(
      sites.incheonA,
      index,
      speaking(["10.20.0.0/16"], carrying(620_000, 480_000), { localPreference: 200 }),
    );
    build.bringUp(
      sites.incheonB,
      index,
      speaking(["10.20.0.0/16"], carrying(0, 0), { prepend: 2, localPreference: 100 }),
    );
  }
  build.moveTo(now - 21 * day - 2 * hour);
  for (const index of [0, 1] as const) {
    build.bringUp(sites.daegu, index, speaking(["10.30.0.0/17"], carrying(88_000, 140_000)));
    build.bringUp(sites.ulsan, index, speaking(["10.40.0.0/18"], carrying(51_000, 76_000)));
  }
}

/** The firewall prefers tunnel 1 for what it sends, and makes its path the longer one for what comes back. */
function bringJejuUp(build: WorldBuilder, jeju: VpnConnection): void {
  const sending = { ...carrying(33_000, 0), isStateful: true };
  const receiving = { ...carrying(0, 27_000), isStateful: true };
  build.bringUp(jeju, 0, speaking(["10.50.0.0/20"], sending, { prepend: 3, localPreference: 200 }));
  build.bringUp(jeju, 1, speaking(["10.50.0.0/20"], receiving, { localPreference: 100 }));
}

/** Somebody helped himself, twice, and what the tags promise has not been true since. */
function drift(
  build: WorldBuilder,
  { ulsan, fromSites }: { ulsan: CompanySites["ulsan"]; fromSites: string },
  now: number,
) {
  build.moveTo(now - 9 * day - 5 * hour);
  ModifyVpnTunnelOptions(
    {
      VpnConnectionId: ulsan.id,
      VpnTunnelOutsideIpAddress: id(ulsan.tunnels[1]?.outsideAddress),
      TunnelOptions: {
        IKEVersions: [{ Value: "ikev1" }, { Value: "ikev2" }],
        Phase1EncryptionAlgorithms: [{ Value: "AES128" }, { Value: "AES256-GCM-16" }],
        Phase1DHGroupNumbers: [{ Value: 2 }, { Value: 20 }],
      },
    },
    build.world,
  );
  build.moveTo(now - 9 * day - 4 * hour);
  const IpRanges = [{ CidrIp: "0.0.0.0/0", Description: "temporary, remote support" }];
  AuthorizeSecurityGroupIngress(
    { GroupId: fromSites, IpPermissions: [{ IpProtocol: "tcp", FromPort: 3389, ToPort: 3389, IpRanges }] },
    build.world,
  );
}

/** Bytes a second to AWS and from AWS. */
function carrying(inPerSecond: number, outPerSecond: number): Told {
  return { traffic: { inPerSecond, outPerSecond } };
}

function speaking(prefixes: string[], told: Told, others: Told["bgp"] = {}): Told {
  return { ...told, bgp: { prefixes, ...others } };
}
