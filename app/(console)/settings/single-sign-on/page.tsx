import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { Words } from "@/i18n/words";
import { enableProviderAction } from "@/lib/server/auth/sso/actions";
import { listProviders } from "@/lib/server/auth/sso/providers";
import { requireRight } from "@/lib/server/auth/viewer";
import { ProviderTable } from "./provider-table";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.sso");
  return { title: t("title") };
}

export default async function SingleSignOnPage() {
  const providers = await listProviders(await requireRight("administer"));
  const t = await getTranslations("access.sso");
  const add = (
    <Button asChild variant={providers.length === 0 ? "primary" : "default"}>
      <Link href="/settings/single-sign-on/new">
        <Plus aria-hidden="true" />
        {t("add")}
      </Link>
    </Button>
  );
  return (
    <Words of="single-sign-on">
      <Panel>
        <PanelHeader title={t("title")} count={providers.length}>
          {providers.length > 0 && add}
        </PanelHeader>
        {providers.length === 0 ? (
          <EmptyState title={t("empty")} actions={add}>
            {t("emptyText")}
          </EmptyState>
        ) : (
          <ProviderTable providers={providers} enable={enableProviderAction} />
        )}
      </Panel>
    </Words>
  );
}
