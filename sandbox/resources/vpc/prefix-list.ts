import type {
  AddPrefixListEntry,
  CreateManagedPrefixListRequest,
  CreateManagedPrefixListResult,
  DeleteManagedPrefixListRequest,
  DeleteManagedPrefixListResult,
  ModifyManagedPrefixListRequest,
  ModifyManagedPrefixListResult,
} from "@aws-sdk/client-ec2";
import { canonical, formatBlock, parseBlock } from "../../net";
import { formatBlock6, parseBlock6 } from "../../net6";
import type { Operation } from "../../operation";
import { ApiError, incorrectState, invalidParameterValue, invalidValue, need } from "../../protocol/errors";
import { requireRoom } from "../../quotas";
import { type Tags, tagsFor } from "../../tags";
import { timings } from "../../timings";
import type { World } from "../../world";
import { prefixListView } from "./prefix-list-view";

/** A named set of CIDRs that routes and rules may name instead of a CIDR. */
export type PrefixList = {
  id: string;
  name: string;
  state: PrefixListState;
  family: "IPv4" | "IPv6";
  /** Undefined for lists that AWS keeps. */
  maxEntries: number | undefined;
  /** The entries of every version, the first one at 0. */
  versions: PrefixListEntry[][];
  clientToken: string | undefined;
  tags: Tags;
};

export type PrefixListEntry = { cidr: string; description: string | undefined };

type PrefixListState =
  | "create-in-progress"
  | "create-complete"
  | "modify-in-progress"
  | "modify-complete"
  | "delete-in-progress"
  | "delete-complete";

const entriesPerCallMax = 100;

export const CreateManagedPrefixList: Operation<CreateManagedPrefixListRequest, CreateManagedPrefixListResult> = (
  input,
  world,
) => {
  const made = input.ClientToken && world.prefixLists.find((row) => row.clientToken === input.ClientToken);
  if (made) return { PrefixList: prefixListView(made, world) };
  const name = readName(need(input.PrefixListName, "PrefixListName"));
  const family = need<string>(input.AddressFamily, "AddressFamily");
  if (family !== "IPv4" && family !== "IPv6") throw invalidValue("AddressFamily", family);
  const maxEntries = readMaxEntries(need(input.MaxEntries, "MaxEntries"));
  const entries = addEntries([], input.Entries ?? [], family);
  if (entries.length > maxEntries) throw tooManyEntries();
  requireRoom(world, "prefixLists", world.prefixLists.where((row) => row.maxEntries !== undefined).length);
  const row = world.prefixLists.add<PrefixList>({
    id: world.newId("prefixList"),
    name,
    state: "create-in-progress",
    family,
    maxEntries,
    versions: [entries],
    clientToken: input.ClientToken,
    tags: tagsFor("prefixList", input.TagSpecifications),
  });
  world.later(timings.prefixListChanging, "prefix-list-settled", row.id);
  return { PrefixList: prefixListView(row, world) };
};

/** A change of entries makes a new version and needs the present one's number; a new size needs a call of its own (SDK). */
export const ModifyManagedPrefixList: Operation<ModifyManagedPrefixListRequest, ModifyManagedPrefixListResult> = (
  input,
  world,
) => {
  const row = requireOwnList(need(input.PrefixListId, "PrefixListId"), world);
  if (row.state.endsWith("in-progress"))
    throw incorrectState(`The prefix list (${row.id}) is in the wrong state (${row.state}).`);
  const changesEntries = Boolean(input.AddEntries?.length || input.RemoveEntries?.length);
  if (changesEntries && input.MaxEntries !== undefined)
    throw invalidParameterValue(
      "You cannot modify the entries and the max entries of a prefix list in the same request.",
    );
  if (changesEntries && input.CurrentVersion === undefined)
    throw new ApiError("MissingParameter", "The request must contain the parameter CurrentVersion");
  if (input.CurrentVersion !== undefined && input.CurrentVersion !== row.versions.length)
    throw new ApiError("PrefixListVersionMismatch", "The prefix list has the incorrect version number.");
  if (changesEntries) row.versions.push(changedEntries(row, input));
  if (input.MaxEntries !== undefined) {
    if (input.MaxEntries < currentEntries(row).length) throw tooManyEntries();
    row.maxEntries = readMaxEntries(input.MaxEntries);
  }
  if (input.PrefixListName !== undefined) row.name = readName(input.PrefixListName);
  row.state = "modify-in-progress";
  world.later(timings.prefixListChanging, "prefix-list-settled", row.id);
  return { PrefixList: prefixListView(row, world) };
};

export const DeleteManagedPrefixList: Operation<DeleteManagedPrefixListRequest, DeleteManagedPrefixListResult> = (
  input,
  world,
) => {
  const row = requireOwnList(need(input.PrefixListId, "PrefixListId"), world);
  if (usersOf(row, world).length)
    throw new ApiError("DependencyViolation", `The prefix list '${row.id}' is referenced by other resources.`);
  row.state = "delete-in-progress";
  world.later(timings.prefixListChanging, "prefix-list-settled", row.id);
  return { PrefixList: prefixListView(row, world) };
};

export function prefixListSettles(world: World, id: string): void {
  const row = world.prefixLists.get(id);
  if (row?.state === "create-in-progress") row.state = "create-complete";
  else if (row?.state === "modify-in-progress") row.state = "modify-complete";
  else if (row?.state === "delete-in-progress") world.prefixLists.delete(id);
}

export function currentEntries(row: PrefixList): PrefixListEntry[] {
  return row.versions.at(-1) ?? [];
}

/** The ids of the route tables, security groups and transit gateway route tables that name a list. */
export function usersOf({ id }: PrefixList, world: World): string[] {
  const tables = world.routeTables.where((table) => table.routes.some(({ destination }) => destination === id));
  const rules = world.securityGroupRules.where((rule) => rule.prefixListId === id);
  const transit = world.transitGatewayRouteTables.where((table) =>
    table.prefixLists.some(({ prefixListId }) => prefixListId === id),
  );
  const ids = [...tables.map((table) => table.id), ...rules.map(({ groupId }) => groupId)];
  return [...new Set([...ids, ...transit.map((table) => table.id)])];
}

/** As many rules or routes as a list counts for where it is named: its size, not its present entries (VPC User Guide). */
export function weightOf(prefixListId: string, world: World): number {
  const row = world.prefixLists.get(prefixListId);
  return row?.maxEntries ?? (row ? currentEntries(row).length : 1);
}

function requireOwnList(id: string, world: World): PrefixList {
  const row = world.prefixLists.require(id);
  if (row.maxEntries !== undefined) return row;
  throw new ApiError("OperationNotPermitted", `The prefix list '${id}' is managed by AWS.`);
}

function changedEntries(row: PrefixList, input: ModifyManagedPrefixListRequest): PrefixListEntry[] {
  const removed = (input.RemoveEntries ?? []).map(({ Cidr = "" }) => readCidr(Cidr, row.family));
  for (const cidr of removed)
    if (!currentEntries(row).some((entry) => entry.cidr === cidr))
      throw invalidParameterValue(`The entry ${cidr} does not exist in the prefix list.`);
  const kept = currentEntries(row).filter(({ cidr }) => !removed.includes(cidr));
  const entries = addEntries(kept, input.AddEntries ?? [], row.family);
  if (entries.length > (row.maxEntries ?? 0)) throw tooManyEntries();
  return entries;
}

/** An entry that is there already gets the new description. */
function addEntries(
  before: PrefixListEntry[],
  added: AddPrefixListEntry[],
  family: PrefixList["family"],
): PrefixListEntry[] {
  if (added.length > entriesPerCallMax)
    throw invalidParameterValue(`You can specify at most ${entriesPerCallMax} entries in one request.`);
  const entries = new Map(before.map((entry) => [entry.cidr, entry]));
  for (const { Cidr = "", Description } of added) {
    const cidr = readCidr(Cidr, family);
    entries.set(cidr, { cidr, description: Description });
  }
  return [...entries.values()].sort((a, b) => (a.cidr < b.cidr ? -1 : 1));
}

function readCidr(text: string, family: PrefixList["family"]): string {
  const four = family === "IPv4" ? parseBlock(text) : undefined;
  if (four) return formatBlock(canonical(four));
  const six = family === "IPv6" ? parseBlock6(text) : undefined;
  if (six) return formatBlock6(six);
  throw invalidParameterValue(`The CIDR ${text} is not a valid ${family} CIDR.`);
}

function readName(name: string): string {
  if (name.length === 0 || name.length > 255 || name.startsWith("com.amazonaws"))
    throw invalidValue("PrefixListName", name, "Up to 255 characters, and cannot start with com.amazonaws.");
  return name;
}

function readMaxEntries(count: number): number {
  if (count < 1 || count > 1000) throw invalidValue("MaxEntries", count);
  return count;
}

function tooManyEntries(): ApiError {
  return new ApiError(
    "PrefixListMaxEntriesExceeded",
    "You've reached the maximum number of entries for the prefix list.",
  );
}
