import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { usePhrase } from "@/components/ui/phrase";
import type { DeviceComparison } from "@/lib/server/compare/compare-device";
import { DifferenceTable } from "./difference-table";
import { LogResult } from "./log-result";
import { severities, severityTone } from "./severity-tone";

/** What a text came to: a log that was read, nothing recognized, nothing that differs, or a table, worst first. */
export function ComparisonResult({ result }: { result: DeviceComparison }) {
  const t = useTranslations("compare.result");
  const formats = useTranslations("compare.format");
  const { format, tunnelCount, differences, remarks, equalCount, log } = result;
  if (log !== null) return <LogResult log={log} />;
  if (format === null)
    return (
      <Panel>
        <EmptyState title={t("notRecognized")}>{t("notRecognizedBody")}</EmptyState>
      </Panel>
    );
  if (tunnelCount === 0)
    return (
      <Panel>
        <EmptyState title={t("noTunnels")}>{t("noTunnelsBody", { format: formats(format) })}</EmptyState>
        <Remarks remarks={remarks} />
      </Panel>
    );
  return (
    <Panel>
      <PanelHeader title={t("title")} count={<Counts result={result} />}>
        <span className="text-xs text-muted">{t("read", { format: formats(format), tunnels: tunnelCount })}</span>
      </PanelHeader>
      {differences.length === 0 ? (
        <EmptyState
          title={
            <span className="inline-flex items-center gap-1.5">
              <CircleCheck aria-hidden="true" strokeWidth={1.75} className="size-4 text-up" />
              {t("clean")}
            </span>
          }
        >
          {t("cleanBody", { count: equalCount })}
        </EmptyState>
      ) : (
        <DifferenceTable differences={differences} />
      )}
      <footer className="flex flex-col gap-2 border-t border-border px-4 py-2 text-xs text-muted empty:hidden">
        {differences.length > 0 && <p>{t("equal", { count: equalCount })}</p>}
        {!result.isKeyCompared && <Notice>{t("keysLeft")}</Notice>}
        <Remarks remarks={remarks} />
      </footer>
    </Panel>
  );
}

/** "2 errors · 1 note": words, and the colour of the worst. */
function Counts({ result: { differences } }: { result: DeviceComparison }) {
  const t = useTranslations("compare.result.counts");
  const counted = severities
    .map((severity) => ({ severity, count: differences.filter((one) => one.severity === severity).length }))
    .filter(({ count }) => count > 0);
  return (
    <span className="flex flex-wrap gap-x-2">
      {counted.map(({ severity, count }) => (
        <span key={severity} className={severityTone[severity].text}>
          {t(severity, { count })}
        </span>
      ))}
    </span>
  );
}

function Remarks({ remarks }: Pick<DeviceComparison, "remarks">) {
  const t = useTranslations("compare.result");
  const say = usePhrase();
  if (remarks.length === 0) return null;
  return (
    <div>
      <h3 className="font-medium">{t("remarks")}</h3>
      <ul>
        {remarks.map(({ phrase, line }) => (
          <li key={`${line} ${phrase.key}`}>
            {line !== null && `${t("line", { line })}: `}
            {say(phrase)}
          </li>
        ))}
      </ul>
    </div>
  );
}
