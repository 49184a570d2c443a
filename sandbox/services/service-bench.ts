import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { KMSClient } from "@aws-sdk/client-kms";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { STSClient } from "@aws-sdk/client-sts";
import { ServiceException } from "@smithy/core/client";
import { expect } from "vitest";
import { testing } from "../test-bench";

/** The SDK's clients of every service around EC2, for one endpoint, key and Region. */
export function clientsFor(endpoint: string, credentials = testing, region = "ap-northeast-2") {
  const options = { endpoint, region, credentials, maxAttempts: 1 };
  return {
    cloudWatch: new CloudWatchClient(options),
    kms: new KMSClient(options),
    logs: new CloudWatchLogsClient(options),
    secrets: new SecretsManagerClient(options),
    sts: new STSClient(options),
  };
}

/** The call must be refused with this code and, when given, exactly this sentence and HTTP status. */
export async function expectServiceRefusal(call: Promise<unknown>, code: string, message?: string, status = 400) {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ServiceException)) throw new Error(`Expected ${code}, saw ${String(error)}`);
  expect(error.name).toBe(code);
  if (message !== undefined) expect(error.message).toBe(message);
  expect(error.$metadata.httpStatusCode).toBe(status);
}
