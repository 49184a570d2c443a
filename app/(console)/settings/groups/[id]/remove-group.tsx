"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { toast } from "@/components/ui/toast";

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
  const router = useRouter();
  const { act, error } = useAct(remove, () => {
    toast.success(t("done", { name }));
    router.push("/settings/groups");
  });
  return (
    <Panel>
      <PanelHeader title={t("title")} />
      <PanelBody className="flex flex-col items-start gap-3">
        <p className="text-muted">{t("help")}</p>
        {rules.length === 0 ? (
          <ConfirmDialog
            trigger={<Button variant="danger">{t("act", { name })}</Button>}
            title={t("question", { name })}
            consequence={t("consequence")}
            keepLabel={t("keep", { name })}
            actLabel={t("act", { name })}
            onAct={() => act({ groupId })}
          />
        ) : (
          <Button variant="danger" disabledReason={t("blocked", { rules: rules.join(", ") })}>
            {t("act", { name })}
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
