"use client";

import { useTranslations } from "next-intl";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

interface DropGuideProps {
  slug: string;
  id: string;
  name: string;
  drop: (input: { environmentSlug: string; id: string }) => Promise<ActionResult<void>>;
}

/** Takes a guide off the list; what its change proposes stays. */
export function DropGuide({ slug, id, name, drop }: DropGuideProps) {
  const t = useTranslations("setup.drop");
  const { act, error } = useAct(drop);
  return (
    <ConfirmDialog
      trigger={
        <Button variant="quiet" size="small">
          {t("open")}
        </Button>
      }
      title={t("title", { name })}
      consequence={t("consequence")}
      keepLabel={t("keep")}
      actLabel={t("act")}
      onAct={() => act({ environmentSlug: slug, id })}
    >
      {error && (
        <p role="alert" className="text-xs text-down-text">
          {error}
        </p>
      )}
    </ConfirmDialog>
  );
}
