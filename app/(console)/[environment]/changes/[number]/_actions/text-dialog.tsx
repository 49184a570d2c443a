"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

interface TextDialogProps {
  trigger: ReactNode;
  title: string;
  consequence: string;
  label: string;
  keepLabel: string;
  actLabel: string;
  /** Red unless it brings something on. */
  tone?: "danger" | "primary";
  error?: string;
  isActing: boolean;
  /** Resolves to whether it was done; the dialog then closes. */
  onAct: (text: string) => Promise<boolean>;
}

/** A decision that needs a reason in words. */
export function TextDialog(props: TextDialogProps) {
  const errors = useTranslations("errors.field");
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const inputRef = useRef<HTMLTextAreaElement>(null);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>{props.trigger}</DialogTrigger>
      <DialogContent title={props.title} description={props.consequence} initialFocusRef={inputRef}>
        <form
          className="mt-3"
          onSubmit={async (event) => {
            event.preventDefault();
            setIsMissing(text.trim() === "");
            if (text.trim() !== "" && (await props.onAct(text))) {
              setIsOpen(false);
              setText("");
            }
          }}
        >
          <Field label={props.label} error={isMissing && text.trim() === "" ? errors("required") : props.error}>
            <Textarea ref={inputRef} value={text} onChange={(event) => setText(event.target.value)} />
          </Field>
          <footer className="flex flex-wrap justify-end gap-2 pt-3.5 pb-3">
            <DialogClose>
              <Button>{props.keepLabel}</Button>
            </DialogClose>
            <Button type="submit" variant={props.tone ?? "danger"} busy={props.isActing}>
              {props.actLabel}
            </Button>
          </footer>
        </form>
      </DialogContent>
    </Dialog>
  );
}
