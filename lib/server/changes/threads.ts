import "server-only";
import { DomainError } from "@/lib/errors";
import type { Viewer } from "../auth/viewer-of";
import { type ChangeAddress, decide, demand, lockChange } from "./find-change";
import { actorOf, noteChange } from "./note-change";

export interface CommentInput extends ChangeAddress {
  text: string;
  /** The step a new thread is about; without it the whole change. */
  stepId?: string;
  /** The thread it answers; without it a new one begins. */
  threadId?: string;
  /** Of a new thread: it must be resolved before the change is applied. */
  isBlocking?: boolean;
}

/** Adds a remark. It touches no approval. */
export async function commentOnChange(viewer: Viewer, input: CommentInput): Promise<void> {
  demand(viewer, "see");
  const { text, stepId, threadId, isBlocking = false, ...address } = input;
  // A thread that holds a change back is a reviewer's or an editor's word.
  if (isBlocking && !viewer.can("review") && !viewer.can("edit")) throw new DomainError("not-allowed");
  await decide(async (tx) => {
    const { change } = await lockChange(tx, viewer, address);
    const thread =
      threadId === undefined
        ? null
        : await tx.changeComment.findFirst({ where: { id: threadId, changeId: change.id, threadId: null } });
    if (threadId !== undefined && !thread) throw new DomainError("thread-not-found", { number: change.number });
    await tx.changeComment.create({
      data: {
        changeId: change.id,
        threadId: thread?.id ?? null,
        stepId: thread ? thread.stepId : (stepId ?? null),
        isBlocking: !thread && isBlocking,
        authorId: viewer.userId,
        authorName: viewer.name,
        text: text.trim(),
      },
    });
    // The words stay with the change.
    const detail = { step: thread?.stepId ?? stepId, thread: thread?.id, isBlocking: !thread && isBlocking };
    await noteChange(tx, { actor: actorOf(viewer), change, action: "change.commented", detail });
  });
}

/** Says that a thread is settled, or that it is not after all. Of one that holds the change back only those who may edit or review. */
export async function resolveThread(
  viewer: Viewer,
  { threadId, isResolved, ...address }: ChangeAddress & { threadId: string; isResolved: boolean },
): Promise<void> {
  demand(viewer, "see");
  await decide(async (tx) => {
    const { change } = await lockChange(tx, viewer, address);
    const thread = await tx.changeComment.findFirst({ where: { id: threadId, changeId: change.id, threadId: null } });
    if (!thread) throw new DomainError("thread-not-found", { number: change.number });
    const mayResolve = thread.authorId === viewer.userId || viewer.can("review") || viewer.can("edit");
    if (!mayResolve) throw new DomainError("not-allowed");
    await tx.changeComment.update({
      where: { id: thread.id },
      data: isResolved
        ? { resolvedAt: thread.resolvedAt ?? new Date(), resolvedByName: thread.resolvedByName ?? viewer.name }
        : { resolvedAt: null, resolvedByName: null },
    });
    const action = isResolved ? "change.thread-resolved" : "change.thread-opened";
    await noteChange(tx, { actor: actorOf(viewer), change, action, detail: { thread: thread.id } });
  });
}
