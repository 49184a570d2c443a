import type {
  DescribeManagedPrefixListsRequest,
  DescribeManagedPrefixListsResult,
  DescribePrefixListsRequest,
  DescribePrefixListsResult,
  GetManagedPrefixListAssociationsRequest,
  GetManagedPrefixListAssociationsResult,
  GetManagedPrefixListEntriesRequest,
  GetManagedPrefixListEntriesResult,
  ManagedPrefixList,
} from "@aws-sdk/client-ec2";
import { type FilterTable, page, select } from "../../describe";
import type { Operation, Wire } from "../../operation";
import { invalidValue, need } from "../../protocol/errors";
import { tagSet } from "../../tags";
import type { World } from "../../world";
import { currentEntries, type PrefixList, usersOf } from "./prefix-list";

/** The pages of the calls on managed lists (SDK). */
const bounds = { least: 1, most: 100 };

export const DescribeManagedPrefixLists: Operation<
  DescribeManagedPrefixListsRequest,
  DescribeManagedPrefixListsResult
> = (input, world) => {
  addAwsLists(world);
  const ids = input.PrefixListIds;
  const found = page(select(world.prefixLists, ids, input.Filters, managedFilters(world)), input, ids, bounds);
  return { PrefixLists: found.rows.map((row) => prefixListView(row, world)), NextToken: found.nextToken };
};

/** Only the lists that AWS keeps for its services. */
export const DescribePrefixLists: Operation<DescribePrefixListsRequest, DescribePrefixListsResult> = (input, world) => {
  addAwsLists(world);
  const ids = input.PrefixListIds;
  const filters: FilterTable<PrefixList> = { "prefix-list-id": (row) => row.id, "prefix-list-name": (row) => row.name };
  const rows = select(world.prefixLists, ids, input.Filters, filters).filter((row) => row.maxEntries === undefined);
  const found = page(rows, input, ids);
  return {
    PrefixLists: found.rows.map((row) => ({
      PrefixListId: row.id,
      PrefixListName: row.name,
      Cidrs: currentEntries(row).map(({ cidr }) => cidr),
    })),
    NextToken: found.nextToken,
  };
};

export const GetManagedPrefixListEntries: Operation<
  GetManagedPrefixListEntriesRequest,
  GetManagedPrefixListEntriesResult
> = (input, world) => {
  const row = world.prefixLists.require(need(input.PrefixListId, "PrefixListId"));
  const version = input.TargetVersion ?? row.versions.length;
  const entries = row.versions[version - 1];
  if (!entries) throw invalidValue("TargetVersion", version);
  const found = page(entries, input, undefined, bounds);
  return {
    Entries: found.rows.map(({ cidr, description }) => ({ Cidr: cidr, Description: description })),
    NextToken: found.nextToken,
  };
};

export const GetManagedPrefixListAssociations: Operation<
  GetManagedPrefixListAssociationsRequest,
  GetManagedPrefixListAssociationsResult
> = (input, world) => {
  const row = world.prefixLists.require(need(input.PrefixListId, "PrefixListId"));
  const found = page(usersOf(row, world), input, undefined, bounds);
  return {
    PrefixListAssociations: found.rows.map((ResourceId) => ({ ResourceId, ResourceOwner: world.place.account })),
    NextToken: found.nextToken,
  };
};

export function prefixListView(row: PrefixList, world: World): Wire<ManagedPrefixList> {
  const isOurs = row.maxEntries !== undefined;
  const owner = isOurs ? world.place.account : "aws";
  return {
    PrefixListId: row.id,
    PrefixListName: row.name,
    PrefixListArn: `arn:aws:ec2:${world.place.region}:${owner}:prefix-list/${row.id}`,
    AddressFamily: row.family,
    State: row.state,
    MaxEntries: row.maxEntries,
    Version: isOurs ? row.versions.length : undefined,
    OwnerId: isOurs ? world.place.account : "AWS",
    Tags: tagSet(row.tags),
  };
}

/** The lists every Region has. Their ids are ours, their blocks documentation ranges: nothing here is reached by them. */
function addAwsLists(world: World): void {
  if (world.prefixLists.find((row) => row.maxEntries === undefined)) return;
  const lists = { s3: "192.0.2.0/25", dynamodb: "192.0.2.128/25" };
  for (const [service, cidr] of Object.entries(lists))
    world.prefixLists.add<PrefixList>({
      id: world.newId("prefixList"),
      name: `com.amazonaws.${world.place.region}.${service}`,
      state: "create-complete",
      family: "IPv4",
      maxEntries: undefined,
      versions: [[{ cidr, description: undefined }]],
      clientToken: undefined,
      tags: new Map(),
    });
}

function managedFilters(world: World): FilterTable<PrefixList> {
  return {
    "owner-id": (row) => (row.maxEntries === undefined ? "AWS" : world.place.account),
    "prefix-list-id": (row) => row.id,
    "prefix-list-name": (row) => row.name,
  };
}
