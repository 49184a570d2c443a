import { describe, expect, test } from "vitest";
import { DescribeVpnConnections } from "../resources/vpn/vpn-connection";
import { CreateVpnConnectionRoute } from "../resources/vpn/vpn-connection-route";
import { configureDevices } from "./devices";
import { learnedRoutes } from "./learned-routes";
import { neighbour, newSite } from "./site-bench";

describe("BGP", () => {
  test("writes AWS's BGP log, states first, then routes", () => {
    const site = newSite();
    site.tell({ bgpTold: { prefixes: ["10.60.0.0/16"], med: 50, prepend: 1 } });
    site.pass(35);
    const [first, ...others] = site.bgpLines();
    expect(first).toEqual({
      resource_id: `${site.connection.id}_${site.outsideIp}`,
      event_timestamp: site.world.nowMs - 30_000,
      timestamp: "2026-01-05 00:00:45.000Z",
      type: "BGPStatus",
      status: "DOWN",
      message: {
        details: `AWS-side peer BGP session state has changed from Idle to Connect with neighbor ${neighbour(site)}`,
      },
    });
    const established = others.find(({ status }) => status === "UP");
    expect(established?.message.details).toContain("from OpenConfirm to Established");
    expect(others.at(-1)).toMatchObject({
      type: "RouteStatus",
      status: "ADVERTISED",
      message: {
        prefix: "10.60.0.0/16",
        asPath: "65010 65010",
        localPref: 100,
        med: 50,
        nextHopIp: neighbour(site),
      },
    });
  });

  test("with another ASN says what came and what was expected", () => {
    const site = newSite();
    site.tell({ bgpTold: { asn: 65_999 } });
    site.pass(35);
    expect(site.status()).toEqual(["DOWN", "IPSEC IS UP"]);
    expect(site.bgpWords().at(-1)).toBe(
      `DOWN detected a bad OPEN message from neighbor ${neighbour(site)} - remote AS is 65999, expected 65010`,
    );
  });

  test("that nobody speaks is called in vain", () => {
    const site = newSite();
    site.tell({ bgpTold: null });
    site.pass(35);
    expect(site.bgpWords().at(-1)).toContain("from Connect to Active");
    site.pass(120);
    expect(site.bgpWords()).toHaveLength(1);
  });

  test("ends when more prefixes come than AWS takes, and comes back with fewer", () => {
    const prefixes = Array.from({ length: 101 }, (_, index) => `10.${index}.0.0/16`);
    const site = newSite();
    site.tell({ bgpTold: { prefixes: prefixes.slice(0, 100) } });
    site.pass(35);
    expect(site.status()).toEqual(["UP", "100 BGP ROUTES"]);
    site.bgpWords();
    site.tell({ bgpTold: { prefixes } });
    expect(site.status()).toEqual(["DOWN", "IPSEC IS UP"]);
    expect(site.bgpWords().slice(0, 3)).toEqual([
      `DOWN detected the maximum prefix limit was exceeded - received 101 prefixes from neighbor ${neighbour(site)}, limit is 100`,
      `DOWN sent a notification 6/1 (Cease/Maximum Number of Prefixes Reached) to neighbor ${neighbour(site)}`,
      `DOWN BGP session state has changed from Established to Idle with neighbor ${neighbour(site)}`,
    ]);
    site.tell({ bgpTold: { prefixes: ["10.1.0.0/16"] } });
    site.pass(30);
    expect(site.status()).toEqual(["UP", "1 BGP ROUTES"]);
  });

  test("shows what is announced, changed, withdrawn and denied, and counts what is taken", () => {
    const site = newSite();
    site.tell({ bgpTold: { prefixes: ["10.60.0.0/16", "10.61.0.0/16"] } });
    site.pass(35);
    site.bgpLines();
    site.tell({ bgpTold: { prefixes: ["10.60.0.0/16", "10.62.0.0/16"], med: 7 } });
    const routes = () => site.bgpLines().map(({ status, message }) => [status, message.prefix, message.details]);
    expect(routes()).toEqual([
      ["UPDATED", "10.60.0.0/16", undefined],
      ["ADVERTISED", "10.62.0.0/16", undefined],
      ["WITHDRAWN", "10.61.0.0/16", undefined],
    ]);
    site.tell({ bgpTold: { prefixes: ["10.60.0.0/16"], asPath: [64_513] } });
    expect(routes().at(-1)).toEqual(["ADVERTISED", "10.60.0.0/16", "DENIED due to: as-path contains our own AS"]);
    expect(site.status()).toEqual(["UP", "0 BGP ROUTES"]);
  });

  test("tells of each route which tunnel it came by, its path and its MED", () => {
    const site = newSite();
    site.tell({ bgpTold: { prefixes: ["10.60.0.0/16"], prepend: 1, med: 20 } });
    site.pass(35);
    expect(learnedRoutes(site.world, site.connection)).toEqual([
      { prefix: "10.60.0.0/16", tunnel: site.outsideIp, origin: "bgp", asPath: [65_010, 65_010], med: 20 },
    ]);
  });
});

test("static prefixes are reached over each tunnel that is up", () => {
  const site = newSite({ isStatic: true });
  CreateVpnConnectionRoute({ VpnConnectionId: site.connection.id, DestinationCidrBlock: "10.60.0.0/16" }, site.world);
  configureDevices([site.world], { connectionId: site.connection.id, configured: true });
  site.pass(5);
  expect(learnedRoutes(site.world, site.connection).map(({ prefix, tunnel }) => [prefix, tunnel])).toEqual(
    site.connection.tunnels.map(({ outsideAddress }) => ["10.60.0.0/16", outsideAddress]),
  );
  const { VpnConnections } = DescribeVpnConnections({ VpnConnectionIds: [site.connection.id] }, site.world);
  expect(VpnConnections?.[0]?.VgwTelemetry?.map((one) => one.AcceptedRouteCount)).toEqual([1, 1]);
});
