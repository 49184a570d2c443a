"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { signIn } from "./actions";
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
      <Input
        name="email"
        type="email"
        label={t("email")}
        autoComplete="username"
        defaultValue={state.values.email}
        complaint={fieldComplaint("email")}
      />
      <Input
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

interface InputProps {
  name: string;
  type: "email" | "password";
  label: string;
  autoComplete: string;
  defaultValue?: string;
  complaint?: string;
}

function Input({ name, label, complaint, ...props }: InputProps) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={name} className="font-medium">
        {label}
      </label>
      <input
        {...props}
        id={name}
        name={name}
        aria-invalid={complaint ? true : undefined}
        aria-describedby={complaint ? `${name}-complaint` : undefined}
        className="h-control rounded-md border border-control bg-raised px-2.5 aria-invalid:border-2 aria-invalid:border-down pointer-coarse:h-11"
      />
      {complaint && (
        <p id={`${name}-complaint`} className="text-xs text-down-text">
          {complaint}
        </p>
      )}
    </div>
  );
}
