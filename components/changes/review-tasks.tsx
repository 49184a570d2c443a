import { Siren } from "lucide-react";
import { useTranslations } from "next-intl";
import { environmentPath } from "@/components/shell/paths";
import { Age } from "@/components/ui/age";
import { Link } from "@/components/ui/link";
import { Panel, PanelHeader } from "@/components/ui/panel";

interface ReviewTasksProps {
  tasks: readonly {
    runId: string;
    environmentSlug: string;
    changeNumber: number;
    title: string;
    byName: string;
    at: Date;
    reason: string;
  }[];
}

/** What was started in an emergency and is still to be signed by somebody else; nothing while nothing is owed. */
export function ReviewTasks({ tasks }: ReviewTasksProps) {
  const t = useTranslations("changes");
  if (tasks.length === 0) return null;
  return (
    <Panel>
      <PanelHeader title={t("tasks.title")} count={tasks.length} />
      <ul>
        {tasks.map(({ runId, environmentSlug, changeNumber, title, byName, at, reason }) => (
          <li
            key={runId}
            className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2.5 border-b border-border px-4 py-[9px] last:border-b-0"
          >
            <Siren aria-hidden="true" strokeWidth={1.75} className="mt-[3px] size-3.5 text-degraded" />
            <div className="min-w-0">
              <Link
                href={environmentPath(environmentSlug, `/changes/${changeNumber}`)}
                className="font-strong break-words hover:underline"
              >
                {t("notice.overlapName", { number: changeNumber, title })}
              </Link>
              <p className="text-xs text-muted">
                {t("tasks.by", { name: byName })} · <Age since={at} form="ago" />
              </p>
              <p className="text-xs break-words text-text-2">{reason}</p>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
