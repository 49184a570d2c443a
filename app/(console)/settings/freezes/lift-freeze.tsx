"use client";

import { useTranslations } from "next-intl";
import { ConfirmAct } from "@/components/actions/confirm-act";
import type { ActionResult } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";

interface LiftFreezeProps {
  id: string;
  reason: string;
  isComing: boolean;
  action: (input: { id: string }) => Promise<ActionResult<void>>;
}

/** Ends a freeze early, or calls off one that has not begun. */
export function LiftFreeze({ id, reason, isComing, action }: LiftFreezeProps) {
  const t = useTranslations("policy.freezes.lift");
  return (
    <ConfirmAct
      trigger={
        <Button size="small" variant="quiet" aria-label={t(isComing ? "openComingOf" : "openOf", { reason })}>
          {t(isComing ? "openComing" : "open")}
        </Button>
      }
      title={t(isComing ? "titleComing" : "title")}
      consequence={t(isComing ? "consequenceComing" : "consequence", { reason })}
      keepLabel={t("keep")}
      actLabel={t(isComing ? "actComing" : "act")}
      action={() => action({ id })}
      done={t(isComing ? "doneComing" : "done")}
    />
  );
}
