import { type Late, MARKER_TAG } from "../ec2-calls";
import { phrase } from "../phrase";
import type { CallDraft, Observed } from "./kind";

type Tags = { Key?: string; Value?: string }[] | null | undefined;

/** The Name tag; null when there is none or it is empty. */
export function nameTagOf(tags: Tags): string | null {
  return tags?.find((tag) => tag.Key === "Name")?.Value || null;
}

/** Which step created the object, by its tag; null for what was made elsewhere. */
export function markerOf(tags: Tags): string | null {
  return tags?.find((tag) => tag.Key === MARKER_TAG)?.Value ?? null;
}

/** What people have tagged it with; nothing where there is nothing, so that stored JSON stays small. Rules match by it. */
export function tagsOf(tags: Tags): Pick<Observed, "tags"> {
  const own = (tags ?? []).flatMap(({ Key: key, Value: value }) =>
    key === undefined || key === "Name" || key === MARKER_TAG ? [] : [{ key, value: value ?? "" }],
  );
  return own.length === 0 ? {} : { tags: own.sort((a, b) => (a.key < b.key ? -1 : 1)) };
}

/** The tags that carry a name. */
export function nameTags(name: string): { Key: string; Value: string }[] {
  return [{ Key: "Name", Value: name }];
}

/**
 * TagSpecifications of a create call: the name, the tags that it bore before, and the marker by which a run finds its own creation
 * again. Tags that begin with "aws:" are AWS's own to give (EC2 user guide, "Tag restrictions").
 */
export function creationTags<const Type extends string>(
  type: Type,
  name?: string,
  before: Observed["tags"] = [],
): { ResourceType: Type; Tags: { Key: string; Value: string | Late }[] }[] {
  const names = name === undefined ? [] : nameTags(name);
  const kept = before
    .filter(({ key }) => !key.startsWith("aws:"))
    .map(({ key: Key, value: Value }) => ({ Key, Value }));
  return [{ ResourceType: type, Tags: [...names, ...kept, { Key: MARKER_TAG, Value: { $marker: true } }] }];
}

/** Changes the Name tag: no traffic notices. */
export function renameDraft(awsId: string, name: string): CallDraft {
  return {
    call: { action: "CreateTags", input: { Resources: [awsId], Tags: nameTags(name) } },
    phrase: phrase("plan.rename", { name }),
    touch: { what: "nothing" },
  };
}
