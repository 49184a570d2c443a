"use client";

import { useTranslations } from "next-intl";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { endIgnoreAction } from "@/lib/server/drift/actions";

/** Ends a decision before its day. */
export function EndIgnore({ slug, id, label }: { slug: string; id: string; label: string }) {
  const t = useTranslations("drift.ignored");
  const { act, isActing, error } = useAct(endIgnoreAction, () => toast.success(t("ended")));
  return (
    <>
      <Button size="small" aria-label={label} busy={isActing} onClick={() => act({ environmentSlug: slug, id })}>
        {t("end")}
      </Button>
      {error && (
        <span role="alert" className="block text-xs text-down-text">
          {error}
        </span>
      )}
    </>
  );
}
