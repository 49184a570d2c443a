import type { Tag, TagResourceCommandInput, UntagResourceCommandInput } from "@aws-sdk/client-secrets-manager";
import type { Operation } from "../../operation";
import type { Tags } from "../../tags";
import { invalidParameter, requireLive } from "./require";

const tagsMax = 50;

export const TagResource: Operation<TagResourceCommandInput> = (input, world) => {
  putTags(requireLive(world, input).tags, input.Tags ?? []);
  return undefined;
};

export const UntagResource: Operation<UntagResourceCommandInput> = (input, world) => {
  const { tags } = requireLive(world, input);
  for (const key of input.TagKeys ?? []) if (!key.startsWith("aws:")) tags.delete(key);
  return undefined;
};

/** Adds tags, all or none; answers the set it was given. */
export function putTags(tags: Tags, given: Tag[]): Tags {
  const next = new Map(tags);
  for (const { Key = "", Value = "" } of given) {
    if (Key.length < 1 || Key.length > 128 || Value.length > 256)
      throw invalidParameter("Tag keys have 1 to 128 characters, tag values up to 256.");
    if (/^aws:/i.test(Key)) throw invalidParameter("Tag keys that begin with aws: are reserved for AWS.");
    next.set(Key, Value);
  }
  if (next.size > tagsMax) throw invalidParameter(`A secret can have no more than ${tagsMax} tags.`);
  for (const [key, value] of next) tags.set(key, value);
  return tags;
}
