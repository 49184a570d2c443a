"use client";

import { MessageSquarePlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import type { Address } from "./change-actions";
import { CommentForm } from "./comment-form";

interface CommentOnStepProps {
  address: Address;
  stepId: string;
  number: number;
}

/** Begins a thread about one step. */
export function CommentOnStep({ address, stepId, number }: CommentOnStepProps) {
  const t = useTranslations("changes.discussion");
  const [isOpen, setIsOpen] = useState(false);
  const inputRef = useRef<HTMLTextAreaElement>(null);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
        <Button variant="quiet" size="small" icon aria-label={t("commentOnStep", { number })}>
          <MessageSquarePlus aria-hidden="true" />
        </Button>
      </DialogTrigger>
      <DialogContent title={t("commentOnStep", { number })} initialFocusRef={inputRef}>
        <div className="py-3">
          <CommentForm
            {...{ address, stepId, inputRef }}
            label={t("text")}
            sendLabel={t("send")}
            onSent={() => setIsOpen(false)}
          >
            <DialogClose>
              <Button>{t("keepUnsaid")}</Button>
            </DialogClose>
          </CommentForm>
        </div>
      </DialogContent>
    </Dialog>
  );
}
