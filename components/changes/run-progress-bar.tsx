import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Age } from "@/components/ui/age";
import { Notice } from "@/components/ui/notice";
import type { Tone } from "@/components/ui/tone";
import type { RunView } from "@/lib/domain/changes/change-view";
import type { RunOutcome } from "@/lib/domain/changes/facts";
import { Took } from "./typical-time";

const tones: Record<RunOutcome, Tone> = {
  applied: "up",
  partial: "degraded",
  failed: "down",
  cancelled: "unknown",
  refused: "degraded",
};

/** How far a run is, above its steps; once it has ended, how it ended. `children` are what can be done about it. */
export function RunProgressBar({ run, children }: { run: RunView; children?: ReactNode }) {
  const t = useTranslations("changes.run");
  const count = run.steps.length;
  const done = run.steps.filter(({ state }) => state === "done").length;
  const facts = (
    <span className="flex flex-wrap gap-x-3 text-xs text-text-2">
      <span className="tabular-nums">{t("progress", { done, count })}</span>
      {run.finishedAt ? <Took from={run.createdAt} to={run.finishedAt} /> : <Age since={run.createdAt} />}
      <span>{t("startedBy", { name: run.startedByName })}</span>
    </span>
  );
  if (run.outcome) {
    return (
      <Notice tone={tones[run.outcome]} className="rounded-none! border-x-0 border-t-0 px-4!">
        {t(`outcome.${run.outcome}`)}
        {facts}
        <div className="mt-2 flex flex-col gap-2 empty:hidden">{children}</div>
      </Notice>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-border px-4 py-2">
      <progress
        aria-label={t("progress", { done, count })}
        value={done}
        max={Math.max(1, count)}
        className="h-1 w-28 appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-pending [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-pending"
      />
      {facts}
      <span className="text-xs text-muted">{t(run.isCancelling ? "cancelling" : "leave")}</span>
      <span className="ml-auto flex flex-wrap gap-2">{children}</span>
    </div>
  );
}
