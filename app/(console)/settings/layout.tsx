import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Page, PageHeader } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";
import { Words } from "@/i18n/words";
import { requireViewer } from "@/lib/server/auth/viewer";
import { ConsoleShell } from "../console-shell";
import { lastEnvironment } from "../last-environment";

const parts = [
  { part: "environments" },
  { part: "members" },
  { part: "groups" },
  { part: "organizations", right: "manage-installation" },
  { part: "rules" },
  { part: "freezes" },
  { part: "windows" },
  { part: "audit", right: "administer" },
  { part: "single-sign-on", right: "administer" },
  { part: "api-keys" },
  { part: "security", right: "manage-installation" },
  { part: "account" },
] as const;

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const t = await getTranslations("settings");
  const open = parts.filter((one) => !("right" in one) || viewer.can(one.right));
  return (
    <ConsoleShell viewer={viewer} environment={await lastEnvironment(viewer)} hasAge={false}>
      <PageHeader title={t("title")} className="mb-0! px-6 pt-5 pb-2 max-md:px-4" />
      <Tabs
        label={t("parts")}
        tabs={open.map(({ part }) => ({ href: `/settings/${part}`, label: t(`tabs.${part}`) }))}
      />
      <Words of="settings">
        <Page>{children}</Page>
      </Words>
    </ConsoleShell>
  );
}
