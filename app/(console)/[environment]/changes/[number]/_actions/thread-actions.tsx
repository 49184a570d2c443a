"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { resolveThreadAction } from "@/lib/server/changes/actions";
import type { Address } from "./change-actions";
import { CommentForm } from "./comment-form";

interface ThreadActionsProps {
  address: Address;
  threadId: string;
  isResolved: boolean;
}

/** Answers a thread, resolves it, or opens it again. */
export function ThreadActions({ address, threadId, isResolved }: ThreadActionsProps) {
  const t = useTranslations("changes.discussion");
  const [isAnswering, setIsAnswering] = useState(false);
  const { act, error, isActing } = useAct(resolveThreadAction);
  if (isAnswering) {
    return (
      <div className="w-full">
        <CommentForm
          {...{ address, threadId }}
          label={t("answer")}
          sendLabel={t("sendAnswer")}
          onSent={() => setIsAnswering(false)}
        >
          <Button size="small" onClick={() => setIsAnswering(false)}>
            {t("keepUnsaid")}
          </Button>
        </CommentForm>
      </div>
    );
  }
  return (
    <>
      <Button size="small" onClick={() => setIsAnswering(true)}>
        {t("reply")}
      </Button>
      <Button size="small" busy={isActing} onClick={() => act({ ...address, threadId, isResolved: !isResolved })}>
        {t(isResolved ? "openAgain" : "resolve")}
      </Button>
      {error && (
        <p role="alert" className="w-full text-xs text-down-text">
          {error}
        </p>
      )}
    </>
  );
}
