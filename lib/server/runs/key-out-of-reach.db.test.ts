import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { expect, test, vi } from "vitest";
import { db } from "../db/client";
import type { Env } from "../env";
import { beginRotation, resealSecrets } from "../secrets/rotate-keys";
import { forgetKeys } from "../secrets/sealing-keys";
import { advanceRun, LEEDS, outcomeOf, put, start, startRunBench } from "./testing";

const settings = vi.hoisted((): Partial<Env> => ({}));
vi.mock("../env", async (original) => {
  const { env } = await original<typeof import("../env")>();
  return { env: () => ({ ...env(), ...settings }) };
});

const bench = startRunBench();
const keys = { accessKeyId: "testing", secretAccessKey: "testing" };
Object.assign(process.env, { AWS_ACCESS_KEY_ID: keys.accessKeyId, AWS_SECRET_ACCESS_KEY: keys.secretAccessKey });

test("a step whose key KMS does not open waits without a call, says why, and is carried out once KMS answers", async () => {
  const { endpointUrl } = await db.environment.findUniqueOrThrow({ where: { id: bench.environment.id } });
  const endpoint = String(endpointUrl);
  const kms = new KMSClient({ endpoint, region: "ap-northeast-2", credentials: keys });
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  Object.assign(settings, { UNDERPASS_KMS_KEY_ID: KeyMetadata?.Arn, UNDERPASS_KMS_ENDPOINT: endpoint });
  await beginRotation({ userId: null, name: "test", organizationId: null });
  await resealSecrets();
  const runId = await start(
    bench,
    ["customer-gateway/leeds", "vpn-gateway/core", LEEDS].map((key) => put(key)),
  );

  settings.UNDERPASS_KMS_ENDPOINT = "http://127.0.0.1:9";
  forgetKeys();
  const advancing = advanceRun(runId);
  const waiting = await vi.waitUntil(() => db.runStep.findFirst({ where: { runId, errorCode: "kms-unreachable" } }), {
    timeout: 15_000,
    interval: 100,
  });
  expect(waiting).toMatchObject({ state: "pending", callingAt: null });
  expect((await bench.control.countCalls()).counts.CreateVpnConnection).toBeUndefined();

  settings.UNDERPASS_KMS_ENDPOINT = endpoint;
  await db.runStep.update({ where: { id: waiting.id }, data: { wakeAt: new Date() } });
  await advancing;
  await advanceRun(runId);
  expect(await outcomeOf(runId)).toBe("applied");
  expect((await bench.control.countCalls()).counts.CreateVpnConnection).toBe(1);
});
