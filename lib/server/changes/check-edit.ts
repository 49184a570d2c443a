import "server-only";
import type { KindName } from "@/lib/domain/kinds";
import { judgeSpec } from "@/lib/domain/kinds/judge-spec";
import type { NetworkView } from "@/lib/domain/kinds/kind";
import type { Edit } from "@/lib/domain/plan/step";
import { parseEdit } from "@/lib/domain/plan/stored-plan";
import { viewNeighbours } from "@/lib/domain/plan/view-network";
import type { Problem } from "@/lib/domain/problem";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer";
import { db } from "../db/client";
import { networkOf } from "../network/queries";

export interface EditCheck {
  environmentSlug: string;
  /** The draft that it will stand in; its other edits are taken as done. */
  changeNumber?: number;
  kind: KindName;
  key: string;
  /** A key that was typed stands in it as any { $secret }: it is judged where it was typed. */
  spec: Record<string, unknown>;
}

/** What a form is told while it is filled in. Keeps nothing. */
export async function checkEdit(viewer: Viewer, check: EditCheck): Promise<Problem[]> {
  return judgeSpec(check.kind, check.key, check.spec, await viewDraft(viewer, check));
}

/** The network with a draft's edits laid over it, as it was read last. */
export async function viewDraft(
  viewer: Viewer,
  { environmentSlug, changeNumber }: Pick<EditCheck, "environmentSlug" | "changeNumber">,
): Promise<NetworkView> {
  const network = await networkOf(viewer, environmentSlug);
  if (!network) throw new DomainError("environment-not-found");
  const edits = changeNumber === undefined ? [] : await draftEdits(network.environment.id, changeNumber);
  return viewNeighbours(network.environment.region, network.resources, edits);
}

/** The edits of a change of that environment, which the caller may see. */
export async function draftEdits(environmentId: string, changeNumber: number): Promise<Edit[]> {
  const rows = await db.changeEdit.findMany({ where: { change: { environmentId, number: changeNumber } } });
  return rows.map(parseEdit);
}
