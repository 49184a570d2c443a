import "server-only";
import { adopt, revert } from "@/lib/domain/drift/adopt";
import { foundationsOf } from "@/lib/domain/drift/foundations";
import { isThere, knownReferences, namesOf, type ResourceState } from "@/lib/domain/plan/resource-state";
import type { Edit } from "@/lib/domain/plan/step";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer";
import { demand, findEnvironment } from "../changes/find-change";
import { saveEdits } from "../changes/save-edit";
import { db } from "../db/client";
import { resourceStates } from "../network/resource-states";
import { readAccount } from "./unmanaged";

interface Proposal {
  environmentSlug: string;
  /** Keys of the resources it is about. */
  keys: readonly string[];
  /** Without it a new change begins. */
  changeNumber?: number;
  title?: string;
}

export interface Proposed {
  changeNumber: number;
  /** How many resources the change speaks of for this. */
  edits: number;
  /** How many were asked for and cannot be wanted as AWS has them. */
  left: number;
}

/** A change after which what AWS has is what is wanted. Its plan needs no call for it. */
export async function adoptDrift(viewer: Viewer, proposal: Proposal): Promise<Proposed> {
  const states = await statesOf(viewer, proposal);
  const names = namesOf(states);
  const adoptions = managed(states, proposal.keys).map((state) => adopt(state, names));
  return propose(
    viewer,
    proposal,
    adoptions.map(({ edit }) => edit),
  );
}

/** A change that brings AWS back to what is wanted. What is gone is made anew, with what it stands on where that is gone too. */
export async function revertDrift(viewer: Viewer, proposal: Proposal): Promise<Proposed> {
  const states = await statesOf(viewer, proposal);
  const byKey = new Map(states.map((state) => [state.key, state]));
  const taken = new Map<string, ResourceState>();
  const waiting = [...proposal.keys];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const state = byKey.get(key);
    if (!state?.spec || taken.has(key)) continue;
    taken.set(key, state);
    const lost = knownReferences(state.kind, state.spec).filter((reference) => !isThere(byKey.get(reference.key)));
    waiting.push(...lost.map((reference) => reference.key));
  }
  return propose(viewer, proposal, [...taken.values()].map(revert));
}

/** A change after which these resources, and all that they stand on, are wanted as AWS has them. */
export async function adoptUnmanaged(viewer: Viewer, proposal: Proposal): Promise<Proposed> {
  const states = await statesOf(viewer, proposal);
  const { region } = await findEnvironment(db, viewer, proposal.environmentSlug);
  const { unmanaged, adoptions } = readAccount(states, region);
  const keys = foundationsOf(unmanaged)(proposal.keys);
  return propose(
    viewer,
    proposal,
    keys.map((key) => adoptions.get(key)?.edit ?? null),
  );
}

async function statesOf(viewer: Viewer, { environmentSlug }: Proposal): Promise<ResourceState[]> {
  demand(viewer, "edit");
  const environment = await findEnvironment(db, viewer, environmentSlug);
  return resourceStates(environment.id);
}

function managed(states: readonly ResourceState[], keys: readonly string[]): ResourceState[] {
  const asked = new Set(keys);
  return states.filter(({ key, spec }) => asked.has(key) && spec !== null);
}

async function propose(
  viewer: Viewer,
  { environmentSlug, changeNumber, title }: Proposal,
  asked: readonly (Edit | null)[],
): Promise<Proposed> {
  const edits = asked.filter((edit) => edit !== null);
  if (edits.length === 0) throw new DomainError("drift-nothing-left");
  const saved = await saveEdits(viewer, { environmentSlug, changeNumber, title, edits });
  // Every spec was parsed by its kind a moment ago, and holds no key as text.
  if (saved.changeNumber === null) throw new Error(`A parsed spec was refused: ${JSON.stringify(saved.problems[0])}`);
  return { changeNumber: saved.changeNumber, edits: edits.length, left: asked.length - edits.length };
}
