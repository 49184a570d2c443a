"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { usePhrase } from "@/components/ui/phrase";
import type { ChangeView } from "@/lib/domain/changes/change-view";
import type { Phrase } from "@/lib/domain/phrase";
import {
  reopenChangeAction,
  replanChangeAction,
  reviewChangeAction,
  submitChangeAction,
  withdrawChangeAction,
} from "@/lib/server/changes/actions";
import { AbandonDialog } from "./abandon-dialog";
import { ApplyDialog } from "./apply-dialog";
import { RequestChangesDialog } from "./request-changes-dialog";

export interface Address {
  environmentSlug: string;
  changeNumber: number;
}

/** As much of a change as its buttons need; the plan itself stays on the server. */
export interface ActionableChange {
  title: string;
  status: ChangeView["status"];
  /** Submitted, and no run yet. */
  isInReview: boolean;
  editCount: number;
  plan: { hash: string; impact: number; stepCount: number; isBlocked: boolean } | null;
  may: ChangeView["may"];
  /** The viewer's own approval counts now. */
  hasApproved: boolean;
}

interface ChangeActionsProps {
  change: ActionableChange;
  address: Address;
  environmentName: string;
  isSandbox: boolean;
}

/** What can be done with the change now, one primary button at most; why not stands under what cannot. */
export function ChangeActions({ change, address, environmentName, isSandbox }: ChangeActionsProps) {
  const t = useTranslations("changes.act");
  const say = usePhrase();
  const reasonId = useId();
  const submit = useAct(submitChangeAction);
  const withdraw = useAct(withdrawChangeAction);
  const replan = useAct(replanChangeAction);
  const reopen = useAct(reopenChangeAction);
  const review = useAct(reviewChangeAction);
  const { status, plan, may, isInReview: isReview, hasApproved } = change;
  const error = [submit, withdraw, replan, reopen, review].find((action) => action.error)?.error;
  const isDraft = status === "DRAFT" || status === "PLAN_FAILED";
  const why = whyNot(change);
  const note = why && say(why);
  return (
    <div className="flex flex-col items-end gap-1 max-sm:items-stretch">
      <div className="flex flex-wrap justify-end gap-2">
        {may.abandon && <AbandonDialog address={address} title={change.title} />}
        {status === "ABANDONED" && may.edit && (
          <Button busy={reopen.isActing} onClick={() => reopen.act(address)}>
            {t("reopen")}
          </Button>
        )}
        {isReview && may.submit && (
          <Button busy={withdraw.isActing} onClick={() => withdraw.act(address)}>
            {t("withdraw")}
          </Button>
        )}
        {status === "STALE" && may.edit && (
          <Button variant="primary" busy={replan.isActing} onClick={() => replan.act(address)}>
            {t("replan")}
          </Button>
        )}
        {isDraft && may.submit && (
          <Button
            variant="primary"
            busy={submit.isActing}
            disabledBy={note ? reasonId : undefined}
            onClick={() => submit.act(address)}
          >
            {t("submit")}
          </Button>
        )}
        {isReview && may.review === null && plan && (
          <>
            {hasApproved && (
              <Button
                busy={review.isActing}
                onClick={() => review.act({ ...address, verdict: "withdraw", planHash: plan.hash })}
              >
                {t("withdrawApproval")}
              </Button>
            )}
            <RequestChangesDialog address={address} planHash={plan.hash} />
            {!hasApproved && status !== "STALE" && (
              <Button
                variant={status === "IN_REVIEW" ? "primary" : "default"}
                busy={review.isActing}
                onClick={() => review.act({ ...address, verdict: "approve", planHash: plan.hash })}
              >
                {t("approve")}
              </Button>
            )}
          </>
        )}
        {isReview && plan && may.steer && status !== "STALE" && (
          <ApplyDialog
            title={change.title}
            plan={plan}
            address={address}
            environmentName={environmentName}
            isSandbox={isSandbox}
            disabledBy={may.apply ? reasonId : undefined}
          />
        )}
      </div>
      {note && (
        <p id={reasonId} className="text-xs text-muted">
          {note}
        </p>
      )}
      {error && (
        <p role="alert" className="max-w-md text-xs text-down-text">
          {error}
        </p>
      )}
    </div>
  );
}

/** Why the main action is off; null when it is on or not shown. */
function whyNot({ status, may, plan, editCount, isInReview }: ActionableChange): Phrase | null {
  if ((status === "DRAFT" || status === "PLAN_FAILED") && may.submit) {
    if (editCount === 0) return { key: "changes.act.submitEmpty" };
    return plan?.isBlocked ? { key: "changes.act.submitBlocked" } : null;
  }
  return isInReview && may.steer ? may.apply : null;
}
