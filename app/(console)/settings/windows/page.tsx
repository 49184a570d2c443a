import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Panel } from "@/components/ui/panel";
import { Words } from "@/i18n/words";
import { requireViewer } from "@/lib/server/auth/viewer";
import {
  createWindowAction,
  previewWindowAction,
  removeWindowAction,
  updateWindowAction,
} from "@/lib/server/policy/actions";
import { listWindows } from "@/lib/server/policy/window-queries";
import { WindowsPanel } from "./windows-panel";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policy.windows"))("title") };
}

/** When changes may start, environment by environment. */
export default async function WindowsPage() {
  const viewer = await requireViewer();
  const [environments, t] = await Promise.all([listWindows(viewer), getTranslations("policy.windows")]);
  const canAdminister = viewer.can("administer");
  return (
    <Words of="windows">
      <div className="flex flex-col gap-4">
        <p className="max-w-prose text-text-2">
          {t("about")} {!canAdminister && t("readOnly")}
        </p>
        {environments.length === 0 && (
          <Panel>
            <EmptyState
              title={t("noEnvironments")}
              actions={
                canAdminister && (
                  <Button asChild variant="primary">
                    <Link href="/settings/environments/new">{t("addEnvironment")}</Link>
                  </Button>
                )
              }
            >
              {t("noEnvironmentsText")}
            </EmptyState>
          </Panel>
        )}
        {environments.map((environment) => (
          <WindowsPanel
            key={environment.id}
            environment={environment}
            canAdminister={canAdminister}
            actions={{
              create: createWindowAction,
              update: updateWindowAction,
              remove: removeWindowAction,
              preview: previewWindowAction,
            }}
          />
        ))}
      </div>
    </Words>
  );
}
