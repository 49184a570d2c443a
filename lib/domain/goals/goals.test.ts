import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kindInKey } from "../kinds/key";
import { viewOf } from "../kinds/testing";
import { contains, overlaps } from "../net/cidr";
import { ipv4FromNumber } from "../net/ip";
import { buildPlan } from "../plan/build-plan";
import type { Edit } from "../plan/step";
import { isAcceptable } from "../problem";
import { connectSite, type SiteConnectionWish } from "./site-connection";
import { layOutVpc, subnetCidrs, VPC_LAYOUTS } from "./vpc-layout";

const free = () => false;

function planOf(edits: readonly Edit[]) {
  return buildPlan({ edits, resources: [], region: "eu-west-1", tunnelsOf: () => [] });
}

function calls(edits: readonly Edit[]): string[] {
  return planOf(edits).steps.flatMap((step) => (step.type === "call" ? step.call.action : []));
}

const specs = (edits: readonly Edit[], kind: string): Record<string, unknown>[] =>
  edits.flatMap((edit) => (edit.kind === kind && edit.operation === "put" ? [edit.spec] : []));

describe("layOutVpc", () => {
  it.each(VPC_LAYOUTS)("%s makes a plan that nothing is wrong with", (layout) => {
    const { edits, problems } = layOutVpc({ layout, name: "lab", cidr: "10.50.0.0/16", zone: "eu-west-1a" }, free);
    expect(isAcceptable(problems)).toBe(true);
    expect(planOf(edits).problems).toEqual([]);
  });

  it.each([
    ["public", { "internet-gateway": 1, subnet: 1, "vpn-gateway": 0, route: 1 }],
    ["public-private", { "internet-gateway": 1, subnet: 2, "vpn-gateway": 0, route: 1 }],
    ["public-private-vpn", { "internet-gateway": 1, subnet: 2, "vpn-gateway": 1, route: 1 }],
    ["private-vpn", { "internet-gateway": 0, subnet: 1, "vpn-gateway": 1, route: 0 }],
  ] as const)("%s has %o", (layout, counts) => {
    const { edits } = layOutVpc({ layout, name: "lab", cidr: "10.50.0.0/16" }, free);
    for (const [kind, count] of Object.entries(counts))
      expect(edits.filter((edit) => edit.kind === kind)).toHaveLength(count);
  });

  it.each(VPC_LAYOUTS)("%s: every subnet names a table of its own", (layout) => {
    const { edits, subnets } = layOutVpc({ layout, name: "lab", cidr: "10.50.0.0/16" }, free);
    const associations = specs(edits, "subnet-association");
    expect(associations.map(({ subnet }) => subnet)).toEqual(Object.values(subnets));
    expect(new Set(associations.map(({ routeTable }) => routeTable)).size).toBe(associations.length);
  });

  it("only the public subnet reaches the internet, and only the private one the VPN", () => {
    const { edits, routeTables } = layOutVpc({ layout: "public-private-vpn", name: "lab", cidr: "10.50.0.0/16" }, free);
    expect(specs(edits, "route")).toEqual([
      { routeTable: routeTables.public, destination: "0.0.0.0/0", target: "internet-gateway/lab" },
    ]);
    expect(specs(edits, "route-propagation")).toEqual([
      { routeTable: routeTables.private, vpnGateway: "vpn-gateway/lab" },
    ]);
  });

  it("public and private without VPN says that a NAT gateway is missing", () => {
    const { problems } = layOutVpc({ layout: "public-private", name: "lab", cidr: "10.50.0.0/16" }, free);
    expect(problems).toMatchObject([{ severity: "warning", phrase: { key: "problems.layoutWithoutNat" } }]);
  });

  it("takes no key that the environment has", () => {
    const { vpc } = layOutVpc({ layout: "public", name: "lab", cidr: "10.50.0.0/16" }, (key) => key === "vpc/lab");
    expect(vpc).toBe("vpc/lab-2");
  });

  it("a VPC without room for its subnets is refused", () => {
    const { problems } = layOutVpc({ layout: "public-private", name: "lab", cidr: "10.50.0.0/28" }, free);
    expect(problems[0]).toMatchObject({ severity: "error", path: ["subnetCidrs", "public"] });
  });
});

describe("subnetCidrs", () => {
  it("are the classic ones of a /16", () => {
    const wish = { layout: "public-private", cidr: "10.0.0.0/16" } as const;
    expect(subnetCidrs(wish)).toEqual({ public: "10.0.0.0/24", private: "10.0.1.0/24" });
  });

  it("a computed block makes room for a given one", () => {
    const wish = { layout: "public-private", cidr: "10.0.0.0/16", subnetCidrs: { private: "10.0.0.0/24" } } as const;
    expect(subnetCidrs(wish)).toEqual({ public: "10.0.1.0/24", private: "10.0.0.0/24" });
  });

  it("lie inside the VPC and beside each other, whatever its size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 16 - 1 }), fc.integer({ min: 16, max: 27 }), (number, length) => {
        const size = 2 ** (32 - length);
        const cidr = `${ipv4FromNumber(Math.floor((number * 65_536) / size) * size)}/${length}`;
        const { public: a, private: b } = subnetCidrs({ layout: "public-private", cidr });
        if (a === undefined || b === undefined) throw new Error(`No room in ${cidr}`);
        expect([contains(cidr, a), contains(cidr, b), overlaps(a, b)]).toEqual([true, true, false]);
      }),
    );
  });
});

/** The lab of the classic write-up. */
const wish: SiteConnectionWish = {
  name: "seoul",
  vpc: "vpc/lab",
  customerGateway: { name: "idc", ipAddress: "3.37.222.142" },
  vpnGateway: { name: "lab" },
  routing: { type: "static", prefixes: ["10.60.0.0/16"] },
  propagateInto: ["route-table/lab-private"],
  access: {
    securityGroup: { name: "on-premises", description: "On-premises access" },
    from: ["10.60.0.0/16"],
    allow: ["ssh", "rdp", "icmp"],
  },
  testInstance: { name: "test", subnet: "subnet/lab-private", imageId: "ami-0abcdef1234567890" },
};

const privateVpc = {
  "vpc/lab": { name: "lab", cidr: "10.50.0.0/16" },
  "subnet/lab-private": { name: "lab-private", vpc: "vpc/lab", cidr: "10.50.1.0/24" },
  "route-table/lab-private": { name: "lab-private", vpc: "vpc/lab" },
};

describe("connectSite", () => {
  const layout = () =>
    Object.entries(privateVpc).map(
      ([key, spec]): Edit => ({ operation: "put", kind: kindInKey(key) as Edit["kind"], key, spec }),
    );

  it("together with its VPC makes a plan in the documented order that nothing is wrong with", () => {
    const { edits } = connectSite(wish, viewOf(privateVpc));
    const plan = planOf([...layout(), ...edits]);
    expect(plan.problems).toEqual([]);
    const order = calls([...layout(), ...edits]);
    const documented = [
      "CreateCustomerGateway",
      "CreateVpnGateway",
      "AttachVpnGateway",
      "EnableVgwRoutePropagation",
      "CreateSecurityGroup",
      "AuthorizeSecurityGroupIngress",
      "CreateVpnConnection",
      "CreateVpnConnectionRoute",
      "RunInstances",
    ];
    const places = documented.map((action) => order.indexOf(action));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it("lets in SSH, RDP and ping, from the prefixes that were named", () => {
    const rules = specs(connectSite(wish, viewOf(privateVpc)).edits, "security-group-rule");
    expect(rules.map(({ protocol, fromPort, cidr }) => [protocol, fromPort, cidr])).toEqual([
      ["tcp", 22, "10.60.0.0/16"],
      ["tcp", 3389, "10.60.0.0/16"],
      ["icmp", undefined, "10.60.0.0/16"],
    ]);
  });

  it("BGP enters no static prefixes", () => {
    const { edits } = connectSite({ ...wish, routing: { type: "bgp" } }, viewOf(privateVpc));
    expect(specs(edits, "vpn-connection-route")).toEqual([]);
    expect(specs(edits, "vpn-connection")).toMatchObject([{ routing: "bgp" }]);
  });

  it("wants nothing again that is there: gateways, attachment, propagation, rules", () => {
    const view = viewOf({
      ...privateVpc,
      "customer-gateway/idc": { name: "idc", ipAddress: "3.37.222.142", bgpAsn: 65000 },
      "vpn-gateway/lab": { name: "lab", amazonSideAsn: 64512 },
      "vpn-gateway-attachment/a": { vpnGateway: "vpn-gateway/lab", vpc: "vpc/lab" },
      "route-propagation/a": { routeTable: "route-table/lab-private", vpnGateway: "vpn-gateway/lab" },
      "security-group/on-premises": { name: "on-premises", vpc: "vpc/lab", description: "x" },
      "security-group-rule/a": {
        securityGroup: "security-group/on-premises",
        direction: "ingress",
        protocol: "tcp",
        fromPort: 22,
        toPort: 22,
        cidr: "10.60.0.0/16",
      },
    });
    const again: SiteConnectionWish = {
      ...wish,
      customerGateway: { key: "customer-gateway/idc" },
      vpnGateway: { key: "vpn-gateway/lab" },
      access: { securityGroup: { key: "security-group/on-premises" }, from: ["10.60.0.0/16"], allow: ["ssh"] },
      testInstance: undefined,
    };
    expect(connectSite(again, view).edits.map((edit) => edit.key)).toEqual([
      "vpn-connection/seoul",
      "vpn-connection-route/seoul:10.60.0.0-16",
    ]);
  });

  it("a gateway of another VPC is not taken over in silence", () => {
    const specsOfView = {
      ...privateVpc,
      "vpc/other": { name: "other", cidr: "10.51.0.0/16" },
      "vpn-gateway/busy": { name: "busy" },
      "vpn-gateway-attachment/a": { vpnGateway: "vpn-gateway/busy", vpc: "vpc/other" },
    };
    const { edits } = connectSite({ ...wish, vpnGateway: { key: "vpn-gateway/busy" } }, viewOf(specsOfView));
    expect(specs(edits, "vpn-gateway-attachment")).toEqual([{ vpnGateway: "vpn-gateway/busy", vpc: "vpc/lab" }]);
  });
});
