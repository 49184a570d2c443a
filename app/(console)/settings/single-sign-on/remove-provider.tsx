"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { toast } from "@/components/ui/toast";

interface RemoveProviderProps {
  id: string;
  name: string;
  remove: (input: { id: string }) => Promise<ActionResult<void>>;
}

export function RemoveProvider({ id, name, remove }: RemoveProviderProps) {
  const t = useTranslations("access.sso.remove");
  const router = useRouter();
  const { act, error } = useAct(remove, () => {
    toast.success(t("done", { name }));
    router.push("/settings/single-sign-on");
  });
  return (
    <Panel>
      <PanelHeader title={t("title")} />
      <PanelBody className="flex flex-col items-start gap-3">
        <p className="text-muted">{t("help")}</p>
        <ConfirmDialog
          trigger={<Button variant="danger">{t("open")}</Button>}
          title={t("question", { name })}
          consequence={t("consequence", { name })}
          keepLabel={t("keep", { name })}
          actLabel={t("act", { name })}
          onAct={() => act({ id })}
        />
        {error && (
          <Notice tone="down" role="alert">
            {error}
          </Notice>
        )}
      </PanelBody>
    </Panel>
  );
}
