"use client";

import { useTranslations } from "next-intl";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { abandonChangeAction } from "@/lib/server/changes/actions";
import type { Address } from "./change-actions";
import { TextDialog } from "./text-dialog";

export function AbandonDialog({ address, title }: { address: Address; title: string }) {
  const t = useTranslations("changes.act");
  const { act, error, isActing } = useAct(abandonChangeAction);
  return (
    <TextDialog
      trigger={<Button variant="quiet">{t("abandon")}</Button>}
      title={t("abandonQuestion", { title })}
      consequence={t("abandonText")}
      label={t("reason")}
      keepLabel={t("keep")}
      actLabel={t("abandon")}
      error={error}
      isActing={isActing}
      onAct={(reason) => act({ ...address, reason })}
    />
  );
}
