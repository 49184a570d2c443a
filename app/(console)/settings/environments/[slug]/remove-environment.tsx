"use client";

import { useTranslations } from "next-intl";
import { ConfirmAct } from "@/components/actions/confirm-act";
import type { ActionResult } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";

interface RemoveEnvironmentProps {
  id: string;
  name: string;
  isEmpty: boolean;
  remove: (call: { environmentId: string }) => Promise<ActionResult<unknown>>;
}

/** Only what holds no record of decisions can be removed. */
export function RemoveEnvironment({ id, name, isEmpty, remove }: RemoveEnvironmentProps) {
  const t = useTranslations("environments.remove");
  return (
    <Panel>
      <PanelHeader title={t("title")} />
      <PanelBody className="flex flex-col items-start gap-3">
        <p className="text-muted">{t("help")}</p>
        {isEmpty ? (
          <ConfirmAct
            action={() => remove({ environmentId: id })}
            done={t("done", { name })}
            leadsTo="/settings/environments"
            trigger={<Button variant="danger">{t("open")}</Button>}
            title={t("question", { name })}
            consequence={t("consequence")}
            keepLabel={t("keep", { name })}
            actLabel={t("act", { name })}
          />
        ) : (
          <Button variant="danger" disabledReason={t("blocked")}>
            {t("open")}
          </Button>
        )}
      </PanelBody>
    </Panel>
  );
}
