import type {
  ListSecretVersionIdsCommandInput,
  ListSecretVersionIdsCommandOutput,
  UpdateSecretVersionStageCommandInput,
  UpdateSecretVersionStageCommandOutput,
} from "@aws-sdk/client-secrets-manager";
import type { Operation } from "../../operation";
import { cutPage } from "../page";
import { check, invalidParameter, notFound, pageMax, requireOwn, requireSecret, wrongToken } from "./require";
import { moveStage } from "./secrets";

export const ListSecretVersionIds: Operation<ListSecretVersionIdsCommandInput, ListSecretVersionIdsCommandOutput> = (
  input,
  world,
) => {
  check(input);
  const secret = requireSecret(world, input);
  const shown = secret.versions.filter(({ stages }) => input.IncludeDeprecated || stages.length > 0);
  const { page, nextToken } = cutPage(shown, {
    token: input.NextToken,
    size: input.MaxResults ?? pageMax,
    refusal: wrongToken,
  });
  return {
    ARN: secret.arn,
    Name: secret.name,
    Versions: page.map(({ id, stages, createdMs }) => ({
      VersionId: id,
      VersionStages: stages,
      CreatedDate: new Date(createdMs),
    })),
    NextToken: nextToken,
  };
};

/** Moves a stage from one version to another; a stage that stands elsewhere has to be named as moving from there. */
export const UpdateSecretVersionStage: Operation<
  UpdateSecretVersionStageCommandInput,
  UpdateSecretVersionStageCommandOutput
> = (input, world) => {
  check(input);
  const { VersionStage: stage = "", MoveToVersionId: to, RemoveFromVersionId: from } = input;
  const secret = requireOwn(world, input);
  for (const id of [to, from])
    if (id !== undefined && !secret.versions.some((version) => version.id === id))
      throw notFound(`Secrets Manager can't find the specified secret value for VersionId: ${id}`);
  const holder = secret.versions.find(({ stages }) => stages.includes(stage))?.id;
  if (holder !== undefined && holder !== to && holder !== from)
    throw invalidParameter(
      `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
  if (stage === "AWSCURRENT" && to === undefined)
    throw invalidParameter(
      "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.",
    );
  moveStage(secret, stage, to);
  secret.changedMs = world.nowMs;
  return { ARN: secret.arn, Name: secret.name };
};
