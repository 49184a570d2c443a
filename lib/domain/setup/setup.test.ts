import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VPC_LAYOUTS } from "../goals/vpc-layout";
import { viewOf } from "../kinds/testing";
import { buildPlan } from "../plan/build-plan";
import { type Answers, parseAnswers } from "./answers";
import { draftEdits } from "./draft-edits";
import { judgeStage } from "./judge-stage";
import { labAnswers } from "./lab-answers.fixture";
import { ASKING_STAGES, type AskingStage } from "./stages";

/** The lab of the classic write-up. */
const lab = {
  ...labAnswers,
  access: {
    propagateInto: ["route-table/lab-private"],
    allow: ["ssh", "icmp"],
    group: "new",
    groupKey: "",
    groupName: "on-premises",
    hasInstance: true,
    instanceName: "test",
    instanceSubnet: "subnet/lab-private",
    imageId: "ami-0abcdef1234567890",
  },
  connection: { name: "idc", tunnels: [{ presharedKey: { $secret: "a" } }, {}] },
} satisfies Answers;

const empty = viewOf({});
const wrong = (stage: AskingStage, answers: Answers, view = empty) =>
  judgeStage(stage, answers, view).map(({ path, phrase }) => `${path?.join(".")}: ${phrase.key}`);

describe("a guide", () => {
  it("makes edits that the plan has nothing against, and no stage complains", () => {
    for (const stage of ASKING_STAGES) expect(wrong(stage, lab), stage).toEqual([]);
    const { edits } = draftEdits(lab, empty);
    const plan = buildPlan({ edits, resources: [], region: "eu-west-1", tunnelsOf: () => [] });
    expect(plan.problems).toEqual([]);
    expect(edits.filter(({ kind }) => kind === "route-propagation")).toHaveLength(1);
  });

  it("makes the same edits of the same answers", () => {
    expect(draftEdits(lab, empty).edits).toEqual(
      draftEdits(parseAnswers(JSON.parse(JSON.stringify(lab))), empty).edits,
    );
  });

  it("proposes nothing of a stage that was not answered", () => {
    const { needs, network } = lab;
    const kinds = draftEdits({ needs, network }, empty).edits.map(({ kind }) => kind);
    expect(kinds).not.toContain("customer-gateway");
    expect(kinds).not.toContain("vpn-connection");
    expect(draftEdits({ needs }, empty).edits).toEqual([]);
  });

  it("asks a stage again that was stored in another shape", () => {
    expect(parseAnswers({ ...lab, network: { use: "rented" } }).network).toBeUndefined();
  });
});

describe("judgeStage", () => {
  const needs = (facts: Partial<(typeof lab)["needs"]>) =>
    wrong("needs", { ...lab, needs: { ...lab.needs, ...facts } });

  it.each([
    ["an address that is none", { ipAddress: "3.37.222" }, "ipAddress: problems.ipv4"],
    ["a private address", { ipAddress: "10.0.0.1" }, "ipAddress: problems.ipv4NotPublic"],
    ["no name", { site: "" }, "site: problems.nameMissing"],
    ["a prefix that is none", { prefixes: ["10.60.0.0"] }, "prefixes: setup.problem.prefix"],
    ["a prefix with host bits", { prefixes: ["10.60.1.0/16"] }, "prefixes: problems.cidrHostBits"],
    ["static routing without a prefix", { prefixes: [] }, "prefixes: setup.problem.prefixMissing"],
    ["a reserved ASN", { bgpAsn: "7224" }, "bgpAsn: problems.asnReserved"],
    ["an ASN that is no number", { bgpAsn: "six" }, "bgpAsn: problems.asn"],
  ])("refuses %s", (_, facts, expected) => {
    expect(needs(facts)).toContain(expected);
  });

  it("refuses a reserved ASN while name and address are still missing", () => {
    expect(needs({ site: "", ipAddress: "", bgpAsn: "7224" })).toContain("bgpAsn: problems.asnReserved");
  });

  it("names every wrong prefix, and offers the whole list mended as far as it can be", () => {
    const prefixes = ["10.60.1.0/16", "ten", "10.61.1.0/16"];
    const problems = judgeStage("needs", { ...lab, needs: { ...lab.needs, prefixes } }, viewOf({}));
    expect(problems.map(({ phrase, suggestion }) => [Object.values(phrase.values ?? {})[0], suggestion])).toEqual([
      ["10.60.1.0/16", "10.60.0.0/16, ten, 10.61.0.0/16"],
      ["ten", undefined],
      ["10.61.1.0/16", "10.60.0.0/16, ten, 10.61.0.0/16"],
    ]);
  });

  it("BGP needs an ASN and no prefix", () => {
    const bgp = { ...lab, needs: { ...lab.needs, routing: "bgp" as const, prefixes: [] } };
    expect(wrong("needs", bgp)).toEqual(["bgpAsn: problems.asn"]);
  });

  it("refuses a VPC in which the site's own network lies", () => {
    const network = { ...lab.network, cidr: "10.0.0.0/8" };
    expect(wrong("network", { ...lab, network: { ...network, cidr: "10.60.0.0/16", privateCidr: "" } })).toContain(
      "cidr: problems.prefixInsideVpc",
    );
    expect(wrong("network", { ...lab, network })).toContain("cidr: problems.cidrSize");
  });

  it("refuses a subnet outside the VPC, at its own field", () => {
    const network = { ...lab.network, privateCidr: "10.51.1.0/24" };
    expect(wrong("network", { ...lab, network })).toContain("privateCidr: problems.subnetOutsideVpc");
  });

  it("offers a customer gateway that exists already", () => {
    const view = viewOf({ "customer-gateway/old": { name: "old", ipAddress: "3.37.222.142", bgpAsn: 65000 } });
    expect(judgeStage("needs", lab, view)).toEqual([]);
    expect(judgeStage("customer-gateway", lab, view)).toMatchObject([
      { path: ["use"], phrase: { key: "problems.customerGatewayExists" }, suggestion: "customer-gateway/old" },
    ]);
    const reused = { ...lab, "customer-gateway": { use: "existing" as const, key: "customer-gateway/old", name: "" } };
    expect(judgeStage("customer-gateway", reused, view)).toEqual([]);
  });

  it("offers the gateway that a VPC has already", () => {
    const view = viewOf({
      "vpc/core": { name: "core", cidr: "10.1.0.0/16" },
      "vpn-gateway/core": { name: "core", amazonSideAsn: 64512 },
      "vpn-gateway-attachment/core:core": { vpnGateway: "vpn-gateway/core", vpc: "vpc/core" },
    });
    const answers = {
      ...lab,
      network: { ...lab.network, use: "existing" as const, vpc: "vpc/core" },
      "vpn-gateway": { use: "new" as const, key: "", name: "second", amazonSideAsn: "" },
    };
    expect(judgeStage("vpn-gateway", answers, view)).toMatchObject([
      { path: ["use"], phrase: { key: "problems.vpcHasVpnGateway" }, suggestion: "vpn-gateway/core" },
    ]);
  });

  it("refuses a gateway with the ASN of the device, where it is chosen", () => {
    const answers = { ...lab, needs: { ...lab.needs, bgpAsn: "64600" } };
    const gateway = { use: "new" as const, key: "", name: "", amazonSideAsn: "64600" };
    expect(wrong("vpn-gateway", { ...answers, "vpn-gateway": gateway })).toEqual([
      "amazonSideAsn: problems.asnConflict",
    ]);
    expect(wrong("vpn-gateway", { ...answers, "vpn-gateway": { ...gateway, amazonSideAsn: "64601" } })).toEqual([]);
  });

  it("says that nothing arrives without propagation, and lets it be", () => {
    const access = { ...lab.access, propagateInto: [] };
    const network = { ...lab.network, layout: "public" as const };
    const problems = judgeStage("access", { ...lab, network, access: { ...access, hasInstance: false } }, empty);
    expect(problems).toMatchObject([{ severity: "warning", path: ["propagateInto"] }]);
  });

  it("judges both tunnels at their own fields", () => {
    const connection = { name: "idc", tunnels: [{ insideCidr: "169.254.5.0/30" }, { phase1LifetimeSeconds: 10 }] };
    expect(
      wrong("connection", { ...lab, connection: { ...connection, tunnels: [{}, { phase1LifetimeSeconds: 10 }] } }),
    ).toEqual(["tunnels.1.phase1LifetimeSeconds: problems.phase1Lifetime"]);
    expect(
      wrong("connection", { ...lab, connection: { ...connection, tunnels: [{ insideCidr: "169.254.5.0/30" }, {}] } }),
    ).toEqual(["tunnels.0.insideCidr: problems.insideCidrReserved"]);
  });

  it("judges whatever is typed, at every stage, without failing at it", () => {
    const cidr = fc.constantFrom("", "abc", "10.", "10.60.0.0/33", "10.60.0.1/16", "10.60.0.0/16", "10.60.0.0/30");
    const number = fc.constantFrom("", "-1", "six", "7224", "64512", "99999999999");
    const key = fc.constantFrom("", "vpc/none", "vpc/core", "subnet/", "nothing");
    const typed = fc.record({
      needs: fc.record({ ...constants(lab.needs), bgpAsn: number, prefixes: fc.array(cidr), ipAddress: cidr }),
      network: fc.record({
        ...constants(lab.network),
        use: fc.constantFrom("new" as const, "existing" as const),
        layout: fc.constantFrom(...VPC_LAYOUTS),
        ...{ vpc: key, name: key, zone: key, cidr, publicCidr: cidr, privateCidr: cidr },
      }),
      "customer-gateway": fc.record({ use: fc.constantFrom("new" as const, "existing" as const), key, name: key }),
      "vpn-gateway": fc.record({ ...constants(lab["vpn-gateway"]), key, amazonSideAsn: number }),
      access: fc.record({ ...constants(lab.access), groupKey: key, instanceSubnet: key, imageId: cidr }),
      connection: fc.constant(lab.connection),
    });
    const view = viewOf({ "vpc/core": { name: "core", cidr: "10.60.0.0/16" } });
    fc.assert(
      fc.property(typed, (answers) => {
        for (const stage of ASKING_STAGES) judgeStage(stage, answers, view);
      }),
    );
  });
});

/** Every member as it is. */
function constants<Members extends object>(members: Members) {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, fc.constant(value)])) as {
    [Name in keyof Members]: fc.Arbitrary<Members[Name]>;
  };
}
