import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { listSessions } from "@/lib/server/auth/account";
import { requireViewer } from "@/lib/server/auth/viewer";
import { changePasswordAction, endOtherSessionsAction } from "@/lib/server/members/actions";
import { PasswordPanel } from "./password-panel";
import { SessionsPanel } from "./sessions-panel";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.account");
  return { title: t("title") };
}

export default async function AccountPage() {
  const viewer = await requireViewer();
  const t = await getTranslations("settings.account");
  return (
    <div className="flex flex-col gap-4">
      <p className="text-text-2">{t("signedInAs", { email: viewer.email })}</p>
      <PasswordPanel email={viewer.email} action={changePasswordAction} />
      <SessionsPanel sessions={await listSessions(viewer)} endOthers={endOtherSessionsAction} />
    </div>
  );
}
