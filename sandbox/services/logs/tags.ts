import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  ListTagsLogGroupCommandInput,
  ListTagsLogGroupCommandOutput,
  TagLogGroupCommandInput,
  TagResourceCommandInput,
  UntagLogGroupCommandInput,
  UntagResourceCommandInput,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Operation } from "../../operation";
import { ApiError } from "../../protocol/errors";
import type { Tags } from "../../tags";
import { groupNameOf, type LogGroup } from "../../telemetry/logs";
import type { World } from "../../world";
import { check, invalid, requireGroup } from "./find";

const tagsMax = 50;

export const ListTagsForResource: Operation<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput> = (
  input,
  world,
) => ({ tags: Object.fromEntries(resourceOf(world, input).tags) });

export const TagResource: Operation<TagResourceCommandInput> = (input, world) => {
  putTags(resourceOf(world, input).tags, input.tags ?? {});
  return undefined;
};

export const UntagResource: Operation<UntagResourceCommandInput> = (input, world) => {
  const { tags } = resourceOf(world, input);
  for (const key of input.tagKeys ?? []) tags.delete(key);
  return undefined;
};

/** The older three name a group instead of any resource. */
export const ListTagsLogGroup: Operation<ListTagsLogGroupCommandInput, ListTagsLogGroupCommandOutput> = (
  input,
  world,
) => ({ tags: Object.fromEntries(groupOf(world, input).tags) });

export const TagLogGroup: Operation<TagLogGroupCommandInput> = (input, world) => {
  putTags(groupOf(world, input).tags, input.tags ?? {});
  return undefined;
};

export const UntagLogGroup: Operation<UntagLogGroupCommandInput> = (input, world) => {
  const { tags } = groupOf(world, input);
  for (const key of input.tags ?? []) tags.delete(key);
  return undefined;
};

/** Adds tags, all or none; answers the set it was given. */
export function putTags(tags: Tags, given: Record<string, string>): Tags {
  for (const [key, value] of Object.entries(given)) {
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key) || !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(value))
      throw invalid("1 validation error detected: Value at 'tags' failed to satisfy constraint");
    if (/^aws:/i.test(key)) throw invalid("Tag keys starting with 'aws:' are reserved for internal use");
  }
  if (new Set([...tags.keys(), ...Object.keys(given)]).size > tagsMax)
    throw new ApiError("TooManyTagsException", `A resource can have no more than ${tagsMax} tags.`);
  for (const [key, value] of Object.entries(given)) tags.set(key, value);
  return tags;
}

function groupOf(world: World, input: { logGroupName?: string }): LogGroup {
  check(input);
  return requireGroup(world, input);
}

function resourceOf(world: World, input: { resourceArn?: string }): LogGroup {
  check(input);
  const group = world.logGroups.get(groupNameOf(world, input.resourceArn ?? "") ?? "");
  if (!group) throw new ApiError("ResourceNotFoundException", "The specified resource does not exist.");
  return group;
}
