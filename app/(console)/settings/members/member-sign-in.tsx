"use client";

import { useTranslations } from "next-intl";
import { ConfirmAct } from "@/components/actions/confirm-act";
import type { ActionResult } from "@/components/actions/use-act";
import { Button } from "@/components/ui/button";

type Act<Result> = (input: { userId: string }) => Promise<ActionResult<Result>>;

export interface SignInActions {
  endSessions: Act<{ ended: number }>;
  resetTwoFactor: Act<void>;
}

interface MemberSignInProps {
  member: { userId: string; name: string; usesCodes: boolean };
  actions: SignInActions;
}

/** What an admin does for a member who lost a device. */
export function MemberSignIn({ member: { userId, name, usesCodes }, actions }: MemberSignInProps) {
  return (
    <>
      {usesCodes && <Ask what="reset" userId={userId} name={name} action={actions.resetTwoFactor} />}
      <Ask what="end" userId={userId} name={name} action={actions.endSessions} />
    </>
  );
}

interface AskProps<Result> {
  what: "end" | "reset";
  userId: string;
  name: string;
  action: Act<Result>;
}

function Ask<Result>({ what, userId, name, action }: AskProps<Result>) {
  const t = useTranslations("access.member");
  return (
    <ConfirmAct
      action={() => action({ userId })}
      done={t(`${what}.done`, { name })}
      trigger={
        <Button size="small" variant="quiet" aria-label={t(`${what}.act`, { name })}>
          {t(`${what}.open`)}
        </Button>
      }
      title={t(`${what}.title`, { name })}
      consequence={t(`${what}.consequence`, { name })}
      keepLabel={t(`${what}.keep`)}
      actLabel={t(`${what}.act`, { name })}
    />
  );
}
