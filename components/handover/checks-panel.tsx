import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { usePhrase } from "@/components/ui/phrase";
import type { DeviceCheck } from "@/lib/domain/devices/device-family";

/** What the device's admin looks at once the file is in place, and what a good answer is. */
export function ChecksPanel({ checks }: { checks: readonly DeviceCheck[] }) {
  const t = useTranslations("handover.checks");
  return (
    <Panel>
      <PanelHeader title={t("title")} count={checks.length > 0 ? checks.length : undefined} />
      {checks.length === 0 ? (
        <PanelBody className="text-text-2">{t("none")}</PanelBody>
      ) : (
        <>
          <p className="px-4 pt-3 text-text-2">{t("body")}</p>
          <ol>
            {checks.map((check) => (
              <Check key={`${check.shows} ${check.command}`} check={check} />
            ))}
          </ol>
        </>
      )}
    </Panel>
  );
}

function Check({ check: { shows, command, goodAnswer, otherwise } }: { check: DeviceCheck }) {
  const t = useTranslations("handover.checks");
  const say = usePhrase();
  return (
    <li className="flex break-inside-avoid flex-col gap-2 border-b border-border px-4 py-3 last:border-b-0">
      <h3 className="font-strong">{t(`shows.${shows}`)}</h3>
      <Words label={t("command")} text={command}>
        <CopyButton text={command} />
      </Words>
      <Words label={t("good")} text={goodAnswer} />
      {otherwise && (
        <p>
          <span className="text-muted">{t("otherwise")}: </span>
          {say(otherwise)}
        </p>
      )}
    </li>
  );
}

/** The device's own words. */
function Words({ label, text, children }: { label: string; text: string; children?: ReactNode }) {
  return (
    <div>
      <p className="mb-0.5 text-xs text-muted">{label}</p>
      <div className="flex items-start gap-1 rounded-md bg-sunken px-2.5 py-1.5">
        <pre className="min-w-0 grow font-mono text-xs leading-[18px] break-words whitespace-pre-wrap">{text}</pre>
        {children}
      </div>
    </div>
  );
}
