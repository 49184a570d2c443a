"use client";

import { useTranslations } from "next-intl";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ChangeView, RunView } from "@/lib/domain/changes/change-view";
import { cancelRunAction, reopenChangeAction, resumeRunAction } from "@/lib/server/changes/actions";
import type { Address } from "./change-actions";

interface RunActionsProps {
  run: RunView;
  address: Address;
  may: ChangeView["may"];
}

/** Cancelling a run that goes on; resuming or planning anew what a run left. */
export function RunActions({ run, address, may }: RunActionsProps) {
  const t = useTranslations("changes.act");
  const cancel = useAct(cancelRunAction);
  const resume = useAct(resumeRunAction);
  const reopen = useAct(reopenChangeAction);
  const error = cancel.error ?? resume.error ?? reopen.error;
  const isLeft = run.outcome !== null && run.outcome !== "applied";
  return (
    <>
      {!run.finishedAt && !run.isCancelling && may.steer && (
        <ConfirmDialog
          trigger={<Button size="small">{t("cancelRun")}</Button>}
          title={t("cancelQuestion")}
          consequence={t("cancelText")}
          keepLabel={t("goOn")}
          actLabel={t("cancelRun")}
          onAct={() => cancel.act({ runId: run.id })}
        />
      )}
      {isLeft && (
        <span className="flex flex-wrap gap-2">
          {may.edit && (
            <Button size="small" busy={reopen.isActing} onClick={() => reopen.act(address)}>
              {t("reopenRest")}
            </Button>
          )}
          {may.steer && (
            <Button size="small" variant="primary" busy={resume.isActing} onClick={() => resume.act({ runId: run.id })}>
              {t("resume")}
            </Button>
          )}
        </span>
      )}
      {error && (
        <p role="alert" className="text-xs text-down-text">
          {error}
        </p>
      )}
    </>
  );
}
