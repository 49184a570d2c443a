"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type ActionResult, useAct } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import { toast } from "@/components/ui/toast";

interface PasswordPanelProps {
  /** Whose password it is, for the browser's password store. */
  email: string;
  action: (input: { current: string; next: string }) => Promise<ActionResult<void>>;
}

const empty = { current: "", next: "" };

export function PasswordPanel({ email, action }: PasswordPanelProps) {
  const t = useTranslations("settings.account.password");
  const [passwords, setPasswords] = useState(empty);
  const { act, isActing, error, fieldErrors } = useAct(action, () => {
    setPasswords(empty);
    toast.success(t("saved"));
  });
  return (
    <Panel>
      <PanelHeader title={t("title")} />
      <PanelBody>
        <form
          noValidate
          className="flex max-w-sm flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void act(passwords);
          }}
        >
          <input type="text" autoComplete="username" value={email} readOnly hidden />
          {error && (
            <Notice tone="down" role="alert">
              {error}
            </Notice>
          )}
          <Field label={t("current")} error={fieldErrors.current}>
            <Input
              type="password"
              autoComplete="current-password"
              value={passwords.current}
              onChange={(event) => setPasswords({ ...passwords, current: event.target.value })}
            />
          </Field>
          <Field label={t("next")} help={t("nextHelp")} error={fieldErrors.next}>
            <Input
              type="password"
              autoComplete="new-password"
              value={passwords.next}
              onChange={(event) => setPasswords({ ...passwords, next: event.target.value })}
            />
          </Field>
          <div>
            <Button type="submit" variant="primary" busy={isActing}>
              {t("submit")}
            </Button>
          </div>
        </form>
      </PanelBody>
    </Panel>
  );
}
