import { useTranslations } from "next-intl";
import { BothZones } from "@/components/ui/both-zones";
import { cn } from "@/components/ui/cn";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { usePhrase } from "@/components/ui/phrase";
import { StatusIcon } from "@/components/ui/status-icon";
import type { Tone } from "@/components/ui/tone";
import type { Gate } from "@/lib/domain/changes/gates";

const tones: Record<Gate["state"], Tone> = { pass: "up", wait: "unknown", block: "degraded" };

/** What separately has to hold before the change may be applied; never one green tick for all. */
export function GatesPanel({ gates }: { gates: readonly Gate[] }) {
  const t = useTranslations("changes.gates");
  const passed = gates.filter((gate) => gate.state === "pass").length;
  return (
    <Panel>
      <PanelHeader title={t("title")}>
        <span className="text-xs text-muted">{t("passed", { passed, count: gates.length })}</span>
      </PanelHeader>
      <ul>
        {gates.map((gate) => (
          <li
            key={gate.name}
            className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2.5 border-b border-border px-4 py-[9px] last:border-b-0 max-sm:py-1.5"
          >
            <StatusIcon tone={tones[gate.state]} className="mt-[3px] size-3.5" />
            <div>
              <div className="font-strong">
                {t(gate.name)} <span className="sr-only">{t(`state.${gate.state}`)}</span>
              </div>
              {/* A phone has room for what stands in the way. */}
              <div className={cn("text-xs break-words text-muted", gate.state === "pass" && "max-sm:sr-only")}>
                <GateText gate={gate} />
              </div>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What a gate waits for, and when it opens by itself. */
export function GateText({ gate: { name, phrase, opensAt } }: { gate: Gate }) {
  const t = useTranslations("changes.gates");
  const text = usePhrase()(phrase);
  return opensAt ? t.rich("opens", { text, gate: name, at: () => <BothZones at={opensAt} /> }) : text;
}
