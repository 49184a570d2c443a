import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "@/i18n/words";
import { accountFacts } from "@/lib/server/auth/account";
import {
  beginTwoFactorAction,
  confirmTwoFactorAction,
  disableTwoFactorAction,
  endSessionAction,
} from "@/lib/server/auth/account-actions";
import { listSessions } from "@/lib/server/auth/sessions";
import { requireViewer } from "@/lib/server/auth/viewer";
import { changePasswordAction, endOtherSessionsAction } from "@/lib/server/members/actions";
import { PasswordPanel } from "./password-panel";
import { SessionsPanel } from "./sessions-panel";
import { TwoFactorPanel } from "./two-factor-panel";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.account");
  return { title: t("title") };
}

export default async function AccountPage() {
  const viewer = await requireViewer();
  const [t, tSignIn, facts, sessions] = await Promise.all([
    getTranslations("settings.account"),
    getTranslations("access.account"),
    accountFacts(viewer),
    listSessions(viewer),
  ]);
  return (
    <Words of="account">
      <div className="flex flex-col gap-4">
        <p className="text-text-2">
          {t("signedInAs", { email: viewer.email })}{" "}
          {facts.providers.length > 0 && tSignIn("providers", { names: facts.providers.join(", ") })}
        </p>
        {facts.hasPassword && (
          <>
            <PasswordPanel email={viewer.email} action={changePasswordAction} />
            <TwoFactorPanel
              email={viewer.email}
              isOn={facts.hasTwoFactor}
              actions={{
                begin: beginTwoFactorAction,
                confirm: confirmTwoFactorAction,
                disable: disableTwoFactorAction,
              }}
            />
          </>
        )}
        <SessionsPanel sessions={sessions} end={endSessionAction} endOthers={endOtherSessionsAction} />
      </div>
    </Words>
  );
}
