import { useTranslations } from "next-intl";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { usePhrase } from "@/components/ui/phrase";
import { StatusIcon } from "@/components/ui/status-icon";
import type { Tone } from "@/components/ui/tone";
import type { LossEffect, Redundancy } from "@/lib/domain/tunnels/redundancy";

const tones: Record<LossEffect, Tone> = { none: "up", moves: "up", "cut-off": "down", unknown: "unknown" };

/** What is lost when each part fails at this moment. */
export function RedundancyPanel({ redundancy: { level, missing, losses } }: { redundancy: Redundancy }) {
  const t = useTranslations("connections.redundancy");
  const say = usePhrase();
  return (
    <Panel>
      <PanelHeader title={t("title")} />
      <PanelBody>
        <p>
          <b>{say(level)}</b> {missing && say(missing)}
        </p>
        <dl className="mt-2 text-xs">
          {losses.map(({ part, effect, consequence }) => (
            <div key={JSON.stringify(part)} className="flex flex-wrap items-center justify-between gap-x-3 py-0.5">
              <dt className="text-muted">{say(part)}</dt>
              <dd className="flex items-center gap-1.5">
                <StatusIcon tone={tones[effect]} className="size-3.5" />
                <span className={effect === "cut-off" ? "font-strong" : undefined}>{say(consequence)}</span>
              </dd>
            </div>
          ))}
        </dl>
      </PanelBody>
    </Panel>
  );
}
