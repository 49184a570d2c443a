"use client";

import { useTranslations } from "next-intl";
import { ConfirmAct } from "@/components/actions/confirm-act";
import { Button } from "@/components/ui/button";
import { revokeLinkAction } from "@/lib/server/handover/link-actions";

/** Ends a link before its time. */
export function RevokeLink({ id, gift }: { id: string; gift: string }) {
  const t = useTranslations("handover-links.revoke");
  return (
    <ConfirmAct
      action={() => revokeLinkAction({ id })}
      trigger={
        <Button size="small" variant="quiet" aria-label={t("openOf", { gift })}>
          {t("open")}
        </Button>
      }
      title={t("title")}
      consequence={t("consequence")}
      keepLabel={t("keep")}
      actLabel={t("act")}
    />
  );
}
