import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { resourcePath } from "@/components/resources/resource-path";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader } from "@/components/ui/page-header";
import { Words } from "@/i18n/words";
import type { UnmanagedView } from "@/lib/domain/drift/drift-view";
import { nameInKey } from "@/lib/domain/kinds/key";
import { listDrift, listIgnored, listUnmanaged } from "@/lib/server/drift/queries";
import { loadDrafts, loadNetwork } from "../resources/load-resources";
import { DriftPanel } from "./_parts/drift-panel";
import { IgnoredPanel } from "./_parts/ignored-panel";
import { type UnmanagedRow, UnmanagedTable } from "./_parts/unmanaged-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("drift"))("title") };
}

/** What differs between AWS and the wish, in both directions, and what to do about it. */
export default async function DriftPage({ params }: { params: Promise<{ environment: string }> }) {
  const [{ environment: slug }, t] = await Promise.all([params, getTranslations("drift")]);
  const { viewer, network } = await loadNetwork(slug);
  const mayEdit = viewer.can("edit");
  const [drift, ignored, unmanaged, drafts] = await Promise.all([
    listDrift(viewer, network),
    listIgnored(viewer, network),
    listUnmanaged(viewer, network),
    mayEdit ? loadDrafts(viewer, network) : [],
  ]);
  const names = new Map(network.resources.map(({ key, name }) => [key, name]));
  const rows = await unmanagedRows(slug, unmanaged);
  return (
    <Words of="drift">
      <Page>
        <PageHeader title={t("title")} subtitle={t("about")} />
        <div className="flex flex-col gap-4">
          <DriftPanel
            slug={slug}
            drift={drift}
            managedCount={network.resources.filter(({ desired }) => desired !== null).length}
            drafts={drafts}
            mayEdit={mayEdit}
            nameOf={(key) => names.get(key) ?? nameInKey(key)}
          />
          {ignored.length > 0 && <IgnoredPanel slug={slug} ignored={ignored} mayEdit={mayEdit} />}
          <UnmanagedTable
            slug={slug}
            rows={rows}
            drafts={drafts}
            mayEdit={mayEdit}
            empty={
              <EmptyState title={t(network.environment.observedAt ? "unmanaged.none" : "unmanaged.notRead")}>
                {t("unmanaged.about")}
              </EmptyState>
            }
          />
        </div>
      </Page>
    </Words>
  );
}

async function unmanagedRows(slug: string, unmanaged: readonly UnmanagedView[]): Promise<UnmanagedRow[]> {
  const t = await getTranslations();
  return unmanaged.map(({ kind, key, name, awsId, state, since, brings, notAdoptable, changes }) => ({
    key,
    name,
    href: resourcePath(slug, key),
    kindName: t(`kinds.${kind}.label`),
    isConnection: kind === "vpn-connection",
    awsId,
    state,
    since: since?.toISOString() ?? null,
    brings,
    cannotAdopt: notAdoptable && t(notAdoptable.phrase.key, notAdoptable.phrase.values),
    changes,
  }));
}
