import {
  GetVpnTunnelReplacementStatusCommand,
  ModifyVpnTunnelOptionsCommand,
  type ModifyVpnTunnelOptionsSpecification,
  ReplaceVpnTunnelCommand,
} from "@aws-sdk/client-ec2";
import { expect, test } from "vitest";
import { expectRefusal, present, startBench } from "../../test-bench";
import { vpnBench } from "./vpn-bench";

const { ec2, control } = await startBench();
const { newConnection, newVpnGateway, read } = vpnBench(ec2, control);
const day = 86_400;

/** A static connection whose tunnels are up. */
async function working(hasLifecycleControl: boolean) {
  const options = { EnableTunnelLifecycleControl: hasLifecycleControl };
  const { id, addresses } = await newConnection({
    VpnGatewayId: await newVpnGateway(),
    Options: { StaticRoutesOnly: true, TunnelOptions: [options, options] },
  });
  await control.advance({ advanceSeconds: 30 });
  await control.configureDevice({ connectionId: id, configured: true, immediate: true });
  const [address] = addresses;
  const tunnel = { VpnConnectionId: id, VpnTunnelOutsideIpAddress: address };
  const statuses = async () => {
    const rows = present((await read(id)).VgwTelemetry);
    return addresses.map((one) => rows.find((row) => row.OutsideIpAddress === one)?.Status);
  };
  const maintenance = async () =>
    present((await ec2.send(new GetVpnTunnelReplacementStatusCommand(tunnel))).MaintenanceDetails);
  const modify = (TunnelOptions: ModifyVpnTunnelOptionsSpecification) =>
    ec2.send(new ModifyVpnTunnelOptionsCommand({ ...tunnel, TunnelOptions, SkipTunnelReplacement: true }));
  return { id, address, tunnel, statuses, maintenance, modify };
}

test("with lifecycle control maintenance waits for its deadline, then takes the tunnel down for a while", async () => {
  const { id, address, statuses, maintenance } = await working(true);
  expect(await maintenance()).toEqual({ PendingMaintenance: "None" });
  await control.disturbTunnel({ kind: "maintenance", outsideIp: address, afterSeconds: day });
  const { PendingMaintenance, MaintenanceAutoAppliedAfter } = await maintenance();
  expect(PendingMaintenance).toBe("Available");
  expect(await statuses()).toEqual(["UP", "UP"]);
  await control.advance({ advanceSeconds: day });
  expect(await statuses()).toEqual(["DOWN", "UP"]);
  expect((await read(id)).State).toBe("available");
  expect(await maintenance()).toEqual({
    PendingMaintenance: "None",
    LastMaintenanceApplied: MaintenanceAutoAppliedAfter,
  });
  await control.advance({ advanceSeconds: 60 });
  expect(await statuses()).toEqual(["UP", "UP"]);
});

test("accepted before the deadline it is done once", async () => {
  const { address, tunnel, statuses, maintenance } = await working(true);
  await control.disturbTunnel({ kind: "maintenance", outsideIp: address, afterSeconds: day });
  const replaced = await ec2.send(new ReplaceVpnTunnelCommand({ ...tunnel, ApplyPendingMaintenance: true }));
  expect(replaced.Return).toBe(true);
  expect(await statuses()).toEqual(["DOWN", "UP"]);
  await control.advance({ advanceSeconds: 60 });
  expect((await maintenance()).PendingMaintenance).toBe("None");
  await control.advance({ advanceSeconds: day });
  expect(await statuses()).toEqual(["UP", "UP"]);
});

test("a replacement that does not ask for it leaves it pending", async () => {
  const { address, tunnel, maintenance } = await working(true);
  await control.disturbTunnel({ kind: "maintenance", outsideIp: address, afterSeconds: day });
  await ec2.send(new ReplaceVpnTunnelCommand(tunnel));
  expect((await maintenance()).PendingMaintenance).toBe("Available");
  await expectRefusal(ec2.send(new ReplaceVpnTunnelCommand(tunnel)), "IncorrectState");
});

test("without lifecycle control maintenance takes place at once", async () => {
  const { address, statuses, maintenance } = await working(false);
  await control.disturbTunnel({ kind: "maintenance", outsideIp: address });
  expect(await statuses()).toEqual(["DOWN", "UP"]);
  expect((await maintenance()).PendingMaintenance).toBe("None");
});

test("lifecycle control is switched without a replacement, but not off while maintenance is pending", async () => {
  const { address, modify, statuses } = await working(false);
  await modify({ EnableTunnelLifecycleControl: true });
  expect(await statuses()).toEqual(["UP", "UP"]);
  await control.advance({ advanceSeconds: 30 });
  await control.disturbTunnel({ kind: "maintenance", outsideIp: address, afterSeconds: day });
  await expectRefusal(modify({ EnableTunnelLifecycleControl: false }), "IncorrectState");
});

test("another option is not changed without a replacement", async () => {
  const { modify, statuses } = await working(false);
  await modify({ ReplayWindowSize: 512 });
  expect(await statuses()).toEqual(["DOWN", "UP"]);
});

test("the status of a tunnel of another connection is refused", async () => {
  const { tunnel } = await working(false);
  const request = { ...tunnel, VpnTunnelOutsideIpAddress: "203.0.113.1" };
  await expectRefusal(ec2.send(new GetVpnTunnelReplacementStatusCommand(request)), "InvalidParameterValue");
});
