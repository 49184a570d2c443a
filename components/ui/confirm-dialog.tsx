"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useRef, useState, useTransition } from "react";
import { Button } from "./button";
import { Dialog, DialogContent, DialogTrigger } from "./dialog";
import { FieldProvider } from "./field-context";
import { Input } from "./input";

interface ConfirmDialogProps {
  /** The button that asks. Left out when `isOpen` is controlled, for instance from a menu. */
  trigger?: ReactNode;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  /** The question with the object: "Delete leeds?" */
  title: ReactNode;
  /** What happens then, in one or two sentences. */
  consequence: ReactNode;
  /** "Keep leeds". */
  keepLabel: string;
  /** Verb and object: "Delete leeds". */
  actLabel: string;
  /** Friction level 3, for impact 3 and 4: the name has to be typed. Without it the dialog only says it (level 2). */
  typeName?: string;
  /** More to read or fill in, for instance the list of what is lost or a reason. */
  children?: ReactNode;
  /** The dialog closes when it resolves, and stays with everything in it when it throws or answers `false`. */
  onAct: () => Promise<unknown> | unknown;
}

/** Friction levels 2 and 3 of the three; level 1 is `toastUndo`. */
export function ConfirmDialog({ trigger, isOpen, onOpenChange, onAct, ...props }: ConfirmDialogProps) {
  const [isOpenHere, setIsOpenHere] = useState(false);
  const keepRef = useRef<HTMLButtonElement>(null);
  const setOpen = onOpenChange ?? setIsOpenHere;
  return (
    <Dialog open={isOpen ?? isOpenHere} onOpenChange={setOpen}>
      {trigger && <DialogTrigger asChild>{trigger}</DialogTrigger>}
      <DialogContent
        title={props.title}
        description={props.consequence}
        // The harmless answer has the focus, so that Enter by habit changes nothing.
        initialFocusRef={keepRef}
      >
        <ConfirmBody {...props} keepRef={keepRef} onAct={onAct} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

interface ConfirmBodyProps
  extends Omit<ConfirmDialogProps, "trigger" | "isOpen" | "onOpenChange" | "title" | "consequence"> {
  keepRef: React.RefObject<HTMLButtonElement | null>;
  onDone: () => void;
}

/** A component of its own, so that a typed name is forgotten when the dialog closes. */
function ConfirmBody({ keepLabel, actLabel, typeName, children, onAct, keepRef, onDone }: ConfirmBodyProps) {
  const t = useTranslations("common.confirm");
  const [typed, setTyped] = useState("");
  const [isActing, startActing] = useTransition();
  const labelId = useId();
  const inputId = useId();
  const isMissingName = typeName !== undefined && typed.trim() !== typeName;
  const act = () =>
    startActing(async () => {
      if ((await onAct()) !== false) onDone();
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        // The dialog may stand in the code of another form; this answer is not for that one.
        event.stopPropagation();
        if (!isMissingName && !isActing) act();
      }}
    >
      {children && <div className="mt-3">{children}</div>}
      {typeName !== undefined && (
        <FieldProvider value={{ id: inputId, describedBy: undefined, isInvalid: false }}>
          <div className="mt-3">
            <label id={labelId} htmlFor={inputId} className="mb-1 block">
              {t.rich("typeName", { name: typeName, mono: (text) => <b className="mono px-0.5">{text}</b> })}
            </label>
            <Input value={typed} onChange={(event) => setTyped(event.target.value)} />
          </div>
        </FieldProvider>
      )}
      <footer className="flex flex-wrap justify-end gap-2 pt-3.5 pb-3">
        <Button ref={keepRef} onClick={onDone}>
          {keepLabel}
        </Button>
        <Button
          type="submit"
          variant={typeName === undefined ? "danger" : "danger-fill"}
          disabledBy={isMissingName ? labelId : undefined}
          busy={isActing}
        >
          {actLabel}
        </Button>
      </footer>
    </form>
  );
}
