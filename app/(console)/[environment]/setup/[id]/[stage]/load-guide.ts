import { notFound } from "next/navigation";
import { cache } from "react";
import { viewNeighbours } from "@/lib/domain/plan/view-network";
import { isAcceptable } from "@/lib/domain/problem";
import { draftEdits } from "@/lib/domain/setup/draft-edits";
import { judgeStage } from "@/lib/domain/setup/judge-stage";
import { ASKING_STAGES, isAskingStage, STAGES, type Stage } from "@/lib/domain/setup/stages";
import { findChange } from "@/lib/server/changes/queries";
import { findGuide } from "@/lib/server/setup/guides";
import { loadConnections } from "../../../load-connections";

/** A guide with all that its stages show. Once per request. */
export const loadGuide = cache(async (slug: string, id: string) => {
  const { viewer, network, rows } = await loadConnections(slug);
  const guide = await findGuide(viewer, { environmentSlug: slug, id });
  if (!guide) notFound();
  const view = viewNeighbours(network.environment.region, network.resources, []);
  const draft = draftEdits(guide.answers, view);
  const change =
    guide.changeNumber === null
      ? null
      : await findChange(viewer, { environmentSlug: slug, changeNumber: guide.changeNumber });
  // Once it runs, the answers are what was applied, and judging them would find everything there already.
  const isFixed = change?.run != null;
  const firstOpen = isFixed
    ? undefined
    : ASKING_STAGES.find((stage) => !isAcceptable(judgeStage(stage, guide.answers, view)));
  const edits = change?.edits ?? draft.edits;
  const connectionKey = edits.find(({ kind }) => kind === "vpn-connection")?.key ?? null;
  const connection = rows.find(({ key }) => key === connectionKey) ?? null;
  // A test host that could not be launched does not keep anybody from configuring the device.
  const isApplied = change?.status === "APPLIED" || (change?.run?.finishedAt != null && connection !== null);
  return {
    slug,
    viewer,
    network,
    guide,
    view,
    draft,
    change,
    isFixed,
    /** The connection is in AWS. */
    isApplied,
    edits,
    connectionKey,
    connection,
    /** The stage that everything waits for. */
    waitsAt: firstOpen ?? (isApplied ? null : ("review" as const)),
  };
});

export type LoadedGuide = Awaited<ReturnType<typeof loadGuide>>;

/** Whether a stage can be opened: every one up to the one that is waited for; what was applied is not asked again. */
export function canOpen(stage: Stage, { waitsAt, isFixed }: Pick<LoadedGuide, "waitsAt" | "isFixed">): boolean {
  if (isFixed && isAskingStage(stage)) return false;
  return waitsAt === null || STAGES.indexOf(stage) <= STAGES.indexOf(waitsAt);
}
