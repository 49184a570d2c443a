"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useAct } from "@/components/actions/use-act";
import { environmentPath } from "@/components/shell/paths";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { RunView } from "@/lib/domain/changes/change-view";
import {
  cancelRunAction,
  proposeRollbackAction,
  reopenChangeAction,
  resumeRunAction,
} from "@/lib/server/changes/actions";
import { type Address, Refusal } from "./change-actions";

interface RunActionsProps {
  run: Pick<RunView, "id" | "outcome" | "finishedAt" | "isCancelling">;
  address: Address;
  may: Record<"edit" | "steer" | "resume" | "rollback", boolean>;
}

/** Cancelling a run that goes on; the ways out of what a run left, each with what it does. */
export function RunActions({ run, address, may }: RunActionsProps) {
  const t = useTranslations("changes.act");
  const router = useRouter();
  const cancel = useAct(cancelRunAction);
  const resume = useAct(resumeRunAction);
  const reopen = useAct(reopenChangeAction);
  const rollback = useAct(proposeRollbackAction, (made) => {
    if (made) router.push(environmentPath(address.environmentSlug, `/changes/${made.changeNumber}`));
  });
  const error = [cancel, resume, reopen, rollback].find((action) => action.error)?.error;
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
      {isLeft && may.resume && (
        <Way text={t("resumeText")}>
          <Button size="small" variant="primary" busy={resume.isActing} onClick={() => resume.act({ runId: run.id })}>
            {t("resume")}
          </Button>
        </Way>
      )}
      {isLeft && may.edit && (
        <Way text={t("reopenRestText")}>
          <Button size="small" busy={reopen.isActing} onClick={() => reopen.act(address)}>
            {t("reopenRest")}
          </Button>
        </Way>
      )}
      {run.outcome !== null && may.rollback && (
        <Way text={t("rollbackText")}>
          <Button size="small" busy={rollback.isActing} onClick={() => rollback.act(address)}>
            {t("rollback")}
          </Button>
        </Way>
      )}
      {error && <Refusal>{error}</Refusal>}
    </>
  );
}

/** A button with what becomes of it, in one line where there is room. */
function Way({ text, children }: { text: string; children: ReactNode }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="w-44 shrink-0 *:w-full">{children}</span>
      <span className="min-w-0 flex-1 basis-60 text-xs text-text-2">{text}</span>
    </span>
  );
}
