"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useAct } from "@/components/actions/use-act";
import { ChangeChoice, type ChosenChange, type DraftOption } from "@/components/resources/change-choice";
import { environmentPath } from "@/components/shell/paths";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { adoptUnmanagedAction } from "@/lib/server/drift/actions";

export interface Adopting {
  what: "connections" | "resources";
  count: number;
  keys: string[];
  onDone: () => void;
}

interface AdoptDialogProps {
  slug: string;
  /** Null while nothing is asked. */
  adopting: Adopting | null;
  drafts: readonly DraftOption[];
  onClose: () => void;
}

/** Makes what AWS has the wish, in one change. */
export function AdoptDialog({ slug, adopting, drafts, onClose }: AdoptDialogProps) {
  return (
    <Dialog open={adopting !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      {adopting && <AdoptForm slug={slug} adopting={adopting} drafts={drafts} onClose={onClose} />}
    </Dialog>
  );
}

function AdoptForm({ slug, adopting, drafts, onClose }: AdoptDialogProps & { adopting: Adopting }) {
  const { what, count, keys, onDone } = adopting;
  const t = useTranslations("drift.unmanaged");
  const words = useTranslations("drift.adopt");
  const router = useRouter();
  const keepRef = useRef<HTMLButtonElement>(null);
  const [change, setChange] = useState<ChosenChange>({ number: undefined, title: "" });
  const saving = useAct(adoptUnmanagedAction, (saved) => {
    if (!saved) return;
    const left = saved.left > 0 ? ` ${t("left", { count: saved.left })}` : "";
    toast.success(words("saved", { count: saved.edits, number: String(saved.changeNumber) }) + left);
    onDone();
    onClose();
    router.push(environmentPath(slug, `/changes/${saved.changeNumber}`));
  });
  return (
    <DialogContent
      title={t("dialogTitle", { what, count })}
      description={t("dialogBody")}
      initialFocusRef={keepRef}
      footer={
        <>
          <Button ref={keepRef} onClick={onClose}>
            {words("keep")}
          </Button>
          <Button
            variant="primary"
            busy={saving.isActing}
            onClick={() =>
              saving.act({
                environmentSlug: slug,
                keys,
                changeNumber: change.number,
                title: change.title.trim() || t("changeTitle", { what, count }),
              })
            }
          >
            {words("act")}
          </Button>
        </>
      }
    >
      <div className="mt-3">
        <ChangeChoice drafts={drafts} chosen={change} onChange={setChange} />
      </div>
      {saving.error && (
        <Notice tone="down" role="alert" className="mt-3">
          {saving.error}
        </Notice>
      )}
    </DialogContent>
  );
}
