import { MessageSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { ThreadView } from "@/lib/domain/changes/change-view";
import { threadAnchor } from "./step-anchor";
import { isOpenThread } from "./thread";

/** How much was said about a step, which leads there; nothing while nobody said anything. */
export function StepThreads({ threads }: { threads: readonly ThreadView[] }) {
  const t = useTranslations("changes.step");
  const open = threads.find(isOpenThread);
  const first = open ?? threads.find(({ resolvedAt }) => resolvedAt === null);
  if (!first) return null;
  const count = threads.reduce((sum, { comments }) => sum + comments.length, 0);
  const words = t(open ? "openThreads" : "threads", { count });
  return (
    <a
      href={`#${threadAnchor(first.id)}`}
      title={words}
      className={cn(
        "inline-flex h-6 items-center gap-1 rounded-md px-1.5 text-xs tabular-nums hover:bg-hover",
        open ? "font-medium text-degraded-text" : "text-text-2",
      )}
    >
      <MessageSquare aria-hidden="true" strokeWidth={1.75} className="size-3.5" />
      <span aria-hidden="true">{count}</span>
      <span className="sr-only">{words}</span>
    </a>
  );
}
