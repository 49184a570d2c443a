import type {
  GetSecretValueCommandInput,
  GetSecretValueCommandOutput,
  PutSecretValueCommandInput,
  PutSecretValueCommandOutput,
} from "@aws-sdk/client-secrets-manager";
import type { Operation } from "../../operation";
import { ApiError } from "../../protocol/errors";
import type { World } from "../../world";
import { check, contentOf, invalidRequest, notFound, requireLive, requireOwn } from "./require";
import { addVersion, newVersionId, type Secret, type SecretContent, type SecretVersion } from "./secrets";

export const GetSecretValue: Operation<GetSecretValueCommandInput, GetSecretValueCommandOutput> = (input, world) => {
  check(input);
  const secret = requireLive(world, input);
  const version = chooseVersion(secret, input);
  secret.accessedMs = world.nowMs;
  const { value } = version;
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: version.id,
    SecretString: "text" in value ? value.text : undefined,
    SecretBinary: "bytes" in value ? value.bytes : undefined,
    VersionStages: version.stages,
    CreatedDate: new Date(version.createdMs),
  };
};

export const PutSecretValue: Operation<PutSecretValueCommandInput, PutSecretValueCommandOutput> = (input, world) => {
  check(input);
  const content = contentOf(input);
  if (!content) throw invalidRequest("You must provide either SecretString or SecretBinary.");
  const secret = requireOwn(world, input);
  const stages = input.VersionStages ?? ["AWSCURRENT"];
  const version = putVersion(world, secret, { id: input.ClientRequestToken, value: content, stages });
  return { ARN: secret.arn, Name: secret.name, VersionId: version.id, VersionStages: version.stages };
};

/** A new version, unless the caller's token made one already: with the same content that is the answer. */
export function putVersion(
  world: World,
  secret: Secret,
  given: { id: string | undefined; value: SecretContent; stages: string[] },
): SecretVersion {
  const known = secret.versions.find(({ id }) => id === given.id);
  if (known && isSame(known.value, given.value)) return known;
  if (known)
    throw new ApiError(
      "ResourceExistsException",
      `You can't use ClientRequestToken ${known.id} because that value is already in use for a version of secret ${secret.arn}.`,
    );
  return addVersion(world, secret, { ...given, id: given.id ?? newVersionId(world) });
}

function chooseVersion({ versions }: Secret, input: GetSecretValueCommandInput): SecretVersion {
  const { VersionId: id, VersionStage: stage = id === undefined ? "AWSCURRENT" : undefined } = input;
  const found = versions.find((version) =>
    id === undefined ? version.stages.includes(stage ?? "") : version.id === id,
  );
  if (!found)
    throw notFound(
      `Secrets Manager can't find the specified secret value for ${id === undefined ? "staging label" : "VersionId"}: ${id ?? stage}`,
    );
  if (stage !== undefined && !found.stages.includes(stage))
    throw invalidRequest("You provided a VersionStage that is not associated to the provided VersionId.");
  return found;
}

function isSame(a: SecretContent, b: SecretContent): boolean {
  if ("text" in a) return "text" in b && a.text === b.text;
  return "bytes" in b && Buffer.from(a.bytes).equals(b.bytes);
}
