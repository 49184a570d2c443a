// biome-ignore-all lint/suspicious/noExplicitAny: EC2 in miniature takes any input and is not what is tested.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Ec2Call } from "../ec2-calls";
import { ipv4FromNumber } from "../net/ip";
import { type KindName, kindNames, kindOf } from ".";
import { plainNames } from "./testing";
import { TUNNEL_DEFAULTS } from "./vpn-connection/tunnel-options";

/** What EC2 answers to the kind's Describe call once it has done this create call. */
type Echo = (input: Record<string, any>) => { created: object; listed: object };

const block = (min: number, max: number) =>
  fc.tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min, max })).map(([address, length]) => {
    const size = 2 ** (32 - length);
    return `${ipv4FromNumber(Math.floor(address / size) * size)}/${length}`;
  });
const text = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
  .filter((name) => /^[^\p{Cc}]+$/u.test(name) && name.trim() === name);
const plainText = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,30}$/).filter((name) => !name.startsWith("sg-"));
const port = fc.integer({ min: 0, max: 65535 });
const some = <Value>(values: readonly Value[]) => fc.subarray([...values], { minLength: 1 });

const tunnel = fc.record(
  {
    insideCidr: fc.integer({ min: 10, max: 60 }).map((n) => `169.254.${n}.0/30`),
    presharedKey: fc.constant({ $secret: "sealed-1" }),
    ikeVersions: some(TUNNEL_DEFAULTS.ikeVersions),
    phase1EncryptionAlgorithms: some(TUNNEL_DEFAULTS.phase1EncryptionAlgorithms),
    phase1IntegrityAlgorithms: some(TUNNEL_DEFAULTS.phase1IntegrityAlgorithms),
    phase1DhGroupNumbers: some(TUNNEL_DEFAULTS.phase1DhGroupNumbers),
    phase1LifetimeSeconds: fc.integer({ min: 900, max: 28_800 }),
    phase2EncryptionAlgorithms: some(TUNNEL_DEFAULTS.phase2EncryptionAlgorithms),
    phase2DhGroupNumbers: some(TUNNEL_DEFAULTS.phase2DhGroupNumbers),
    phase2LifetimeSeconds: fc.integer({ min: 900, max: 3600 }),
    rekeyFuzzPercentage: fc.integer({ min: 0, max: 100 }),
    replayWindowSize: fc.integer({ min: 64, max: 2048 }),
    dpdTimeoutSeconds: fc.integer({ min: 30, max: 300 }),
    dpdTimeoutAction: fc.constantFrom("clear", "none", "restart"),
    startupAction: fc.constantFrom("add", "start"),
    lifecycleControl: fc.boolean(),
    activityLog: fc.boolean(),
    activityLogGroupArn: fc.constant("arn:aws:logs:eu-west-1:111122223333:log-group:vpn"),
  },
  { requiredKeys: ["activityLogGroupArn"] },
);

const SPECS: Record<KindName, fc.Arbitrary<Record<string, unknown>>> = {
  "customer-gateway": fc.record({
    name: text,
    ipAddress: fc.ipV4(),
    bgpAsn: fc.integer({ min: 1, max: 4_294_967_295 }),
  }),
  "vpn-gateway": fc.record({ name: text, amazonSideAsn: fc.constantFrom(64512, 65534, 4_200_000_000) }),
  vpc: fc.record({ name: text, cidr: block(16, 28) }),
  subnet: fc.record({
    name: text,
    vpc: fc.constant("vpc/vpc-1"),
    cidr: block(16, 28),
    zone: fc.constantFrom("a", "b"),
  }),
  "internet-gateway": fc.record({ name: text }),
  "internet-gateway-attachment": fc.constant({ internetGateway: "internet-gateway/igw-1", vpc: "vpc/vpc-1" }),
  "vpn-gateway-attachment": fc.constant({ vpnGateway: "vpn-gateway/vgw-1", vpc: "vpc/vpc-1" }),
  "route-table": fc.record({ name: text, vpc: fc.constant("vpc/vpc-1") }),
  "subnet-association": fc.constant({ subnet: "subnet/subnet-1", routeTable: "route-table/rtb-1" }),
  "route-propagation": fc.constant({ routeTable: "route-table/rtb-1", vpnGateway: "vpn-gateway/vgw-1" }),
  route: fc.record({
    routeTable: fc.constant("route-table/rtb-1"),
    destination: block(0, 32),
    target: fc.constantFrom("internet-gateway/igw-1", "vpn-gateway/vgw-1", "instance/i-1"),
  }),
  "security-group": fc.record({
    name: plainText.filter((name) => !/^sg-/i.test(name)),
    vpc: fc.constant("vpc/vpc-1"),
    description: plainText,
  }),
  "security-group-rule": fc
    .record({
      securityGroup: fc.constant("security-group/sg-1"),
      direction: fc.constantFrom("ingress", "egress"),
      traffic: fc.oneof(
        fc.constant({ protocol: "all" }),
        fc.record({ protocol: fc.constantFrom("tcp", "udp"), fromPort: port, toPort: port }),
        fc.record({
          protocol: fc.constant("icmp"),
          icmpType: fc.integer({ min: -1, max: 255 }),
          icmpCode: fc.constant(-1),
        }),
      ),
      peer: fc.oneof(
        block(0, 32).map((cidr) => ({ cidr })),
        fc.constant({ peerGroup: "security-group/sg-2" }),
      ),
      description: plainText,
    })
    .map(({ traffic, peer, ...rest }) => ({ ...rest, ...traffic, ...peer })),
  "vpn-connection": fc.record({
    name: text,
    customerGateway: fc.constant("customer-gateway/cgw-1"),
    vpnGateway: fc.constant("vpn-gateway/vgw-1"),
    routing: fc.constantFrom("static", "bgp"),
    localIpv4Cidr: block(0, 32),
    tunnels: fc.tuple(tunnel, tunnel),
  }),
  "vpn-connection-route": fc.record({ vpnConnection: fc.constant("vpn-connection/vpn-1"), destination: block(0, 32) }),
  instance: fc.record({
    name: text,
    subnet: fc.constant("subnet/subnet-1"),
    securityGroups: fc.constantFrom(["security-group/sg-2", "security-group/sg-1"]),
    imageId: fc.constant("ami-0abcdef1234567890"),
  }),
};

const tagsOf = (input: Record<string, any>) => input.TagSpecifications?.[0]?.Tags;

const ECHOES: Record<KindName, Echo> = {
  "customer-gateway": (input) => {
    const { BgpAsn, BgpAsnExtended } = input;
    const gateway = {
      CustomerGatewayId: "cgw-1",
      IpAddress: input.IpAddress,
      BgpAsn: BgpAsn && String(BgpAsn),
      BgpAsnExtended: BgpAsnExtended && String(BgpAsnExtended),
      Tags: tagsOf(input),
    };
    return { created: { CustomerGateway: gateway }, listed: { CustomerGateways: [gateway] } };
  },
  "vpn-gateway": (input) => {
    const gateway = { ...input, VpnGatewayId: "vgw-1", State: "available", Tags: tagsOf(input) };
    return { created: { VpnGateway: gateway }, listed: { VpnGateways: [gateway] } };
  },
  vpc: (input) => {
    const vpc = { ...input, VpcId: "vpc-1", Tags: tagsOf(input) };
    return { created: { Vpc: vpc }, listed: { Vpcs: [vpc] } };
  },
  subnet: (input) => {
    const subnet = { ...input, SubnetId: "subnet-1", MapPublicIpOnLaunch: false, Tags: tagsOf(input) };
    return { created: { Subnet: subnet }, listed: { Subnets: [subnet] } };
  },
  "internet-gateway": (input) => {
    const gateway = { InternetGatewayId: "igw-1", Tags: tagsOf(input) };
    return { created: { InternetGateway: gateway }, listed: { InternetGateways: [gateway] } };
  },
  "internet-gateway-attachment": (input) => ({
    created: {},
    listed: { InternetGateways: [{ ...input, Attachments: [{ VpcId: input.VpcId, State: "available" }] }] },
  }),
  "vpn-gateway-attachment": (input) => ({
    created: {},
    listed: { VpnGateways: [{ ...input, VpcAttachments: [{ VpcId: input.VpcId, State: "attached" }] }] },
  }),
  "route-table": (input) => {
    const table = { VpcId: input.VpcId, RouteTableId: "rtb-1", Tags: tagsOf(input) };
    return { created: { RouteTable: table }, listed: { RouteTables: [table] } };
  },
  "subnet-association": (input) => ({
    created: { AssociationId: "rtbassoc-1" },
    listed: {
      RouteTables: [
        {
          RouteTableId: input.RouteTableId,
          Associations: [
            { Main: true, RouteTableAssociationId: "m" },
            { SubnetId: input.SubnetId, RouteTableAssociationId: "rtbassoc-1" },
          ],
        },
      ],
    },
  }),
  "route-propagation": (input) => ({
    created: {},
    listed: { RouteTables: [{ RouteTableId: input.RouteTableId, PropagatingVgws: [{ GatewayId: input.GatewayId }] }] },
  }),
  route: (input) => ({
    created: { Return: true },
    listed: {
      RouteTables: [
        {
          RouteTableId: input.RouteTableId,
          Routes: [
            { DestinationCidrBlock: "10.50.0.0/16", GatewayId: "local", Origin: "CreateRouteTable", State: "active" },
            { DestinationCidrBlock: "10.99.0.0/16", GatewayId: "vgw-1", Origin: "EnableVgwRoutePropagation" },
            { ...input, Origin: "CreateRoute", State: "active" },
          ],
        },
      ],
    },
  }),
  "security-group": (input) => ({
    created: { GroupId: "sg-1" },
    listed: { SecurityGroups: [{ ...input, GroupId: "sg-1", Tags: tagsOf(input) }] },
  }),
  "security-group-rule": (input) => {
    const permission = input.IpPermissions[0];
    const range = permission.IpRanges?.[0];
    const pair = permission.UserIdGroupPairs?.[0];
    const rule = {
      SecurityGroupRuleId: "sgr-1",
      GroupId: input.GroupId,
      IsEgress: input.isEgress,
      IpProtocol: permission.IpProtocol,
      FromPort: permission.FromPort ?? -1,
      ToPort: permission.ToPort ?? -1,
      CidrIpv4: range?.CidrIp,
      ReferencedGroupInfo: pair && { GroupId: pair.GroupId },
      Description: (range ?? pair).Description,
      Tags: tagsOf(input),
    };
    return { created: { SecurityGroupRules: [rule] }, listed: { SecurityGroupRules: [rule] } };
  },
  "vpn-connection": (input) => {
    const { TunnelOptions, ...options } = input.Options;
    const tunnels = TunnelOptions.map((tunnel: Record<string, any>, index: number) => {
      const { DPDTimeoutSeconds, DPDTimeoutAction, IKEVersions, ...rest } = tunnel;
      const reversed = (list?: unknown[]) => list && [...list].reverse();
      return {
        ...rest,
        OutsideIpAddress: `203.0.113.${index + 1}`,
        DpdTimeoutSeconds: DPDTimeoutSeconds,
        DpdTimeoutAction: DPDTimeoutAction,
        IkeVersions: reversed(IKEVersions),
        Phase1EncryptionAlgorithms: reversed(tunnel.Phase1EncryptionAlgorithms),
      };
    });
    const connection = {
      ...input,
      VpnConnectionId: "vpn-1",
      State: "available",
      Options: { ...options, TunnelOptions: tunnels },
      Tags: tagsOf(input),
    };
    return { created: { VpnConnection: connection }, listed: { VpnConnections: [connection] } };
  },
  "vpn-connection-route": (input) => ({
    created: {},
    listed: {
      VpnConnections: [
        {
          VpnConnectionId: input.VpnConnectionId,
          Routes: [{ DestinationCidrBlock: input.DestinationCidrBlock, State: "available", Source: "Static" }],
        },
      ],
    },
  }),
  instance: (input) => {
    const instance = {
      ...input,
      InstanceId: "i-1",
      State: { Name: "running" },
      SecurityGroups: [{ GroupId: "sg-1" }, { GroupId: "sg-2" }],
      Tags: tagsOf(input),
    };
    return { created: { Instances: [instance] }, listed: { Reservations: [{ Instances: [instance] }] } };
  },
};

describe.each(kindNames)("%s", (name) => {
  const kind = kindOf(name);

  it("what was asked for is what is read back, field by field", () => {
    fc.assert(
      fc.property(SPECS[name], (wanted) => {
        const spec = kind.spec.parse(wanted);
        const { created, listed, input } = echo(name, spec);
        const [observed, ...others] = kind.observe(listed as never);
        if (!observed) throw new Error("EC2's answer was not understood");
        expect(others).toEqual([]);
        expect(kind.createdId(created, input)).toBe(observed.awsId);
        expect(kind.attributes.parse(JSON.parse(JSON.stringify(observed.attributes)))).toEqual(
          withoutUndefined(observed.attributes),
        );

        const shown = kind.specOf(observed, plainNames, kind.complete(spec, observed));
        expect(withoutUndefined(shown)).toEqual(withoutUndefined(shownOf(name, kind.complete(spec, observed))));
      }),
    );
  });

  it("its own step's marker is found again, where EC2 has a place for it", () => {
    const [spec] = fc.sample(SPECS[name], 1);
    const { listed } = echo(name, kind.spec.parse(spec));
    const [observed] = kind.observe(listed as never);
    const isTagged = JSON.stringify(kind.create("x/x", kind.spec.parse(spec)).call.input).includes("$marker");
    if (isTagged) expect(observed?.marker).toBe("marker-1");
    expect(isTagged).toBe(!UNTAGGED.includes(name));
  });

  it("an answer without any field but its id is understood, and an empty one too", () => {
    expect(kind.observe({ $metadata: {} } as never)).toEqual([]);
    for (const observed of kind.observe(BARE as never)) {
      expect(observed.awsId).toBeTruthy();
      expect(() => kind.specOf(observed, plainNames)).not.toThrow();
      expect(() => kind.settled(observed)).not.toThrow();
      expect(() => kind.remove(`${name}/x`, observed)).not.toThrow();
      expect(kind.attributes.safeParse(observed.attributes).success).toBe(true);
    }
  });
});

/** Relations have no tags in EC2; they are found again by what they join. */
const UNTAGGED: KindName[] = [
  "internet-gateway-attachment",
  "vpn-gateway-attachment",
  "subnet-association",
  "route-propagation",
  "route",
  "vpn-connection-route",
];

/** Every list with rows that hold hardly anything, and null where lists are. */
const BARE = {
  Vpcs: [{ VpcId: "vpc-1", Tags: null }, {}],
  Subnets: [{ SubnetId: "subnet-1" }, {}],
  InternetGateways: [{ InternetGatewayId: "igw-1", Attachments: null }, { Attachments: [{ VpcId: "vpc-1" }] }],
  RouteTables: [{ RouteTableId: "rtb-1", Routes: null, Associations: null, PropagatingVgws: null }, {}],
  SecurityGroups: [{ GroupId: "sg-1" }, {}],
  SecurityGroupRules: [{ SecurityGroupRuleId: "sgr-1" }, {}],
  CustomerGateways: [{ CustomerGatewayId: "cgw-1" }, {}],
  VpnGateways: [{ VpnGatewayId: "vgw-1", VpcAttachments: null }, {}],
  VpnConnections: [
    { VpnConnectionId: "vpn-1" },
    { VpnConnectionId: "vpn-2", Options: {}, VgwTelemetry: null, Routes: null },
    {},
  ],
  Reservations: [{ Instances: [{ InstanceId: "i-1" }, {}] }, {}],
};

function echo(name: KindName, spec: Record<string, unknown>) {
  const call: Ec2Call = kindOf(name).create(`${name}/new`, spec).call;
  const input = resolved(call.input) as Record<string, unknown>;
  return { input, ...ECHOES[name]({ ...input, isEgress: call.action === "AuthorizeSecurityGroupEgress" }) };
}

/** Late values as the run fills them in: here the AWS id is what follows the kind in the key. */
function resolved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolved);
  if (typeof value !== "object" || value === null) return value;
  if ("$awsId" in value) return String(value.$awsId).split("/")[1];
  if ("$marker" in value) return "marker-1";
  if ("$secret" in value) return "a-secret-key";
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, resolved(inner)]));
}

/** The part of a spec that EC2 can show: no keys, no DNS settings, no log group of a log that is off. */
function shownOf(name: KindName, spec: Record<string, unknown>): unknown {
  if (name === "vpc") return { name: spec.name, cidr: spec.cidr };
  if (name !== "vpn-connection") return spec;
  const tunnels = spec.tunnels as Record<string, unknown>[];
  return {
    ...spec,
    tunnels: tunnels.map(({ presharedKey, ...tunnel }) =>
      tunnel.activityLog ? tunnel : { ...tunnel, activityLogGroupArn: undefined },
    ),
  };
}

function withoutUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
