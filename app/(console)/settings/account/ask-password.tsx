"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";

interface AskPasswordProps {
  email: string;
  label: string;
  act: { isActing: boolean; error?: string; fieldErrors: Record<string, string> };
  /** Resolves to whether it was right; then it is forgotten. */
  onPassword: (password: string) => Promise<boolean>;
}

/** Asks for the password once more before something that only its owner may do. */
export function AskPassword({ email, label, act, onPassword }: AskPasswordProps) {
  const t = useTranslations("access.account.twoFactor");
  const [password, setPassword] = useState("");
  return (
    <form
      noValidate
      className="flex max-w-sm flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void onPassword(password).then((isDone) => isDone && setPassword(""));
      }}
    >
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      {act.error && (
        <Notice tone="down" role="alert">
          {act.error}
        </Notice>
      )}
      <Field label={t("password")} error={act.fieldErrors.password}>
        <Input
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <div>
        <Button type="submit" busy={act.isActing}>
          {label}
        </Button>
      </div>
    </form>
  );
}
