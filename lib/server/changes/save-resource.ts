import "server-only";
import { type KindName, kindOf } from "@/lib/domain/kinds";
import { nameInKey, newKey } from "@/lib/domain/kinds/key";
import type { NetworkView } from "@/lib/domain/kinds/kind";
import { isSame } from "@/lib/domain/plan/canonical";
import { isSecret } from "@/lib/domain/plan/diff-resource";
import type { Edit } from "@/lib/domain/plan/step";
import { isAcceptable, type Problem } from "@/lib/domain/problem";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { networkOf } from "../network/queries";
import { checkEdit, draftEdits, viewDraft } from "./check-edit";
import { demand } from "./find-change";
import { openProposals } from "./open-proposals";
import { saveEdits } from "./save-edit";

export interface SaveResource {
  environmentSlug: string;
  kind: KindName;
  /** Null for a new one: its key is made of its name. */
  key: string | null;
  /** With keys as text where they were typed. */
  spec: Record<string, unknown>;
  /** Without it a new change begins. */
  changeNumber?: number;
  title?: string;
  /** The spec that the form was filled with. When another one is there now, nothing is saved. */
  began: Record<string, unknown> | null;
}

export type SavedResource =
  | { outcome: "saved"; changeNumber: number; key: string }
  | { outcome: "refused"; problems: Problem[] }
  /** Somebody changed the same resource meanwhile; `theirs` is what it is like there now. */
  | { outcome: "conflict"; theirs: Record<string, unknown> | null };

/** Puts what a form holds into a draft. What EC2 would refuse is refused here, beside its field. */
export async function saveResource(viewer: Viewer, input: SaveResource): Promise<SavedResource> {
  demand(viewer, "edit");
  const { environmentSlug, kind, changeNumber, title, spec } = input;
  const start = await startOf(viewer, input);
  if (input.key !== null && !isSame(start.spec, input.began)) return { outcome: "conflict", theirs: start.spec };
  const view = await viewDraft(viewer, input);
  const key = input.key ?? (await keyFor(viewer, input, view));
  const problems = await checkEdit(viewer, { ...input, key, spec: Object(hideKeys(spec)) });
  if (!isAcceptable(problems)) return { outcome: "refused", problems };
  const edit: Edit = { operation: "put", kind, key, spec };
  const revision = start.revision === null ? {} : { expectedRevision: start.revision };
  const saved = await saveEdits(viewer, { environmentSlug, changeNumber, title, edits: [edit], ...revision });
  if (saved.changeNumber === null) return { outcome: "refused", problems: saved.problems };
  return { outcome: "saved", changeNumber: saved.changeNumber, key };
}

/** What an edit of a resource starts from: the draft's own wish, else what is wanted, else what EC2 shows. */
export async function startOf(
  viewer: Viewer,
  { environmentSlug, key, changeNumber }: Pick<SaveResource, "environmentSlug" | "key" | "changeNumber">,
): Promise<{ spec: Record<string, unknown> | null; revision: number | null }> {
  const network = await networkOf(viewer, environmentSlug);
  if (!network) throw new DomainError("environment-not-found");
  const environmentId = network.environment.id;
  const change =
    changeNumber === undefined
      ? null
      : await db.change.findFirst({
          where: { environmentId, number: changeNumber, organizationId: viewer.organizationId },
          select: { revision: true },
        });
  const edits = changeNumber === undefined ? [] : await draftEdits(environmentId, changeNumber);
  const own = edits.find((edit) => edit.key === key && edit.operation === "put");
  const resource = network.resources.find((one) => one.key === key);
  const known = resource && { ...resource.spec, ...resource.desired };
  return {
    spec: (own?.operation === "put" ? own.spec : known) ?? null,
    revision: change?.revision ?? null,
  };
}

async function keyFor(viewer: Viewer, { environmentSlug, kind, spec }: SaveResource, view: NetworkView) {
  const network = await networkOf(viewer, environmentSlug);
  if (!network) throw new DomainError("environment-not-found");
  const proposed = (await openProposals(viewer, network.environment.id)).flatMap(({ edits }) => edits);
  const keys = new Set(proposed.map((edit) => edit.key));
  return newKey(kind, nameFor(kind, spec, view), { has: (key) => keys.has(key) || view.get(key) !== undefined });
}

/** A spec without its shape has no name yet; it is refused in the next step, and only the check sees this one. */
function nameFor(kind: KindName, spec: Record<string, unknown>, view: NetworkView): string {
  const parsed = kindOf(kind).spec.safeParse(hideKeys(spec));
  return parsed.success ? kindOf(kind).nameOf(parsed.data, (key) => view.get(key)?.name ?? nameInKey(key)) : "new";
}

/** A typed key is judged when it is sealed; until then any sealed one stands in for it. */
function hideKeys(value: unknown, field?: string): unknown {
  if (field === "presharedKey" && typeof value === "string") return { $secret: "typed" };
  if (isSecret(value) || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => hideKeys(item));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, hideKeys(member, name)]));
}
