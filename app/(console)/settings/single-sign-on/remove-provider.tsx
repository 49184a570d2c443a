"use client";

import { useTranslations } from "next-intl";
import { ConfirmAct } from "@/components/actions/confirm-act";
import type { ActionResult } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";

interface RemoveProviderProps {
  id: string;
  name: string;
  remove: (input: { id: string }) => Promise<ActionResult<void>>;
}

export function RemoveProvider({ id, name, remove }: RemoveProviderProps) {
  const t = useTranslations("access.sso.remove");
  return (
    <Panel>
      <PanelHeader title={t("title")} />
      <PanelBody className="flex flex-col items-start gap-3">
        <p className="text-muted">{t("help")}</p>
        <ConfirmAct
          action={() => remove({ id })}
          done={t("done", { name })}
          leadsTo="/settings/single-sign-on"
          trigger={<Button variant="danger">{t("open")}</Button>}
          title={t("question", { name })}
          consequence={t("consequence", { name })}
          keepLabel={t("keep", { name })}
          actLabel={t("act", { name })}
        />
      </PanelBody>
    </Panel>
  );
}
