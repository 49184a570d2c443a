"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { GrantsField } from "@/components/members/grants-field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import type { Grant } from "@/lib/domain/changes/rights";

export type SetGrantsAction = (input: { userId: string; grants: Grant[] }) => Promise<ActionResult<void>>;

interface ChangeGrantsProps {
  userId: string;
  name: string;
  grants: Grant[];
  fromGroups: Partial<Record<Grant, string[]>>;
  action: SetGrantsAction;
}

/** The button and the form of what a member may do beside their role. */
export function ChangeGrants({ name, ...props }: ChangeGrantsProps) {
  const t = useTranslations("settings.grants");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
        <Button size="small" variant="quiet" aria-label={t("changeOf", { name })}>
          {t("change")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("dialogTitle", { name })} description={t("consequence", { name })}>
        <GrantsForm name={name} {...props} onDone={() => setIsOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

/** A component of its own, so that what was not saved is forgotten when the dialog closes. */
function GrantsForm({ userId, name, grants, fromGroups, action, onDone }: ChangeGrantsProps & { onDone: () => void }) {
  const t = useTranslations("settings.grants");
  const [chosen, setChosen] = useState(grants);
  const { act, isActing, error } = useAct(action, () => {
    toast.success(t("saved", { name }));
    onDone();
  });
  return (
    <form
      className="mt-4 flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void act({ userId, grants: chosen });
      }}
    >
      {error && (
        <Notice tone="down" role="alert">
          {error}
        </Notice>
      )}
      <GrantsField value={chosen} onChange={setChosen} fromGroups={fromGroups} help={t("help")} />
      <DialogActions keepLabel={t("keep")} actLabel={t("save")} isActing={isActing} />
    </form>
  );
}
