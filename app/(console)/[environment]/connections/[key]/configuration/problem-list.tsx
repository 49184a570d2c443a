import { OctagonX, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { usePhrase } from "@/components/ui/phrase";
import type { Problem } from "@/lib/domain/problem";

/** What stands in the way of a file, and what it will lack. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  const t = useTranslations("connections.configuration");
  const say = usePhrase();
  return (
    <Panel>
      <PanelHeader title={t("problems")} count={problems.length} />
      <ul>
        {problems.map((problem) => (
          <li
            key={JSON.stringify(problem.phrase)}
            className="flex items-start gap-2 border-b border-border px-4 py-2 last:border-b-0"
          >
            {problem.severity === "error" ? (
              <OctagonX aria-hidden="true" className="mt-[3px] size-3.5 shrink-0 text-down" />
            ) : (
              <TriangleAlert aria-hidden="true" className="mt-[3px] size-3.5 shrink-0 text-degraded" />
            )}
            <span>{say(problem.phrase)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
