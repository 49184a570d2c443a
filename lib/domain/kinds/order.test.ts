import { expect, it } from "vitest";
import { kindNames, kindOf } from ".";
import type { Observed } from "./kind";
import { viewOf } from "./testing";

const view = viewOf({
  "vpc/lab": { name: "lab", cidr: "10.50.0.0/16" },
  "subnet/a": { name: "a", vpc: "vpc/lab", cidr: "10.50.1.0/24" },
  "internet-gateway-attachment/a": { internetGateway: "internet-gateway/igw", vpc: "vpc/lab" },
  "vpn-gateway-attachment/a": { vpnGateway: "vpn-gateway/vgw", vpc: "vpc/lab" },
  "vpn-connection/seoul": { name: "seoul", vpnGateway: "vpn-gateway/vgw" },
});

it("the registry stands in the documented order of creation", () => {
  const ranks = kindNames.map((name) => kindOf(name).rank);
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  expect(new Set(ranks).size).toBe(ranks.length);
});

it("every kind is registered under its own name", () => {
  for (const name of kindNames) expect(kindOf(name).name).toBe(name);
});

it("removal goes connection, customer gateway, detach, VPN gateway, VPC", () => {
  const documented = [
    "vpn-connection",
    "customer-gateway",
    "route-propagation",
    "vpn-gateway-attachment",
    "vpn-gateway",
    "subnet",
    "vpc",
  ] as const;
  const removal = documented.map((name) => kindOf(name).removalRank);
  expect(removal).toEqual([...removal].sort((a, b) => a - b));
});

it("a reference points at a kind that is created earlier", () => {
  const samples = {
    subnet: { name: "x", vpc: "vpc/a", cidr: "10.0.0.0/24" },
    "vpn-connection-route": { vpnConnection: "vpn-connection/a", destination: "10.0.0.0/8" },
    "route-propagation": { routeTable: "route-table/a", vpnGateway: "vpn-gateway/a" },
  } as const;
  for (const [name, spec] of Object.entries(samples)) {
    const kind = kindOf(name as keyof typeof samples);
    for (const { key } of kind.references(kind.spec.parse(spec))) {
      expect(kindOf(key.split("/")[0] as keyof typeof samples).rank).toBeLessThan(kind.rank);
    }
  }
});

it.each([
  [
    "route",
    { routeTable: "route-table/t", destination: "10.60.0.0/16", target: "vpn-gateway/vgw" },
    "vpn-gateway-attachment/a",
  ],
  [
    "route",
    { routeTable: "route-table/t", destination: "0.0.0.0/0", target: "internet-gateway/igw" },
    "internet-gateway-attachment/a",
  ],
  ["route-propagation", { routeTable: "route-table/t", vpnGateway: "vpn-gateway/vgw" }, "vpn-gateway-attachment/a"],
  [
    "instance",
    { name: "x", subnet: "subnet/a", securityGroups: ["security-group/a"], imageId: "ami-0abcdef1234567890" },
    "internet-gateway-attachment/a",
  ],
] as const)("a %s comes after the attachment that it needs: %o", (name, spec, attachment) => {
  expect(kindOf(name).follows(kindOf(name).spec.parse(spec), view)).toEqual([attachment]);
});

it.each([
  ["route", { routeTable: "route-table/t", destination: "10.60.0.0/16", target: "vpn-gateway/vgw" }],
  ["route-propagation", { routeTable: "route-table/t", vpnGateway: "vpn-gateway/vgw" }],
  ["vpn-gateway-attachment", { vpnGateway: "vpn-gateway/vgw", vpc: "vpc/lab" }],
  ["subnet-association", { subnet: "subnet/a", routeTable: "route-table/t" }],
  ["vpn-connection-route", { vpnConnection: "vpn-connection/seoul", destination: "10.60.0.0/16" }],
] as const)("a %s carries the traffic of the connection behind it", (name, spec) => {
  expect(kindOf(name).carries(kindOf(name).spec.parse(spec), view)).toEqual(["vpn-connection/seoul"]);
});

it("what EC2 makes and deletes with its VPC does not block the VPC's removal", () => {
  const observed = (attributes: Record<string, unknown>, name: string | null = null): Observed => ({
    awsId: "x",
    name,
    state: "available",
    marker: null,
    attributes,
  });
  expect(kindOf("route-table").removedWith(observed({ isMain: true }))).toEqual(["vpc"]);
  expect(kindOf("route-table").removedWith(observed({ isMain: false }))).toEqual([]);
  expect(kindOf("security-group").removedWith(observed({}, "default"))).toEqual(["vpc"]);
  expect(kindOf("security-group").removedWith(observed({}, "web"))).toEqual([]);
});

it("what a create call cannot say comes right after it", () => {
  const vpc = kindOf("vpc").spec.parse({ name: "lab", cidr: "10.50.0.0/16", dnsHostnames: true });
  expect(kindOf("vpc").afterCreate("vpc/lab", vpc)).toMatchObject([
    {
      call: {
        action: "ModifyVpcAttribute",
        input: { VpcId: { $awsId: "vpc/lab" }, EnableDnsHostnames: { Value: true } },
      },
    },
  ]);
  const subnet = kindOf("subnet").spec.parse({ name: "a", vpc: "vpc/lab", cidr: "10.50.1.0/24", autoPublicIp: true });
  expect(kindOf("subnet").afterCreate("subnet/a", subnet)).toMatchObject([
    { call: { action: "ModifySubnetAttribute", input: { MapPublicIpOnLaunch: { Value: true } } } },
  ]);
});
