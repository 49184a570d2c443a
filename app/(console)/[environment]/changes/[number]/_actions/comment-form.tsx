"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { commentOnChangeAction } from "@/lib/server/changes/actions";
import type { Address } from "./change-actions";

export function CommentForm({ address }: { address: Address }) {
  const t = useTranslations("changes.discussion");
  const [text, setText] = useState("");
  const { act, error, fieldErrors, isActing } = useAct(commentOnChangeAction, () => setText(""));
  return (
    <form
      className="flex flex-col items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void act({ ...address, text });
      }}
    >
      <Field label={t("text")} help={t("help")} error={error ?? fieldErrors.text} className="w-full">
        <Textarea rows={2} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <Button type="submit" busy={isActing}>
        {t("send")}
      </Button>
    </form>
  );
}
