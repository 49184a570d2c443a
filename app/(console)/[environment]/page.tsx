import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ReviewTasks } from "@/components/changes/review-tasks";
import { ConnectionTable } from "@/components/connections/connection-table";
import { environmentPath } from "@/components/shell/paths";
import { Link } from "@/components/ui/link";
import { Page } from "@/components/ui/page-header";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { Words } from "@/i18n/words";
import { openProposals } from "@/lib/server/changes/open-proposals";
import { listChanges } from "@/lib/server/changes/queries";
import { listOpenReviewTasks } from "@/lib/server/changes/review-tasks";
import { countDrift } from "@/lib/server/drift/known-drift";
import { freezesOf } from "@/lib/server/policy/freeze-queries";
import { dayUntil, historyByConnection, latestTransitions, monthUntil } from "@/lib/server/telemetry/queries";
import { foldUnreadable, listAttention } from "./_overview/attention";
import { AttentionList } from "./_overview/attention-list";
import { DriftNotice } from "./_overview/drift-notice";
import { FirstSteps } from "./_overview/first-steps";
import { Freezes } from "./_overview/freezes";
import { LastTransitions } from "./_overview/last-transitions";
import { OpenChanges } from "./_overview/open-changes";
import { StatusCounts } from "./_overview/status-counts";
import { loadConnections } from "./load-connections";

/** The worst come first, so the rest can wait in the list of connections. */
const ROWS_SHOWN = 25;
const TRANSITIONS_SHOWN = 8;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

/** How the environment is, and what to do next. */
export default async function OverviewPage({ params }: { params: Promise<{ environment: string }> }) {
  const [{ environment: slug }, t] = await Promise.all([params, getTranslations("overview")]);
  const { viewer, network, rows } = await loadConnections(slug);
  if (rows.length === 0) return <FirstSteps slug={slug} network={network} viewer={viewer} />;

  const environmentId = network.environment.id;
  const shown = rows.slice(0, ROWS_SHOWN);
  const scope = { environmentId, connectionKeys: shown.map(({ key }) => key) };
  const [day, month] = [dayUntil(network.now), monthUntil(network.now)];
  const [days, months, transitions, proposals, changes, tasks, freezes, drifted] = await Promise.all([
    historyByConnection(viewer, { ...scope, range: day }),
    historyByConnection(viewer, { ...scope, range: month }),
    latestTransitions(viewer, { environmentId, limit: TRANSITIONS_SHOWN }),
    openProposals(viewer, environmentId),
    listChanges(viewer, { environmentId, filter: "open" }),
    listOpenReviewTasks(viewer),
    freezesOf(viewer, environmentId),
    countDrift(viewer, environmentId),
  ]);
  const changeOf = (key: string) =>
    proposals.findLast(({ edits }) => edits.some((edit) => edit.key === key))?.changeNumber;
  const { apart, folded } = foldUnreadable(rows);
  return (
    <Words of="overview">
      <Page>
        <h1 className="sr-only">{t("title")}</h1>
        <StatusCounts slug={slug} rows={rows} />
        <DriftNotice slug={slug} count={drifted} />
        <div className="grid grid-cols-[minmax(0,1fr)_328px] items-start gap-4 max-xl:grid-cols-1">
          <div className="flex min-w-0 flex-col gap-4">
            <AttentionList slug={slug} items={listAttention(apart, changeOf)} unreadable={folded} />
            <Panel>
              <PanelHeader title={t("connections")} count={rows.length}>
                {rows.length > shown.length && (
                  <Link href={environmentPath(slug, "/connections")} className="link text-xs">
                    {t("allConnections", { count: rows.length })}
                  </Link>
                )}
              </PanelHeader>
              <ConnectionTable slug={slug} rows={shown} days={days} months={months} day={day} />
            </Panel>
          </div>
          <div className="flex min-w-0 flex-col gap-4">
            <Freezes freezes={freezes} />
            <ReviewTasks tasks={tasks.filter(({ environmentSlug }) => environmentSlug === slug)} />
            <OpenChanges slug={slug} changes={changes} />
            <LastTransitions slug={slug} transitions={transitions} now={network.now} />
          </div>
        </div>
      </Page>
    </Words>
  );
}
