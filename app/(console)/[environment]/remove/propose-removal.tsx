"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { environmentPath } from "@/components/shell/paths";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import type { Edit } from "@/lib/domain/plan/step";

interface ProposeRemovalProps {
  slug: string;
  name: string;
  edits: Edit[];
  /** Why it cannot be proposed now. */
  disabledReason?: string;
  /** What is lost, to be read before the name is typed. */
  children: ReactNode;
  save: (input: {
    environmentSlug: string;
    title: string;
    edits: Edit[];
  }) => Promise<ActionResult<{ changeNumber: number | null }>>;
}

/** Makes one change of the whole removal. What cannot be brought back asks for the name, even as a proposal. */
export function ProposeRemoval({ slug, name, edits, disabledReason, children, save }: ProposeRemovalProps) {
  const t = useTranslations("remove");
  const router = useRouter();
  const { act, error } = useAct(save, (saved) => {
    if (!saved?.changeNumber) return;
    toast.success(t("saved", { number: saved.changeNumber }));
    router.push(environmentPath(slug, `/changes/${saved.changeNumber}`));
  });
  if (disabledReason) {
    return (
      <Button variant="danger" disabledReason={disabledReason}>
        {t("propose")}
      </Button>
    );
  }
  return (
    <ConfirmDialog
      trigger={<Button variant="danger">{t("propose")}</Button>}
      title={t("question", { name })}
      consequence={t("consequence", { count: edits.length })}
      keepLabel={t("keep", { name })}
      actLabel={t("act")}
      typeName={name}
      onAct={() => act({ environmentSlug: slug, title: t("changeTitle", { name }).slice(0, 120), edits })}
    >
      {children}
      {error && (
        <Notice tone="down" role="alert" className="mt-3">
          {error}
        </Notice>
      )}
    </ConfirmDialog>
  );
}
