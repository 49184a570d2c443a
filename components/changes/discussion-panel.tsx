import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Instant } from "@/components/ui/instant";
import { Panel, PanelHeader } from "@/components/ui/panel";
import type { CommentView } from "@/lib/domain/changes/change-view";

/** What people said about the change; `children` is the form to say more. */
export function DiscussionPanel({
  comments,
  children,
}: {
  comments: readonly (CommentView & { stepNumber: number | null })[];
  children: ReactNode;
}) {
  const t = useTranslations("changes.discussion");
  return (
    <Panel>
      <PanelHeader title={t("title")} count={comments.length > 0 ? comments.length : undefined} />
      {comments.length === 0 && <p className="px-4 pt-3 text-xs text-muted">{t("empty")}</p>}
      <ol>
        {comments.map((comment) => (
          <li
            key={comment.id}
            className="grid grid-cols-[22px_minmax(0,1fr)] gap-x-2.5 border-b border-border px-4 py-3 last:border-b-0"
          >
            <Avatar name={comment.authorName} />
            <div className="min-w-0">
              <div className="flex flex-wrap items-baseline gap-x-2">
                <b className="font-strong">{comment.authorName}</b>
                <span className="text-xs text-muted">
                  <Instant at={comment.at} />
                  {comment.stepNumber !== null && <> · {t("onStep", { number: comment.stepNumber })}</>}
                </span>
              </div>
              <p className="break-words whitespace-pre-wrap">{comment.text}</p>
            </div>
          </li>
        ))}
      </ol>
      <div className="p-4">{children}</div>
    </Panel>
  );
}
