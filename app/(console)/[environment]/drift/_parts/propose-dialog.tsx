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
import { adoptDriftAction, revertDriftAction } from "@/lib/server/drift/actions";
import type { DriftGroup } from "./drift-group";

export interface Proposing {
  what: "adopt" | "revert";
  about: readonly DriftGroup[];
}

interface ProposeDialogProps {
  slug: string;
  /** Null while nothing is asked. */
  proposing: Proposing | null;
  drafts: readonly DraftOption[];
  onClose: () => void;
}

const TITLE_LENGTH_MAX = 120;

/** Puts the decision about drift into a change. */
export function ProposeDialog({ slug, proposing, drafts, onClose }: ProposeDialogProps) {
  return (
    <Dialog open={proposing !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      {proposing && <ProposeForm slug={slug} proposing={proposing} drafts={drafts} onClose={onClose} />}
    </Dialog>
  );
}

function ProposeForm({ slug, proposing, drafts, onClose }: ProposeDialogProps & { proposing: Proposing }) {
  const { what, about } = proposing;
  const t = useTranslations(`drift.${what}`);
  const router = useRouter();
  const keepRef = useRef<HTMLButtonElement>(null);
  const [change, setChange] = useState<ChosenChange>({ number: undefined, title: "" });
  const names = { count: about.length, name: about[0]?.name ?? "" };
  const saving = useAct(what === "adopt" ? adoptDriftAction : revertDriftAction, (saved) => {
    if (!saved) return;
    toast.success(t("saved", { count: saved.edits, number: String(saved.changeNumber) }));
    onClose();
    router.push(environmentPath(slug, `/changes/${saved.changeNumber}`));
  });
  return (
    <DialogContent
      title={t("title", names)}
      description={
        what === "revert" && about.some(({ isGone }) => isGone) ? `${t("body")} ${t("goneBody")}` : t("body")
      }
      initialFocusRef={keepRef}
      footer={
        <>
          <Button ref={keepRef} onClick={onClose}>
            {t("keep")}
          </Button>
          <Button
            variant="primary"
            busy={saving.isActing}
            onClick={() =>
              saving.act({
                environmentSlug: slug,
                keys: about.map(({ key }) => key),
                changeNumber: change.number,
                title: change.title.trim() || t("changeTitle", names).slice(0, TITLE_LENGTH_MAX),
              })
            }
          >
            {t("act")}
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
