"use client";

import { useTranslations } from "next-intl";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { reviewChangeAction } from "@/lib/server/changes/actions";
import type { Address } from "./change-actions";
import { TextDialog } from "./text-dialog";

export function RequestChangesDialog({ address, planHash }: { address: Address; planHash: string }) {
  const t = useTranslations("changes.act");
  const { act, error, isActing } = useAct(reviewChangeAction);
  return (
    <TextDialog
      trigger={<Button>{t("requestChanges")}</Button>}
      title={t("requestTitle")}
      consequence={t("requestText")}
      label={t("reason")}
      keepLabel={t("keepWaiting")}
      actLabel={t("requestChanges")}
      error={error}
      isActing={isActing}
      onAct={(comment) => act({ ...address, verdict: "request-changes", comment, planHash })}
    />
  );
}
