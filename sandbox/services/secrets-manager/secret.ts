import type {
  CreateSecretCommandInput,
  CreateSecretCommandOutput,
  DescribeSecretCommandInput,
  DescribeSecretCommandOutput,
  UpdateSecretCommandInput,
  UpdateSecretCommandOutput,
} from "@aws-sdk/client-secrets-manager";
import type { Operation } from "../../operation";
import { ApiError } from "../../protocol/errors";
import { tagSet } from "../../tags";
import { check, contentOf, invalidRequest, requireOwn, requireSecret } from "./require";
import { addSecret, currentVersion, findSecret, type Secret } from "./secrets";
import { putTags } from "./tags";
import { putVersion } from "./value";

const dayMs = 86_400_000;

export const CreateSecret: Operation<CreateSecretCommandInput, CreateSecretCommandOutput> = (input, world) => {
  check(input);
  const { Name: name = "", ClientRequestToken: versionId, Description, KmsKeyId, Tags = [] } = input;
  if (!/^[A-Za-z0-9/_+=.@!-]+$/.test(name))
    throw new ApiError(
      "ValidationException",
      "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
    );
  if (input.AddReplicaRegions?.length)
    throw new ApiError("UnsupportedOperation", "Replicas are not simulated by this endpoint.");
  const content = contentOf(input);
  const tags = putTags(new Map(), Tags);
  const known = findSecret(world, name);
  if (known?.deletion)
    throw invalidRequest(
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  if (known)
    throw new ApiError("ResourceExistsException", `The operation failed because the secret ${name} already exists.`);
  const secret = addSecret(world, { name, content, versionId });
  Object.assign(secret, { description: Description, kmsKeyId: KmsKeyId, tags });
  return { ARN: secret.arn, Name: secret.name, VersionId: currentVersion(secret)?.id };
};

export const DescribeSecret: Operation<DescribeSecretCommandInput, DescribeSecretCommandOutput> = (input, world) => {
  const secret = requireSecret(world, input);
  return { ...view(secret), VersionIdsToStages: stagesOf(secret) };
};

export const UpdateSecret: Operation<UpdateSecretCommandInput, UpdateSecretCommandOutput> = (input, world) => {
  check(input);
  const secret = requireOwn(world, input);
  const content = contentOf(input);
  const version =
    content && putVersion(world, secret, { id: input.ClientRequestToken, value: content, stages: ["AWSCURRENT"] });
  secret.description = input.Description ?? secret.description;
  secret.kmsKeyId = input.KmsKeyId ?? secret.kmsKeyId;
  secret.changedMs = world.nowMs;
  return { ARN: secret.arn, Name: secret.name, VersionId: version?.id };
};

/** What DescribeSecret and ListSecrets say of a secret: never its value. */
export function view(secret: Secret) {
  const { accessedMs, deletion } = secret;
  return {
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description,
    KmsKeyId: secret.kmsKeyId,
    LastChangedDate: new Date(secret.changedMs),
    // To the day (DescribeSecret, "LastAccessedDate").
    LastAccessedDate: accessedMs === undefined ? undefined : new Date(Math.floor(accessedMs / dayMs) * dayMs),
    DeletedDate: deletion && new Date(deletion.askedMs),
    Tags: tagSet(secret.tags),
    OwningService: secret.owner,
    CreatedDate: new Date(secret.createdMs),
  };
}

/** The versions that bear a stage; those without are deprecated and not shown. */
export function stagesOf({ versions }: Secret): Record<string, string[]> | undefined {
  const staged = versions.filter(({ stages }) => stages.length > 0);
  return staged.length > 0 ? Object.fromEntries(staged.map(({ id, stages }) => [id, stages])) : undefined;
}
