"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { signInWithOneTimeCode } from "../actions";
import { SignInInput } from "../sign-in-input";
import { SignInMessage } from "../sign-in-message";

/** A form of the page, so that it works before its script has loaded. */
export function CodeForm({ next }: { next: string }) {
  const t = useTranslations("signIn.code");
  const tAll = useTranslations();
  const [{ error, fields = {} }, send, isSending] = useActionState(signInWithOneTimeCode, { values: {} });
  return (
    <form action={send} className="flex flex-col gap-4" noValidate>
      <input type="hidden" name="next" value={next} />
      {error && <SignInMessage role="alert" text={tAll(`errors.${error.code}`, error.values)} />}
      <SignInInput
        name="code"
        type="text"
        label={t("label")}
        autoComplete="one-time-code"
        autoFocus
        complaint={fields.code && tAll(fields.code.key, fields.code.values)}
      />
      <Button variant="primary" type="submit" busy={isSending} className="mt-1">
        {t("submit")}
      </Button>
      <Link href={`/sign-in?${new URLSearchParams({ next })}`} className="text-center text-xs">
        {t("back")}
      </Link>
    </form>
  );
}
