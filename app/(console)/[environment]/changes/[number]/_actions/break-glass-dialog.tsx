"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { TYPED_FROM_IMPACT } from "@/lib/domain/changes/lifecycle";
import { breakGlassAction } from "@/lib/server/changes/actions";
import type { Address } from "./change-actions";

interface BreakGlassDialogProps {
  address: Address;
  title: string;
  plan: { hash: string; impact: number };
  passedOver: readonly string[];
  onClose: () => void;
}

const REASON_LENGTH_MIN = 10;

/** Starts the run without what is missing. It says what is passed over, what never is, and asks for the reason. */
export function BreakGlassDialog({ address, title, plan, passedOver, onClose }: BreakGlassDialogProps) {
  const t = useTranslations("changes.breakGlass");
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const [isTried, setIsTried] = useState(false);
  const { act, error, isActing } = useAct(breakGlassAction, onClose);
  const reasonRef = useRef<HTMLTextAreaElement>(null);
  const mustType = plan.impact >= TYPED_FROM_IMPACT;
  const isShort = reason.trim().length < REASON_LENGTH_MIN;
  const isUntyped = mustType && typed.trim() !== title;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent title={t("question", { title })} description={t("text")} initialFocusRef={reasonRef}>
        <form
          className="mt-3 flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            setIsTried(true);
            if (!isShort && !isUntyped) void act({ ...address, planHash: plan.hash, typedTitle: typed.trim(), reason });
          }}
        >
          <div>
            <h3 className="text-xs font-strong">{t("passedOver")}</h3>
            <ul className="list-disc pl-4 text-xs text-text-2">
              {passedOver.map((gate) => (
                <li key={gate}>{gate}</li>
              ))}
            </ul>
          </div>
          <p className="text-xs text-text-2">{t("never")}</p>
          <Field
            label={t("reason")}
            help={t("reasonHelp", { min: REASON_LENGTH_MIN })}
            error={isTried && isShort ? t("reasonShort", { min: REASON_LENGTH_MIN }) : error}
          >
            <Textarea ref={reasonRef} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
          {mustType && (
            <Field label={t("typeTitle", { title })} error={isTried && isUntyped ? t("titleDiffers") : undefined}>
              <Input value={typed} onChange={(event) => setTyped(event.target.value)} />
            </Field>
          )}
          <footer className="flex flex-wrap justify-end gap-2 pt-1 pb-3">
            <Button onClick={onClose}>{t("keep")}</Button>
            <Button type="submit" variant="danger-fill" busy={isActing}>
              {t("act")}
            </Button>
          </footer>
        </form>
      </DialogContent>
    </Dialog>
  );
}
