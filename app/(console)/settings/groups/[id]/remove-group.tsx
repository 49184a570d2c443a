"use client";

import { useTranslations } from "next-intl";
import { ConfirmAct } from "@/components/actions/confirm-act";
import type { ActionResult } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";

interface RemoveGroupProps {
  groupId: string;
  name: string;
  /** The names of the rules that ask for its approval. */
  rules: string[];
  remove: (input: { groupId: string }) => Promise<ActionResult<void>>;
}

/** Only a group that no rule asks for can be removed. */
export function RemoveGroup({ groupId, name, rules, remove }: RemoveGroupProps) {
  const t = useTranslations("groups.remove");
  return (
    <Panel>
      <PanelHeader title={t("title")} />
      <PanelBody className="flex flex-col items-start gap-3">
        <p className="text-muted">{t("help")}</p>
        {rules.length === 0 ? (
          <ConfirmAct
            action={() => remove({ groupId })}
            done={t("done", { name })}
            leadsTo="/settings/groups"
            trigger={<Button variant="danger">{t("act", { name })}</Button>}
            title={t("question", { name })}
            consequence={t("consequence")}
            keepLabel={t("keep", { name })}
            actLabel={t("act", { name })}
          />
        ) : (
          <Button variant="danger" disabledReason={t("blocked", { rules: rules.join(", ") })}>
            {t("act", { name })}
          </Button>
        )}
      </PanelBody>
    </Panel>
  );
}
