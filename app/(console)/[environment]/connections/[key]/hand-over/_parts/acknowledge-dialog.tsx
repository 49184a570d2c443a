"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Textarea } from "@/components/ui/textarea";
import { acknowledgeHandoverAction } from "@/lib/server/handover/actions";

interface AcknowledgeDialogProps {
  environmentSlug: string;
  connectionKey: string;
  number: number;
  /** Of who is signed in: they may have configured it themselves. */
  name: string;
  /** A run waits for it. */
  isAwaited: boolean;
  hasRight: boolean;
}

/** Somebody's word that the device runs the configuration of this hand-over. */
export function AcknowledgeDialog({ name, isAwaited, hasRight, ...address }: AcknowledgeDialogProps) {
  const t = useTranslations("handover.acknowledge");
  const [isOpen, setIsOpen] = useState(false);
  const [byName, setByName] = useState(name);
  const [remark, setRemark] = useState("");
  const first = useRef<HTMLInputElement>(null);
  const { act, isActing, error } = useAct(acknowledgeHandoverAction, () => setIsOpen(false));
  const trigger = (
    <Button size="small" variant="primary" disabledReason={hasRight ? undefined : t("noRight")}>
      {t("act")}
    </Button>
  );
  if (!hasRight) return <div className="max-w-60">{trigger}</div>;
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent title={t("title")} description={t(isAwaited ? "textWaiting" : "text")} initialFocusRef={first}>
        <form
          className="mt-3 flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void act({ ...address, byName, remark });
          }}
        >
          <Field label={t("byName")} help={t("byNameHelp")} error={byName.trim() === "" ? t("nameMissing") : undefined}>
            <Input ref={first} value={byName} maxLength={120} onChange={(event) => setByName(event.target.value)} />
          </Field>
          <Field label={t("remark")} help={t("remarkHelp")} isOptional>
            <Textarea value={remark} maxLength={2000} onChange={(event) => setRemark(event.target.value)} />
          </Field>
          {error && (
            <Notice tone="down" role="alert">
              {error}
            </Notice>
          )}
          <DialogActions
            keepLabel={t("keep")}
            actLabel={t("act")}
            isActing={isActing}
            disabledReason={byName.trim() === "" ? t("nameMissing") : undefined}
          />
        </form>
      </DialogContent>
    </Dialog>
  );
}
