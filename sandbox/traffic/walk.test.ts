import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { containsCidr, formatCidr, parseCidr } from "../resources/transit-gateway/cidr";
import type { RouteTable } from "../resources/vpc/route-table";
import { present } from "../test-bench";
import { chooseRoute } from "./choose-route";
import { converse } from "./conversation";
import { addressCidr, holds, isMeant } from "./packet";
import { newHost, newWorlds } from "./traffic-bench";
import { bestWays, longestMatching, type Way } from "./tunnel-choice";
import { tunnelMtu } from "./tunnel-mtu";
import { walk } from "./walk";

const address = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 255 }))
  .map(([b, c]) => `10.${b}.${c}.7`);
const block = fc
  .tuple(address, fc.integer({ min: 6, max: 32 }))
  .map(([text, length]) => formatCidr(present(parseCidr(`${text}/${length}`))));

/** A VPC whose route table leads to a gateway that is not there any more, so that each route is a blackhole of its own. */
function hostWithRoutes(blocks: string[]) {
  const worlds = newWorlds();
  const world = worlds.at("ap-northeast-2");
  const host = newHost(world, 50);
  worlds.pass(20);
  const table: RouteTable = world.routeTables.require(host.tableId);
  table.routes = [...new Set(blocks)].map((destination) => ({ destination, target: { gatewayId: "igw-0" } }));
  return { world, host, table };
}

describe("routes", () => {
  test("the one that is chosen holds the destination, and none that does is longer", () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 12 }), address, (blocks, destination) => {
        const { world, table } = hostWithRoutes(blocks);
        const matching = [...blocks, "10.50.0.0/16"].filter((one) => holds(one, destination));
        const longest = Math.max(-1, ...matching.map((one) => present(parseCidr(one)).length));
        const chosen = chooseRoute(table, destination, world);
        expect(chosen === undefined ? -1 : present(parseCidr(chosen.block)).length).toBe(longest);
        if (chosen) expect(holds(chosen.block, destination)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("a packet never goes on behind a blackhole, and is lost there when no better route leads elsewhere", () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), address, (blocks, destination) => {
        const { world, host } = hostWithRoutes(blocks);
        const row = present(
          world.networkInterfaces.find(({ attachment }) => attachment?.instanceId === host.instanceId),
        );
        const packet = { source: host.address, destination, protocol: "icmp", isReply: false } as const;
        const { hops, lost } = walk({ kind: "leaves-interface", world, interfaceId: row.id }, packet);
        expect(hops.every(({ route }) => route?.State !== "blackhole")).toBe(true);
        const isRouted = blocks.some((one) => holds(one, destination));
        expect(lost?.code).toBe(isRouted ? "BAD_STATE_ROUTE" : "NO_ROUTE_TO_DESTINATION");
      }),
      { numRuns: 60 },
    );
  });

  test("a local route comes before a propagated one, and a written one before a prefix list's", () => {
    const { world, table } = hostWithRoutes(["172.16.0.0/12"]);
    const list = {
      ...{ id: "pl-0123456789abcdef0", name: "sites", state: "create-complete" as const, family: "IPv4" as const },
      ...{ maxEntries: 5, clientToken: undefined, tags: new Map() },
      versions: [[{ cidr: "172.16.0.0/12", description: undefined }]],
    };
    world.prefixLists.add(list);
    table.routes.unshift({ destination: list.id, target: { gatewayId: "igw-1" } });
    expect(chooseRoute(table, "172.16.1.1", world)?.route).toMatchObject({ DestinationCidrBlock: "172.16.0.0/12" });
    table.routes = table.routes.filter(({ destination }) => destination === list.id);
    expect(chooseRoute(table, "172.16.1.1", world)?.route).toMatchObject({ DestinationPrefixListId: list.id });
  });
});

describe("filters", () => {
  const port = fc.integer({ min: 0, max: 65_535 });
  const entry = fc.record({
    number: fc.integer({ min: 1, max: 200 }),
    isEgress: fc.boolean(),
    protocol: fc.constantFrom("-1", "6", "17"),
    action: fc.constantFrom("allow", "deny"),
    cidr: fc.constantFrom("0.0.0.0/0", "10.0.0.0/8", "10.51.0.0/16", "10.50.2.0/24"),
    ports: fc.tuple(port, port).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })),
  });

  test("what comes through was allowed by each network ACL and security group it passed; otherwise one of them stopped it", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(entry, { maxLength: 6, selector: ({ number }) => number }),
        port,
        port,
        (entries, from, to) => {
          const { world, a, b } = neighbours();
          world.networkAcls.require(a.aclId).entries = entries;
          const service = { protocol: "tcp", sourcePort: from, destinationPort: to } as const;
          const { request, reply, lost } = converse(
            { worlds: [world], from: a.instanceId, to: b.address },
            { service },
          );
          for (const { aclEntry, direction } of [...request.hops, ...(reply?.hops ?? [])]) {
            if (!aclEntry) continue;
            expect(aclEntry.action).toBe("allow");
            expect(aclEntry.isEgress).toBe(direction === "egress");
          }
          if (lost) expect(lost.code).toBe("SUBNET_ACL_RESTRICTION");
          else expect(reply?.hops.at(-1)?.id).toBe(a.instanceId);
        },
      ),
      { numRuns: 80 },
    );
  });

  test("a reply passes a security group that would not let it in by itself, and nothing else does", () => {
    const { world, a, b } = neighbours();
    for (const rule of world.securityGroupRules.all())
      if (!rule.isEgress && rule.groupId === a.groupId) world.securityGroupRules.delete(rule.id);
    const service = { protocol: "tcp", sourcePort: 40_000, destinationPort: 22 } as const;
    const ends = { worlds: [world], from: a.instanceId, to: b.instanceId };
    expect(converse(ends, { service }).lost).toBeUndefined();
    expect(converse({ ...ends, from: b.instanceId, to: a.instanceId }, { service }).lost).toMatchObject({
      code: "ENI_SG_RULES_MISMATCH",
      at: { direction: "ingress" },
    });
  });

  /** Two hosts in one VPC, in subnets and groups of their own. */
  function neighbours() {
    const worlds = newWorlds();
    const world = worlds.at("ap-northeast-2");
    const [a, b] = [newHost(world, 50), newHost(world, 51)];
    worlds.pass(20);
    // One VPC of both: the second host's network is taken over by the first one's.
    const vpc = world.vpcs.require(a.vpcId);
    vpc.secondaryCidrs.push({ id: "vpc-cidr-assoc-0", cidr: "10.51.0.0/16", state: "associated" });
    world.subnets.require(b.subnetId).vpcId = a.vpcId;
    for (const row of world.networkInterfaces.all()) row.vpcId = a.vpcId;
    return { world, a, b };
  }
});

describe("the choice of a tunnel", () => {
  const way = fc.record({
    prefix: fc.constantFrom("10.0.0.0/8", "10.1.0.0/16", "10.1.0.0/24", "192.168.0.0/16"),
    tunnel: fc.integer({ min: 1, max: 9 }).map((last) => `198.51.100.${last}`),
    connectionId: fc.constantFrom("vpn-1", "vpn-2"),
    origin: fc.constantFrom("static" as const, "bgp" as const),
    asPath: fc.array(fc.constantFrom(65_001, 65_002), { maxLength: 3 }),
    med: fc.constantFrom(0, 100, 200),
  });

  test("of the longest prefix a static way before BGP, then the shorter AS path; the order of what is known says nothing", () => {
    fc.assert(
      fc.property(fc.array(way, { minLength: 1, maxLength: 8 }), fc.boolean(), (ways: Way[], comparesAllMeds) => {
        const known = longestMatching(ways, "10.1.0.5");
        const best = bestWays(known, comparesAllMeds);
        expect(bestWays([...known].reverse(), comparesAllMeds).map(({ tunnel }) => tunnel)).toEqual(
          best.map(({ tunnel }) => tunnel),
        );
        expect(best.length > 0).toBe(ways.some(({ prefix }) => holds(prefix, "10.1.0.5")));
        for (const chosen of best)
          for (const other of known) {
            expect(chosen.origin === "static" || other.origin === "bgp").toBe(true);
            if (other.origin !== chosen.origin) continue;
            expect(chosen.asPath.length).toBeLessThanOrEqual(other.asPath.length);
            const isRival = other.asPath.length === chosen.asPath.length;
            if (isRival && (comparesAllMeds || other.asPath[0] === chosen.asPath[0]))
              expect(chosen.med).toBeLessThanOrEqual(other.med);
          }
      }),
    );
  });

  test("the MTU follows the algorithm and NAT, as the User Guide's table has it", () => {
    const mtus = (encryption: string, integrity: string | undefined) => {
      const agreed = { initiator: "device", ikeVersion: "ikev2", isGroupAgreed: true } as const;
      const proposal = { encryption, integrity, dhGroup: 14 };
      const selectors = { local: "0.0.0.0/0", remote: "0.0.0.0/0" };
      const agreement = { ...agreed, phase1: proposal, phase2: proposal, selectors };
      return [tunnelMtu(agreement, false), tunnelMtu(agreement, true)];
    };
    expect(mtus("AES256-GCM-16", undefined)).toEqual([1446, 1438]);
    expect(mtus("AES128", "SHA1")).toEqual([1438, 1422]);
    expect(mtus("AES256", "SHA2-384")).toEqual([1422, 1422]);
    expect(mtus("AES256", "SHA2-512")).toEqual([1422, 1406]);
  });
});

test("rules speak of protocols by name or number, of ports at the destination, and of echo by its type", () => {
  const tcp = {
    source: "10.0.0.1",
    destination: "10.0.0.2",
    protocol: "tcp",
    sourcePort: 50_000,
    destinationPort: 22,
  } as const;
  expect(isMeant(tcp, { protocol: "6", from: 22, to: 22 })).toBe(true);
  expect(isMeant(tcp, { protocol: "tcp", from: 50_000, to: 50_000 })).toBe(false);
  expect(isMeant(tcp, { protocol: "udp", from: 0, to: 65_535 })).toBe(false);
  const echo = { source: "10.0.0.1", destination: "10.0.0.2", protocol: "icmp", isReply: false } as const;
  expect(isMeant(echo, { protocol: "icmp", from: 8, to: 0 })).toBe(true);
  expect(isMeant(echo, { protocol: "icmp", from: 0, to: 0 })).toBe(false);
  expect(isMeant({ ...echo, isReply: true }, { protocol: "1", from: 0, to: -1 })).toBe(true);
  const six = { ...echo, source: "2001:db8::1", destination: "2001:db8::2" };
  expect(isMeant(six, { protocol: "icmpv6", from: 128, to: -1 })).toBe(true);
  expect(containsCidr(present(parseCidr("2001:db8::/32")), addressCidr("2001:db8::2"))).toBe(true);
});
