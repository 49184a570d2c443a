"use client";

import { useTranslations } from "next-intl";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { signBreakGlassAction } from "@/lib/server/changes/actions";
import { TextDialog } from "./text-dialog";

interface SignDialogProps {
  runId: string;
  /** Who broke the glass. */
  byName: string;
}

/** Somebody else's word on what was started in an emergency. */
export function SignDialog({ runId, byName }: SignDialogProps) {
  const t = useTranslations("changes.breakGlass");
  const { act, error, isActing } = useAct(signBreakGlassAction);
  return (
    <TextDialog
      trigger={<Button size="small">{t("sign")}</Button>}
      title={t("signQuestion", { name: byName })}
      consequence={t("signText")}
      label={t("remark")}
      keepLabel={t("keepOpen")}
      actLabel={t("sign")}
      tone="primary"
      error={error}
      isActing={isActing}
      onAct={(remark) => act({ runId, remark })}
    />
  );
}
