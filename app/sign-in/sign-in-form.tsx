"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { signIn } from "./actions";
import { SignInInput } from "./sign-in-input";
import { SignInMessage } from "./sign-in-message";

interface SignInFormProps {
  next: string;
  /** True when the person was signed in a moment ago and the session ended. */
  hasEnded: boolean;
}

/** E-mail and password. A form of the page, so that it works before its script has loaded. */
export function SignInForm({ next, hasEnded }: SignInFormProps) {
  const t = useTranslations("signIn");
  const tAll = useTranslations();
  const [state, send, isSending] = useActionState(signIn, { values: {} });
  const { error, fields = {} } = state;
  const complaint = error && tAll(`errors.${error.code}`, error.values);
  const fieldComplaint = (name: string) => {
    const phrase = fields[name];
    return phrase && tAll(phrase.key, phrase.values);
  };
  return (
    <form action={send} className="flex flex-col gap-4" noValidate>
      <input type="hidden" name="next" value={next} />
      {complaint ? (
        <SignInMessage role="alert" text={complaint} />
      ) : (
        hasEnded && <SignInMessage role="status" text={t("ended")} />
      )}
      <SignInInput
        name="email"
        type="email"
        label={t("email")}
        autoComplete="username"
        defaultValue={state.values.email}
        complaint={fieldComplaint("email")}
      />
      <SignInInput
        name="password"
        type="password"
        label={t("password")}
        autoComplete="current-password"
        complaint={fieldComplaint("password")}
      />
      <Button variant="primary" type="submit" busy={isSending} className="mt-1">
        {t("submit")}
      </Button>
    </form>
  );
}
