"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import {
  reopenChangeAction,
  reviewChangeAction,
  submitChangeAction,
  withdrawChangeAction,
} from "@/lib/server/changes/actions";
import { AbandonDialog } from "./abandon-dialog";
import type { ActionableChange } from "./actionable";
import { ApplyDialog } from "./apply-dialog";
import { MoreWays } from "./more-ways";
import { RequestChangesDialog } from "./request-changes-dialog";

export interface Address {
  environmentSlug: string;
  changeNumber: number;
}

export interface ChangeActionsProps {
  change: ActionableChange;
  address: Address;
  environmentName: string;
  isSandbox: boolean;
  /** Why the main action is off. */
  note: ReactNode;
  /** How long an approval lasts. */
  lasting: ReactNode;
  may: Record<"edit" | "submit" | "review" | "apply" | "abandon" | "steer", boolean>;
  /** Why these cannot be done now; null where they can. */
  whyNot: Record<"schedule" | "breakGlass", string | null>;
  /** The closed gates that an emergency passes over. */
  passedOver: string[];
}

/** What can be done with the change now, one primary button at most; why not stands under what cannot. */
export function ChangeActions(props: ChangeActionsProps) {
  const { change, address, may, note } = props;
  const noteId = useId();
  const t = useTranslations("changes.act");
  const withdraw = useAct(withdrawChangeAction);
  const reopen = useAct(reopenChangeAction);
  const error = withdraw.error ?? reopen.error;
  return (
    <div className="flex flex-col items-end gap-1 max-sm:items-stretch">
      <div className="flex flex-wrap justify-end gap-2">
        {may.abandon && <AbandonDialog address={address} title={change.title} />}
        {change.status === "ABANDONED" && may.edit && (
          <Button busy={reopen.isActing} onClick={() => reopen.act(address)}>
            {t("reopen")}
          </Button>
        )}
        {change.isInReview && may.submit && (
          <Button busy={withdraw.isActing} onClick={() => withdraw.act(address)}>
            {t("withdraw")}
          </Button>
        )}
        <Decisions {...props} noteId={noteId} />
      </div>
      <p id={noteId} className="max-w-md text-right text-xs text-muted empty:hidden max-sm:text-left">
        {note}
      </p>
      {error && <Refusal>{error}</Refusal>}
    </div>
  );
}

/** The word that the change waits for. On a phone it stays at the foot, in reach of the thumb. */
function Decisions({ noteId, ...props }: ChangeActionsProps & { noteId: string }) {
  const { change, address, may, lasting } = props;
  const { status, plan, editCount, isInReview, hasApproved } = change;
  const t = useTranslations("changes.act");
  const submit = useAct(submitChangeAction);
  const review = useAct(reviewChangeAction);
  const error = submit.error ?? review.error;
  const isDraft = status === "DRAFT" || status === "PLAN_FAILED";
  const isReviewer = isInReview && may.review && plan !== null;
  const isStarter = isInReview && may.steer && plan !== null;
  if (!(isDraft && may.submit) && !isReviewer && !isStarter) return null;
  return (
    <div className="flex flex-col items-end gap-1 max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-10 max-sm:items-stretch max-sm:gap-2 max-sm:border-t max-sm:border-border max-sm:bg-background max-sm:px-4 max-sm:pt-2.5 max-sm:pb-[max(16px,env(safe-area-inset-bottom))]">
      <p className="text-xs text-muted empty:hidden sm:hidden">{lasting}</p>
      <div className="flex flex-wrap justify-end gap-2 max-sm:*:h-[46px] max-sm:*:flex-1">
        {isDraft && may.submit && (
          <Button
            variant="primary"
            busy={submit.isActing}
            disabledBy={editCount === 0 || plan?.isBlocked ? noteId : undefined}
            onClick={() => submit.act(address)}
          >
            {t("submit")}
          </Button>
        )}
        {isReviewer && hasApproved && (
          <Button
            busy={review.isActing}
            onClick={() => review.act({ ...address, verdict: "withdraw", planHash: plan.hash })}
          >
            {t("withdrawApproval")}
          </Button>
        )}
        {isReviewer && <RequestChangesDialog address={address} planHash={plan.hash} />}
        {isReviewer && !hasApproved && APPROVABLE.has(status) && (
          <Button
            variant={status === "APPROVED" ? "default" : "primary"}
            busy={review.isActing}
            onClick={() => review.act({ ...address, verdict: "approve", planHash: plan.hash })}
          >
            {t("approve")}
          </Button>
        )}
        {isStarter && APPROVABLE.has(status) && (
          <ApplyDialog
            title={change.title}
            plan={plan}
            address={address}
            environmentName={props.environmentName}
            isSandbox={props.isSandbox}
            isPrimary={status === "APPROVED"}
            // Where a phone asks for a review, what cannot be pressed anyway would take its room.
            className={isReviewer && !may.apply ? "max-sm:hidden" : undefined}
            disabledBy={may.apply ? undefined : noteId}
          />
        )}
        {isStarter && <MoreWays {...props} plan={plan} />}
      </div>
      {error && <Refusal>{error}</Refusal>}
    </div>
  );
}

/** A plan that does not fit any more cannot be approved; what somebody wants changed can: that is how they agree after all. */
const APPROVABLE = new Set<ActionableChange["status"]>(["IN_REVIEW", "CHANGES_REQUESTED", "EXPIRED", "APPROVED"]);

export function Refusal({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className="max-w-md text-xs text-down-text">
      {children}
    </p>
  );
}
