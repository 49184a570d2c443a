import type {
  CreateTagsRequest,
  DeleteTagsRequest,
  DescribeTagsRequest,
  DescribeTagsResult,
} from "@aws-sdk/client-ec2";
import { applyFilters, page } from "../describe";
import type { Operation } from "../operation";
import { ApiError, need } from "../protocol/errors";
import { putTags, type Tags } from "../tags";
import type { World } from "../world";
import { kindFacts } from "./kinds";

export const CreateTags: Operation<CreateTagsRequest> = (input, world) => {
  const owners = need(input.Resources, "ResourceId").map((id) => findOwner(id, world));
  const given = need(input.Tags, "Tag");
  for (const { tags } of owners) putTags(new Map(tags), given);
  for (const owner of owners) {
    putTags(owner.tags, given);
    noteChange(owner);
  }
  return undefined;
};

export const DeleteTags: Operation<DeleteTagsRequest> = (input, world) => {
  const owners = need(input.Resources, "ResourceId").map((id) => findOwner(id, world));
  for (const owner of owners) {
    const { tags } = owner;
    noteChange(owner);
    if (!input.Tags?.length) tags.clear();
    for (const { Key = "", Value } of input.Tags ?? [])
      if (Value === undefined || Value === tags.get(Key)) tags.delete(Key);
  }
  return undefined;
};

export const DescribeTags: Operation<DescribeTagsRequest, DescribeTagsResult> = (input, world) => {
  const rows = world.tables.flatMap((table) =>
    table.all().flatMap((row) =>
      [...row.tags].map(([key, value]) => ({
        id: row.id,
        type: kindFacts[table.kind].resourceType,
        key,
        value,
        tags: new Map([[key, value]]),
      })),
    ),
  );
  const asked = applyFilters(rows, input.Filters, {
    key: (row) => row.key,
    value: (row) => row.value,
    "resource-id": (row) => row.id,
    "resource-type": (row) => row.type,
    "tag-key": (row) => row.key,
    "tag-value": (row) => row.value,
  });
  const found = page(asked, input);
  return {
    Tags: found.rows.map(({ id, type, key, value }) => ({
      ResourceId: id,
      ResourceType: type,
      Key: key,
      Value: value,
    })),
    NextToken: found.nextToken,
  };
};

function findOwner(id: string, world: World): { tags: Tags; version?: number } {
  const prefix = id.slice(0, id.lastIndexOf("-"));
  const table = world.tables.find(({ kind }) => kindFacts[kind].prefix === prefix);
  if (!table) throw new ApiError("InvalidID", `The ID '${id}' is not valid`);
  return table.require(id);
}

/** Rows whose written answer is kept count their changes. */
function noteChange(owner: { version?: number }): void {
  if (owner.version !== undefined) owner.version += 1;
}
