import {
  CreateVpnConcentratorCommand,
  CreateVpnConnectionRouteCommand,
  DeleteVpnConcentratorCommand,
  DeleteVpnConnectionCommand,
  DeleteVpnConnectionRouteCommand,
  DescribeTransitGatewayAttachmentsCommand,
  DescribeVpnConcentratorsCommand,
  DescribeVpnConnectionsCommand,
  ModifyVpnConnectionCommand,
  ModifyVpnConnectionOptionsCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { expectRefusal, present, startBench } from "../../test-bench";
import { vpnBench } from "./vpn-bench";

const { ec2, control } = await startBench();
const { newConnection, newCustomerGateway, newTransitGateway, newVpnGateway, read } = vpnBench(ec2, control);
const TransitGatewayId = await newTransitGateway();

async function attachments(resourceId: string) {
  const Filters = [{ Name: "resource-id", Values: [resourceId] }];
  const found = await ec2.send(new DescribeTransitGatewayAttachmentsCommand({ Filters }));
  return present(found.TransitGatewayAttachments);
}

async function newConcentrator(): Promise<string> {
  const request = { Type: "ipsec.1" as const, TransitGatewayId };
  const { VpnConcentrator } = await ec2.send(new CreateVpnConcentratorCommand(request));
  await control.advance({ advanceSeconds: 30 });
  return present(VpnConcentrator?.VpnConcentratorId);
}

describe("a connection on a transit gateway", () => {
  test("brings its attachment, is found by the gateway, and takes the attachment along when it goes", async () => {
    const { id, made } = await newConnection({ TransitGatewayId });
    expect(made).toMatchObject({ TransitGatewayId, GatewayAssociationState: "associated" });
    expect(made.VpnGatewayId).toBeUndefined();
    await control.advance({ advanceSeconds: 30 });
    expect(await attachments(id)).toMatchObject([{ ResourceType: "vpn", State: "available", TransitGatewayId }]);
    const Filters = [{ Name: "transit-gateway-id", Values: [TransitGatewayId] }];
    const found = await ec2.send(new DescribeVpnConnectionsCommand({ Filters }));
    expect(found.VpnConnections?.map((one) => one.VpnConnectionId)).toContain(id);
    await ec2.send(new DeleteVpnConnectionCommand({ VpnConnectionId: id }));
    await control.advance({ advanceSeconds: 20 });
    expect((await attachments(id)).map(({ State }) => State)).toEqual(["deleted"]);
  });

  test("answers acceleration and large tunnels, which exclude each other", async () => {
    const fast = await newConnection({ TransitGatewayId, Options: { EnableAcceleration: true } });
    expect(fast.made.Options).toMatchObject({ EnableAcceleration: true, TunnelBandwidth: "standard" });
    const large = await newConnection({ TransitGatewayId, Options: { TunnelBandwidth: "large" } });
    expect(large.made.Options).toMatchObject({ EnableAcceleration: false, TunnelBandwidth: "large" });
    const both = { EnableAcceleration: true, TunnelBandwidth: "large" } as const;
    await expectRefusal(newConnection({ TransitGatewayId, Options: both }), "InvalidParameterCombination");
  });

  test("with IPv6 inside has both blocks, IPv6 selectors, and IPv6 addresses in its configuration", async () => {
    const { made } = await newConnection({
      TransitGatewayId,
      Options: { TunnelInsideIpVersion: "ipv6", TunnelOptions: [{ TunnelInsideIpv6Cidr: "fd00:1234::4/126" }, {}] },
    });
    const options = present(made.Options);
    expect(options).toMatchObject({ LocalIpv6NetworkCidr: "::/0", RemoteIpv6NetworkCidr: "::/0" });
    expect(options.LocalIpv4NetworkCidr).toBeUndefined();
    const [first, second] = present(options.TunnelOptions);
    expect(first?.TunnelInsideIpv6Cidr).toBe("fd00:1234::4/126");
    expect(first?.TunnelInsideCidr).toMatch(/^169\.254\..*\/30$/);
    expect(second?.TunnelInsideIpv6Cidr).toMatch(/^fd.*\/126$/);
    expect(made.CustomerGatewayConfiguration).toContain("<ip_address>fd00:1234::5</ip_address>");
    expect(made.CustomerGatewayConfiguration).toContain("<network_cidr>126</network_cidr>");
  });

  test("has IPv6 outside addresses for a device with one, and refuses a mixture", async () => {
    const CustomerGatewayId = await newCustomerGateway({ IpAddress: "2001:db8:9::1" });
    const Options = { OutsideIpAddressType: "Ipv6" };
    const { addresses } = await newConnection({ TransitGatewayId, CustomerGatewayId, Options });
    for (const address of addresses) expect(address).toMatch(/^2001:db8:/);
    await expectRefusal(newConnection({ TransitGatewayId, CustomerGatewayId }), "InvalidParameterValue");
    await expectRefusal(newConnection({ TransitGatewayId, Options }), "InvalidParameterValue");
  });

  test("needs a Direct Connect attachment for private outside addresses", async () => {
    const Options = { OutsideIpAddressType: "PrivateIpv4" };
    await expectRefusal(newConnection({ TransitGatewayId, Options }), "MissingParameter");
    const unknown = { ...Options, TransportTransitGatewayAttachmentId: "tgw-attach-00000000000000000" };
    await expectRefusal(
      newConnection({ TransitGatewayId, Options: unknown }),
      "InvalidTransitGatewayAttachmentID.NotFound",
    );
  });

  test("may repeat an IPv4 inside block, not an IPv6 one, and never within itself", async () => {
    const TunnelInsideCidr = "169.254.77.0/30";
    await newConnection({ TransitGatewayId, Options: { TunnelOptions: [{ TunnelInsideCidr }] } });
    await newConnection({ TransitGatewayId, Options: { TunnelOptions: [{ TunnelInsideCidr }] } });
    const twice = { TunnelOptions: [{ TunnelInsideCidr }, { TunnelInsideCidr }] };
    await expectRefusal(newConnection({ TransitGatewayId, Options: twice }), "InvalidCidr.InUse");
    const TunnelOptions = [{ TunnelInsideIpv6Cidr: "fd00:77::/126" }];
    const Options = { TunnelInsideIpVersion: "ipv6" as const, TunnelOptions };
    await newConnection({ TransitGatewayId, Options });
    await expectRefusal(newConnection({ TransitGatewayId, Options }), "InvalidCidr.InUse");
  });

  test("has no static routes of its own", async () => {
    const { id } = await newConnection({ TransitGatewayId, Options: { StaticRoutesOnly: true } });
    const route = { VpnConnectionId: id, DestinationCidrBlock: "10.60.0.0/16" };
    await expectRefusal(ec2.send(new CreateVpnConnectionRouteCommand(route)), "InvalidVpnConnection.InvalidType");
  });
});

describe("moving a connection", () => {
  test("from a VPN gateway to a transit gateway and back keeps addresses and moves the attachment", async () => {
    const VpnGatewayId = await newVpnGateway();
    const { id, addresses } = await newConnection({ VpnGatewayId });
    await control.advance({ advanceSeconds: 30 });
    const move = (to: object) => ec2.send(new ModifyVpnConnectionCommand({ VpnConnectionId: id, ...to }));
    const { VpnConnection } = await move({ TransitGatewayId });
    expect(VpnConnection).toMatchObject({ State: "modifying", TransitGatewayId });
    expect(VpnConnection?.VpnGatewayId).toBeUndefined();
    await control.advance({ advanceSeconds: 60 });
    expect((await attachments(id)).map(({ State }) => State)).toEqual(["available"]);
    await move({ VpnGatewayId });
    await control.advance({ advanceSeconds: 30 });
    const connection = await read(id);
    expect(connection).toMatchObject({ State: "available", VpnGatewayId });
    expect(connection.Options?.TunnelOptions?.map((one) => one.OutsideIpAddress)).toEqual([...addresses]);
    expect((await attachments(id)).map(({ State }) => State)).toEqual(["deleted"]);
  });

  test("needs its static routes deleted first, and a gateway that can do what it does", async () => {
    const { id } = await newConnection({ VpnGatewayId: await newVpnGateway(), Options: { StaticRoutesOnly: true } });
    const { id: large } = await newConnection({ TransitGatewayId, Options: { TunnelBandwidth: "large" } });
    await control.advance({ advanceSeconds: 30 });
    const route = { VpnConnectionId: id, DestinationCidrBlock: "10.61.0.0/16" };
    await ec2.send(new CreateVpnConnectionRouteCommand(route));
    const move = () => ec2.send(new ModifyVpnConnectionCommand({ VpnConnectionId: id, TransitGatewayId }));
    await expectRefusal(move(), "IncorrectState");
    await ec2.send(new DeleteVpnConnectionRouteCommand(route));
    expect((await move()).VpnConnection?.State).toBe("modifying");
    await expectRefusal(
      ec2.send(new ModifyVpnConnectionCommand({ VpnConnectionId: large, VpnGatewayId: await newVpnGateway() })),
      "InvalidParameterCombination",
    );
  });

  test("gives one that was made without a gateway its first", async () => {
    const { id, made } = await newConnection({});
    expect(made.GatewayAssociationState).toBe("not-associated");
    await control.advance({ advanceSeconds: 30 });
    await ec2.send(new ModifyVpnConnectionCommand({ VpnConnectionId: id, TransitGatewayId }));
    expect((await read(id)).GatewayAssociationState).toBe("associated");
  });

  test("tunnels are made large and standard in place, on a transit gateway", async () => {
    const { id } = await newConnection({ TransitGatewayId });
    const { id: onVgw } = await newConnection({ VpnGatewayId: await newVpnGateway() });
    await control.advance({ advanceSeconds: 30 });
    const enlarge = (VpnConnectionId: string) =>
      ec2.send(new ModifyVpnConnectionOptionsCommand({ VpnConnectionId, TunnelBandwidth: "large" }));
    expect((await enlarge(id)).VpnConnection?.Options?.TunnelBandwidth).toBe("large");
    await expectRefusal(enlarge(onVgw), "InvalidParameterCombination");
    await expectRefusal(
      ec2.send(new ModifyVpnConnectionOptionsCommand({ VpnConnectionId: onVgw, LocalIpv6NetworkCidr: "fd00::/64" })),
      "InvalidParameterCombination",
    );
  });
});

describe("VPN concentrator", () => {
  test("has an attachment, carries BGP connections, and is deleted when it has none", async () => {
    const VpnConcentratorId = await newConcentrator();
    const describeAll = new DescribeVpnConcentratorsCommand({ VpnConcentratorIds: [VpnConcentratorId] });
    const { VpnConcentrators } = await ec2.send(describeAll);
    expect(VpnConcentratorId).toMatch(/^vcn-[0-9a-f]{17}$/);
    expect(VpnConcentrators).toMatchObject([{ State: "available", TransitGatewayId, Type: "ipsec.1" }]);
    expect(await attachments(VpnConcentratorId)).toMatchObject([
      { TransitGatewayAttachmentId: VpnConcentrators?.[0]?.TransitGatewayAttachmentId, State: "available" },
    ]);
    await expectRefusal(
      newConnection({ VpnConcentratorId, Options: { StaticRoutesOnly: true } }),
      "InvalidParameterCombination",
    );
    const { id, made } = await newConnection({ VpnConcentratorId });
    expect(made).toMatchObject({ VpnConcentratorId, GatewayAssociationState: "associated" });
    const remove = () => ec2.send(new DeleteVpnConcentratorCommand({ VpnConcentratorId }));
    await expectRefusal(remove(), "IncorrectState");
    await ec2.send(new DeleteVpnConnectionCommand({ VpnConnectionId: id }));
    await control.advance({ advanceSeconds: 20 });
    expect((await remove()).Return).toBe(true);
    await control.advance({ advanceSeconds: 20 });
    expect((await ec2.send(describeAll)).VpnConcentrators?.[0]?.State).toBe("deleted");
    expect((await attachments(VpnConcentratorId)).map(({ State }) => State)).toEqual(["deleted"]);
  });

  test("needs a transit gateway", async () => {
    await expectRefusal(ec2.send(new CreateVpnConcentratorCommand({ Type: "ipsec.1" })), "MissingParameter");
    await expectRefusal(
      newConnection({ VpnConcentratorId: "vcn-00000000000000000" }),
      "InvalidVpnConcentratorID.NotFound",
      "The vpnConcentrator ID 'vcn-00000000000000000' does not exist",
    );
  });
});
