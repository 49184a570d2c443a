"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";

export type CreateKeyAction = (input: { name: string; days: number }) => Promise<ActionResult<{ key: string }>>;

const DAYS = [7, 30, 90, 365];
const empty = { name: "", days: 90 };

/** The button and the form of a new key. */
export function CreateKey({ action, onKey }: { action: CreateKeyAction; onKey: (key: string) => void }) {
  const t = useTranslations("access.keys");
  const [isOpen, setIsOpen] = useState(false);
  const [input, setInput] = useState(empty);
  const { act, isActing, error, fieldErrors, forget } = useAct(action, (made) => {
    if (made) onKey(made.key);
    setInput(empty);
    setIsOpen(false);
  });
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => {
        setIsOpen(open);
        forget();
      }}
    >
      <DialogTrigger asChild>
        <Button>
          <KeyRound aria-hidden="true" />
          {t("create.open")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("create.title")} description={t("create.consequence")}>
        <form
          noValidate
          className="mt-4 flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void act(input);
          }}
        >
          {error && (
            <Notice tone="down" role="alert">
              {error}
            </Notice>
          )}
          <Field label={t("name")} help={t("create.nameHelp")} error={fieldErrors.name}>
            <Input value={input.name} onChange={(event) => setInput({ ...input, name: event.target.value })} />
          </Field>
          <Field label={t("expires")} error={fieldErrors.days}>
            <Select
              value={String(input.days)}
              onChange={(event) => setInput({ ...input, days: Number(event.target.value) })}
              options={DAYS.map((days) => ({ value: String(days), label: t("create.days", { days }) }))}
            />
          </Field>
          <DialogActions keepLabel={t("create.cancel")} actLabel={t("create.submit")} isActing={isActing} />
        </form>
      </DialogContent>
    </Dialog>
  );
}
