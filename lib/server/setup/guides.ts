import "server-only";
import { type Answers, parseAnswers } from "@/lib/domain/setup/answers";
import { isStage, type Stage } from "@/lib/domain/setup/stages";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer";
import { type Db, db } from "../db/client";

/** A guide as a person left it. */
export interface Guide {
  id: string;
  name: string;
  /** The furthest stage that was opened. */
  stage: Stage;
  answers: Answers;
  /** The change that carries it out; null until all is answered. */
  changeNumber: number | null;
  updatedAt: Date;
  finishedAt: Date | null;
}

/** The guides of an environment that nobody has finished, the last touched first. */
export async function openGuides(viewer: Viewer, environmentId: string): Promise<Guide[]> {
  const rows = await db.setupGuide.findMany({
    where: { environmentId, environment: { organizationId: viewer.organizationId }, finishedAt: null },
    orderBy: { updatedAt: "desc" },
    include: { change: { select: { number: true } } },
  });
  return rows.map(parseGuide);
}

/** One guide of the viewer's environment; null when there is none with that id. */
export async function findGuide(
  viewer: Viewer,
  { environmentSlug, id }: { environmentSlug: string; id: string },
  tx: Db = db,
): Promise<Guide | null> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) return null;
  const row = await tx.setupGuide.findFirst({
    where: { id, environment: { slug: environmentSlug, organizationId: viewer.organizationId } },
    include: { change: { select: { number: true } } },
  });
  return row && parseGuide(row);
}

/** The same for actions, which have been shown it before. */
export async function demandGuide(viewer: Viewer, address: { environmentSlug: string; id: string }, tx: Db = db) {
  const guide = await findGuide(viewer, address, tx);
  if (!guide) throw new DomainError("guide-not-found");
  return guide;
}

interface Row {
  id: string;
  name: string;
  stage: string;
  answers: unknown;
  change: { number: number } | null;
  updatedAt: Date;
  finishedAt: Date | null;
}

function parseGuide({ id, name, stage, answers, change, updatedAt, finishedAt }: Row): Guide {
  return {
    id,
    name,
    stage: isStage(stage) ? stage : "needs",
    answers: parseAnswers(answers),
    changeNumber: change?.number ?? null,
    updatedAt,
    finishedAt,
  };
}
