import { MessageSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Panel, PanelHeader } from "@/components/ui/panel";
import type { ThreadView } from "@/lib/domain/changes/change-view";
import { isOpenThread, Thread } from "./thread";

interface DiscussionPanelProps {
  threads: readonly ThreadView[];
  /** Buttons to answer and to resolve. */
  actionsOf?: (thread: ThreadView) => ReactNode;
  /** The form to begin a thread. */
  children: ReactNode;
}

/** What people say about the change and its steps; what must be settled first stands above, what is settled is folded. */
export function DiscussionPanel({ threads, actionsOf, children }: DiscussionPanelProps) {
  const t = useTranslations("changes.discussion");
  const open = threads.filter(({ resolvedAt }) => resolvedAt === null);
  const resolved = threads.filter(({ resolvedAt }) => resolvedAt !== null);
  const blocking = threads.filter(isOpenThread).length;
  return (
    <Panel>
      <PanelHeader title={t("title")} count={threads.length > 0 ? threads.length : undefined}>
        {blocking > 0 && (
          <span className="inline-flex items-center gap-1.5 text-xs font-medium text-degraded-text">
            <MessageSquare aria-hidden="true" className="size-3.5" />
            {t("blocking", { count: blocking })}
          </span>
        )}
      </PanelHeader>
      {threads.length === 0 && <p className="px-4 pt-3 text-xs text-muted">{t("empty")}</p>}
      <ol>
        {open.map((thread) => (
          <Thread key={thread.id} thread={thread}>
            {actionsOf?.(thread)}
          </Thread>
        ))}
      </ol>
      {resolved.length > 0 && (
        <details className="border-b border-border">
          <summary className="cursor-pointer bg-background px-4 py-[7px] text-xs text-muted">
            {t("resolvedCount", { count: resolved.length })}
          </summary>
          <ol>
            {resolved.map((thread) => (
              <Thread key={thread.id} thread={thread}>
                {actionsOf?.(thread)}
              </Thread>
            ))}
          </ol>
        </details>
      )}
      <div className="p-4">{children}</div>
    </Panel>
  );
}
