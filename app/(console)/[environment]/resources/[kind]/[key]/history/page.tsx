import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { HistoryPanel } from "@/components/resources/history-panel";
import { kindPath, resourcePath } from "@/components/resources/resource-path";
import { PageCrumb } from "@/components/shell/breadcrumbs";
import { Page, PageHeader } from "@/components/ui/page-header";
import { loadHistory } from "../../../../load-history";
import { kindIn, loadNetwork } from "../../../load-resources";
import { ResourceTabs } from "../resource-tabs";

interface ResourceHistoryProps {
  params: Promise<{ environment: string; kind: string; key: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
}

export async function generateMetadata({ params }: ResourceHistoryProps): Promise<Metadata> {
  const [{ key }, t] = await Promise.all([params, getTranslations("drift.history")]);
  return { title: `${decodeURIComponent(key)} · ${t("title")}` };
}

/** Who wanted the resource how, by which change, and what EC2 said when. */
export default async function ResourceHistoryPage({ params, searchParams }: ResourceHistoryProps) {
  const [{ environment: slug, kind: segment, key: name }, { page }, words, t] = await Promise.all([
    params,
    searchParams,
    getTranslations("kinds"),
    getTranslations("drift.history"),
  ]);
  const kind = kindIn(segment);
  const key = `${kind}/${decodeURIComponent(name)}`;
  const loaded = await loadNetwork(slug);
  const resource = loaded.network.resources.find((one) => one.key === key);
  if (!resource) notFound();
  const { history, nameOf } = await loadHistory(loaded, key, page);
  return (
    <Page>
      <PageCrumb
        crumbs={[
          { label: words(`${kind}.plural`), href: kindPath(slug, kind) },
          { label: resource.name, href: resourcePath(slug, key) },
          { label: t("title") },
        ]}
      />
      <PageHeader title={resource.name} subtitle={words(`${kind}.label`)} />
      <ResourceTabs path={resourcePath(slug, key)} />
      <HistoryPanel
        slug={slug}
        kind={kind}
        name={resource.name}
        history={history}
        path={`${resourcePath(slug, key)}/history`}
        nameOf={nameOf}
      />
    </Page>
  );
}
