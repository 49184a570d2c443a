import type { VpnConnection } from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { vpnConnection } from ".";
import type { ConnectionSpec } from "./spec";

const KEYS = ["secretOfTunnelOne", "secretOfTunnelTwo"];

const answered: VpnConnection = {
  VpnConnectionId: "vpn-1",
  State: "available",
  Category: "VPN",
  CustomerGatewayId: "cgw-1",
  VpnGatewayId: "vgw-1",
  CustomerGatewayConfiguration: `<vpn_connection><pre_shared_key>${KEYS[0]}</pre_shared_key></vpn_connection>`,
  PreSharedKeyArn: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:s2svpn",
  Options: {
    StaticRoutesOnly: true,
    LocalIpv4NetworkCidr: "0.0.0.0/0",
    TunnelOptions: [
      { OutsideIpAddress: "203.0.113.1", TunnelInsideCidr: "169.254.10.0/30", PreSharedKey: KEYS[0] },
      {
        OutsideIpAddress: "203.0.113.2",
        TunnelInsideCidr: "169.254.20.0/30",
        PreSharedKey: KEYS[1],
        ReplayWindowSize: 64,
      },
    ],
  },
  Routes: [{ DestinationCidrBlock: "10.60.0.0/16", Source: "Static", State: "available" }],
  VgwTelemetry: [
    {
      OutsideIpAddress: "203.0.113.2",
      Status: "UP",
      AcceptedRouteCount: 1,
      LastStatusChange: new Date("2026-11-01T10:00:00Z"),
    },
    { OutsideIpAddress: "203.0.113.1", Status: "DOWN", StatusMessage: "IPSEC IS DOWN" },
  ],
  Tags: [{ Key: "Name", Value: "seoul" }],
};

const names = { keyOf: (kind: string, awsId: string) => `${kind}/${awsId}` };

function observe(connection: VpnConnection = answered) {
  const [observed] = vpnConnection.observe({ $metadata: {}, VpnConnections: [connection] });
  if (!observed) throw new Error("EC2's answer was not understood");
  return observed;
}

/** A spec with its tunnels as EC2 named them. */
function specOf(tunnels: [object, object] = [{}, {}], more: object = {}): ConnectionSpec {
  return vpnConnection.spec.parse({
    name: "seoul",
    customerGateway: "customer-gateway/cgw-1",
    vpnGateway: "vpn-gateway/vgw-1",
    routing: "static",
    ...more,
    tunnels: [
      { outsideIpAddress: "203.0.113.1", ...tunnels[0] },
      { outsideIpAddress: "203.0.113.2", ...tunnels[1] },
    ],
  });
}

function update(spec: ConnectionSpec, ...paths: (string | number)[][]) {
  const changes = paths.map((path) => ({ path, before: undefined, after: undefined }));
  return vpnConnection.update({ key: "vpn-connection/seoul", spec, observed: observe(), changes });
}

describe("observe", () => {
  it("carries no key and no configuration, whatever EC2 answers", () => {
    const text = JSON.stringify(observe());
    for (const secret of [...KEYS, "pre_shared_key", "secretsmanager"]) expect(text).not.toContain(secret);
  });

  it("keeps telemetry by outside address with its time", () => {
    expect(observe().attributes.telemetry).toEqual([
      {
        outsideIpAddress: "203.0.113.2",
        status: "UP",
        statusMessage: "",
        acceptedRouteCount: 1,
        lastStatusChange: "2026-11-01T10:00:00.000Z",
      },
      {
        outsideIpAddress: "203.0.113.1",
        status: "DOWN",
        statusMessage: "IPSEC IS DOWN",
        acceptedRouteCount: 0,
        lastStatusChange: undefined,
      },
    ]);
  });

  it("a status that EC2 does not say is unknown, not down", () => {
    const telemetry = observe({ ...answered, VgwTelemetry: [{ OutsideIpAddress: "203.0.113.1" }] }).attributes
      .telemetry;
    expect(telemetry[0]?.status).toBe("UNKNOWN");
  });

  it("empty tunnel entries of a connection in the making are not tunnels yet", () => {
    const pending = observe({ VpnConnectionId: "vpn-1", State: "pending", Options: { TunnelOptions: [{}, {}] } });
    expect(pending.attributes.tunnels).toEqual([]);
    expect(vpnConnection.specOf(pending, names).tunnels).toBeUndefined();
    expect(vpnConnection.complete(specOf(), pending)).toEqual(specOf());
  });
});

describe("specOf", () => {
  it("an option that EC2 leaves out stands at AWS's default", () => {
    const [first, second] = vpnConnection.specOf(observe(), names).tunnels ?? [];
    expect(first).toMatchObject({
      phase1LifetimeSeconds: 28_800,
      replayWindowSize: 1024,
      ikeVersions: ["ikev1", "ikev2"],
    });
    expect(second).toMatchObject({ replayWindowSize: 64 });
  });

  it("lays the tunnels as the wanted spec has them, by outside address and not by place", () => {
    const { tunnels } = specOf();
    const like = { ...specOf(), tunnels: [tunnels[1], tunnels[0]] as ConnectionSpec["tunnels"] };
    const shown = vpnConnection.specOf(observe(), names, like).tunnels?.map((tunnel) => tunnel.outsideIpAddress);
    expect(shown).toEqual(["203.0.113.2", "203.0.113.1"]);
  });
});

describe("complete", () => {
  it("takes EC2's outside addresses and the inside CIDRs that AWS chose", () => {
    const wanted = specOf([{ outsideIpAddress: undefined }, { outsideIpAddress: undefined }]);
    const completed = vpnConnection.complete(wanted, observe()).tunnels;
    expect(completed.map(({ outsideIpAddress, insideCidr }) => [outsideIpAddress, insideCidr])).toEqual([
      ["203.0.113.1", "169.254.10.0/30"],
      ["203.0.113.2", "169.254.20.0/30"],
    ]);
  });

  it("recognises a tunnel by the inside CIDR that was asked for, though EC2 lists it second", () => {
    const wanted = specOf([
      { outsideIpAddress: undefined, insideCidr: "169.254.20.0/30" },
      { outsideIpAddress: undefined, insideCidr: "169.254.10.0/30" },
    ]);
    const completed = vpnConnection.complete(wanted, observe()).tunnels;
    expect(completed.map((tunnel) => tunnel.outsideIpAddress)).toEqual(["203.0.113.2", "203.0.113.1"]);
  });
});

describe("create", () => {
  it("says every option of both tunnels, so that what was approved is what is there", () => {
    const { call } = vpnConnection.create("vpn-connection/seoul", specOf([{ presharedKey: { $secret: "s1" } }, {}]));
    expect(call).toMatchObject({
      action: "CreateVpnConnection",
      input: {
        CustomerGatewayId: { $awsId: "customer-gateway/cgw-1" },
        Options: {
          StaticRoutesOnly: true,
          TunnelOptions: [
            { PreSharedKey: { $secret: "s1" }, DPDTimeoutSeconds: 40, Phase1DHGroupNumbers: { length: 12 } },
            { Phase2DHGroupNumbers: { length: 13 }, IKEVersions: [{ Value: "ikev1" }, { Value: "ikev2" }] },
          ],
        },
      },
    });
    expect(JSON.stringify(call)).not.toMatch(/LogOptions|OutsideIpAddress|EnableTunnelLifecycleControl/);
  });
});

describe("update", () => {
  it("one call per changed tunnel, by its outside address, with the changed options only", () => {
    const spec = specOf([{ replayWindowSize: 128 }, { dpdTimeoutSeconds: 60, presharedKey: { $secret: "s2" } }]);
    const drafts = update(
      spec,
      ["tunnels", 0, "replayWindowSize"],
      ["tunnels", 1, "dpdTimeoutSeconds"],
      ["tunnels", 1, "presharedKey"],
    );
    expect(drafts).toMatchObject([
      {
        call: {
          action: "ModifyVpnTunnelOptions",
          input: { VpnTunnelOutsideIpAddress: "203.0.113.1", TunnelOptions: { ReplayWindowSize: 128 } },
        },
        touch: { what: "tunnel", outsideIpAddress: "203.0.113.1" },
        deviceMustChange: false,
      },
      {
        call: {
          input: {
            VpnTunnelOutsideIpAddress: "203.0.113.2",
            TunnelOptions: { DPDTimeoutSeconds: 60, PreSharedKey: { $secret: "s2" } },
          },
        },
        deviceMustChange: true,
      },
    ]);
    expect(drafts).not.toBe("replace");
    const [first] = drafts === "replace" ? [] : drafts;
    expect(first?.call.input).toEqual({
      VpnConnectionId: "vpn-1",
      VpnTunnelOutsideIpAddress: "203.0.113.1",
      TunnelOptions: { ReplayWindowSize: 128 },
    });
  });

  it.each([
    ["presharedKey", { $secret: "s" }, true],
    ["insideCidr", "169.254.30.0/30", true],
    ["ikeVersions", ["ikev2"], true],
    ["phase1DhGroupNumbers", [14], true],
    ["phase2EncryptionAlgorithms", ["AES256"], true],
    ["phase2LifetimeSeconds", 1800, false],
    ["startupAction", "start", false],
    ["lifecycleControl", true, false],
  ])("a change of %s: device must follow %s", (option, value, follows) => {
    const drafts = update(specOf([{ [option]: value }, {}]), ["tunnels", 0, option]);
    expect(drafts).toMatchObject([{ deviceMustChange: follows }]);
  });

  it("another gateway or another selector takes both tunnels down and keeps the connection", () => {
    const spec = specOf(undefined, { customerGateway: "customer-gateway/new", localIpv4Cidr: "10.60.0.0/16" });
    expect(update(spec, ["customerGateway"], ["localIpv4Cidr"])).toMatchObject([
      {
        call: { action: "ModifyVpnConnection", input: { CustomerGatewayId: { $awsId: "customer-gateway/new" } } },
        touch: { what: "both-tunnels" },
      },
      {
        call: { action: "ModifyVpnConnectionOptions", input: { LocalIpv4NetworkCidr: "10.60.0.0/16" } },
        touch: { what: "both-tunnels" },
      },
    ]);
  });

  it("another routing type needs another connection", () => {
    expect(update(specOf(undefined, { routing: "bgp" }), ["routing"], ["name"])).toBe("replace");
  });

  it("a new name touches no tunnel", () => {
    expect(update(specOf(undefined, { name: "busan" }), ["name"])).toMatchObject([
      { call: { action: "CreateTags" }, touch: { what: "nothing" } },
    ]);
  });

  it("a tunnel that EC2 does not show is not guessed at", () => {
    const spec = specOf([{ outsideIpAddress: "203.0.113.99", replayWindowSize: 128 }, {}]);
    expect(() => update(spec, ["tunnels", 0, "replayWindowSize"])).toThrow("tunnel-not-found");
  });
});

it.each([
  ["pending", "settling"],
  ["modifying", "settling"],
  ["available", "settled"],
])("a connection that is %s is %s", (State, settled) => {
  expect(vpnConnection.settled(observe({ ...answered, State: State as VpnConnection["State"] }))).toBe(settled);
});

it("a connection that is being deleted never settles", () => {
  expect(vpnConnection.settled(observe({ ...answered, State: "deleting" }))).toMatchObject({ severity: "error" });
});

it("a connection that ends at a transit gateway is not moved to a virtual private gateway by an edit", () => {
  const { VpnGatewayId: _, ...elsewhere } = { ...answered, TransitGatewayId: "tgw-1" };
  const judgeWhere = (connection: VpnConnection) => {
    const present = observe(connection);
    const key = "vpn-connection/seoul";
    const self = {
      key,
      kind: "vpn-connection",
      name: "seoul",
      awsId: "vpn-1",
      spec: vpnConnection.specOf(present, names),
    };
    const view = { region: "eu-west-1", get: (asked: string) => (asked === key ? self : undefined), all: () => [] };
    return vpnConnection.check(key, specOf(), view).map(({ path, phrase }) => [path, phrase.key]);
  };
  expect(judgeWhere(elsewhere)).toEqual([[["vpnGateway"], "problems.otherTarget"]]);
  expect(judgeWhere(answered)).toEqual([]);
});

it("of EC2's XML the ASN of a transit gateway is kept, and nothing else", () => {
  const xml =
    "<ipsec_tunnel><customer_gateway><bgp><asn>65010</asn></bgp></customer_gateway><vpn_gateway><bgp><asn>64512</asn></bgp></vpn_gateway>" +
    "<ike><pre_shared_key>not.a.real.key</pre_shared_key></ike></ipsec_tunnel>";
  const { VpnGatewayId: _, ...elsewhere } = { ...answered, TransitGatewayId: "tgw-1" };
  const present = observe({ ...elsewhere, CustomerGatewayConfiguration: xml });
  expect(present.attributes).toMatchObject({ awsAsn: 64512 });
  expect(JSON.stringify(present)).not.toContain("not.a.real.key");
  expect(observe({ ...elsewhere, CustomerGatewayConfiguration: "<vpn_gateway/>" }).attributes).not.toHaveProperty(
    "awsAsn",
    expect.anything(),
  );
});
