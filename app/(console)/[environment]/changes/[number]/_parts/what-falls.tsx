import { useTranslations } from "next-intl";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import type { PlanView } from "@/lib/domain/changes/change-view";

const NAMES_SHOWN = 4;

/** What makes an approval fall, with the resources that must stay as they are. */
export function WhatFalls({ plan }: { plan: PlanView }) {
  const t = useTranslations("changes.falls");
  const kept = plan.diffs.filter(({ operation }) => operation !== "create");
  const names = [...new Set(kept.map(({ name }) => name))].slice(0, NAMES_SHOWN).join(", ");
  return (
    <Panel>
      <PanelHeader title={t("title")} />
      <PanelBody className="py-2.5 text-xs text-text-2">
        {names === "" ? t("textNone") : t("text", { names })}
      </PanelBody>
    </Panel>
  );
}
