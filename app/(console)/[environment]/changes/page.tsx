import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ReviewTasks } from "@/components/changes/review-tasks";
import { environmentPath } from "@/components/shell/paths";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Page } from "@/components/ui/page-header";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { requireViewer } from "@/lib/server/auth/viewer";
import { listChanges } from "@/lib/server/changes/queries";
import { listOpenReviewTasks } from "@/lib/server/changes/review-tasks";
import { findEnvironment } from "@/lib/server/environments/queries";
import { ChangeList } from "./_list/change-list";
import { chooseRows, type ListView, listPath, parseListView, shows } from "./_list/list-view";
import { StatusFilter } from "./_list/status-filter";

interface ChangesPageProps {
  params: Promise<{ environment: string }>;
  searchParams: Promise<{ show?: string | string[]; status?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("changes"))("title") };
}

/** The changes of the environment: what waits for the viewer, what somebody has to do something about, or all of them. */
export default async function ChangesPage({ params, searchParams }: ChangesPageProps) {
  const [viewer, { environment: slug }, query, t] = await Promise.all([
    requireViewer(),
    params,
    searchParams,
    getTranslations("changes"),
  ]);
  const environment = await findEnvironment(viewer, slug);
  if (!environment) notFound();
  const view = parseListView(query);
  const [rows, tasks] = await Promise.all([
    listChanges(viewer, { environmentId: environment.id, filter: "all" }),
    listOpenReviewTasks(viewer),
  ]);
  const { shown, counts, statuses } = chooseRows(rows, view);
  return (
    <Page className="flex flex-col gap-4">
      <h1 className="sr-only">{t("title")}</h1>
      <ReviewTasks tasks={tasks.filter(({ environmentSlug }) => environmentSlug === slug)} />
      <Panel>
        <PanelHeader title={t("title")} count={shown.length}>
          <SegmentedLinks
            label={t("tabs.label")}
            value={view.show}
            options={shows.map((show) => ({
              value: show,
              label: t(`tabs.${show}`, { count: counts[show] }),
              href: listPath(slug, { show, status: null }),
            }))}
          />
        </PanelHeader>
        {statuses.length > 1 && <StatusFilter slug={slug} view={view} statuses={statuses} />}
        {shown.length === 0 ? (
          <NoChanges slug={slug} view={view} environmentName={environment.name} mayEdit={viewer.can("edit")} />
        ) : (
          <ChangeList slug={slug} rows={shown} />
        )}
      </Panel>
    </Page>
  );
}

interface NoChangesProps {
  slug: string;
  view: ListView;
  environmentName: string;
  mayEdit: boolean;
}

async function NoChanges({ slug, view, environmentName: environment, mayEdit }: NoChangesProps) {
  const t = await getTranslations("changes.list");
  if (view.status !== null) return <EmptyState title={t("emptyStatus")} />;
  return (
    <EmptyState
      title={t(`empty.${view.show}`, { environment })}
      actions={
        mayEdit &&
        view.show !== "mine" && (
          <Button asChild>
            <Link href={environmentPath(slug, "/setup")}>{t("new")}</Link>
          </Button>
        )
      }
    >
      {t(`emptyText.${view.show}`, { environment })}
    </EmptyState>
  );
}
