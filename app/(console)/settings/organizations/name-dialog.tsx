"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";

interface NameDialogProps {
  trigger: ReactNode;
  words: { title: string; consequence: string; act: string; keep: string };
  /** What it is called now; "" for what is new. */
  name: string;
  action: (input: { name: string }) => Promise<ActionResult<void>>;
  onDone: (name: string) => void;
}

/** Asks for the name of an organization. */
export function NameDialog({ trigger, words, ...form }: NameDialogProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent title={words.title} description={words.consequence}>
        <NameForm words={words} {...form} close={() => setIsOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

/** A component of its own, so that what was typed is forgotten when the dialog closes. */
function NameForm({ words, name, action, onDone, close }: Omit<NameDialogProps, "trigger"> & { close: () => void }) {
  const t = useTranslations("organizations");
  const [typed, setTyped] = useState(name);
  const { act, isActing, error, fieldErrors } = useAct(action, () => {
    onDone(typed.trim());
    close();
  });
  return (
    <form
      noValidate
      className="mt-4 flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void act({ name: typed });
      }}
    >
      {error && (
        <Notice tone="down" role="alert">
          {error}
        </Notice>
      )}
      <Field label={t("name")} error={fieldErrors.name}>
        <Input value={typed} onChange={(event) => setTyped(event.target.value)} />
      </Field>
      <DialogActions keepLabel={words.keep} actLabel={words.act} isActing={isActing} />
    </form>
  );
}
