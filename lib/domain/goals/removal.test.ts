import { describe, expect, it } from "vitest";
import { kindOf } from "../kinds";
import { kindInKey } from "../kinds/key";
import type { Observed } from "../kinds/kind";
import { viewOf } from "../kinds/testing";
import { type RemovalState, removeByGoal } from "./removal";
import type { RemovalGoal } from "./removal-goals";

const network: Record<string, Record<string, unknown>> = {
  "vpc/lab": { name: "lab", cidr: "10.50.0.0/16" },
  "vpc/other": { name: "other", cidr: "10.51.0.0/16" },
  "subnet/a": { name: "a", vpc: "vpc/lab", cidr: "10.50.1.0/24" },
  "subnet/b": { name: "b", vpc: "vpc/other", cidr: "10.51.1.0/24" },
  "internet-gateway/igw": { name: "igw" },
  "internet-gateway-attachment/a": { internetGateway: "internet-gateway/igw", vpc: "vpc/lab" },
  "route-table/main": { name: "main", vpc: "vpc/lab" },
  "route-table/private": { name: "private", vpc: "vpc/lab" },
  "subnet-association/a": { subnet: "subnet/a", routeTable: "route-table/private" },
  "route/a": { routeTable: "route-table/main", destination: "10.60.0.0/16", target: "vpn-gateway/vgw" },
  "route/internet": { routeTable: "route-table/main", destination: "0.0.0.0/0", target: "internet-gateway/igw" },
  "route-propagation/a": { routeTable: "route-table/private", vpnGateway: "vpn-gateway/vgw" },
  "security-group/default": { name: "default", vpc: "vpc/lab" },
  "security-group/web": { name: "web", vpc: "vpc/lab" },
  "security-group-rule/a": { securityGroup: "security-group/web" },
  "instance/test": { name: "test", subnet: "subnet/a" },
  "customer-gateway/seoul": { name: "seoul" },
  "vpn-gateway/vgw": { name: "vgw" },
  "vpn-gateway-attachment/a": { vpnGateway: "vpn-gateway/vgw", vpc: "vpc/lab" },
  "vpn-connection/seoul": { name: "seoul", customerGateway: "customer-gateway/seoul", vpnGateway: "vpn-gateway/vgw" },
  "vpn-connection-route/a": { vpnConnection: "vpn-connection/seoul", destination: "10.60.0.0/16" },
};

const observed = (attributes: Record<string, unknown>, name: string | null = null): Observed => ({
  awsId: "x",
  name,
  state: "available",
  marker: null,
  attributes,
});
const table = (isMain: boolean, targets: string[] = []) =>
  observed({
    isMain,
    routes: targets.map((target) => ({ destination: "0.0.0.0/0", target, state: "active" })),
    subnetIds: [],
    propagatingGatewayIds: [],
  });

const states: RemovalState[] = [
  { key: "route-table/main", isManaged: false, observed: table(true, ["local", "vgw-1"]) },
  { key: "route-table/private", isManaged: true, observed: table(false) },
  { key: "security-group/default", isManaged: false, observed: observed({}, "default") },
  { key: "route/internet", isManaged: true, observed: observed({ routeTableId: "rtb-1", destination: "0.0.0.0/0" }) },
  { key: "security-group/web", isManaged: true, observed: observed({}, "web") },
];

function remove(
  goal: RemovalGoal,
  key: string,
  more: Record<string, Record<string, unknown>> = {},
  moreStates: RemovalState[] = [],
) {
  const { edits, blockers } = removeByGoal(goal, key, {
    view: viewOf({ ...network, ...more }),
    states: [...states, ...moreStates],
  });
  expect(edits.every((edit) => edit.operation === "remove" && edit.kind === kindInKey(edit.key))).toBe(true);
  return { keys: edits.map((edit) => edit.key).sort(), blockers };
}

const twin = (more: Record<string, string>) => ({
  "vpn-connection/twin": { name: "twin", customerGateway: "customer-gateway/x", vpnGateway: "vpn-gateway/x", ...more },
});

describe("a connection only", () => {
  it("takes its static routes along and leaves the gateways", () => {
    const { keys, blockers } = remove("connection", "vpn-connection/seoul");
    expect(keys).toEqual(["vpn-connection-route/a", "vpn-connection/seoul"]);
    expect(blockers).toEqual([]);
  });
});

describe("with its customer gateway", () => {
  it("takes the customer gateway", () => {
    expect(remove("with-customer-gateway", "vpn-connection/seoul").keys).toContain("customer-gateway/seoul");
  });

  it("is blocked by another connection of the device, by name", () => {
    const { keys, blockers } = remove(
      "with-customer-gateway",
      "vpn-connection/seoul",
      twin({ customerGateway: "customer-gateway/seoul" }),
    );
    expect(blockers).toMatchObject([
      { severity: "error", phrase: { key: "problems.removalCustomerGatewayUsed", values: { others: "twin" } } },
    ]);
    expect(keys).not.toContain("customer-gateway/seoul");
  });
});

describe("with the VPN gateway", () => {
  it("detaches and deletes it, with what leads to it", () => {
    const { keys, blockers } = remove("with-vpn-gateway", "vpn-connection/seoul");
    expect(blockers).toEqual([]);
    expect(keys).toEqual([
      "customer-gateway/seoul",
      "route-propagation/a",
      "route/a",
      "vpn-connection-route/a",
      "vpn-connection/seoul",
      "vpn-gateway-attachment/a",
      "vpn-gateway/vgw",
    ]);
  });

  it("is blocked by another connection at the gateway", () => {
    const { keys, blockers } = remove(
      "with-vpn-gateway",
      "vpn-connection/seoul",
      twin({ vpnGateway: "vpn-gateway/vgw" }),
    );
    expect(blockers).toMatchObject([{ phrase: { key: "problems.removalVpnGatewayUsed", values: { others: "twin" } } }]);
    expect(keys).not.toContain("vpn-gateway-attachment/a");
  });

  it("a connection that ends elsewhere has no gateway to detach", () => {
    const elsewhere = { "vpn-connection/tgw": { name: "tgw", customerGateway: "customer-gateway/y" } };
    const { blockers } = remove("with-vpn-gateway", "vpn-connection/tgw", elsewhere);
    expect(blockers).toMatchObject([{ phrase: { key: "problems.removalNoVpnGateway" } }]);
  });
});

describe("the whole VPC", () => {
  it("takes everything in it, but what goes by itself and what belongs to others", () => {
    const { keys, blockers } = remove("vpc", "vpc/lab");
    const stays = ["vpc/other", "subnet/b", "route-table/main", "security-group/default"];
    expect(keys).toEqual(
      Object.keys(network)
        .filter((key) => !stays.includes(key))
        .sort(),
    );
    expect(blockers).toEqual([]);
  });

  it("keeps a customer gateway that also serves another VPC", () => {
    const { keys, blockers } = remove("vpc", "vpc/lab", twin({ customerGateway: "customer-gateway/seoul" }));
    expect(keys).not.toContain("customer-gateway/seoul");
    expect(blockers).toEqual([]);
  });

  it("is blocked by an instance that was not made here, which stays", () => {
    const { keys, blockers } = remove("vpc", "vpc/lab", {}, [
      { key: "instance/test", isManaged: false, observed: null },
    ]);
    expect(blockers).toMatchObject([
      { severity: "error", phrase: { key: "problems.removalInstance", values: { name: "test" } } },
    ]);
    expect(keys).not.toContain("instance/test");
  });

  it("is blocked by a route to something that no kind of ours is", () => {
    const withNat = [{ key: "route-table/private", isManaged: true, observed: table(false, ["nat-1"]) }];
    expect(remove("vpc", "vpc/lab", {}, withNat).blockers).toMatchObject([
      { phrase: { key: "problems.removalForeignTarget", values: { table: "private", target: "nat-1" } } },
    ]);
  });

  it("does not speak of what EC2 takes along: the rule that every group is born with", () => {
    const rule = observed({ groupId: "sg-1", isEgress: true });
    const { keys, blockers } = remove("vpc", "vpc/lab", {}, [
      { key: "security-group-rule/a", isManaged: false, observed: rule },
    ]);
    expect(keys).not.toContain("security-group-rule/a");
    expect(blockers).toEqual([]);
  });

  it("says how much goes that was not made here", () => {
    const { blockers } = remove("vpc", "vpc/lab", {}, [{ key: "subnet/a", isManaged: false, observed: null }]);
    expect(blockers).toMatchObject([{ severity: "warning", phrase: { values: { count: 1 } } }]);
  });
});

it("what a goal removes is removable in one plan: nothing that stays references it, managed or not", () => {
  const unmanaged = states.map((state) => ({ ...state, isManaged: false }));
  const { keys } = remove("vpc", "vpc/lab", {}, unmanaged);
  const gone = new Set(keys);
  for (const [key, spec] of Object.entries(network)) {
    if (gone.has(key)) continue;
    const state = states.find((one) => one.key === key)?.observed;
    const along = state ? kindOf(kindInKey(key) as "vpc").removedWith(state) : [];
    for (const [field, value] of Object.entries(spec)) {
      if (!along.includes(field)) expect(gone.has(String(value)), `${key} still needs ${value}`).toBe(false);
    }
  }
});
