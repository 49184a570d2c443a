"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useState } from "react";
import { useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { commentOnChangeAction } from "@/lib/server/changes/actions";
import type { Address } from "./change-actions";

interface CommentFormProps {
  address: Address;
  /** The step that a thread is begun about; without it, it is about the whole change. */
  stepId?: string;
  /** The thread that is answered. */
  threadId?: string;
  label: string;
  sendLabel: string;
  inputRef?: RefObject<HTMLTextAreaElement | null>;
  /** A button beside the one that sends: keeps it unsaid. */
  children?: ReactNode;
  onSent?: () => void;
}

/** Begins a thread or answers one. */
export function CommentForm({ address, stepId, threadId, label, sendLabel, inputRef, ...props }: CommentFormProps) {
  const t = useTranslations("changes.discussion");
  const [text, setText] = useState("");
  const [isBlocking, setIsBlocking] = useState(false);
  const { act, error, fieldErrors, isActing } = useAct(commentOnChangeAction, () => {
    setText("");
    setIsBlocking(false);
    props.onSent?.();
  });
  return (
    <form
      className="flex flex-col items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        // In a dialog it stands in the code of another form.
        event.stopPropagation();
        void act({ ...address, text, ...(threadId === undefined ? { stepId, isBlocking } : { threadId }) });
      }}
    >
      <Field
        label={label}
        help={threadId === undefined ? t("help") : undefined}
        error={error ?? fieldErrors.text}
        className="w-full"
      >
        <Textarea ref={inputRef} rows={2} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      {threadId === undefined && (
        <Checkbox
          label={t("makeBlocking")}
          checked={isBlocking}
          onChange={(event) => setIsBlocking(event.target.checked)}
        />
      )}
      <span className="flex flex-wrap gap-2">
        <Button type="submit" size={threadId === undefined ? "default" : "small"} busy={isActing}>
          {sendLabel}
        </Button>
        {props.children}
      </span>
    </form>
  );
}
