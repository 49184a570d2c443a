import "server-only";
import { adopt } from "@/lib/domain/drift/adopt";
import type { DriftView, IgnoredView, UnmanagedView } from "@/lib/domain/drift/drift-view";
import type { Drift } from "@/lib/domain/drift/find-drift";
import { foundationsOf } from "@/lib/domain/drift/foundations";
import { type Decided, differenceOf, GONE, pathText } from "@/lib/domain/drift/ignore-drift";
import { type Noted, sinceWhen } from "@/lib/domain/drift/since-when";
import { isKindName } from "@/lib/domain/kinds";
import { kindInKey, nameInKey } from "@/lib/domain/kinds/key";
import type { Names } from "@/lib/domain/kinds/kind";
import { namesOf, type ResourceState } from "@/lib/domain/plan/resource-state";
import type { Viewer } from "../auth/viewer";
import { hashOf } from "../changes/fingerprints";
import { type OpenProposal, openProposals } from "../changes/open-proposals";
import { db } from "../db/client";
import { notedOf } from "../history/noted-of";
import type { NetworkResource } from "../network/known-resources";
import type { Network } from "../network/queries";
import { busyKeys, knownDrift, stateOf } from "./known-drift";
import { readAccount } from "./unmanaged";
import { type BrokenRun, brokenRuns, whyDrifted } from "./why-drifted";

/** What differs in AWS from what is wanted, with all that helps to decide; newest first. */
export async function listDrift(viewer: Viewer, network: Network): Promise<DriftView[]> {
  const { environment, resources, now } = network;
  const { told } = await knownDrift(environment.id, resources, now);
  const states = resources.map(stateOf);
  const names = namesOf(states);
  const [noted, runs, proposals] = await Promise.all([
    notedOf(
      environment.id,
      told.map(({ state }) => state.key),
      names,
    ),
    told.length > 0 ? brokenRuns(environment.id) : [],
    openProposals(viewer, environment.id),
  ]);
  const around = { network, noted, runs, names, changes: changesByKey(proposals), byKey: byKeyOf(states) };
  return told.map((drift) => viewDrift(drift, around)).sort((a, b) => timeOf(b) - timeOf(a));
}

interface Around {
  network: Network;
  noted: ReadonlyMap<string, Noted[]>;
  runs: readonly BrokenRun[];
  names: Names;
  changes: ReadonlyMap<string, number[]>;
  byKey: ReadonlyMap<string, ResourceState>;
}

function viewDrift(drift: Drift, { network, noted, runs, names, changes, byKey }: Around): DriftView {
  const { state, what } = drift;
  const resource = network.resources.find(({ key }) => key === state.key);
  const fallback = (what === "gone" ? resource?.goneAt : resource?.observedAt) ?? null;
  const fields = drift.fields.map((field) => ({
    path: field.path,
    pathText: pathText(field.path),
    fingerprint: hashOf(differenceOf(field)),
    wanted: field.after,
    shown: field.before,
    since: sinceWhen(field, noted.get(state.key) ?? []) ?? fallback,
  }));
  const since = fields.reduce<Date | null>((last, one) => later(last, one.since), null) ?? fallback;
  const list = network.lists.find(({ kinds }) => kinds.includes(state.kind));
  const readAt = list?.readAt ?? null;
  const isStale = readAt === null || network.now.getTime() - readAt.getTime() > network.staleAfterMs;
  return {
    kind: state.kind,
    key: state.key,
    name: state.name,
    what,
    fields,
    fingerprint: hashOf(GONE),
    since,
    cause: whyDrifted(drift, { since, runs, byKey }),
    changes: changes.get(state.key) ?? [],
    readAt,
    isStale: isStale || Boolean(list?.failure),
    notAdoptable: adopt(state, names).problem,
  };
}

/** What is ignored at this time, the next to end first. */
export async function listIgnored({ organizationId }: Viewer, network: Network): Promise<IgnoredView[]> {
  const { environment, resources, now } = network;
  const rows = await db.driftIgnore.findMany({
    where: { environmentId: environment.id, environment: { organizationId }, until: { gt: now } },
    orderBy: [{ until: "asc" }, { key: "asc" }],
  });
  if (rows.length === 0) return [];
  const decided = await knownDrift(environment.id, resources, now);
  const nameOf = new Map(resources.map(({ key, name }) => [key, name]));
  return rows.flatMap(({ id, key, path, reason, until, byName, createdAt }): IgnoredView[] => {
    const kind = kindInKey(key);
    if (!isKindName(kind)) return [];
    const name = nameOf.get(key) ?? nameInKey(key);
    const standing = standingOf(decided, { key, path });
    return [
      { id, kind, key, name, path: path === "" ? null : pathOf(path), reason, until, byName, at: createdAt, standing },
    ];
  });
}

/** In how many fields one resource has drifted that nobody ignores, or that it is gone. */
export async function driftOf(network: Network, key: string): Promise<{ fields: number; isGone: boolean }> {
  const { told } = await knownDrift(network.environment.id, network.resources, network.now);
  const drift = told.find(({ state }) => state.key === key);
  return { fields: drift?.fields.length ?? 0, isGone: drift?.what === "gone" };
}

const accounts = new WeakMap<readonly NetworkResource[], UnmanagedRow[]>();
type UnmanagedRow = Omit<UnmanagedView, "changes">;

/** Everything in AWS that nobody asked for here, but what comes along with the rest; the documented order of creation. */
export async function listUnmanaged(viewer: Viewer, { environment, resources }: Network): Promise<UnmanagedView[]> {
  const [proposals, busy] = await Promise.all([openProposals(viewer, environment.id), busyKeys(environment.id)]);
  const changes = changesByKey(proposals);
  const known = accounts.get(resources) ?? readUnmanaged(resources, environment.region);
  accounts.set(resources, known);
  return known.filter(({ key }) => !busy.has(key)).map((row) => ({ ...row, changes: changes.get(row.key) ?? [] }));
}

function readUnmanaged(resources: readonly NetworkResource[], region: string): UnmanagedRow[] {
  const { unmanaged, adoptions, listed } = readAccount(resources.map(stateOf), region);
  const bring = foundationsOf(unmanaged);
  return resources
    .filter(({ key }) => listed.has(key))
    .map(({ kind, key, name, awsId, state, observedAt }) => ({
      kind,
      key,
      name,
      awsId,
      state,
      since: observedAt,
      brings: bring([key]).length - 1,
      notAdoptable: adoptions.get(key)?.problem ?? null,
    }));
}

function standingOf({ told, silent }: Decided, { key, path }: { key: string; path: string }): IgnoredView["standing"] {
  const isIn = (list: readonly Drift[]) =>
    list.some(
      ({ state, what, fields }) =>
        state.key === key && (path === "" ? what === "gone" : fields.some((field) => pathText(field.path) === path)),
    );
  if (isIn(silent)) return "silent";
  return isIn(told) ? "moved" : "over";
}

function pathOf(text: string): (string | number)[] {
  return text.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function changesByKey(proposals: readonly OpenProposal[]): Map<string, number[]> {
  const changes = new Map<string, number[]>();
  for (const { changeNumber, edits } of proposals) {
    for (const { key } of edits) changes.set(key, [...(changes.get(key) ?? []), changeNumber]);
  }
  return changes;
}

function byKeyOf(states: readonly ResourceState[]): Map<string, ResourceState> {
  return new Map(states.map((state) => [state.key, state]));
}

function later(a: Date | null, b: Date | null): Date | null {
  return a && b ? (a > b ? a : b) : (a ?? b);
}

const timeOf = ({ since }: DriftView) => since?.getTime() ?? 0;
