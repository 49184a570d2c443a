import "server-only";
import type { ThreadView } from "@/lib/domain/changes/change-view";
import type { Step } from "@/lib/domain/plan/step";
import type { ChangeComment } from "../db/generated/client";

/** The remarks on a change as threads, each in the order in which it was said. */
export function viewThreads(comments: readonly ChangeComment[], steps: readonly Step[]): ThreadView[] {
  return comments
    .filter(({ threadId }) => threadId === null)
    .map(({ id, stepId, isBlocking, resolvedAt, resolvedByName }) => ({
      ...{ id, stepId, isBlocking, resolvedAt, resolvedByName },
      stepNumber: steps.findIndex((step) => step.id === stepId) + 1 || null,
      comments: comments
        .filter((comment) => comment.id === id || comment.threadId === id)
        .map(({ createdAt: at, ...comment }) => ({
          id: comment.id,
          authorId: comment.authorId,
          authorName: comment.authorName,
          text: comment.text,
          at,
        })),
    }));
}
