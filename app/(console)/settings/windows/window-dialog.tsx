"use client";

import { useTimeZone, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import type { WindowInput } from "@/lib/domain/policy/window-input";
import { WindowFields } from "./window-fields";
import { type PreviewAction, WindowPreview } from "./window-preview";
import { inputOf, newWindow, valuesOf } from "./window-values";

export interface WindowDialogActions {
  create: (input: WindowInput & { environmentId: string }) => Promise<ActionResult<void>>;
  update: (input: WindowInput & { id: string }) => Promise<ActionResult<void>>;
  preview: PreviewAction;
}

interface WindowDialogProps {
  environment: { id: string; name: string };
  /** Null for a new one. */
  window: (WindowInput & { id: string }) | null;
  actions: WindowDialogActions;
  trigger: ReactNode;
}

/** The form of a window. A refused one stays as it was filled in. */
export function WindowDialog({ trigger, ...props }: WindowDialogProps) {
  const t = useTranslations("policy.window");
  const [isOpen, setIsOpen] = useState(false);
  const { environment, window } = props;
  const title = window ? t("editTitle", { name: window.name }) : t("newTitle", { environment: environment.name });
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent title={title} className="w-[min(560px,calc(100vw-24px))]">
        <WindowForm {...props} onDone={() => setIsOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function WindowForm({
  environment,
  window,
  actions,
  onDone,
}: Omit<WindowDialogProps, "trigger"> & { onDone: () => void }) {
  const t = useTranslations("policy.window");
  const timeZone = useTimeZone() ?? "UTC";
  const [values, setValues] = useState(() => (window ? valuesOf(window) : newWindow(timeZone)));
  const save = (input: WindowInput) =>
    window ? actions.update({ ...input, id: window.id }) : actions.create({ ...input, environmentId: environment.id });
  const { act, isActing, error, fieldErrors } = useAct(save, () => {
    toast.success(t(window ? "saved" : "created", { name: values.name }));
    onDone();
  });
  return (
    <form
      noValidate
      className="mt-3 flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void act(inputOf(values));
      }}
    >
      {error && (
        <Notice tone="down" role="alert">
          {error}
        </Notice>
      )}
      <WindowFields
        values={values}
        set={(changed) => setValues({ ...values, ...changed })}
        errors={fieldErrors}
        readerZone={timeZone}
      />
      <WindowPreview input={inputOf(values)} preview={actions.preview} />
      <DialogActions keepLabel={t("cancel")} actLabel={t(window ? "save" : "create")} isActing={isActing} />
    </form>
  );
}
