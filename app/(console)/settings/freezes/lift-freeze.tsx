"use client";

import { useTranslations } from "next-intl";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";

interface LiftFreezeProps {
  id: string;
  reason: string;
  isComing: boolean;
  action: (input: { id: string }) => Promise<ActionResult<void>>;
}

/** Ends a freeze early, or calls off one that has not begun. */
export function LiftFreeze({ id, reason, isComing, action }: LiftFreezeProps) {
  const t = useTranslations("policy.freezes.lift");
  const { act, error } = useAct(action, () => toast.success(t(isComing ? "doneComing" : "done")));
  return (
    <ConfirmDialog
      trigger={
        <Button size="small" variant="quiet" aria-label={t(isComing ? "openComingOf" : "openOf", { reason })}>
          {t(isComing ? "openComing" : "open")}
        </Button>
      }
      title={t(isComing ? "titleComing" : "title")}
      consequence={t(isComing ? "consequenceComing" : "consequence", { reason })}
      keepLabel={t("keep")}
      actLabel={t(isComing ? "actComing" : "act")}
      onAct={() => act({ id })}
    >
      {error && (
        <Notice tone="down" role="alert">
          {error}
        </Notice>
      )}
    </ConfirmDialog>
  );
}
