import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CreateVpcCommand, DescribeVpcsCommand, DescribeVpnConnectionsCommand } from "@aws-sdk/client-ec2";
import { afterAll, expect, test } from "vitest";
import { SandboxControl } from "./control-client";
import { startSandbox } from "./server";
import { clientFor, present } from "./test-bench";

const folder = mkdtempSync(path.join(tmpdir(), "sandbox-"));
const stateFile = path.join(folder, "state");
afterAll(() => rmSync(folder, { recursive: true }));

test("with a state file everything is as it was after a restart, and what was under way goes on", async () => {
  const first = await startSandbox({ world: "demo", clock: "stepped", stateFile });
  const before = clientFor(first.url);
  const { Vpc } = await before.send(new CreateVpcCommand({ CidrBlock: "10.9.0.0/16" }));
  const connections = (await before.send(new DescribeVpnConnectionsCommand({}))).VpnConnections;
  before.destroy();
  await first.close();
  expect(statSync(stateFile).mode & 0o777).toBe(0o600);

  const second = await startSandbox({ world: "empty", clock: "stepped", stateFile });
  const after = clientFor(second.url);
  await new SandboxControl(second.controlUrl).advance({ advanceSeconds: 10 });
  expect((await after.send(new DescribeVpnConnectionsCommand({}))).VpnConnections).toEqual(connections);
  const { Vpcs } = await after.send(new DescribeVpcsCommand({ VpcIds: [present(Vpc?.VpcId)] }));
  expect(Vpcs?.[0]?.State).toBe("available");
  after.destroy();
  await second.close();
});

test("what was answered is in the state file already: a killed sandbox forgets nothing", async () => {
  const file = path.join(folder, "killed");
  const killed = await startSandbox({ clock: "stepped", stateFile: file });
  const client = clientFor(killed.url);
  const { Vpc } = await client.send(new CreateVpcCommand({ CidrBlock: "10.9.0.0/16" }));

  const next = await startSandbox({ clock: "stepped", stateFile: file });
  const after = clientFor(next.url);
  const { Vpcs } = await after.send(new DescribeVpcsCommand({}));
  expect(Vpcs?.map(({ VpcId }) => VpcId)).toContain(present(Vpc?.VpcId));
  client.destroy();
  after.destroy();
  await Promise.all([killed.close(), next.close()]);
});
