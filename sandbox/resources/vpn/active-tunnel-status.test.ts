import { CreateLogGroupCommand, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { GetActiveVpnTunnelStatusCommand, type VpnTunnelOptionsSpecification } from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { clientsFor } from "../../services/service-bench";
import { expectRefusal, present, startBench } from "../../test-bench";
import { vpnBench } from "./vpn-bench";

const { ec2, control, controlUrl, url } = await startBench();
const { newConnection, newVpnGateway, newTransitGateway, read } = vpnBench(ec2, control);

async function available(options: VpnTunnelOptionsSpecification = {}, isStatic = false) {
  const made = await newConnection({
    VpnGatewayId: await newVpnGateway(64_600),
    Options: { StaticRoutesOnly: isStatic, TunnelOptions: [options, {}] },
  });
  await control.advance({ advanceSeconds: 30 });
  return made;
}

const look = (VpnConnectionId: string, VpnTunnelOutsideIpAddress: string) =>
  ec2
    .send(new GetActiveVpnTunnelStatusCommand({ VpnConnectionId, VpnTunnelOutsideIpAddress }))
    .then(({ ActiveVpnTunnelStatus }) => ActiveVpnTunnelStatus);

describe("the active status of a tunnel", () => {
  test("is what both ends have agreed on, while IPsec is up", async () => {
    const { id, addresses } = await available({ Phase1DHGroupNumbers: [{ Value: 14 }, { Value: 20 }] });
    const device = {
      ikeVersions: ["ikev2" as const],
      phase1: { encryption: ["AES256"], integrity: ["SHA2-384"], dhGroups: [20] },
      phase2: { encryption: ["AES256-GCM-16"], dhGroups: [19] },
    };
    await control.configureDevice({ tunnels: [addresses[0]], configured: true, device });
    expect(await look(id, addresses[0])).toEqual({ ProvisioningStatus: "available" });
    await control.advance({ advanceSeconds: 5 });
    expect(await look(id, addresses[0])).toEqual({
      IkeVersion: "ikev2",
      Phase1EncryptionAlgorithm: "AES256",
      Phase1IntegrityAlgorithm: "SHA2-384",
      Phase1DHGroup: 20,
      Phase2EncryptionAlgorithm: "AES256-GCM-16",
      Phase2DHGroup: 19,
      ProvisioningStatus: "available",
    });
    await control.disturbTunnel({ kind: "endpoint-replaced", outsideIp: addresses[0] });
    expect(await look(id, addresses[0])).toEqual({
      ProvisioningStatus: "pending",
      ProvisioningStatusReason: "The VPN tunnel endpoint is being provisioned.",
    });
    await control.advance({ advanceSeconds: 20 });
    expect(await look(id, addresses[0])).toMatchObject({ IkeVersion: "ikev2" });
  });

  test("is refused for an unknown connection and for another one's tunnel", async () => {
    const { id } = await available();
    const other = await available();
    await expectRefusal(
      look("vpn-0123456789abcdef0", other.addresses[0]),
      "InvalidVpnConnectionID.NotFound",
      "The vpnConnection ID 'vpn-0123456789abcdef0' does not exist",
    );
    await expectRefusal(look(id, other.addresses[0]), "InvalidParameterValue");
    await expectRefusal(look(id, "nonsense"), "InvalidParameterValue");
  });
});

describe("devices by the control endpoint", () => {
  test("are shown with all they were told, never with a key", async () => {
    const { id, made, addresses } = await available();
    await control.configureDevice({
      connectionId: id,
      configured: true,
      presharedKeys: { [addresses[1]]: "some.other.key" },
      device: { isBehindNat: true, idleTimeoutSeconds: 300 },
      bgp: { prefixes: ["10.60.0.0/16"], prepend: 1, localPreference: 200 },
      immediate: true,
    });
    const { devices } = await control.listDevices();
    const [first, second] = addresses.map((address) => present(devices.find((one) => one.outsideIp === address)));
    expect(first).toMatchObject({
      connectionId: id,
      ikePort: 4500,
      phase: "bgp",
      device: { isBehindNat: true, bgp: { asn: 65_010, prefixes: ["10.60.0.0/16"], prepend: 1, localPreference: 200 } },
      agreed: { ikeVersion: "ikev2", initiator: "device" },
    });
    expect(second).toMatchObject({ phase: "down", failure: "wrong-key" });
    const text = await (await fetch(`${controlUrl}/devices`)).text();
    for (const tunnel of present(made.Options?.TunnelOptions)) expect(text).not.toContain(tunnel.PreSharedKey);
    expect(text).not.toContain("some.other.key");
  });

  test("keep what a later call does not name", async () => {
    const { addresses } = await available();
    const tunnels = [addresses[0]];
    await control.configureDevice({ tunnels, configured: true, device: { ikeVersions: ["ikev1"] }, bgp: { med: 5 } });
    await control.configureDevice({ tunnels, configured: true, device: { isBehindNat: true } });
    const { devices } = await control.listDevices();
    expect(devices.find((one) => one.outsideIp === addresses[0])?.device).toMatchObject({
      ikeVersions: ["ikev1"],
      isBehindNat: true,
      bgp: { med: 5 },
    });
  });

  test("peer with a transit gateway up to a thousand prefixes", async () => {
    const { id, addresses } = await newConnection({ TransitGatewayId: await newTransitGateway() });
    await control.advance({ advanceSeconds: 30 });
    const prefixes = Array.from({ length: 1001 }, (_, index) => `10.${index >> 8}.${index & 255}.0/24`);
    const advertise = (count: number) =>
      control.configureDevice({
        tunnels: [addresses[0]],
        configured: true,
        bgp: { prefixes: prefixes.slice(0, count) },
        immediate: true,
      });
    await advertise(1000);
    const status = async () =>
      (await read(id)).VgwTelemetry?.find((one) => one.OutsideIpAddress === addresses[0])?.StatusMessage;
    expect(await status()).toBe("1000 BGP ROUTES");
    await advertise(1001);
    expect(await status()).toBe("IPSEC IS UP");
  });

  test("are refused what makes no sense, with a reason", async () => {
    const { addresses } = await available();
    const tunnels = [addresses[0]];
    await expect(control.configureDevice({ tunnels, configured: true, bgp: { holdSeconds: 2 } })).rejects.toThrow(
      "holdSeconds",
    );
    await expect(control.disturbTunnel({ kind: "flap", outsideIp: "203.0.113.250" })).rejects.toThrow(
      "No tunnel has the outside address 203.0.113.250",
    );
  });
});

test("a client of CloudWatch Logs reads why a tunnel is down", async () => {
  const { logs } = clientsFor(url);
  const logGroupName = "/aws/vendedlogs/vpn";
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  const LogGroupArn = `arn:aws:logs:ap-northeast-2:111122223333:log-group:${logGroupName}`;
  const { id, addresses } = await available({
    LogOptions: { CloudWatchLogOptions: { LogEnabled: true, LogGroupArn } },
  });
  const presharedKeys = { [addresses[0]]: "some.other.key" };
  await control.configureDevice({ tunnels: [addresses[0]], configured: true, presharedKeys });
  await control.advance({ advanceSeconds: 5 });
  const filterPattern = '"pre-shared key mismatch"';
  const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern }));
  expect(events.map(({ logStreamName }) => logStreamName)).toEqual([`${id}_${addresses[0]}-IKE.log`]);
  expect(JSON.parse(present(events[0]?.message))).toMatchObject({ ike_phase1_state: "down", ike_phase2_state: "down" });
  logs.destroy();
});
