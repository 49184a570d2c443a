"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useNow } from "@/components/ui/use-now";
import { ignoreDriftAction } from "@/lib/server/drift/actions";

export interface Ignoring {
  differences: { key: string; path: string; fingerprint: string }[];
}

interface IgnoreDialogProps {
  slug: string;
  /** Null while nothing is asked. */
  ignoring: Ignoring | null;
  onClose: () => void;
}

const DAY_MS = 86_400_000;
/** Long enough for the next maintenance, short enough that somebody remembers. */
const USUAL_DAYS = 30;

/** Leaves differences as they are until a day, with the reason. */
export function IgnoreDialog({ slug, ignoring, onClose }: IgnoreDialogProps) {
  return (
    <Dialog open={ignoring !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      {ignoring && <IgnoreForm slug={slug} ignoring={ignoring} onClose={onClose} />}
    </Dialog>
  );
}

function IgnoreForm({ slug, ignoring, onClose }: IgnoreDialogProps & { ignoring: Ignoring }) {
  const t = useTranslations("drift.ignore");
  const now = useNow(60_000);
  const keepRef = useRef<HTMLButtonElement>(null);
  const [until, setUntil] = useState(dayOf(now, USUAL_DAYS));
  const [reason, setReason] = useState("");
  const count = ignoring.differences.length;
  const saving = useAct(ignoreDriftAction, () => {
    toast.success(t("saved", { count }));
    onClose();
  });
  return (
    <DialogContent
      title={t("title", { count })}
      description={t("body")}
      initialFocusRef={keepRef}
      footer={
        <>
          <Button ref={keepRef} onClick={onClose}>
            {t("keep")}
          </Button>
          <Button
            variant="primary"
            busy={saving.isActing}
            onClick={() => saving.act({ environmentSlug: slug, differences: ignoring.differences, until, reason })}
          >
            {t("act")}
          </Button>
        </>
      }
    >
      <div className="mt-3 flex flex-col gap-4">
        <Field label={t("until")} help={t("untilHelp")} error={saving.fieldErrors.until}>
          <Input
            type="date"
            value={until}
            min={dayOf(now, 0)}
            max={dayOf(now, 365)}
            onChange={({ target }) => setUntil(target.value)}
          />
        </Field>
        <Field label={t("reason")} help={t("reasonHelp")} error={saving.fieldErrors.reason}>
          <Textarea value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
        </Field>
      </div>
      {saving.error && (
        <Notice tone="down" role="alert" className="mt-3">
          {saving.error}
        </Notice>
      )}
    </DialogContent>
  );
}

/** The day in so many days as a date field writes it, by UTC. */
function dayOf(now: Date, days: number): string {
  return new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10);
}
