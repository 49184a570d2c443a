import { groupBy } from "../group-by";
import type { Neighbour, NetworkView } from "../kinds/kind";
import { knownSpec, namesOf, type ResourceState } from "./resource-state";
import type { Edit } from "./step";

/** The network as it will be: the desired state and what EC2 shows, with a draft's edits laid over it. */
export function viewNetwork(region: string, resources: readonly ResourceState[], edits: readonly Edit[]): NetworkView {
  const names = namesOf(resources);
  const known = resources.filter((state) => state.spec || state.observed);
  return viewLate(region, known, edits, (state) => knownSpec(state, names));
}

/** The same for resources whose specs are known already. */
export function viewNeighbours(region: string, known: readonly Neighbour[], edits: readonly Edit[]): NetworkView {
  return viewLate(region, known, edits, ({ spec }) => spec);
}

interface Named {
  key: string;
  kind: string;
  name: string;
  awsId: string | null;
}

/** Specs are made when somebody asks for them: most plans look at few of the resources of a network. */
function viewLate<Resource extends Named>(
  region: string,
  resources: readonly Resource[],
  edits: readonly Edit[],
  specOf: (resource: Resource) => Record<string, unknown>,
): NetworkView {
  const byKey = new Map(resources.map((resource) => [resource.key, resource]));
  const byKind = groupBy(resources, ({ kind }) => kind);
  const made = new Map<string, Neighbour>();
  const neighbourOf = (resource: Resource): Neighbour => {
    const { key, kind, name, awsId } = resource;
    const neighbour = made.get(key) ?? { key, kind, name, awsId, spec: specOf(resource) };
    made.set(key, neighbour);
    return neighbour;
  };
  const get = (key: string) => {
    const resource = byKey.get(key);
    return resource && neighbourOf(resource);
  };
  return layEdits({ region, get, all: (kind) => (byKind.get(kind) ?? []).map(neighbourOf) }, edits);
}

/** A network with edits laid over it. */
export function layEdits(view: NetworkView, edits: readonly Edit[]): NetworkView {
  const laid = new Map<string, Neighbour | null>();
  for (const edit of edits) {
    laid.set(edit.key, edit.operation === "remove" ? null : proposed(edit, laid.get(edit.key) ?? view.get(edit.key)));
  }
  const added = groupBy(
    [...laid.values()].filter((neighbour) => neighbour !== null),
    ({ kind }) => kind,
  );
  const lists = new Map<string, Neighbour[]>();
  return {
    region: view.region,
    get: (key) => (laid.has(key) ? (laid.get(key) ?? undefined) : view.get(key)),
    all: (kind) => {
      const before = lists.get(kind);
      const list = before ?? [...view.all(kind).filter(({ key }) => !laid.has(key)), ...(added.get(kind) ?? [])];
      if (!before) lists.set(kind, list);
      return list;
    },
  };
}

function proposed(edit: Edit & { operation: "put" }, present: Neighbour | undefined): Neighbour {
  const { key, kind, spec } = edit;
  const name = typeof spec.name === "string" ? spec.name : (present?.name ?? key.slice(key.indexOf("/") + 1));
  return { key, kind, name, awsId: present?.awsId ?? null, spec };
}
