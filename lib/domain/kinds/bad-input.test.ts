import { describe, expect, it } from "vitest";
import { type KindName, kindNames } from ".";
import { judge, problemsOf, viewOf } from "./testing";

/** The classic write-up: one VPC behind one gateway, one static connection. */
const lab = {
  "vpc/lab": { name: "lab", cidr: "10.50.0.0/16" },
  "vpc/other": { name: "other", cidr: "10.51.0.0/16" },
  "subnet/a": { name: "a", vpc: "vpc/lab", cidr: "10.50.1.0/24" },
  "route-table/private": { name: "private", vpc: "vpc/lab" },
  "route-table/other": { name: "other", vpc: "vpc/other" },
  "security-group/web": { name: "web", vpc: "vpc/lab" },
  "security-group/other": { name: "other", vpc: "vpc/other" },
  "internet-gateway/igw": { name: "igw" },
  "internet-gateway-attachment/a": { internetGateway: "internet-gateway/igw", vpc: "vpc/lab" },
  "vpn-gateway/vgw": { name: "vgw", amazonSideAsn: 64512 },
  "vpn-gateway/free": { name: "free", amazonSideAsn: 64513 },
  "vpn-gateway-attachment/a": { vpnGateway: "vpn-gateway/vgw", vpc: "vpc/lab" },
  "customer-gateway/seoul": { name: "seoul", ipAddress: "3.37.222.142", bgpAsn: 65000 },
  "customer-gateway/clash": { name: "clash", ipAddress: "3.37.222.143", bgpAsn: 64512 },
  "customer-gateway/new": { name: "new", ipAddress: "3.37.222.144", bgpAsn: 65001 },
  "vpn-connection/seoul": {
    name: "seoul",
    customerGateway: "customer-gateway/seoul",
    vpnGateway: "vpn-gateway/vgw",
    routing: "static",
    tunnels: [{ insideCidr: "169.254.6.0/30" }, { insideCidr: "169.254.6.4/30" }],
  },
  "vpn-connection/bgp": { name: "bgp", vpnGateway: "vpn-gateway/free", routing: "bgp", tunnels: [{}, {}] },
  "vpn-connection-route/a": { vpnConnection: "vpn-connection/seoul", destination: "10.60.0.0/16" },
  "route/a": { routeTable: "route-table/private", destination: "0.0.0.0/0", target: "internet-gateway/igw" },
  "route-propagation/a": { routeTable: "route-table/private", vpnGateway: "vpn-gateway/vgw" },
  "subnet-association/a": { subnet: "subnet/a", routeTable: "route-table/private" },
};
const view = viewOf(lab);

interface Case {
  says: string;
  kind: KindName;
  spec: Record<string, unknown>;
  problems: string[];
}

const group = { securityGroup: "security-group/web", protocol: "tcp", cidr: "10.60.0.0/16" };
const connection = (more: object = {}, tunnel1: object = {}, tunnel2: object = {}) => ({
  name: "x",
  customerGateway: "customer-gateway/new",
  vpnGateway: "vpn-gateway/vgw",
  routing: "bgp",
  tunnels: [tunnel1, tunnel2],
  ...more,
});

const cases: Case[] = [
  // VPC and subnet
  {
    says: "a VPC with host bits",
    kind: "vpc",
    spec: { name: "x", cidr: "10.0.0.1/16" },
    problems: ["cidr: problems.cidrHostBits"],
  },
  {
    says: "a VPC larger than /16",
    kind: "vpc",
    spec: { name: "x", cidr: "10.0.0.0/15" },
    problems: ["cidr: problems.cidrSize"],
  },
  {
    says: "a VPC smaller than /28",
    kind: "vpc",
    spec: { name: "x", cidr: "10.0.0.0/29" },
    problems: ["cidr: problems.cidrSize"],
  },
  { says: "a VPC of no block", kind: "vpc", spec: { name: "x", cidr: "ten" }, problems: ["cidr: problems.cidr"] },
  {
    says: "a VPC without a name",
    kind: "vpc",
    spec: { name: " ", cidr: "10.0.0.0/16" },
    problems: ["name: problems.nameMissing"],
  },
  {
    says: "host names without DNS",
    kind: "vpc",
    spec: { name: "x", cidr: "10.0.0.0/16", dnsSupport: false, dnsHostnames: true },
    problems: ["dnsHostnames: problems.dnsHostnamesNeedSupport"],
  },
  {
    says: "a subnet outside its VPC",
    kind: "subnet",
    spec: { name: "x", vpc: "vpc/lab", cidr: "10.51.0.0/24" },
    problems: ["cidr: problems.subnetOutsideVpc"],
  },
  {
    says: "a subnet larger than its VPC",
    kind: "subnet",
    spec: { name: "x", vpc: "vpc/lab", cidr: "10.0.0.0/8" },
    problems: ["cidr: problems.cidrSize", "cidr: problems.subnetOutsideVpc"],
  },
  {
    says: "a subnet over its sibling",
    kind: "subnet",
    spec: { name: "x", vpc: "vpc/lab", cidr: "10.50.1.128/25" },
    problems: ["cidr: problems.subnetOverlaps"],
  },
  {
    says: "a subnet of nothing",
    kind: "subnet",
    spec: { name: "x", vpc: "lab", cidr: "10.50.2.0/24" },
    problems: ["vpc: problems.reference"],
  },

  // Gateways and attachments
  {
    says: "a second internet gateway on a VPC",
    kind: "internet-gateway-attachment",
    spec: { internetGateway: "internet-gateway/new", vpc: "vpc/lab" },
    problems: ["vpc: problems.vpcHasInternetGateway"],
  },
  {
    says: "an internet gateway on two VPCs",
    kind: "internet-gateway-attachment",
    spec: { internetGateway: "internet-gateway/igw", vpc: "vpc/other" },
    problems: ["internetGateway: problems.gatewayAttachedElsewhere"],
  },
  {
    says: "a second VPN gateway on a VPC",
    kind: "vpn-gateway-attachment",
    spec: { vpnGateway: "vpn-gateway/free", vpc: "vpc/lab" },
    problems: ["vpc: problems.vpcHasVpnGateway"],
  },
  {
    says: "a VPN gateway on two VPCs",
    kind: "vpn-gateway-attachment",
    spec: { vpnGateway: "vpn-gateway/vgw", vpc: "vpc/other" },
    problems: ["vpnGateway: problems.gatewayAttachedElsewhere"],
  },
  {
    says: "a public ASN on the Amazon side",
    kind: "vpn-gateway",
    spec: { name: "x", amazonSideAsn: 3320 },
    problems: ["amazonSideAsn: problems.amazonSideAsn"],
  },
  {
    says: "65535 on the Amazon side",
    kind: "vpn-gateway",
    spec: { name: "x", amazonSideAsn: 65535 },
    problems: ["amazonSideAsn: problems.amazonSideAsn"],
  },
  {
    says: "a private address of a customer gateway",
    kind: "customer-gateway",
    spec: { name: "x", ipAddress: "192.168.0.1" },
    problems: ["ipAddress: problems.ipv4NotPublic"],
  },
  {
    says: "text for an address of a customer gateway",
    kind: "customer-gateway",
    spec: { name: "x", ipAddress: "leeds" },
    problems: ["ipAddress: problems.ipv4"],
  },
  {
    says: "an ASN that AWS reserves",
    kind: "customer-gateway",
    spec: { name: "x", ipAddress: "3.37.222.1", bgpAsn: 9059 },
    problems: ["bgpAsn: problems.asnReserved"],
  },
  {
    says: "an ASN of 0",
    kind: "customer-gateway",
    spec: { name: "x", ipAddress: "3.37.222.1", bgpAsn: 0 },
    problems: ["bgpAsn: problems.asn"],
  },
  {
    says: "a customer gateway that exists",
    kind: "customer-gateway",
    spec: { name: "x", ipAddress: "3.37.222.142" },
    problems: ["ipAddress: problems.customerGatewayExists"],
  },

  // Routing
  {
    says: "a table of another VPC for a subnet",
    kind: "subnet-association",
    spec: { subnet: "subnet/b", routeTable: "route-table/other" },
    problems: [],
  },
  {
    says: "a second table for a subnet",
    kind: "subnet-association",
    spec: { subnet: "subnet/a", routeTable: "route-table/private" },
    problems: ["subnet: problems.subnetHasRouteTable"],
  },
  {
    says: "a table of another VPC for a known subnet",
    kind: "subnet-association",
    spec: { subnet: "subnet/a", routeTable: "route-table/other" },
    problems: ["routeTable: problems.routeTableOfOtherVpc"],
  },
  {
    says: "a route inside the VPC",
    kind: "route",
    spec: { routeTable: "route-table/private", destination: "10.50.9.0/24", target: "vpn-gateway/vgw" },
    problems: ["destination: problems.prefixInsideVpc"],
  },
  {
    says: "a second route to a destination",
    kind: "route",
    spec: { routeTable: "route-table/private", destination: "0.0.0.0/0", target: "vpn-gateway/vgw" },
    problems: ["destination: problems.routeExists"],
  },
  {
    says: "a route to what AWS reserves",
    kind: "route",
    spec: { routeTable: "route-table/private", destination: "169.254.169.0/24", target: "vpn-gateway/vgw" },
    problems: ["destination: problems.routeReserved"],
  },
  {
    says: "a route to a gateway that is not attached",
    kind: "route",
    spec: { routeTable: "route-table/private", destination: "10.60.0.0/16", target: "vpn-gateway/free" },
    problems: ["target: problems.gatewayNotAttached"],
  },
  {
    says: "a route to a subnet",
    kind: "route",
    spec: { routeTable: "route-table/private", destination: "10.60.0.0/16", target: "subnet/a" },
    problems: ["target: problems.routeTarget"],
  },
  {
    says: "propagation of a gateway that is not attached",
    kind: "route-propagation",
    spec: { routeTable: "route-table/private", vpnGateway: "vpn-gateway/free" },
    problems: ["vpnGateway: problems.gatewayNotAttached"],
  },
  {
    says: "propagation twice",
    kind: "route-propagation",
    spec: { routeTable: "route-table/private", vpnGateway: "vpn-gateway/vgw" },
    problems: ["vpnGateway: problems.propagationExists"],
  },

  // Security groups
  {
    says: "a group whose name AWS keeps",
    kind: "security-group",
    spec: { name: "sg-mine", vpc: "vpc/lab", description: "x" },
    problems: ["name: problems.groupNamePrefix"],
  },
  {
    says: "a group with a name that AWS does not take",
    kind: "security-group",
    spec: { name: "서울", vpc: "vpc/lab", description: "x" },
    problems: ["name: problems.groupTextAlphabet"],
  },
  {
    says: "a group without a description",
    kind: "security-group",
    spec: { name: "x", vpc: "vpc/lab", description: "" },
    problems: ["description: problems.descriptionMissing"],
  },
  {
    says: "a second group of a name",
    kind: "security-group",
    spec: { name: "web", vpc: "vpc/lab", description: "x" },
    problems: ["name: problems.securityGroupExists"],
  },
  {
    says: "a rule for nobody",
    kind: "security-group-rule",
    spec: { ...group, cidr: undefined, fromPort: 22, toPort: 22 },
    problems: ["cidr: problems.peerMissing"],
  },
  {
    says: "a rule for two ends",
    kind: "security-group-rule",
    spec: { ...group, peerGroup: "security-group/other", fromPort: 22, toPort: 22 },
    problems: ["peerGroup: problems.peerTwice"],
  },
  { says: "TCP without ports", kind: "security-group-rule", spec: group, problems: ["fromPort: problems.portMissing"] },
  {
    says: "ports in the wrong order",
    kind: "security-group-rule",
    spec: { ...group, fromPort: 80, toPort: 22 },
    problems: ["toPort: problems.portOrder"],
  },
  {
    says: "a port above 65535",
    kind: "security-group-rule",
    spec: { ...group, fromPort: 65536, toPort: 65536 },
    problems: ["fromPort: problems.port", "toPort: problems.port"],
  },
  {
    says: "ICMP with ports",
    kind: "security-group-rule",
    spec: { ...group, protocol: "icmp", fromPort: 8, toPort: 8 },
    problems: ["fromPort: problems.portsWithoutProtocol"],
  },
  {
    says: "an ICMP type of 256",
    kind: "security-group-rule",
    spec: { ...group, protocol: "icmp", icmpType: 256 },
    problems: ["icmpType: problems.icmp"],
  },

  // Connections
  {
    says: "the ASN of the VPN gateway",
    kind: "vpn-connection",
    spec: connection({ customerGateway: "customer-gateway/clash" }),
    problems: ["customerGateway: problems.asnConflict"],
  },
  {
    says: "a connection that exists",
    kind: "vpn-connection",
    spec: connection({ customerGateway: "customer-gateway/seoul" }),
    problems: ["customerGateway: problems.connectionExists"],
  },
  {
    says: "a customer gateway in use at another VPN gateway",
    kind: "vpn-connection",
    spec: connection({ customerGateway: "customer-gateway/seoul", vpnGateway: "vpn-gateway/free" }),
    problems: ["customerGateway: problems.customerGatewayElsewhere (warning)"],
  },
  {
    says: "one tunnel",
    kind: "vpn-connection",
    spec: { ...connection(), tunnels: [{}] },
    problems: ["tunnels: problems.twoTunnels"],
  },
  {
    says: "an inside CIDR outside 169.254.0.0/16",
    kind: "vpn-connection",
    spec: connection({}, { insideCidr: "10.0.0.0/30" }),
    problems: ["tunnels.0.insideCidr: problems.insideCidrOutsideSpace"],
  },
  {
    says: "an inside CIDR that is no /30",
    kind: "vpn-connection",
    spec: connection({}, { insideCidr: "169.254.9.0/29" }),
    problems: ["tunnels.0.insideCidr: problems.insideCidrSize"],
  },
  {
    says: "a reserved inside CIDR",
    kind: "vpn-connection",
    spec: connection({}, {}, { insideCidr: "169.254.5.0/30" }),
    problems: ["tunnels.1.insideCidr: problems.insideCidrReserved"],
  },
  {
    says: "an inside CIDR with host bits",
    kind: "vpn-connection",
    spec: connection({}, { insideCidr: "169.254.9.1/30" }),
    problems: ["tunnels.0.insideCidr: problems.insideCidrHostBits"],
  },
  {
    says: "an inside CIDR of a neighbour on the gateway",
    kind: "vpn-connection",
    spec: connection({}, { insideCidr: "169.254.6.4/30" }),
    problems: ["tunnels.0.insideCidr: problems.insideCidrTaken"],
  },
  {
    says: "an inside CIDR of the sibling",
    kind: "vpn-connection",
    spec: connection({}, { insideCidr: "169.254.9.0/30" }, { insideCidr: "169.254.9.0/30" }),
    problems: ["tunnels.1.insideCidr: problems.insideCidrSibling"],
  },
  {
    says: "phase 2 as long as phase 1",
    kind: "vpn-connection",
    spec: connection({}, { phase1LifetimeSeconds: 3600 }),
    problems: ["tunnels.0.phase2LifetimeSeconds: problems.phase2Longer"],
  },
  {
    says: "a phase 1 lifetime of 899",
    kind: "vpn-connection",
    spec: connection({}, { phase1LifetimeSeconds: 899 }),
    problems: ["tunnels.0.phase1LifetimeSeconds: problems.phase1Lifetime"],
  },
  {
    says: "a phase 2 lifetime of 3601",
    kind: "vpn-connection",
    spec: connection({}, { phase2LifetimeSeconds: 3601 }),
    problems: ["tunnels.0.phase2LifetimeSeconds: problems.phase2Lifetime"],
  },
  {
    says: "a margin above half of phase 2",
    kind: "vpn-connection",
    spec: connection({}, {}, { phase2LifetimeSeconds: 901, rekeyMarginTimeSeconds: 451 }),
    problems: ["tunnels.1.rekeyMarginTimeSeconds: problems.rekeyMarginLong"],
  },
  {
    says: "AWS beginning with IKEv1",
    kind: "vpn-connection",
    spec: connection({}, { startupAction: "start", ikeVersions: ["ikev1"] }),
    problems: ["tunnels.0.startupAction: problems.startNeedsIkev2"],
  },
  {
    says: "a DH group that AWS does not have in phase 1",
    kind: "vpn-connection",
    spec: connection({}, { phase1DhGroupNumbers: [5] }),
    problems: ["tunnels.0.phase1DhGroupNumbers.0: problems.choiceUnknown"],
  },
  {
    says: "no IKE version",
    kind: "vpn-connection",
    spec: connection({}, { ikeVersions: [] }),
    problems: ["tunnels.0.ikeVersions: problems.choiceMissing"],
  },
  {
    says: "a log without a group",
    kind: "vpn-connection",
    spec: connection({}, { activityLog: true }),
    problems: ["tunnels.0.activityLogGroupArn: problems.logGroupMissing"],
  },
  {
    says: "a BGP log on a static connection",
    kind: "vpn-connection",
    spec: connection(
      { routing: "static" },
      { bgpLog: true, bgpLogGroupArn: "arn:aws:logs:eu-west-1:111122223333:log-group:vpn" },
    ),
    problems: ["tunnels.0.bgpLog: problems.bgpLogOnStatic"],
  },
  {
    says: "a static route on a BGP connection",
    kind: "vpn-connection-route",
    spec: { vpnConnection: "vpn-connection/bgp", destination: "10.61.0.0/16" },
    problems: ["vpnConnection: problems.staticRouteOnBgp"],
  },
  {
    says: "a static route twice",
    kind: "vpn-connection-route",
    spec: { vpnConnection: "vpn-connection/seoul", destination: "10.60.0.0/16" },
    problems: ["destination: problems.staticRouteExists"],
  },
  {
    says: "a static route into the VPC",
    kind: "vpn-connection-route",
    spec: { vpnConnection: "vpn-connection/seoul", destination: "10.50.1.0/24" },
    problems: ["destination: problems.prefixInsideVpc"],
  },
  {
    says: "a static route around the VPC",
    kind: "vpn-connection-route",
    spec: { vpnConnection: "vpn-connection/seoul", destination: "10.0.0.0/8" },
    problems: ["destination: problems.prefixAroundVpc (warning)"],
  },

  // Instance
  {
    says: "an instance without a security group",
    kind: "instance",
    spec: { name: "x", subnet: "subnet/a", securityGroups: [], imageId: "ami-0abcdef1234567890" },
    problems: ["securityGroups: problems.securityGroupMissing"],
  },
  {
    says: "an instance with a group of another VPC",
    kind: "instance",
    spec: { name: "x", subnet: "subnet/a", securityGroups: ["security-group/other"], imageId: "ami-0abcdef1234567890" },
    problems: ["securityGroups: problems.securityGroupOfOtherVpc"],
  },
  {
    says: "an instance of no image",
    kind: "instance",
    spec: { name: "x", subnet: "subnet/a", securityGroups: ["security-group/web"], imageId: "al2023" },
    problems: ["imageId: problems.imageId"],
  },
  {
    says: "an instance of a parameter without a name",
    kind: "instance",
    spec: { name: "x", subnet: "subnet/a", securityGroups: ["security-group/web"], imageId: "resolve:ssm:" },
    problems: ["imageId: problems.imageId"],
  },
  {
    says: "an instance of a parameter in one of its versions",
    kind: "instance",
    spec: { name: "x", subnet: "subnet/a", securityGroups: ["security-group/web"], imageId: "resolve:ssm:/golden:2" },
    problems: [],
  },
];

it.each(cases.filter(({ problems }) => problems.length > 0))("refuses $says", ({ kind, spec, problems }) => {
  expect(judge(kind, `${kind}/x`, spec, view)).toEqual(problems);
});

it.each(cases.filter(({ problems }) => problems.length === 0))(
  "does not judge $says that is not known",
  ({ kind, spec }) => {
    expect(judge(kind, `${kind}/x`, spec, view)).toEqual([]);
  },
);

describe("accepts", () => {
  it.each(Object.entries(lab).filter(([key]) => key.startsWith("vpn-connection-route/") || key.startsWith("route")))(
    "%s beside itself",
    (key, spec) => {
      expect(judge(key.split("/")[0] as KindName, key, spec, view)).toEqual([]);
    },
  );

  it.each<[string, KindName, Record<string, unknown>]>([
    ["the next subnet", "subnet", { name: "b", vpc: "vpc/lab", cidr: "10.50.2.0/24", zone: "eu-west-1a" }],
    [
      "a route to all of the internet over the VPN",
      "vpn-connection-route",
      { vpnConnection: "vpn-connection/seoul", destination: "0.0.0.0/0" },
    ],
    ["ping from on premises", "security-group-rule", { ...group, protocol: "icmp", icmpType: 8 }],
    [
      "a connection with every bound at its edge",
      "vpn-connection",
      connection(
        {},
        {
          phase1LifetimeSeconds: 901,
          phase2LifetimeSeconds: 900,
          rekeyMarginTimeSeconds: 450,
          replayWindowSize: 64,
          rekeyFuzzPercentage: 0,
          dpdTimeoutSeconds: 30,
        },
      ),
    ],
    [
      "a 4-byte ASN of a customer gateway",
      "customer-gateway",
      { name: "x", ipAddress: "3.37.222.1", bgpAsn: 4_294_967_295 },
    ],
  ])("%s", (_says, kind, spec) => expect(judge(kind, `${kind}/x`, spec, view)).toEqual([]));
});

describe("offers the next valid value", () => {
  it.each<[string, KindName, Record<string, unknown>, string]>([
    ["the block of a VPC with host bits", "vpc", { name: "x", cidr: "10.0.3.1/16" }, "10.0.0.0/16"],
    [
      "the lowest free block beside a sibling",
      "subnet",
      { name: "x", vpc: "vpc/lab", cidr: "10.50.1.0/24" },
      "10.50.0.0/24",
    ],
    ["a free block inside the VPC", "subnet", { name: "x", vpc: "vpc/lab", cidr: "10.9.0.0/20" }, "10.50.16.0/20"],
    [
      "a free inside CIDR on the gateway",
      "vpn-connection",
      connection({}, { insideCidr: "169.254.6.0/30" }),
      "169.254.0.4/30",
    ],
    [
      "the customer gateway that exists",
      "customer-gateway",
      { name: "x", ipAddress: "3.37.222.142" },
      "customer-gateway/seoul",
    ],
    [
      "half of phase 2 as margin",
      "vpn-connection",
      connection({}, { phase2LifetimeSeconds: 900, rekeyMarginTimeSeconds: 900 }),
      "450",
    ],
  ])("%s", (_says, kind, spec, suggestion) => {
    expect(problemsOf(kind, `${kind}/x`, spec, view)[0]?.suggestion).toBe(suggestion);
  });
});

it.each(kindNames)("a form of %s without anything in it says what is missing, in words of the catalogue", (kind) => {
  const said = judge(kind, `${kind}/x`, {});
  for (const problem of said) expect(problem).toMatch(/^\w+: problems\.\w+$/);
  expect(said.length).toBeGreaterThan(0);
});
