"use client";

import { useTranslations } from "next-intl";
import { ConfirmAct } from "@/components/actions/confirm-act";
import type { ActionResult } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";

interface DropGuideProps {
  slug: string;
  id: string;
  name: string;
  drop: (input: { environmentSlug: string; id: string }) => Promise<ActionResult<void>>;
}

/** Takes a guide off the list; what its change proposes stays. */
export function DropGuide({ slug, id, name, drop }: DropGuideProps) {
  const t = useTranslations("setup.drop");
  return (
    <ConfirmAct
      action={() => drop({ environmentSlug: slug, id })}
      trigger={
        <Button variant="quiet" size="small">
          {t("open")}
        </Button>
      }
      title={t("title", { name })}
      consequence={t("consequence")}
      keepLabel={t("keep")}
      actLabel={t("act")}
    />
  );
}
