import type { Tag, TagSpecification } from "@aws-sdk/client-ec2";
import { ApiError, invalidParameterValue } from "./protocol/errors";
import { type Kind, kindFacts } from "./resources/kinds";

export type Tags = Map<string, string>;

const tagsMax = 50;

/** The tags a create call gives to an object of this kind. */
export function tagsFor(kind: Kind, specifications: TagSpecification[] | undefined): Tags {
  const tags: Tags = new Map();
  const types = (specifications ?? []).map(({ ResourceType }) => ResourceType);
  const twice = types.find((type, index) => types.indexOf(type) < index);
  if (twice !== undefined)
    throw invalidParameterValue(`The same resource type may not be specified more than once in tag specifications`);
  for (const { ResourceType, Tags: given } of specifications ?? []) {
    if (ResourceType !== kindFacts[kind].resourceType)
      throw invalidParameterValue(`'${ResourceType ?? ""}' is not a valid taggable resource type for this operation.`);
    putTags(tags, given ?? []);
  }
  return tags;
}

/** Adds or overwrites tags under EC2's rules: key at most 127 characters, value at most 256, 50 tags, no `aws:`. */
export function putTags(tags: Tags, given: Tag[]): void {
  const next = new Map(tags);
  const keys = given.map(({ Key }) => Key);
  const twice = keys.find((key, index) => keys.indexOf(key) < index);
  if (twice !== undefined) throw invalidParameterValue(`Duplicate tag key '${twice}' specified.`);
  for (const { Key, Value = "" } of given) {
    if (!Key) throw invalidParameterValue("Tag key cannot be null or empty.");
    if (/^aws:/i.test(Key)) throw invalidParameterValue("Tag keys starting with 'aws:' are reserved for internal use");
    if (Key.length > 127) throw invalidParameterValue(`Tag key exceeds the maximum length of 127 characters: ${Key}`);
    if (Value.length > 256) throw invalidParameterValue("Tag value exceeds the maximum length of 256 characters.");
    next.set(Key, Value);
  }
  if (next.size > tagsMax) throw new ApiError("TagLimitExceeded", "The maximum number of Tags has been reached.");
  for (const [key, value] of next) tags.set(key, value);
}

/** As Describe calls answer them. */
export function tagSet(tags: Tags): { Key: string; Value: string }[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}
