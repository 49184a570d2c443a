import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { GetMetricStatisticsCommand } from "@aws-sdk/client-cloudwatch";
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateAliasCommand, CreateKeyCommand, DecryptCommand, EncryptCommand } from "@aws-sdk/client-kms";
import { CreateSecretCommand, GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { afterAll, expect, test } from "vitest";
import { SandboxControl } from "../control-client";
import { startSandbox } from "../server";
import { clientsFor } from "./service-bench";

const folder = mkdtempSync(path.join(tmpdir(), "services-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("what was measured, logged, kept secret and encrypted outlives a restart", async () => {
  const startMs = Date.UTC(2026, 0, 5, 8);
  const stateFile = path.join(folder, "state");
  const first = await startSandbox({ world: "demo", clock: "stepped", startMs, stateFile });
  const before = clientsFor(first.url);
  const names = { logGroupName: "/vpn/leeds", logStreamName: "s" };
  await before.logs.send(new CreateLogGroupCommand(names));
  await before.logs.send(new CreateLogStreamCommand(names));
  await before.logs.send(new PutLogEventsCommand({ ...names, logEvents: [{ timestamp: startMs, message: "kept" }] }));
  await before.secrets.send(new CreateSecretCommand({ Name: "vpn/leeds", SecretString: "kept" }));
  const { KeyMetadata } = await before.kms.send(new CreateKeyCommand({}));
  await before.kms.send(new CreateAliasCommand({ AliasName: "alias/kept", TargetKeyId: KeyMetadata?.KeyId }));
  const { CiphertextBlob } = await before.kms.send(
    new EncryptCommand({ KeyId: "alias/kept", Plaintext: Buffer.from("kept") }),
  );
  await new SandboxControl(first.controlUrl).advance({ advanceSeconds: 600 });
  const statistics = new GetMetricStatisticsCommand({
    Namespace: "AWS/VPN",
    MetricName: "TunnelState",
    StartTime: new Date(startMs),
    EndTime: new Date(startMs + 600_000),
    Period: 300,
    Statistics: ["Average", "SampleCount"],
  });
  const { Datapoints } = await before.cloudWatch.send(statistics);
  await first.close();

  const second = await startSandbox({ clock: "stepped", startMs, stateFile });
  const after = clientsFor(second.url);
  expect(Datapoints).toHaveLength(2);
  expect((await after.cloudWatch.send(statistics)).Datapoints).toEqual(Datapoints);
  const { events } = await after.logs.send(new FilterLogEventsCommand({ logGroupName: "/vpn/leeds" }));
  expect(events?.map(({ message }) => message)).toEqual(["kept"]);
  expect((await after.secrets.send(new GetSecretValueCommand({ SecretId: "vpn/leeds" }))).SecretString).toBe("kept");
  const { Plaintext } = await after.kms.send(new DecryptCommand({ CiphertextBlob, KeyId: "alias/kept" }));
  expect(Buffer.from(Plaintext ?? []).toString()).toBe("kept");
  await second.close();
});
