import { CreateVpcCommand, DescribeFpgaImagesCommand, DescribeVpcsCommand, type EC2Client } from "@aws-sdk/client-ec2";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSServiceException } from "@aws-sdk/client-sts";
import { describe, expect, test } from "vitest";
import { clientFor, expectRefusal, present, startBench, stsFor, testing } from "./test-bench";

const { url, ec2 } = await startBench();

describe("who may call", () => {
  test("a wrong secret is SignatureDoesNotMatch with 403", async () => {
    const stranger = clientFor(url, { ...testing, secretAccessKey: "wrong" });
    await expectRefusal(stranger.send(new DescribeVpcsCommand({})), "SignatureDoesNotMatch", undefined, 403);
  });

  test("an unknown key is AuthFailure with 401 in EC2 and InvalidClientTokenId with 403 in STS", async () => {
    const stranger = { ...testing, accessKeyId: "AKIAUNKNOWN" };
    await expectRefusal(
      clientFor(url, stranger).send(new DescribeVpcsCommand({})),
      "AuthFailure",
      "AWS was not able to validate the provided access credentials",
      401,
    );
    const error = await stsFor(url, stranger)
      .send(new GetCallerIdentityCommand({}))
      .catch((thrown: unknown) => thrown);
    if (!(error instanceof STSServiceException)) throw new Error(`Expected a refusal, saw ${String(error)}`);
    expect(error.name).toBe("InvalidClientTokenId");
    expect(error.$metadata.httpStatusCode).toBe(403);
  });

  test("an unsigned request is refused", async () => {
    const response = await fetch(`${url}/?Action=DescribeVpcs&Version=2016-11-15`);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain("<Code>MissingAuthenticationToken</Code>");
  });

  test("a changed body breaks the signature", async () => {
    const tampering = clientFor(url);
    tampering.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { body?: string };
        request.body = request.body?.replace("MaxResults=5", "MaxResults=6");
        return next(args);
      },
      { step: "finalizeRequest", priority: "low" },
    );
    await expectRefusal(tampering.send(new DescribeVpcsCommand({ MaxResults: 5 })), "SignatureDoesNotMatch");
  });

  test("a signature older than fifteen minutes is RequestExpired", async () => {
    const late = clientFor(url);
    late.config.systemClockOffset = -16 * 60_000;
    await expectRefusal(late.send(new DescribeVpcsCommand({})), "RequestExpired", "Request has expired.");
  });

  test("accounts and Regions do not see each other's resources", async () => {
    await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
    const elsewhere = clientFor(url, testing, "eu-west-1");
    expect(await countVpcs(ec2)).toBe(1);
    expect(await countVpcs(elsewhere)).toBe(0);
    expect(await countVpcs(clientFor(url, await assume("arn:aws:iam::444455556666:role/ops/underpass")))).toBe(0);
  });
});

describe("STS", () => {
  test("GetCallerIdentity names the account of the testing key", async () => {
    const identity = await stsFor(url).send(new GetCallerIdentityCommand({}));
    expect(identity.Account).toBe("111122223333");
    expect(identity.Arn).toBe("arn:aws:iam::111122223333:user/testing");
  });

  test("an assumed role signs as that role, and its token is part of the credential", async () => {
    const credentials = await assume("arn:aws:iam::444455556666:role/ops/underpass");
    const identity = await stsFor(url, credentials).send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe("arn:aws:sts::444455556666:assumed-role/underpass/bench");
    const withoutToken = { ...credentials, sessionToken: undefined };
    await expectRefusal(clientFor(url, withoutToken).send(new DescribeVpcsCommand({})), "AuthFailure");
  });

  test("a role ARN that is none is refused", async () => {
    await expect(assume("arn:aws:iam::1:role/x")).rejects.toThrow("arn:aws:iam::1:role/x is invalid");
  });
});

describe("calls that are answered without a simulation", () => {
  test("an action that is not simulated is UnsupportedOperation in EC2's envelope", async () => {
    await expectRefusal(
      ec2.send(new DescribeFpgaImagesCommand({})),
      "UnsupportedOperation",
      "The action DescribeFpgaImages is not simulated by this endpoint.",
      400,
    );
  });

  test("a dry run changes nothing and answers DryRunOperation with 412", async () => {
    const before = await countVpcs(ec2);
    await expectRefusal(
      ec2.send(new CreateVpcCommand({ CidrBlock: "10.9.0.0/16", DryRun: true })),
      "DryRunOperation",
      "Request would have succeeded, but DryRun flag is set.",
      412,
    );
    expect(await countVpcs(ec2)).toBe(before);
  });
});

async function countVpcs(client: EC2Client): Promise<number> {
  return present((await client.send(new DescribeVpcsCommand({}))).Vpcs).length;
}

async function assume(RoleArn: string) {
  const { Credentials } = await stsFor(url).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "bench" }));
  return {
    accessKeyId: present(Credentials?.AccessKeyId),
    secretAccessKey: present(Credentials?.SecretAccessKey),
    sessionToken: present(Credentials?.SessionToken),
  };
}
