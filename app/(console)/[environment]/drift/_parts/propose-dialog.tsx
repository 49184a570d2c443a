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
import type { adoptDriftAction } from "@/lib/server/drift/actions";

/** What is to be proposed about which resources, and how the dialog says it. */
export interface Proposing {
  save: typeof adoptDriftAction;
  keys: string[];
  title: string;
  body: string;
  keep: string;
  act: string;
  /** Of a new change that gets no other title. */
  changeTitle: string;
}

interface ProposeDialogProps {
  slug: string;
  /** Null while nothing is asked. */
  proposing: Proposing | null;
  drafts: readonly DraftOption[];
  onClose: () => void;
}

const TITLE_LENGTH_MAX = 120;

/** Puts a decision about drift into a change, and opens it. */
export function ProposeDialog({ slug, proposing, drafts, onClose }: ProposeDialogProps) {
  return (
    <Dialog open={proposing !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      {proposing && <ProposeForm slug={slug} proposing={proposing} drafts={drafts} onClose={onClose} />}
    </Dialog>
  );
}

function ProposeForm({ slug, proposing, drafts, onClose }: ProposeDialogProps & { proposing: Proposing }) {
  const { save, keys, title, body, keep, act, changeTitle } = proposing;
  const t = useTranslations("drift.saved");
  const router = useRouter();
  const keepRef = useRef<HTMLButtonElement>(null);
  const [change, setChange] = useState<ChosenChange>({ number: undefined, title: "" });
  const saving = useAct(save, (saved) => {
    if (!saved) return;
    const left = saved.left > 0 ? ` ${t("left", { count: saved.left })}` : "";
    toast.success(t("edits", { count: saved.edits, number: String(saved.changeNumber) }) + left);
    onClose();
    router.push(environmentPath(slug, `/changes/${saved.changeNumber}`));
  });
  return (
    <DialogContent
      title={title}
      description={body}
      initialFocusRef={keepRef}
      footer={
        <>
          <Button ref={keepRef} onClick={onClose}>
            {keep}
          </Button>
          <Button
            variant="primary"
            busy={saving.isActing}
            onClick={() =>
              saving.act({
                environmentSlug: slug,
                keys,
                changeNumber: change.number,
                title: change.title.trim() || changeTitle.slice(0, TITLE_LENGTH_MAX),
              })
            }
          >
            {act}
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
