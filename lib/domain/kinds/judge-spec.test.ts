import { describe, expect, it } from "vitest";
import type { KindName } from ".";
import { judgeSpec } from "./judge-spec";
import { viewOf } from "./testing";

const view = viewOf({
  "vpc/lab": { name: "lab", cidr: "10.50.0.0/16" },
  "subnet/a": { name: "a", vpc: "vpc/lab", cidr: "10.50.1.0/24" },
  "vpn-gateway/vgw": { name: "vgw", amazonSideAsn: 64512 },
  "vpn-gateway-attachment/a": { vpnGateway: "vpn-gateway/vgw", vpc: "vpc/lab" },
  "customer-gateway/clash": { name: "clash", ipAddress: "3.37.222.143", bgpAsn: 64512 },
  "vpn-connection/seoul": {
    name: "seoul",
    vpnGateway: "vpn-gateway/vgw",
    routing: "static",
    tunnels: [{ insideCidr: "169.254.6.0/30" }, {}],
  },
});

function judge(kind: KindName, spec: Record<string, unknown>): string[] {
  return judgeSpec(kind, `${kind}/ `, spec, view).map(({ path = [], phrase }) => `${path.join(".")}: ${phrase.key}`);
}

describe("a form that is half filled in", () => {
  it("blames a reserved ASN while name and address are missing", () => {
    expect(judge("customer-gateway", { bgpAsn: 7224 })).toEqual([
      "name: problems.nameMissing",
      "ipAddress: problems.ipv4",
      "bgpAsn: problems.asnReserved",
    ]);
  });

  it("blames an address that is not public while the ASN is no number", () => {
    expect(judge("customer-gateway", { name: "x", ipAddress: "10.0.0.1", bgpAsn: "many" })).toEqual([
      "bgpAsn: problems.asn",
      "ipAddress: problems.ipv4NotPublic",
    ]);
  });

  it("blames a subnet that overlaps another one, or lies outside its VPC, while it has no name", () => {
    const nameless = ["name: problems.nameMissing"];
    expect(judge("subnet", { vpc: "vpc/lab", cidr: "10.50.1.128/25" })).toEqual([
      ...nameless,
      "cidr: problems.subnetOverlaps",
    ]);
    expect(judge("subnet", { vpc: "vpc/lab", cidr: "10.51.0.0/24" })).toEqual([
      ...nameless,
      "cidr: problems.subnetOutsideVpc",
    ]);
  });

  it("blames reserved inside CIDRs before the gateways are chosen, and clashing ones once the gateway is", () => {
    const tunnels = [{ insideCidr: "169.254.0.0/30" }, { insideCidr: "169.254.6.0/30" }];
    const reserved = "tunnels.0.insideCidr: problems.insideCidrReserved";
    const taken = "tunnels.1.insideCidr: problems.insideCidrTaken";
    const early = judge("vpn-connection", { tunnels });
    expect(early).toContain(reserved);
    expect(early).not.toContain(taken);
    const later = judge("vpn-connection", { vpnGateway: "vpn-gateway/vgw", tunnels });
    expect(later).toContain(reserved);
    expect(later).toContain(taken);
  });

  it("blames gateways with the same ASN while the connection has no name and a lifetime is no number", () => {
    const spec = {
      customerGateway: "customer-gateway/clash",
      vpnGateway: "vpn-gateway/vgw",
      routing: "bgp",
      tunnels: [{ phase1LifetimeSeconds: "long" }, {}],
    };
    expect(judge("vpn-connection", spec)).toContain("customerGateway: problems.asnConflict");
  });

  it("blames nothing that only what is still missing could tell", () => {
    expect(judge("vpn-connection", { tunnels: [{ bgpLog: true, bgpLogGroupArn: "x" }, {}] })).not.toContain(
      "tunnels.0.bgpLog: problems.bgpLogOnStatic",
    );
    expect(judge("subnet", { cidr: "10.50.1.0/24" })).toEqual([
      "name: problems.nameMissing",
      "vpc: problems.reference",
    ]);
    expect(
      judge("vpn-connection", { tunnels: [{ phase1LifetimeSeconds: "long", phase2LifetimeSeconds: 3600 }, {}] }),
    ).not.toContain("tunnels.0.phase2LifetimeSeconds: problems.phase2Longer");
  });

  it("says a mistake of shape once", () => {
    expect(judge("vpc", {})).toEqual(["name: problems.nameMissing", "cidr: problems.cidr"]);
  });
});
