import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ParameterChange } from "@/lib/domain/handover/compare-parameters";
import type { Hunk } from "@/lib/domain/handover/compare-texts";
import type { SinceLast } from "@/lib/domain/handover/handover-view";

/** What is other than in the hand-over before: keys, parameters, lines of the file. */
export function SincePanel({ since: { number, lines, keys, parameters } }: { since: SinceLast }) {
  const t = useTranslations("handover.since");
  const isSame = lines.hunks.length === 0 && keys.length === 0;
  return (
    <Panel>
      <PanelHeader
        title={t("title", { number })}
        count={isSame ? undefined : t("lines", { count: Math.max(lines.added, lines.removed) })}
      />
      {isSame && <PanelBody className="text-text-2">{t("same")}</PanelBody>}
      {keys.map((address) => (
        <p key={address} className="flex items-start gap-2 border-b border-border px-4 py-2 last:border-b-0">
          <KeyRound aria-hidden="true" className="mt-[3px] size-3.5 shrink-0 text-muted" />
          {t("key", { address })}
        </p>
      ))}
      {parameters.length > 0 && <ParameterChanges changes={parameters} />}
      {lines.hunks.length > 0 && <Lines hunks={lines.hunks} />}
    </Panel>
  );
}

function ParameterChanges({ changes }: { changes: readonly ParameterChange[] }) {
  const t = useTranslations("handover.since");
  const all = useTranslations("handover");
  return (
    <Table label={t("parameter")}>
      <thead>
        <tr>
          <Th>{t("parameter")}</Th>
          <Th>{t("before")}</Th>
          <Th>{t("after")}</Th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <Tr key={JSON.stringify(change)}>
            <Td className="min-w-36 py-1 whitespace-normal!">
              {all(`parameter.${change.name}`)}
              <span className="block text-xs text-muted">
                {[...(change.end === "both" ? [] : [all(`ends.${change.end}`)]), ...change.tunnels].join(", ")}
              </span>
            </Td>
            <Td className="mono whitespace-normal! text-muted">{change.before || all("nothing")}</Td>
            <Td className="mono whitespace-normal!">{change.after || all("nothing")}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Colour says something of the network, so signs and grounds tell the lines apart. */
const looks = { "+": "bg-surface text-text", "-": "text-muted", " ": "text-text-2" };

function Lines({ hunks }: { hunks: readonly Hunk[] }) {
  const t = useTranslations("handover.since");
  return (
    <ScrollRegion label={t("difference")} className="max-h-[360px] bg-sunken py-2 last:rounded-b-lg print:max-h-none">
      {hunks.map((hunk) => (
        <div key={hunk.afterStart} className="mb-2 last:mb-0">
          <p className="px-4 text-xs text-muted">{t("lineNumber", { line: hunk.afterStart })}</p>
          <pre className="min-w-max font-mono text-xs leading-[18px] print:min-w-0 print:whitespace-pre-wrap">
            {hunk.lines.map(({ sign, text }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text have no other name, and never move.
              <div key={index} className={`px-4 ${looks[sign]}`}>
                {sign} {text}
              </div>
            ))}
          </pre>
        </div>
      ))}
    </ScrollRegion>
  );
}
