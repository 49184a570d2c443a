import {
  AttachVpnGatewayCommand,
  CreateCustomerGatewayCommand,
  CreateRouteTableCommand,
  CreateVpcCommand,
  CreateVpnConnectionCommand,
  type CreateVpnConnectionCommandInput,
  CreateVpnConnectionRouteCommand,
  CreateVpnGatewayCommand,
  DeleteCustomerGatewayCommand,
  DeleteVpcCommand,
  DeleteVpnConnectionCommand,
  DeleteVpnConnectionRouteCommand,
  DeleteVpnGatewayCommand,
  DescribeCustomerGatewaysCommand,
  DescribeRouteTablesCommand,
  DescribeVpnConnectionsCommand,
  DescribeVpnGatewaysCommand,
  DetachVpnGatewayCommand,
  DisableVgwRoutePropagationCommand,
  EnableVgwRoutePropagationCommand,
  ModifyVpnConnectionCommand,
  ModifyVpnConnectionOptionsCommand,
  ModifyVpnTunnelOptionsCommand,
  type VpnTunnelOptionsSpecification,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { expectRefusal, present, startBench } from "../../test-bench";

const { ec2, control } = await startBench();
let lastHost = 0;

async function newVpc(): Promise<string> {
  return present((await ec2.send(new CreateVpcCommand({ CidrBlock: "10.50.0.0/16" }))).Vpc?.VpcId);
}

async function newCustomerGateway(BgpAsn?: number): Promise<string> {
  const IpAddress = `198.51.100.${++lastHost}`;
  const made = await ec2.send(new CreateCustomerGatewayCommand({ Type: "ipsec.1", IpAddress, BgpAsn }));
  return present(made.CustomerGateway?.CustomerGatewayId);
}

async function newVpnGateway(AmazonSideAsn?: number): Promise<string> {
  const made = await ec2.send(new CreateVpnGatewayCommand({ Type: "ipsec.1", AmazonSideAsn }));
  return present(made.VpnGateway?.VpnGatewayId);
}

async function attached(VpcId: string): Promise<string> {
  const VpnGatewayId = await newVpnGateway();
  await ec2.send(new AttachVpnGatewayCommand({ VpnGatewayId, VpcId }));
  await control.advance({ advanceSeconds: 10 });
  return VpnGatewayId;
}

type ConnectionOptions = CreateVpnConnectionCommandInput["Options"];

async function newConnection(Options: ConnectionOptions = {}, VpnGatewayId?: string) {
  const request = {
    Type: "ipsec.1",
    CustomerGatewayId: await newCustomerGateway(65_010),
    VpnGatewayId: VpnGatewayId ?? (await newVpnGateway()),
    Options,
  };
  const { VpnConnection } = await ec2.send(new CreateVpnConnectionCommand(request));
  return { request, id: present(VpnConnection?.VpnConnectionId), made: present(VpnConnection) };
}

async function read(id: string) {
  const { VpnConnections } = await ec2.send(new DescribeVpnConnectionsCommand({ VpnConnectionIds: [id] }));
  return present(VpnConnections?.[0]);
}

describe("customer gateway", () => {
  test("becomes available; the same again is the same gateway; a device name makes another", async () => {
    const request = { Type: "ipsec.1" as const, IpAddress: "3.37.222.142", BgpAsn: 65_010 };
    const first = await ec2.send(new CreateCustomerGatewayCommand(request));
    expect(first.CustomerGateway).toMatchObject({ State: "pending", BgpAsn: "65010", IpAddress: "3.37.222.142" });
    await control.advance({ advanceSeconds: 5 });
    const again = await ec2.send(new CreateCustomerGatewayCommand(request));
    expect(again.CustomerGateway).toMatchObject({
      State: "available",
      CustomerGatewayId: first.CustomerGateway?.CustomerGatewayId,
    });
    const named = await ec2.send(new CreateCustomerGatewayCommand({ ...request, DeviceName: "rt-2" }));
    expect(named.CustomerGateway?.CustomerGatewayId).not.toBe(first.CustomerGateway?.CustomerGatewayId);
  });

  test("four-byte ASNs travel apart, and reserved ones are refused", async () => {
    const make = (input: object) =>
      ec2.send(new CreateCustomerGatewayCommand({ Type: "ipsec.1", IpAddress: "192.0.2.9", ...input }));
    const { CustomerGateway } = await make({ BgpAsnExtended: 4_200_000_000 });
    expect(CustomerGateway).toMatchObject({ BgpAsnExtended: "4200000000" });
    expect(CustomerGateway?.BgpAsn).toBeUndefined();
    await expectRefusal(make({ BgpAsn: 7224 }), "InvalidParameterValue");
    await expectRefusal(make({ BgpAsn: 0 }), "InvalidParameterValue");
    await expectRefusal(make({ BgpAsn: 65_000, BgpAsnExtended: 4_200_000_000 }), "InvalidParameterCombination");
    await expectRefusal(make({ IpAddress: "300.1.1.1" }), "InvalidParameterValue");
    await expectRefusal(make({ Type: "ipsec.2" }), "InvalidParameterValue");
    await expectRefusal(make({ IpAddress: undefined }), "MissingParameter");
  });

  test("in use it cannot be deleted; deleted it is listed for a minute, then unknown", async () => {
    const { id, request } = await newConnection();
    const { CustomerGatewayId } = request;
    await expectRefusal(
      ec2.send(new DeleteCustomerGatewayCommand({ CustomerGatewayId })),
      "IncorrectState",
      "The customer gateway is in use.",
    );
    await ec2.send(new DeleteVpnConnectionCommand({ VpnConnectionId: id }));
    await control.advance({ advanceSeconds: 20 });
    await ec2.send(new DeleteCustomerGatewayCommand({ CustomerGatewayId }));
    await control.advance({ advanceSeconds: 2 });
    const look = () => ec2.send(new DescribeCustomerGatewaysCommand({ CustomerGatewayIds: [CustomerGatewayId] }));
    expect((await look()).CustomerGateways?.[0]?.State).toBe("deleted");
    await control.advance({ advanceSeconds: 61 });
    await expectRefusal(
      look(),
      "InvalidCustomerGatewayID.NotFound",
      `The customerGateway ID '${CustomerGatewayId}' does not exist`,
    );
  });
});

describe("VPN gateway", () => {
  test("is attached to one VPC at a time, and a VPC has one at most", async () => {
    const VpcId = await newVpc();
    const VpnGatewayId = await newVpnGateway(64_513);
    const attach = await ec2.send(new AttachVpnGatewayCommand({ VpnGatewayId, VpcId }));
    expect(attach.VpcAttachment?.State).toBe("attaching");
    const again = await ec2.send(new AttachVpnGatewayCommand({ VpnGatewayId, VpcId }));
    expect(again.VpcAttachment?.State).toBe("attaching");
    await control.advance({ advanceSeconds: 10 });
    const { VpnGateways } = await ec2.send(new DescribeVpnGatewaysCommand({ VpnGatewayIds: [VpnGatewayId] }));
    expect(VpnGateways?.[0]?.VpcAttachments).toEqual([{ VpcId, State: "attached" }]);
    expect(VpnGateways?.[0]?.AmazonSideAsn).toBe(64_513);
    await expectRefusal(
      ec2.send(new AttachVpnGatewayCommand({ VpnGatewayId, VpcId: await newVpc() })),
      "VpnGatewayAttachmentLimitExceeded",
      "The maximum number of virtual private gateway attachments has been reached.",
    );
    await expectRefusal(
      ec2.send(new AttachVpnGatewayCommand({ VpnGatewayId: await newVpnGateway(), VpcId })),
      "InvalidVpcState",
    );
    await expectRefusal(ec2.send(new DeleteVpcCommand({ VpcId })), "DependencyViolation");
  });

  test("is deleted only when detached and without connections", async () => {
    const VpcId = await newVpc();
    const VpnGatewayId = await attached(VpcId);
    const { id } = await newConnection({}, VpnGatewayId);
    const remove = () => ec2.send(new DeleteVpnGatewayCommand({ VpnGatewayId }));
    await expectRefusal(remove(), "IncorrectState", "The VPN gateway is in use.");
    await ec2.send(new DeleteVpnConnectionCommand({ VpnConnectionId: id }));
    await control.advance({ advanceSeconds: 20 });
    await expectRefusal(remove(), "IncorrectState", "The VPN gateway is in use.");
    const other = await newVpc();
    await expectRefusal(
      ec2.send(new DetachVpnGatewayCommand({ VpnGatewayId, VpcId: other })),
      "InvalidVpnGatewayAttachment.NotFound",
      `The attachment with vpn gateway ID '${VpnGatewayId}' and vpc ID '${other}' does not exist`,
    );
    await ec2.send(new DetachVpnGatewayCommand({ VpnGatewayId, VpcId }));
    const state = async () => {
      const { VpnGateways } = await ec2.send(new DescribeVpnGatewaysCommand({ VpnGatewayIds: [VpnGatewayId] }));
      return [VpnGateways?.[0]?.State, VpnGateways?.[0]?.VpcAttachments?.[0]?.State];
    };
    expect(await state()).toEqual(["available", "detaching"]);
    await control.advance({ advanceSeconds: 10 });
    await remove();
    await control.advance({ advanceSeconds: 5 });
    expect(await state()).toEqual(["deleted", "detached"]);
    await expectRefusal(remove(), "InvalidVpnGatewayID.NotFound");
  });

  test("refuses ASNs outside Amazon's ranges", async () => {
    await expectRefusal(newVpnGateway(65_535), "InvalidParameterValue");
    await expectRefusal(newVpnGateway(1), "InvalidParameterValue");
  });
});

describe("VPN connection", () => {
  test("has two tunnels with addresses, inside blocks and keys of their own, and takes a while", async () => {
    const { id, made } = await newConnection();
    expect(made).toMatchObject({ State: "pending", Category: "VPN", GatewayAssociationState: "associated" });
    const other = (await newConnection()).made;
    const tunnels = [made, other].flatMap((connection) => present(connection.Options?.TunnelOptions));
    for (const field of ["OutsideIpAddress", "TunnelInsideCidr", "PreSharedKey"] as const)
      expect(new Set(tunnels.map((tunnel) => tunnel[field])).size).toBe(4);
    for (const tunnel of tunnels) expect(tunnel.PreSharedKey).toMatch(/^[a-zA-Z][a-zA-Z0-9]{31}$/);
    await control.advance({ advanceSeconds: 29 });
    expect((await read(id)).State).toBe("pending");
    await control.advance({ advanceSeconds: 1 });
    expect((await read(id)).State).toBe("available");
  });

  test("asked for again with the same options it is the same connection", async () => {
    const { id, request } = await newConnection({ StaticRoutesOnly: true });
    const again = await ec2.send(new CreateVpnConnectionCommand(request));
    expect(again.VpnConnection?.VpnConnectionId).toBe(id);
    const other = await ec2.send(new CreateVpnConnectionCommand({ ...request, Options: {} }));
    expect(other.VpnConnection?.VpnConnectionId).not.toBe(id);
  });

  test("every option that was set comes back, and of the others only that nothing is logged", async () => {
    const given: VpnTunnelOptionsSpecification = {
      TunnelInsideCidr: "169.254.44.0/30",
      PreSharedKey: "cloudneta",
      Phase1LifetimeSeconds: 3600,
      Phase2LifetimeSeconds: 1800,
      RekeyMarginTimeSeconds: 300,
      RekeyFuzzPercentage: 50,
      ReplayWindowSize: 512,
      DPDTimeoutSeconds: 60,
      DPDTimeoutAction: "restart",
      Phase1EncryptionAlgorithms: [{ Value: "AES256" }],
      Phase2EncryptionAlgorithms: [{ Value: "AES256-GCM-16" }],
      Phase1IntegrityAlgorithms: [{ Value: "SHA2-256" }],
      Phase2IntegrityAlgorithms: [{ Value: "SHA2-512" }],
      Phase1DHGroupNumbers: [{ Value: 20 }],
      Phase2DHGroupNumbers: [{ Value: 5 }],
      IKEVersions: [{ Value: "ikev2" }],
      StartupAction: "start",
      LogOptions: {
        CloudWatchLogOptions: {
          LogEnabled: true,
          LogGroupArn: "arn:aws:logs:ap-northeast-2:111122223333:log-group:/aws/vendedlogs/vpn",
          LogOutputFormat: "json",
        },
      },
      EnableTunnelLifecycleControl: true,
    };
    const { id } = await newConnection({ TunnelOptions: [given, {}] });
    const [first, second] = present((await read(id)).Options?.TunnelOptions);
    const { DPDTimeoutSeconds, DPDTimeoutAction, IKEVersions, ...same } = given;
    expect(first).toMatchObject({
      ...same,
      DpdTimeoutSeconds: DPDTimeoutSeconds,
      DpdTimeoutAction: DPDTimeoutAction,
      IkeVersions: IKEVersions,
    });
    const { OutsideIpAddress: _address, PreSharedKey: _key, TunnelInsideCidr: _cidr, ...others } = present(second);
    expect(others).toEqual({ LogOptions: { CloudWatchLogOptions: { LogEnabled: false } } });
  });

  test.each<[string, VpnTunnelOptionsSpecification, string]>([
    ["a key that begins with 0", { PreSharedKey: "0abcdefgh" }, "InvalidParameterValue"],
    ["a key that is too short", { PreSharedKey: "abcdefg" }, "InvalidParameterValue"],
    ["a key with other letters", { PreSharedKey: "abc-defgh" }, "InvalidParameterValue"],
    ["an inside block that AWS reserves", { TunnelInsideCidr: "169.254.5.0/30" }, "InvalidParameterValue"],
    ["an inside block that is not aligned", { TunnelInsideCidr: "169.254.44.1/30" }, "InvalidParameterValue"],
    ["an inside block outside 169.254.0.0/16", { TunnelInsideCidr: "10.0.0.0/30" }, "InvalidParameterValue"],
    ["phase 1 too short", { Phase1LifetimeSeconds: 899 }, "InvalidParameterValue"],
    [
      "phase 2 as long as phase 1",
      { Phase1LifetimeSeconds: 3600, Phase2LifetimeSeconds: 3600 },
      "InvalidParameterValue",
    ],
    [
      "a margin over half of phase 2",
      { Phase2LifetimeSeconds: 900, RekeyMarginTimeSeconds: 451 },
      "InvalidParameterValue",
    ],
    ["an unknown algorithm", { Phase1EncryptionAlgorithms: [{ Value: "DES" }] }, "InvalidParameterValue"],
    ["group 5 in phase 1", { Phase1DHGroupNumbers: [{ Value: 5 }] }, "InvalidParameterValue"],
    ["a short DPD timeout", { DPDTimeoutSeconds: 29 }, "InvalidParameterValue"],
    [
      "starting with IKEv1",
      { StartupAction: "start", IKEVersions: [{ Value: "ikev1" }] },
      "InvalidParameterCombination",
    ],
    [
      "a log group that is none",
      { LogOptions: { CloudWatchLogOptions: { LogEnabled: true, LogGroupArn: "arn:aws:logs:x" } } },
      "InvalidParameterValue",
    ],
    ["IPv6 inside an IPv4 tunnel", { TunnelInsideIpv6Cidr: "fd00::4/126" }, "InvalidParameterCombination"],
    ["a log without a group", { LogOptions: { CloudWatchLogOptions: { LogEnabled: true } } }, "MissingParameter"],
  ])("refuses %s", async (_what, options, code) => {
    await expectRefusal(newConnection({ TunnelOptions: [options, {}] }), code);
  });

  test("options of the second tunnel alone stay the second's", async () => {
    const { made } = await newConnection({ TunnelOptions: [{}, { ReplayWindowSize: 128 }] });
    expect(made.Options?.TunnelOptions?.map((tunnel) => tunnel.ReplayWindowSize)).toEqual([undefined, 128]);
  });

  test("a refused key is not repeated in the message", async () => {
    const error = await newConnection({ TunnelOptions: [{ PreSharedKey: "0secret-secret" }] }).catch((e: unknown) => e);
    expect(String(error)).not.toContain("0secret-secret");
  });

  test("inside blocks are unique on a VPN gateway and may repeat on another", async () => {
    const VpnGatewayId = await newVpnGateway();
    const options = { TunnelOptions: [{ TunnelInsideCidr: "169.254.60.0/30" }] };
    await newConnection(options, VpnGatewayId);
    await expectRefusal(newConnection(options, VpnGatewayId), "InvalidCidr.InUse");
    const same = { TunnelOptions: [{ TunnelInsideCidr: "169.254.61.0/30" }, { TunnelInsideCidr: "169.254.61.0/30" }] };
    await expectRefusal(newConnection(same, VpnGatewayId), "InvalidCidr.InUse");
    await newConnection(options);
  });

  test("refuses equal ASNs, both gateways, transit gateway features and private addresses", async () => {
    const good = { Type: "ipsec.1", CustomerGatewayId: await newCustomerGateway(64_512), VpnGatewayId: undefined };
    const make = (change: Partial<CreateVpnConnectionCommandInput>) =>
      ec2.send(new CreateVpnConnectionCommand({ ...good, ...change }));
    await expectRefusal(make({ VpnGatewayId: await newVpnGateway() }), "AsnConflict");
    await expectRefusal(
      make({ VpnGatewayId: "vgw-00000000000000000", TransitGatewayId: "tgw-00000000000000000" }),
      "InvalidParameterValue",
      "The request must not contain both parameter vpnGatewayId and transitGatewayId",
    );
    await expectRefusal(make({ TransitGatewayId: "tgw-00000000000000000" }), "InvalidTransitGatewayID.NotFound");
    const VpnGatewayId = await newVpnGateway(64_513);
    for (const [Options, code] of [
      [{ EnableAcceleration: true }, "UnsupportedOperation"],
      [{ TunnelInsideIpVersion: "ipv6" }, "InvalidParameterCombination"],
      [{ OutsideIpAddressType: "Ipv6" }, "InvalidParameterCombination"],
      [{ TunnelBandwidth: "large" }, "InvalidParameterCombination"],
      [{ OutsideIpAddressType: "huge" }, "InvalidParameterValue"],
    ] satisfies [ConnectionOptions, string][])
      await expectRefusal(make({ VpnGatewayId, Options }), code);
    await expectRefusal(make({ CustomerGatewayId: "cgw-00000000000000000" }), "InvalidCustomerGatewayID.NotFound");
    const nat = await ec2.send(new CreateCustomerGatewayCommand({ Type: "ipsec.1", IpAddress: "10.1.1.1" }));
    await expectRefusal(make({ CustomerGatewayId: nat.CustomerGateway?.CustomerGatewayId }), "InvalidParameterValue");
  });

  test("its configuration holds both keys while it is pending or available, and never afterwards", async () => {
    const { id, made } = await newConnection({ TunnelOptions: [{ PreSharedKey: "cloudneta" }, {}] });
    const keys = present(made.Options?.TunnelOptions).map((tunnel) => present(tunnel.PreSharedKey));
    const xml = present(made.CustomerGatewayConfiguration);
    for (const key of keys) expect(xml).toContain(`<pre_shared_key>${key}</pre_shared_key>`);
    expect(xml).toContain(`<vpn_connection id="${id}">`);
    expect(xml).toContain("<asn>65010</asn>");
    expect(xml).not.toContain("NoBGPVPNConnection");
    await ec2.send(new DeleteVpnConnectionCommand({ VpnConnectionId: id }));
    expect((await read(id)).CustomerGatewayConfiguration).toBeUndefined();
  });

  test("deleted it is listed for a minute, then unknown", async () => {
    const { id } = await newConnection();
    await ec2.send(new DeleteVpnConnectionCommand({ VpnConnectionId: id }));
    expect((await read(id)).State).toBe("deleting");
    await control.advance({ advanceSeconds: 15 });
    expect((await read(id)).State).toBe("deleted");
    await control.advance({ advanceSeconds: 60 });
    await expectRefusal(read(id), "InvalidVpnConnectionID.NotFound", `The vpnConnection ID '${id}' does not exist`);
  });
});

describe("static routes", () => {
  test("are added once, become available, and are removed", async () => {
    const { id, made } = await newConnection({ StaticRoutesOnly: true });
    expect(made.CustomerGatewayConfiguration).toContain(
      "<vpn_connection_attributes>NoBGPVPNConnection</vpn_connection_attributes>",
    );
    expect(made.CustomerGatewayConfiguration).not.toContain("<bgp>");
    const route = { VpnConnectionId: id, DestinationCidrBlock: "10.60.0.0/16" };
    await ec2.send(new CreateVpnConnectionRouteCommand(route));
    await ec2.send(new CreateVpnConnectionRouteCommand(route));
    expect((await read(id)).Routes).toEqual([
      { DestinationCidrBlock: "10.60.0.0/16", Source: "Static", State: "pending" },
    ]);
    await control.advance({ advanceSeconds: 5 });
    expect((await read(id)).Routes?.[0]?.State).toBe("available");
    await ec2.send(new DeleteVpnConnectionRouteCommand(route));
    await expectRefusal(
      ec2.send(new DeleteVpnConnectionRouteCommand(route)),
      "InvalidRoute.NotFound",
      "The specified route 10.60.0.0/16 does not exist",
    );
  });

  test("are refused on a BGP connection", async () => {
    const { id } = await newConnection();
    await expectRefusal(
      ec2.send(new CreateVpnConnectionRouteCommand({ VpnConnectionId: id, DestinationCidrBlock: "10.60.0.0/16" })),
      "InvalidVpnConnection.InvalidType",
    );
  });
});

describe("modifications", () => {
  async function working() {
    const { id, made } = await newConnection({ StaticRoutesOnly: true });
    await control.advance({ advanceSeconds: 30 });
    await control.configureDevice({ connectionId: id, configured: true });
    await control.advance({ advanceSeconds: 10 });
    return { id, addresses: present(made.Options?.TunnelOptions).map((t) => present(t.OutsideIpAddress)) };
  }

  async function statuses(id: string, addresses: string[]) {
    const telemetry = present((await read(id)).VgwTelemetry);
    return addresses.map((address) => telemetry.find((one) => one.OutsideIpAddress === address)?.Status);
  }

  test("of one tunnel's options take that tunnel down and leave the other", async () => {
    const { id, addresses } = await working();
    expect(await statuses(id, addresses)).toEqual(["UP", "UP"]);
    const request = {
      VpnConnectionId: id,
      VpnTunnelOutsideIpAddress: addresses[1],
      TunnelOptions: { ReplayWindowSize: 64 },
    };
    const { VpnConnection } = await ec2.send(new ModifyVpnTunnelOptionsCommand(request));
    expect(VpnConnection?.State).toBe("modifying");
    expect(await statuses(id, addresses)).toEqual(["UP", "DOWN"]);
    await expectRefusal(ec2.send(new ModifyVpnTunnelOptionsCommand(request)), "IncorrectState");
    await control.advance({ advanceSeconds: 30 });
    expect(await statuses(id, addresses)).toEqual(["UP", "UP"]);
    expect((await read(id)).Options?.TunnelOptions?.[1]?.ReplayWindowSize).toBe(64);
  });

  test("of a key keep the tunnel down until the device has the key", async () => {
    const { id, addresses } = await working();
    const [address = ""] = addresses;
    const TunnelOptions = { PreSharedKey: "another.key" };
    await ec2.send(
      new ModifyVpnTunnelOptionsCommand({ VpnConnectionId: id, VpnTunnelOutsideIpAddress: address, TunnelOptions }),
    );
    await control.advance({ advanceSeconds: 60 });
    expect(await statuses(id, addresses)).toEqual(["DOWN", "UP"]);
    const presharedKeys = { [address]: "another.key" };
    await control.configureDevice({ tunnels: [address], configured: true, presharedKeys });
    await control.advance({ advanceSeconds: 10 });
    expect(await statuses(id, addresses)).toEqual(["UP", "UP"]);
  });

  test("of the connection take both tunnels down and keep their addresses", async () => {
    const { id, addresses } = await working();
    const VpnGatewayId = await newVpnGateway();
    await ec2.send(new ModifyVpnConnectionCommand({ VpnConnectionId: id, VpnGatewayId }));
    expect(await statuses(id, addresses)).toEqual(["DOWN", "DOWN"]);
    await control.advance({ advanceSeconds: 30 });
    expect(await statuses(id, addresses)).toEqual(["UP", "UP"]);
    expect((await read(id)).VpnGatewayId).toBe(VpnGatewayId);
    const LocalIpv4NetworkCidr = "10.60.0.0/16";
    await ec2.send(new ModifyVpnConnectionOptionsCommand({ VpnConnectionId: id, LocalIpv4NetworkCidr }));
    expect(await statuses(id, addresses)).toEqual(["DOWN", "DOWN"]);
    expect((await read(id)).Options?.LocalIpv4NetworkCidr).toBe(LocalIpv4NetworkCidr);
  });

  test("need an available connection and an address of it", async () => {
    const { id } = await newConnection();
    const request = { VpnConnectionId: id, VpnTunnelOutsideIpAddress: "203.0.113.250", TunnelOptions: {} };
    await expectRefusal(ec2.send(new ModifyVpnTunnelOptionsCommand(request)), "InvalidVpnConnection.InvalidState");
    await control.advance({ advanceSeconds: 30 });
    await expectRefusal(ec2.send(new ModifyVpnTunnelOptionsCommand(request)), "InvalidParameterValue");
  });
});

describe("propagation", () => {
  test("brings a static connection's prefixes into the table while the connection is up", async () => {
    const VpcId = await newVpc();
    const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }));
    const RouteTableId = present(RouteTable?.RouteTableId);
    const GatewayId = await attached(VpcId);
    const { id } = await newConnection({ StaticRoutesOnly: true }, GatewayId);
    const DestinationCidrBlock = "10.60.0.0/16";
    await ec2.send(new CreateVpnConnectionRouteCommand({ VpnConnectionId: id, DestinationCidrBlock }));
    await control.advance({ advanceSeconds: 30 });
    await control.configureDevice({ connectionId: id, configured: true, immediate: true });
    const routes = async () => {
      const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [RouteTableId] }));
      return present(RouteTables?.[0]?.Routes).slice(1);
    };
    expect(await routes()).toEqual([]);
    await ec2.send(new EnableVgwRoutePropagationCommand({ RouteTableId, GatewayId }));
    expect(await routes()).toEqual([
      { DestinationCidrBlock, GatewayId, Origin: "EnableVgwRoutePropagation", State: "active" },
    ]);
    await ec2.send(new DisableVgwRoutePropagationCommand({ RouteTableId, GatewayId }));
    expect(await routes()).toEqual([]);
  });

  test("needs the gateway attached to the table's VPC", async () => {
    const VpcId = await newVpc();
    const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }));
    const GatewayId = await attached(await newVpc());
    await expectRefusal(
      ec2.send(new EnableVgwRoutePropagationCommand({ RouteTableId: RouteTable?.RouteTableId, GatewayId })),
      "Gateway.NotAttached",
      `resource ${GatewayId} is not attached to network ${VpcId}`,
    );
  });
});
