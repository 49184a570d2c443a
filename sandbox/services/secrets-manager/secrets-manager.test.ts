import {
  CreateSecretCommand,
  type CreateSecretCommandInput,
  DeleteSecretCommand,
  DescribeSecretCommand,
  type Filter,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  RotateSecretCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import { describe, expect, test } from "vitest";
import { present, startBench } from "../../test-bench";
import { clientsFor, expectServiceRefusal } from "../service-bench";

const startMs = Date.UTC(2026, 0, 5, 8);
const { url, control } = await startBench({ startMs });
const { secrets } = clientsFor(url);

const create = (Name: string, more: Partial<CreateSecretCommandInput> = { SecretString: "first" }) =>
  secrets.send(new CreateSecretCommand({ Name, ...more }));
const read = (SecretId: string, more = {}) => secrets.send(new GetSecretValueCommand({ SecretId, ...more }));
const put = (SecretId: string, SecretString: string, more = {}) =>
  secrets.send(new PutSecretValueCommand({ SecretId, SecretString, ...more }));

describe("values", () => {
  test("a secret is read by its name, its ARN, and its ARN without the six characters", async () => {
    const { ARN = "", VersionId } = await create("by-name");
    expect(ARN).toMatch(/^arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:by-name-[A-Za-z0-9]{6}$/);
    const expected = { ARN, Name: "by-name", SecretString: "first", VersionId, VersionStages: ["AWSCURRENT"] };
    expect(await read("by-name")).toMatchObject(expected);
    expect(await read(ARN)).toMatchObject(expected);
    expect(await read(ARN.slice(0, -7))).toMatchObject(expected);
  });

  test("a new value becomes AWSCURRENT, and the one before AWSPREVIOUS", async () => {
    await create("rotated");
    await put("rotated", "second");
    await put("rotated", "third");
    expect((await read("rotated")).SecretString).toBe("third");
    expect((await read("rotated", { VersionStage: "AWSPREVIOUS" })).SecretString).toBe("second");
    const list = async (more = {}) =>
      (await secrets.send(new ListSecretVersionIdsCommand({ SecretId: "rotated", ...more }))).Versions ?? [];
    expect(await list()).toHaveLength(2);
    expect(await list({ IncludeDeprecated: true })).toHaveLength(3);
  });

  test("bytes come back as bytes", async () => {
    await create("bytes", { SecretBinary: new Uint8Array([0, 255, 7]) });
    const { SecretBinary, SecretString } = await read("bytes");
    expect([...present(SecretBinary)]).toEqual([0, 255, 7]);
    expect(SecretString).toBeUndefined();
  });

  test("the same token with the same value is the same version; with another it is refused", async () => {
    const { ARN } = await create("idempotent");
    const ClientRequestToken = "0123456789abcdef0123456789abcdef";
    const [one, two] = [
      await put("idempotent", "x", { ClientRequestToken }),
      await put("idempotent", "x", { ClientRequestToken }),
    ];
    expect(two.VersionId).toBe(one.VersionId);
    await expectServiceRefusal(
      put("idempotent", "y", { ClientRequestToken }),
      "ResourceExistsException",
      `You can't use ClientRequestToken ${ClientRequestToken} because that value is already in use for a version of secret ${ARN}.`,
    );
  });

  test("a stage moves from one version to another, and AWSCURRENT never goes", async () => {
    const { VersionId: first } = await create("staged");
    const { VersionId: second } = await put("staged", "second");
    const move = (change: object) =>
      secrets.send(new UpdateSecretVersionStageCommand({ SecretId: "staged", VersionStage: "AWSCURRENT", ...change }));
    await move({ MoveToVersionId: first, RemoveFromVersionId: second });
    expect((await read("staged")).SecretString).toBe("first");
    await expectServiceRefusal(
      move({ RemoveFromVersionId: first }),
      "InvalidParameterException",
      "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.",
    );
    await expectServiceRefusal(move({ MoveToVersionId: second }), "InvalidParameterException");
  });

  test("what is not there, or makes no sense, is refused in Secrets Manager's words", async () => {
    await create("empty", {});
    const missing = "ResourceNotFoundException";
    await expectServiceRefusal(read("absent"), missing, "Secrets Manager can't find the specified secret.");
    await expectServiceRefusal(
      read("empty"),
      missing,
      "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    );
    await expectServiceRefusal(
      secrets.send(new PutSecretValueCommand({ SecretId: "empty" })),
      "InvalidRequestException",
      "You must provide either SecretString or SecretBinary.",
    );
    await expectServiceRefusal(
      create("empty"),
      "ResourceExistsException",
      "The operation failed because the secret empty already exists.",
    );
    await expectServiceRefusal(
      create("a b"),
      "ValidationException",
      "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
    );
    await expectServiceRefusal(
      secrets.send(new RotateSecretCommand({ SecretId: "empty" })),
      "UnsupportedOperation",
      "The operation RotateSecret is not simulated by this endpoint.",
    );
  });
});

describe("a secret's end", () => {
  const remove = (SecretId: string, more = {}) => secrets.send(new DeleteSecretCommand({ SecretId, ...more }));
  const marked = "You can't perform this operation on the secret because it was marked for deletion.";

  test("it waits 30 days, can be restored until then, and is gone after them", async () => {
    await create("waiting");
    const { DeletionDate } = await remove("waiting");
    expect(DeletionDate?.getTime()).toBe(startMs + 30 * 86_400_000);
    await expectServiceRefusal(read("waiting"), "InvalidRequestException", marked);
    await expectServiceRefusal(
      create("waiting"),
      "InvalidRequestException",
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
    expect((await secrets.send(new DescribeSecretCommand({ SecretId: "waiting" }))).DeletedDate).toEqual(
      new Date(startMs),
    );
    await secrets.send(new RestoreSecretCommand({ SecretId: "waiting" }));
    expect((await read("waiting")).SecretString).toBe("first");
    await remove("waiting", { RecoveryWindowInDays: 7 });
    await control.advance({ advanceSeconds: 7 * 86_400 });
    await expectServiceRefusal(read("waiting"), "ResourceNotFoundException");
    await create("waiting");
  });

  test("forced it comes at once, and a secret that is not there is no error", async () => {
    await create("forced");
    await remove("forced", { ForceDeleteWithoutRecovery: true });
    await expectServiceRefusal(read("forced"), "ResourceNotFoundException");
    expect((await remove("forced", { ForceDeleteWithoutRecovery: true })).Name).toBe("forced");
    await expectServiceRefusal(
      remove("forced", { ForceDeleteWithoutRecovery: true, RecoveryWindowInDays: 7 }),
      "InvalidParameterException",
      "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    );
    await expectServiceRefusal(
      remove("forced", { RecoveryWindowInDays: 6 }),
      "InvalidParameterException",
      "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).",
    );
  });
});

describe("what is said of secrets, never their values", () => {
  test("description, tags, policy and stages come back as they were set", async () => {
    const { ARN, VersionId } = await create("described", {
      SecretString: "hidden",
      Description: "one",
      Tags: [{ Key: "site", Value: "leeds" }],
    });
    await secrets.send(new UpdateSecretCommand({ SecretId: "described", Description: "two" }));
    await secrets.send(new TagResourceCommand({ SecretId: "described", Tags: [{ Key: "owner", Value: "net" }] }));
    await secrets.send(new UntagResourceCommand({ SecretId: "described", TagKeys: ["site"] }));
    const described = await secrets.send(new DescribeSecretCommand({ SecretId: "described" }));
    expect(described).toMatchObject({
      ARN,
      Name: "described",
      Description: "two",
      Tags: [{ Key: "owner", Value: "net" }],
      VersionIdsToStages: { [present(VersionId)]: ["AWSCURRENT"] },
    });
    expect(JSON.stringify(described)).not.toContain("hidden");
    const ResourcePolicy = '{"Version":"2012-10-17","Statement":[]}';
    await secrets.send(new PutResourcePolicyCommand({ SecretId: "described", ResourcePolicy }));
    expect((await secrets.send(new GetResourcePolicyCommand({ SecretId: "described" }))).ResourcePolicy).toBe(
      ResourcePolicy,
    );
    await expectServiceRefusal(
      secrets.send(new PutResourcePolicyCommand({ SecretId: "described", ResourcePolicy: "{" })),
      "MalformedPolicyDocumentException",
      "This resource policy contains invalid Json",
    );
  });

  test("lists are filtered by prefix, exclude with !, and come in pages", async () => {
    for (const name of ["list/a", "list/b", "list/c"]) await create(name, { SecretString: "x", Description: name });
    const list = async (input: object) =>
      (await secrets.send(new ListSecretsCommand({ SortOrder: "asc", ...input }))).SecretList?.map(({ Name }) => Name);
    const inList: Filter = { Key: "name", Values: ["list/"] };
    expect(await list({ Filters: [inList] })).toEqual(["list/a", "list/b", "list/c"]);
    expect(await list({ Filters: [inList, { Key: "description", Values: ["!list/b"] }] })).toEqual([
      "list/a",
      "list/c",
    ]);
    const first = await secrets.send(new ListSecretsCommand({ Filters: [inList], SortOrder: "asc", MaxResults: 2 }));
    expect(await list({ Filters: [inList], MaxResults: 2, NextToken: present(first.NextToken) })).toEqual(["list/c"]);
    await expectServiceRefusal(list({ NextToken: "none" }), "InvalidNextTokenException", "Invalid NextToken.");
  });
});
