import { useTranslations } from "next-intl";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { StatusIcon } from "@/components/ui/status-icon";
import { type Tone, toneText } from "@/components/ui/tone";
import { causeNature } from "@/lib/domain/devices/reading/log/log-meaning";
import type { ReadLog } from "@/lib/domain/devices/reading/log/read-log";
import type { Verdict } from "@/lib/domain/devices/reading/log/verdicts";
import { LogEventTable } from "./log-event-table";

/** What a log came to: for each tunnel what most probably keeps it down and what to do, then what happened. */
export function LogResult({ log }: { log: ReadLog }) {
  const t = useTranslations("compare.log");
  const sources = useTranslations("compare.log.source");
  const { source, verdicts, events, earlierCount, entryCount: entries, unknownCount: unknown } = log;
  return (
    <Panel>
      <PanelHeader title={t("title")}>
        <span className="text-xs text-muted">{t("read", { source: sources(source), entries, unknown })}</span>
      </PanelHeader>
      <ul className="divide-y divide-border border-b border-border">
        {verdicts.map((verdict) => (
          <VerdictOf key={verdict.tunnel} verdict={verdict} />
        ))}
      </ul>
      <LogEventTable events={events} />
      {earlierCount > 0 && (
        <p className="border-t border-border px-4 py-2 text-xs text-muted">
          {t("events.earlier", { count: earlierCount })}
        </p>
      )}
    </Panel>
  );
}

const tones: Record<Verdict["state"], Tone> = { up: "up", down: "down", open: "unknown" };

function VerdictOf({ verdict: { tunnel, state, cause, lines } }: { verdict: Verdict }) {
  const t = useTranslations("compare.log.verdict");
  const causes = useTranslations("compare.log.cause");
  const remedies = useTranslations("compare.log.remedy");
  const places = useTranslations("compare.log.pointsTo");
  const tone = state === "up" && cause !== null ? "degraded" : tones[state];
  const said = cause === null ? t(state === "up" ? "up" : "open") : causes(cause);
  return (
    <li className="flex items-start gap-2 px-4 py-3">
      <StatusIcon tone={tone} className="mt-0.5 size-4" />
      <div className="min-w-0">
        <p className={`font-strong ${toneText[tone]}`}>
          {state === "up" && cause !== null ? t("troubled", { cause: said }) : said}
        </p>
        <p className="max-w-prose text-text-2">
          {cause === null ? t(state === "up" ? "upBody" : "openBody") : remedies(cause)}
        </p>
        <p className="flex flex-wrap gap-x-3 text-xs text-muted">
          <span>{tunnel === null ? t("whole") : <span className="mono">{tunnel}</span>}</span>
          {lines.length > 0 && <span>{t("lines", { count: lines.length, lines: lines.join(", ") })}</span>}
          {cause !== null && <span>{t("pointsTo", { where: places(causeNature[cause].pointsTo) })}</span>}
        </p>
      </div>
    </li>
  );
}
