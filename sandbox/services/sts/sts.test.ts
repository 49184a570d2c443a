import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeVpcsCommand } from "@aws-sdk/client-ec2";
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  DecodeAuthorizationMessageCommand,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
} from "@aws-sdk/client-sts";
import { describe, expect, test, vi } from "vitest";
import { clientFor, expectRefusal, present, startBench } from "../../test-bench";
import { clientsFor, expectServiceRefusal } from "../service-bench";

const { url } = await startBench();
const { sts } = clientsFor(url);
const role = { RoleArn: "arn:aws:iam::444455556666:role/ops/underpass", RoleSessionName: "bench" };
const assume = async (change: Partial<AssumeRoleCommandInput> = {}, from = sts) => {
  const { Credentials } = await from.send(new AssumeRoleCommand({ ...role, ...change }));
  return {
    accessKeyId: present(Credentials?.AccessKeyId),
    secretAccessKey: present(Credentials?.SecretAccessKey),
    sessionToken: present(Credentials?.SessionToken),
  };
};

describe("AssumeRole", () => {
  test("takes an external id and tags, and lasts as long as it was asked to", async () => {
    const answer = await sts.send(
      new AssumeRoleCommand({
        ...role,
        ExternalId: "partner-7",
        DurationSeconds: 900,
        Tags: [{ Key: "a", Value: "b" }],
        SourceIdentity: "alice",
      }),
    );
    expect(answer.AssumedRoleUser?.Arn).toBe("arn:aws:sts::444455556666:assumed-role/underpass/bench");
    expect(answer.AssumedRoleUser?.AssumedRoleId).toMatch(/^AROA\w{17}:bench$/);
    expect(answer.Credentials?.AccessKeyId).toMatch(/^ASIA\w{16}$/);
    expect(answer.SourceIdentity).toBe("alice");
    const secondsLeft = (present(answer.Credentials?.Expiration).getTime() - Date.now()) / 1000;
    expect(secondsLeft).toBeGreaterThan(890);
    expect(secondsLeft).toBeLessThanOrEqual(901);
  });

  test("refuses durations and names outside their bounds, and more than an hour from another session", async () => {
    const refused = (change: Partial<AssumeRoleCommandInput>, message: string, from = sts) =>
      expectServiceRefusal(assume(change, from), "ValidationError", message);
    await refused(
      { DurationSeconds: 60 },
      "1 validation error detected: Value '60' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    );
    await refused(
      { RoleSessionName: "a b" },
      "1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
    );
    await refused(
      { RoleArn: undefined },
      "1 validation error detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null",
    );
    await refused(
      { DurationSeconds: 3601 },
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
      clientsFor(url, await assume()).sts,
    );
  });
});

describe("a temporary credential", () => {
  test("is refused without its token and with a wrong one, by each service in its own words", async () => {
    const credentials = await assume();
    for (const sessionToken of [undefined, "wrong"]) {
      const broken = { ...credentials, sessionToken };
      const clients = clientsFor(url, broken);
      const invalid = "The security token included in the request is invalid.";
      await expectRefusal(clientFor(url, broken).send(new DescribeVpcsCommand({})), "AuthFailure", undefined, 401);
      await expectServiceRefusal(
        clients.sts.send(new GetCallerIdentityCommand({})),
        "InvalidClientTokenId",
        invalid,
        403,
      );
    }
  });

  test("is refused when its time is over, by each service in its own words", async () => {
    const credentials = await assume({ DurationSeconds: 900 });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 902_000 });
    try {
      const { logs, sts: late } = clientsFor(url, credentials);
      const expired = "The security token included in the request is expired";
      await expectServiceRefusal(late.send(new GetCallerIdentityCommand({})), "ExpiredToken", expired, 403);
      await expectServiceRefusal(logs.send(new DescribeLogGroupsCommand({})), "ExpiredTokenException", expired);
      const ec2 = clientFor(url, credentials);
      await expectRefusal(ec2.send(new DescribeVpcsCommand({})), "RequestExpired", "Request has expired.", 400);
    } finally {
      vi.useRealTimers();
    }
  });

  test("GetSessionToken signs as the same user, and cannot be had from a session", async () => {
    const { Credentials } = await sts.send(new GetSessionTokenCommand({ DurationSeconds: 900 }));
    const session = clientsFor(url, {
      accessKeyId: present(Credentials?.AccessKeyId),
      secretAccessKey: present(Credentials?.SecretAccessKey),
      sessionToken: present(Credentials?.SessionToken),
    });
    const identity = await session.sts.send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe("arn:aws:iam::111122223333:user/testing");
    await expectServiceRefusal(
      session.sts.send(new GetSessionTokenCommand({})),
      "AccessDenied",
      "Cannot call GetSessionToken with session credentials",
      403,
    );
  });
});

test("GetAccessKeyInfo tells the account of any key that is known", async () => {
  const { accessKeyId } = await assume();
  expect((await sts.send(new GetAccessKeyInfoCommand({ AccessKeyId: accessKeyId }))).Account).toBe("444455556666");
  await expectServiceRefusal(sts.send(new GetAccessKeyInfoCommand({ AccessKeyId: "AKIA-" })), "ValidationError");
});

test("what STS has and this endpoint does not simulate is UnsupportedOperation", async () => {
  await expectServiceRefusal(
    sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage: "x" })),
    "UnsupportedOperation",
    "The operation DecodeAuthorizationMessage is not simulated by this endpoint.",
  );
});
