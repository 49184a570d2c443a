import { expect, it } from "vitest";
import { join, resource, sample } from "./sample-network";

const leeds = { site: "leeds", gateway: "core" };

it("the two lines of a connection follow their outside addresses, whatever EC2's order is", () => {
  const data = sample([{ ...leeds, tunnels: ["DOWN", "UP"] }]);
  data.tunnels.get("vpn-connection/leeds-core")?.reverse();
  const [connection] = join(data).connections;
  expect(connection?.tunnels.map((tunnel) => [tunnel.outsideIpAddress, tunnel.ordinal, tunnel.state])).toEqual([
    ["203.0.100.1", 1, "down"],
    ["203.0.100.2", 2, "up"],
  ]);
});

it("a connection without telemetry is a pair of unknown lines, not of lines that are down", () => {
  const data = sample([leeds]);
  data.tunnels.clear();
  const [connection] = join(data).connections;
  expect(connection?.health).toBe("unknown");
  expect(connection?.tunnels.map((tunnel) => tunnel.state)).toEqual(["unknown", "unknown"]);
});

it("a site has the worst health of its connections", () => {
  const network = join(sample([leeds, { site: "leeds", gateway: "shared", tunnels: ["DOWN", "DOWN"] }]));
  expect(network.sites.map((site) => site.health)).toEqual(["down"]);
});

it("what EC2 still lists as deleted is no part of the network", () => {
  const network = join(sample([{ ...leeds, state: "deleted" }]));
  expect(network.connections).toEqual([]);
  expect(network.sites[0]?.connections).toEqual([]);
});

it("pieces that serve no connection are in the network", () => {
  const data = sample([]);
  data.resources.push(
    resource("vpn-gateway", "spare", { amazonSideAsn: 64512 }),
    resource("vpc", "empty", { cidr: "10.9.0.0/16" }),
    resource("customer-gateway", "new-site", { ipAddress: "192.0.2.9" }),
  );
  const network = join(data);
  expect(network.gateways[0]).toMatchObject({ name: "spare", vpc: null, health: null });
  expect(network.vpcs[0]).toMatchObject({ name: "empty", gateways: [] });
  expect(network.sites[0]).toMatchObject({ name: "new-site", health: null });
});

it("a draft's additions appear, its changes and removals are marked on what AWS has", () => {
  const put = { changeNumber: 145, operation: "put" as const };
  const network = join(sample([leeds]), [
    {
      ...put,
      kind: "customer-gateway",
      key: "customer-gateway/osaka",
      spec: { name: "osaka", ipAddress: "198.51.100.1" },
    },
    { ...put, kind: "vpn-connection", key: "vpn-connection/leeds-core", spec: { name: "other name" } },
    { changeNumber: 146, operation: "remove", kind: "customer-gateway", key: "customer-gateway/leeds" },
  ]);
  expect(network.sites.map((site) => [site.name, site.proposed])).toEqual([
    ["leeds", { operation: "remove", changeNumber: 146 }],
    ["osaka", { operation: "add", changeNumber: 145 }],
  ]);
  expect(network.connections[0]).toMatchObject({
    name: "leeds-core",
    health: "healthy",
    proposed: { operation: "change", changeNumber: 145 },
  });
});

it("a proposed connection does not count towards the health of its site", () => {
  const spec = { name: "spare", customerGateway: "customer-gateway/leeds", vpnGateway: "vpn-gateway/core" };
  const network = join(sample([leeds]), [
    { changeNumber: 1, operation: "put", kind: "vpn-connection", key: "vpn-connection/spare", spec },
  ]);
  expect(network.sites[0]?.health).toBe("healthy");
  expect(network.connections.find((each) => each.name === "spare")?.tunnels.map((each) => each.state)).toEqual([
    "proposed",
    "proposed",
  ]);
});

it("a subnet says whether routes from the VPN reach it, and which table was forgotten", () => {
  const data = sample([leeds]);
  const vpc = "vpc/core";
  const table = (name: string) => ({ routeTable: `route-table/${name}` });
  data.resources.push(
    { ...resource("route-table", "main", { vpc }), isMain: true },
    ...["private", "forgotten", "public"].flatMap((name) => [
      resource("route-table", name, { vpc }),
      resource("subnet", name, { vpc, cidr: "10.50.1.0/24" }),
      resource("subnet-association", name, { subnet: `subnet/${name}`, ...table(name) }),
    ]),
    resource("subnet", "unassociated", { vpc, cidr: "10.50.9.0/24" }),
    resource("route-propagation", "p", { ...table("private"), vpnGateway: "vpn-gateway/core" }),
    resource("route", "default", { ...table("public"), destination: "0.0.0.0/0", target: "internet-gateway/igw" }),
    resource("route", "by-hand", { ...table("main"), destination: "10.60.0.0/16", target: "vpn-gateway/core" }),
  );
  const subnets = join(data).vpcs[0]?.subnets;
  expect(subnets?.map((subnet) => [subnet.name, subnet.routeTable?.name, subnet.propagation])).toEqual([
    ["forgotten", "forgotten", "missed"],
    ["private", "private", "on"],
    ["public", "public", null],
    ["unassociated", "main", "manual"],
  ]);
});

it("connections that name a transit gateway meet at it, though nothing but its id is known", () => {
  const data = sample([leeds, { site: "osaka", gateway: "core", tunnels: ["UP", "DOWN"] }]);
  const onTransit = data.resources.map((each) => {
    if (each.kind !== "vpn-connection") return each;
    const { vpnGateway: _, ...spec } = each.spec;
    return { ...each, spec, observed: { attributes: { transitGatewayId: "tgw-0a1b" } } };
  });
  const network = join({ ...data, resources: onTransit });
  expect(network.connections.map(({ gateway }) => gateway)).toEqual([
    "transit-gateway/tgw-0a1b",
    "transit-gateway/tgw-0a1b",
  ]);
  expect(network.gateways).toMatchObject([
    { key: "vpn-gateway/core", type: "vpn-gateway", connections: [] },
    { key: "transit-gateway/tgw-0a1b", type: "transit-gateway", name: "tgw-0a1b", health: "degraded", vpc: null },
  ]);
});
