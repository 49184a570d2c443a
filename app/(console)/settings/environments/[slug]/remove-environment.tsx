"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { toast } from "@/components/ui/toast";

interface RemoveEnvironmentProps {
  id: string;
  name: string;
  isEmpty: boolean;
  remove: (call: { environmentId: string }) => Promise<ActionResult<unknown>>;
}

/** Only what holds no record of decisions can be removed. */
export function RemoveEnvironment({ id, name, isEmpty, remove }: RemoveEnvironmentProps) {
  const t = useTranslations("environments.remove");
  const router = useRouter();
  const { act, error } = useAct(remove, () => {
    toast.success(t("done", { name }));
    router.push("/settings/environments");
  });
  return (
    <Panel>
      <PanelHeader title={t("title")} />
      <PanelBody className="flex flex-col items-start gap-3">
        <p className="text-muted">{t("help")}</p>
        {isEmpty ? (
          <ConfirmDialog
            trigger={<Button variant="danger">{t("open")}</Button>}
            title={t("question", { name })}
            consequence={t("consequence")}
            keepLabel={t("keep", { name })}
            actLabel={t("act", { name })}
            onAct={() => act({ environmentId: id })}
          />
        ) : (
          <Button variant="danger" disabledReason={t("blocked")}>
            {t("open")}
          </Button>
        )}
        {error && (
          <Notice tone="down" role="alert">
            {error}
          </Notice>
        )}
      </PanelBody>
    </Panel>
  );
}
