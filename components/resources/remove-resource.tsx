"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { environmentPath } from "@/components/shell/paths";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import type { Edit } from "@/lib/domain/plan/step";
import { ChangeChoice, type DraftOption } from "./change-choice";

interface RemoveResourceProps {
  slug: string;
  name: string;
  /** The removals that this one means. */
  edits: Edit[];
  /** What cannot be brought back asks for the name. */
  isDestructive: boolean;
  drafts: readonly DraftOption[];
  save: (input: {
    environmentSlug: string;
    changeNumber?: number;
    title?: string;
    edits: Edit[];
  }) => Promise<ActionResult<{ changeNumber: number | null }>>;
}

/** Proposes to take a resource away; it is gone only once that change is applied. */
export function RemoveResource({ slug, name, edits, isDestructive, drafts, save }: RemoveResourceProps) {
  const t = useTranslations("resources.remove");
  const router = useRouter();
  const [change, setChange] = useState<{ number: number | undefined; title: string }>({ number: undefined, title: "" });
  const saving = useAct(save, (saved) => {
    const number = saved?.changeNumber;
    if (!number) return;
    toast.success(t("saved", { name, number }));
    router.push(environmentPath(slug, `/changes/${number}`));
  });
  return (
    <ConfirmDialog
      trigger={<Button variant="danger">{t("open")}</Button>}
      title={t("title", { name })}
      consequence={t("consequence", { count: edits.length })}
      keepLabel={t("keep", { name })}
      actLabel={t("act")}
      typeName={isDestructive ? name : undefined}
      onAct={() =>
        saving.act({
          environmentSlug: slug,
          changeNumber: change.number,
          title: change.title.trim() || t("changeTitle", { name }).slice(0, 120),
          edits,
        })
      }
    >
      <ChangeChoice drafts={drafts} chosen={change} onChange={setChange} />
      {saving.error && (
        <Notice tone="down" role="alert" className="mt-3">
          {saving.error}
        </Notice>
      )}
    </ConfirmDialog>
  );
}
