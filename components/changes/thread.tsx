import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Instant } from "@/components/ui/instant";
import type { CommentView, ThreadView } from "@/lib/domain/changes/change-view";
import { stepAnchor, threadAnchor } from "./step-anchor";

/** Whether the change cannot be applied before this one is resolved. */
export function isOpenThread({ isBlocking, resolvedAt }: Pick<ThreadView, "isBlocking" | "resolvedAt">): boolean {
  return isBlocking && resolvedAt === null;
}

/** Remarks that answer each other; `children` are what can be done about them. */
export function Thread({ thread, children }: { thread: ThreadView; children?: ReactNode }) {
  const t = useTranslations("changes.discussion");
  const { id, comments, stepId, stepNumber, resolvedAt, resolvedByName } = thread;
  return (
    <li id={threadAnchor(id)} className="scroll-mt-16 border-b border-border py-2 last:border-b-0">
      <ol>
        {comments.map((comment, index) => (
          <Comment key={comment.id} comment={comment}>
            {index === 0 && stepNumber !== null && (
              <>
                {" · "}
                <a href={`#${stepAnchor(stepNumber)}`} className="link">
                  {t("onStep", { number: stepNumber })}
                </a>
              </>
            )}
            {index === 0 && stepNumber === null && stepId !== null && <> · {t("onOldStep")}</>}
          </Comment>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-2 pr-4 pb-1 pl-[48px]">
        {isOpenThread(thread) && <Badge tone="degraded">{t("mustResolve")}</Badge>}
        {resolvedAt && resolvedByName && (
          <span className="text-xs text-muted">
            {t("resolvedBy", { name: resolvedByName })} <Instant at={resolvedAt} />
          </span>
        )}
        {children}
      </div>
    </li>
  );
}

function Comment({ comment: { authorName, at, text }, children }: { comment: CommentView; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[22px_minmax(0,1fr)] gap-x-2.5 px-4 py-1.5">
      <Avatar name={authorName} />
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <b className="font-strong">{authorName}</b>
          <span className="text-xs text-muted">
            <Instant at={at} />
            {children}
          </span>
        </div>
        <p className="break-words whitespace-pre-wrap">{text}</p>
      </div>
    </li>
  );
}
