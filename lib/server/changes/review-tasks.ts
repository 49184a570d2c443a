import "server-only";
import type { Viewer } from "../auth/viewer-of";
import { db } from "../db/client";

/** A review that is owed since somebody broke the glass. */
export interface ReviewTask {
  runId: string;
  environmentSlug: string;
  environmentName: string;
  changeNumber: number;
  title: string;
  byName: string;
  at: Date;
  reason: string;
  /** False for whoever broke it, and for those who may not review. */
  maySign: boolean;
}

/** The reviews that the viewer's organization owes, the oldest first. */
export async function listOpenReviewTasks(viewer: Viewer): Promise<ReviewTask[]> {
  const rows = await db.breakGlass.findMany({
    where: { signedAt: null, run: { change: { organizationId: viewer.organizationId } } },
    orderBy: { at: "asc" },
    include: {
      run: {
        select: {
          change: { select: { number: true, title: true } },
          environment: { select: { slug: true, name: true } },
        },
      },
    },
  });
  return rows.map(({ runId, byId, byName, at, reason, run: { change, environment } }) => ({
    ...{ runId, byName, at, reason },
    environmentSlug: environment.slug,
    environmentName: environment.name,
    changeNumber: change.number,
    title: change.title,
    maySign: viewer.can("review") && byId !== viewer.userId,
  }));
}
