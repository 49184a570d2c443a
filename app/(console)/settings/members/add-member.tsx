"use client";

import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { GrantsField } from "@/components/members/grants-field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { type Grant, type Role, roles, usualGrants } from "@/lib/domain/changes/rights";

interface NewMember {
  name: string;
  email: string;
  password: string;
  role: Role;
  grants: Grant[];
}

export type AddMemberAction = (input: NewMember) => Promise<ActionResult<void>>;

const nobody: NewMember = { name: "", email: "", password: "", role: "viewer", grants: [...usualGrants.viewer] };

/** The button and the form of a new member. A refused form stays as it was filled in. */
export function AddMember({ action }: { action: AddMemberAction }) {
  const t = useTranslations("settings");
  const [isOpen, setIsOpen] = useState(false);
  const [member, setMember] = useState(nobody);
  const { act, isActing, error, fieldErrors, forget } = useAct(action);
  const set = (facts: Partial<NewMember>) => setMember({ ...member, ...facts });
  const setRole = (role: Role | undefined) => role && set({ role, grants: [...usualGrants[role]] });
  const submit = async () => {
    if (!(await act(member))) return;
    toast.success(t("members.addedToast", { name: member.name }));
    setMember(nobody);
    setIsOpen(false);
  };
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
          <UserPlus aria-hidden="true" />
          {t("members.add.open")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("members.add.title")} description={t("members.add.consequence")}>
        <form
          noValidate
          className="mt-4 flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          {error && (
            <Notice tone="down" role="alert">
              {error}
            </Notice>
          )}
          <Field label={t("members.name")} error={fieldErrors.name}>
            <Input value={member.name} onChange={(event) => set({ name: event.target.value })} />
          </Field>
          <Field label={t("members.email")} error={fieldErrors.email}>
            <Input type="email" value={member.email} onChange={(event) => set({ email: event.target.value })} />
          </Field>
          <Field label={t("members.add.password")} help={t("members.add.passwordHelp")} error={fieldErrors.password}>
            <Input
              type="password"
              autoComplete="new-password"
              value={member.password}
              onChange={(event) => set({ password: event.target.value })}
            />
          </Field>
          <Field label={t("members.role")} help={t(`roleHelp.${member.role}`)} error={fieldErrors.role}>
            <Select
              value={member.role}
              onChange={(event) => setRole(roles.find((role) => role === event.target.value))}
              options={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
            />
          </Field>
          <GrantsField
            value={member.grants}
            onChange={(grants) => set({ grants })}
            help={t("grants.usual")}
            error={fieldErrors.grants}
          />
          <DialogActions keepLabel={t("members.add.cancel")} actLabel={t("members.add.submit")} isActing={isActing} />
        </form>
      </DialogContent>
    </Dialog>
  );
}
