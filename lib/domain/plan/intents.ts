import { DomainError } from "../../errors";
import { type KindName, kindOf } from "../kinds";
import type { CallDraft, FieldChange, Names, NetworkView, Observed, Reference } from "../kinds/kind";
import { phrase } from "../phrase";
import { diffResource } from "./diff-resource";
import { isThere, knownReferences, knownSpec, namesOf, type ResourceState, shownSpec } from "./resource-state";
import type { Edit, PlanProblem } from "./step";

/** What is to become of one resource, before order and impact. */
export interface Intent {
  kind: KindName;
  key: string;
  name: string;
  operation: "create" | "update" | "replace" | "remove";
  changes: FieldChange[];
  /** Calls that take the object away; empty unless it is removed or replaced. */
  removal: CallDraft[];
  /** Calls that make it or change it. */
  bringing: CallDraft[];
  /** What it references as it stands in AWS, and as it is wanted. */
  referencesBefore: Reference[];
  referencesAfter: Reference[];
  /** What else must stand before it, and go after it, though it does not name it. */
  followsBefore: string[];
  followsAfter: string[];
  /** Connections whose traffic passes through it as it stands. */
  carries: string[];
  observed: Observed | null;
  /** It is replaced although it could be changed in place. */
  isUnwanted?: true;
}

export interface Surroundings {
  edits: readonly Edit[];
  resources: readonly ResourceState[];
  /** With the edits laid over it, and without them. */
  view: NetworkView;
  viewBefore: NetworkView;
}

/** With the names that every look at what EC2 shows asks for. */
interface Around extends Surroundings {
  names: Names;
}

/** What each edit means for AWS, and everything that is wrong with it. Edits that AWS already satisfies give nothing. */
export function findIntents(given: Surroundings): { intents: Intent[]; problems: PlanProblem[] } {
  const around: Around = { ...given, names: namesOf(given.resources) };
  const states = new Map(around.resources.map((state) => [state.key, state]));
  const problems: PlanProblem[] = [];
  const intents = around.edits.flatMap((edit) => {
    const state = states.get(edit.key);
    const intent =
      edit.operation === "put" ? putIntent(edit, state, around, problems) : removeIntent(edit, state, around);
    return intent ? [intent] : [];
  });
  const replaced = replaceDependants(intents, around);
  problems.push(...blockedRemovals([...intents, ...replaced], around));
  return { intents: [...intents, ...replaced], problems };
}

function putIntent(
  edit: Edit & { operation: "put" },
  state: ResourceState | undefined,
  around: Around,
  problems: PlanProblem[],
): Intent | undefined {
  const kind = kindOf(edit.kind);
  const parsed = kind.spec.safeParse(edit.spec);
  if (!parsed.success) {
    problems.push(
      ...parsed.error.issues.map(
        (issue): PlanProblem => ({
          key: edit.key,
          severity: "error",
          path: issue.path.filter((step) => typeof step !== "symbol"),
          phrase: phrase(issue.message.startsWith("problems.") ? issue.message : "problems.invalid"),
        }),
      ),
    );
    return undefined;
  }
  const spec = parsed.data;
  const { names } = around;
  const changes = isThere(state)
    ? diffResource({ schema: kind.spec, wanted: spec, shown: shownSpec(state, names, spec), applied: state.spec })
    : null;
  const isUnwanted = isThere(state) && state.observed.awsId === edit.replaces?.awsId;
  // What AWS has already it has taken: an adopted resource is not judged by what we would refuse to make.
  if (changes?.length === 0 && !isUnwanted) return undefined;
  problems.push(...kind.check(edit.key, spec, around.view).map((problem) => ({ ...problem, key: edit.key })));
  const referencesAfter = kind.references(spec);
  for (const reference of referencesAfter) {
    if (around.view.get(reference.key)) continue;
    const words = phrase("plan.problem.referenceMissing", { key: reference.key });
    problems.push({ key: edit.key, severity: "error", path: [reference.field], phrase: words });
  }

  const name = around.view.get(edit.key)?.name ?? edit.key;
  const followsAfter = kind.follows(spec, around.view);
  const base = { kind: edit.kind, key: edit.key, name, referencesAfter, followsAfter };
  if (!isThere(state) || changes === null) {
    const bringing = [kind.create(edit.key, spec, edit.replaces?.tags), ...kind.afterCreate(edit.key, spec)];
    return {
      ...base,
      operation: "create",
      changes: fieldsOf(spec).map(({ path, value }) => ({ path, before: undefined, after: value })),
      removal: [],
      bringing,
      referencesBefore: [],
      followsBefore: [],
      carries: [],
      observed: null,
    };
  }
  const before = {
    referencesBefore: knownReferences(edit.kind, knownSpec(state, names)),
    ...knownTies(state, around),
    observed: state.observed,
  };
  const updates = isUnwanted
    ? "replace"
    : attempt(() => kind.update({ key: edit.key, spec, observed: state.observed, changes }));
  if (updates instanceof DomainError) {
    const words = phrase(`errors.${updates.code}`, updates.values);
    problems.push({ key: edit.key, severity: "error", phrase: words });
    return undefined;
  }
  if (updates !== "replace")
    return { ...base, ...before, operation: "update", changes, removal: [], bringing: updates };
  return {
    ...base,
    ...before,
    operation: "replace",
    ...(isUnwanted ? { isUnwanted } : {}),
    changes,
    removal: [kind.remove(edit.key, state.observed)],
    bringing: [kind.create(edit.key, spec, state.observed.tags), ...kind.afterCreate(edit.key, spec)],
  };
}

/** A kind that cannot tell which calls to make says so; planning goes on and lists it among the problems. */
export function attempt<Result>(work: () => Result): Result | DomainError {
  try {
    return work();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

function removeIntent(edit: Edit, state: ResourceState | undefined, around: Around): Intent | undefined {
  // What AWS does not have needs no call; its spec falls when the change is applied.
  if (!isThere(state)) return undefined;
  const shown = knownSpec(state, around.names);
  return {
    kind: edit.kind,
    key: edit.key,
    name: state.name,
    operation: "remove",
    changes: fieldsOf(shown).map(({ path, value }) => ({ path, before: value, after: undefined })),
    removal: [kindOf(edit.kind).remove(edit.key, state.observed)],
    bringing: [],
    referencesBefore: knownReferences(edit.kind, shown),
    referencesAfter: [],
    ...knownTies(state, around),
    followsAfter: [],
    observed: state.observed,
  };
}

/**
 * Attachments, routes and rules fall with what they join, so they are made anew after a replacement. Anything else that
 * stands on the replaced object is left to a person (blockedRemovals): rebuilding it was not asked for.
 */
function replaceDependants(intents: readonly Intent[], around: Around): Intent[] {
  const { names } = around;
  // A wish that AWS satisfies is no intent yet: its object falls with what is replaced all the same.
  const planned = new Set([
    ...intents.map(({ key }) => key),
    ...around.edits.flatMap(({ operation, key }) => (operation === "remove" ? key : [])),
  ]);
  const replaced = new Set(intents.filter((intent) => intent.operation === "replace").map((intent) => intent.key));
  if (replaced.size === 0) return [];
  return around.resources.flatMap((state): Intent[] => {
    const kind = kindOf(state.kind);
    if (!kind.isRelation || planned.has(state.key) || !isThere(state)) return [];
    const parsed = kind.spec.safeParse(knownSpec(state, names));
    if (!parsed.success) return [];
    const references = kind.references(parsed.data);
    const fallsWith = references.filter((reference) => replaced.has(reference.key));
    if (fallsWith.length === 0) return [];
    const takenAlong = kind.removedWith(state.observed);
    const goesByItself = fallsWith.some((reference) => takenAlong.includes(reference.field));
    return [
      {
        kind: state.kind,
        key: state.key,
        name: state.name,
        operation: "replace",
        changes: [],
        removal: goesByItself ? [] : [kind.remove(state.key, state.observed)],
        bringing: [
          kind.create(state.key, parsed.data, state.observed.tags),
          ...kind.afterCreate(state.key, parsed.data),
        ],
        referencesBefore: references,
        referencesAfter: references,
        ...knownTies(state, around),
        followsAfter: kind.follows(parsed.data, around.view),
        observed: state.observed,
      },
    ];
  });
}

/** What it follows and carries as it stands now; a spec that does not parse follows and carries nothing. */
function knownTies(state: ResourceState, around: Around): Pick<Intent, "followsBefore" | "carries"> {
  const kind = kindOf(state.kind);
  const parsed = kind.spec.safeParse(knownSpec(state, around.names));
  if (!parsed.success) return { followsBefore: [], carries: [] };
  return {
    followsBefore: kind.follows(parsed.data, around.viewBefore),
    carries: kind.carries(parsed.data, around.viewBefore),
  };
}

/** What is taken away, for good or to be made anew, must not carry anything that stays. */
function blockedRemovals(intents: readonly Intent[], around: Around): PlanProblem[] {
  const { names } = around;
  const leaving = new Map(
    intents
      .filter(({ operation }) => operation === "remove" || operation === "replace")
      .map((intent) => [intent.key, intent]),
  );
  if (leaving.size === 0) return [];
  const edited = new Map(around.edits.map((edit) => [edit.key, edit]));
  return around.resources.flatMap((state): PlanProblem[] => {
    if (leaving.has(state.key) || !isThere(state)) return [];
    const edit = edited.get(state.key);
    if (edit?.operation === "remove") return [];
    const takenAlong = kindOf(state.kind).removedWith(state.observed);
    const spec = edit?.operation === "put" ? edit.spec : knownSpec(state, names);
    // To read a spec costs more than to see that it names nothing that leaves.
    if (!mentions(spec, leaving)) return [];
    return knownReferences(state.kind, spec).flatMap((reference) => {
      const held = leaving.get(reference.key);
      if (!held || takenAlong.includes(reference.field)) return [];
      const key = held.operation === "replace" ? "plan.problem.replacedInUse" : "plan.problem.removedInUse";
      return [
        {
          key: held.key,
          severity: "error",
          phrase: phrase(key, { name: held.name, by: state.name, byKey: state.key }),
        },
      ];
    });
  });
}

function mentions(value: unknown, keys: Pick<ReadonlyMap<string, unknown>, "has">): boolean {
  if (typeof value === "string") return keys.has(value);
  return typeof value === "object" && value !== null && Object.values(value).some((member) => mentions(member, keys));
}

/** Every value of a spec by its path; lists of plain values and sealed secrets are one value. */
export function fieldsOf(spec: Record<string, unknown>): { path: (string | number)[]; value: unknown }[] {
  return Object.entries(spec).flatMap(([field, value]) => leaves([field], value));
}

function leaves(path: (string | number)[], value: unknown): { path: (string | number)[]; value: unknown }[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.some((item) => typeof item === "object" && item !== null)) {
    return value.flatMap((item, index) => leaves([...path, index], item));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value) || "$secret" in value)
    return [{ path, value }];
  return Object.entries(value).flatMap(([field, member]) => leaves([...path, field], member));
}
