"use client";

import { useTranslations } from "next-intl";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { confirmStepAction } from "@/lib/server/changes/actions";

interface StepActionsProps {
  runId: string;
  stepId: string;
  type: "wait" | "confirm";
  outsideIpAddress: string;
}

/** A person's word on a step: the device is configured, or the wait need not be waited for. */
export function StepActions({ runId, stepId, type, outsideIpAddress: address }: StepActionsProps) {
  const t = useTranslations("changes.act");
  const { act, error } = useAct(confirmStepAction);
  const isConfirm = type === "confirm";
  return (
    <>
      <ConfirmDialog
        trigger={
          <Button size="small" variant={isConfirm ? "primary" : "default"}>
            {isConfirm ? t("confirmDevice", { address }) : t("skipWait")}
          </Button>
        }
        title={t(isConfirm ? "confirmQuestion" : "skipWaitQuestion", { address })}
        consequence={t(isConfirm ? "confirmText" : "skipWaitText")}
        keepLabel={t("notYet")}
        actLabel={isConfirm ? t("confirmStep") : t("skipWait")}
        onAct={() => act({ runId, stepId })}
      />
      {error && (
        <p role="alert" className="text-xs text-down-text">
          {error}
        </p>
      )}
    </>
  );
}
