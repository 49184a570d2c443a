import { useTranslations } from "next-intl";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { usePhrase } from "@/components/ui/phrase";
import type { Phrase } from "@/lib/domain/phrase";

/** What AWS expects of the device on the other end. */
export function ExpectationsPanel({ expectations }: { expectations: readonly Phrase[] }) {
  const t = useTranslations("handover");
  const say = usePhrase();
  return (
    <Panel>
      <PanelHeader title={t("expectations")} />
      <PanelBody>
        <ul className="flex max-w-prose list-disc flex-col gap-1.5 pl-4 marker:text-muted print:max-w-none">
          {expectations.map((phrase) => (
            <li key={JSON.stringify(phrase)} className="break-inside-avoid pl-1">
              {say(phrase)}
            </li>
          ))}
        </ul>
      </PanelBody>
    </Panel>
  );
}
