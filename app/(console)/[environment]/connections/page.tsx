import { Download, KeyRound, Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConnectionTable } from "@/components/connections/connection-table";
import {
  everything,
  isNarrowed,
  parseListQuery,
  type SortColumn,
  selectRows,
  writeListQuery,
} from "@/components/connections/list-query";
import { NoConnections } from "@/components/connections/no-connections";
import { environmentPath } from "@/components/shell/paths";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Page } from "@/components/ui/page-header";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { dayUntil, historyByConnection, monthUntil } from "@/lib/server/telemetry/queries";
import { loadConnections } from "../load-connections";
import { BulkDownload } from "./bulk-download";
import { ListFilters } from "./list-filters";
import { ListPager } from "./list-pager";
import { ListSearch } from "./list-search";

interface ConnectionsPageProps {
  params: Promise<{ environment: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const PAGE_SIZE = 100;
/** Id of the form of the rows' ticks. */
const TICKS = "ticked-connections";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connections.list"))("title") };
}

/** All connections; filtered, sorted and cut to a page on the server, so that a thousand are as quick as ten. */
export default async function ConnectionsPage({ params, searchParams }: ConnectionsPageProps) {
  const [{ environment: slug }, asked, t, keys] = await Promise.all([
    params,
    searchParams,
    getTranslations("connections.list"),
    getTranslations("keys"),
  ]);
  const { viewer, network, rows } = await loadConnections(slug);
  const query = parseListQuery(asked);
  const found = selectRows(rows, query);
  const page = Math.min(query.page, Math.max(1, Math.ceil(found.length / PAGE_SIZE)));
  const shown = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const scope = { environmentId: network.environment.id, connectionKeys: shown.map(({ key }) => key) };
  const [day, month] = [dayUntil(network.now), monthUntil(network.now)];
  const [days, months] = await Promise.all([
    historyByConnection(viewer, { ...scope, range: day }),
    historyByConnection(viewer, { ...scope, range: month }),
  ]);
  const hrefOf = (change: Parameters<typeof writeListQuery>[1]) =>
    environmentPath(slug, `/connections${writeListQuery(query, change)}`);
  const sortHref = (column: SortColumn) =>
    hrefOf({ sort: column, isDescending: query.sort === column && !query.isDescending });
  return (
    <Page>
      <h1 className="sr-only">{t("title")}</h1>
      <Panel>
        <PanelHeader
          title={t("title")}
          count={found.length === rows.length ? rows.length : t("countOf", { found: found.length, all: rows.length })}
        >
          {rows.length > 0 && (
            <>
              <ListSearch />
              <Button asChild variant="quiet" size="small">
                <a href={environmentPath(slug, `/connections.csv${writeListQuery(query)}`)} download>
                  <Download aria-hidden="true" />
                  {t("csv")}
                </a>
              </Button>
              {found.length > 0 && (
                <BulkDownload
                  href={environmentPath(slug, `/connections.zip${writeListQuery(query)}`)}
                  count={found.length}
                  form={TICKS}
                  hasRight={viewer.can("reveal-keys")}
                />
              )}
            </>
          )}
          {viewer.can("edit") && found.length > 0 && (
            <Button
              type="submit"
              form={TICKS}
              formMethod="get"
              formAction={environmentPath(slug, "/keys")}
              variant="quiet"
              size="small"
              title={keys("openTicked")}
            >
              <KeyRound aria-hidden="true" />
              {keys("open")}
            </Button>
          )}
          {viewer.can("edit") && (
            <Button asChild size="small">
              <Link href={environmentPath(slug, "/setup")}>
                <Plus aria-hidden="true" />
                {t("setUp")}
              </Link>
            </Button>
          )}
        </PanelHeader>
        {rows.length === 0 ? (
          <NoConnections slug={slug} network={network} canEdit={viewer.can("edit")} />
        ) : (
          <>
            <ListFilters rows={rows} query={query} hrefOf={hrefOf} />
            {found.length === 0 ? (
              <EmptyState
                title={t("nothingFound")}
                actions={
                  isNarrowed(query) && (
                    <Button asChild>
                      <Link href={environmentPath(slug, `/connections${writeListQuery(everything)}`)}>
                        {t("clear")}
                      </Link>
                    </Button>
                  )
                }
              />
            ) : (
              <ConnectionTable
                slug={slug}
                rows={shown}
                days={days}
                months={months}
                day={day}
                sorting={{ column: query.sort, isDescending: query.isDescending, hrefOf: sortHref }}
                hasIds
                tickForm={TICKS}
              />
            )}
            <ListPager
              page={page}
              pageSize={PAGE_SIZE}
              count={found.length}
              hrefOf={(next) => hrefOf({ page: next })}
            />
          </>
        )}
      </Panel>
    </Page>
  );
}
