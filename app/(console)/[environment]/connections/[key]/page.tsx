import { getTranslations } from "next-intl/server";
import { stripTunnels } from "@/components/connections/connection-history";
import { connectionPath } from "@/components/connections/connection-path";
import { pathFactsOf } from "@/components/connections/connection-row";
import { environmentPath } from "@/components/shell/paths";
import { healthTone } from "@/components/status/health";
import { Timeline } from "@/components/tunnels/timeline";
import { TunnelsPanel } from "@/components/tunnels/tunnels-panel";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page-header";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { getPhrase } from "@/components/ui/phrase-server";
import { consequenceOf } from "@/lib/domain/topology/consequence";
import { redundancyOf } from "@/lib/domain/tunnels/redundancy";
import { openProposals } from "@/lib/server/changes/open-proposals";
import { historyByConnection, latestTransitions, monthUntil } from "@/lib/server/telemetry/queries";
import { ConfigurationCard } from "./_overview/configuration-card";
import { ConnectionFacts } from "./_overview/connection-facts";
import { HandoverCard } from "./_overview/handover-card";
import { parseRange, rangeUntil } from "./_overview/range";
import { RangeSwitch } from "./_overview/range-switch";
import { RedundancyPanel } from "./_overview/redundancy-panel";
import { TransitionList } from "./_overview/transition-list";
import { tunnelFacts } from "./_overview/tunnel-facts";
import { type ConnectionParams, loadConnection } from "./load-connection";

interface ConnectionPageProps extends ConnectionParams {
  searchParams: Promise<{ range?: string | string[] }>;
}

/** More than this in a list is a flapping tunnel, which the timeline shows better. */
const TRANSITIONS_MOST = 50;

/** How a connection is and was, and what its next failure would cost. */
export default async function ConnectionPage({ searchParams, ...props }: ConnectionPageProps) {
  const [loaded, asked, t, say] = await Promise.all([
    loadConnection(props),
    searchParams,
    getTranslations("connections.detail"),
    getPhrase(),
  ]);
  const { found, viewer, network, rows, connections, slug, key } = loaded;
  if (!found) return null;
  const { row, attributes } = found;
  const range = rangeUntil(parseRange(asked.range), network.now);
  const scope = { environmentId: network.environment.id, connectionKeys: [key] };
  const [histories, months, transitions, changes] = await Promise.all([
    historyByConnection(viewer, { ...scope, range }),
    historyByConnection(viewer, { ...scope, range: monthUntil(network.now) }),
    latestTransitions(viewer, { environmentId: network.environment.id, connectionKey: key, limit: TRANSITIONS_MOST }),
    openProposals(viewer, network.environment.id),
  ]);
  const connection = connections.find((one) => one.key === key);
  const consequence = connection ? consequenceOf(connection, row.gateway?.vpc?.name ?? null) : null;
  const change = changes.findLast(({ edits }) => edits.some((edit) => edit.key === key));
  return (
    <Page>
      {consequence && (
        <Notice
          tone={healthTone[row.health]}
          className="mb-4"
          action={
            change && (
              <Button asChild size="small">
                <Link href={environmentPath(slug, `/changes/${change.changeNumber}`)}>
                  {t("review", { number: String(change.changeNumber) })}
                </Link>
              </Button>
            )
          }
        >
          {say(consequence)}
        </Notice>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)_328px] items-start gap-4 max-xl:grid-cols-1">
        <div className="flex min-w-0 flex-col gap-4">
          <TunnelsPanel
            tunnels={row.tunnels}
            facts={await tunnelFacts({ row, attributes, month: months.get(key), now: network.now })}
            actions={
              <Link href={connectionPath(slug, key, "options")} className="link text-xs">
                {t("allOptions")}
              </Link>
            }
          />
          <Panel>
            <PanelHeader title={t("transitions")}>
              <RangeSwitch />
            </PanelHeader>
            <Timeline tunnels={stripTunnels(row, histories.get(key))} range={range} />
            <TransitionList transitions={transitions.filter(({ at }) => at >= range.from)} />
          </Panel>
        </div>
        <div className="flex min-w-0 flex-col gap-4 max-xl:grid max-xl:grid-cols-2 max-md:flex">
          <HandoverCard loaded={loaded} />
          <ConfigurationCard href={connectionPath(slug, key, "configuration")} />
          <RedundancyPanel redundancy={redundancyOf(pathFactsOf(row), rows.map(pathFactsOf))} />
          <ConnectionFacts row={row} attributes={attributes} />
        </div>
      </div>
    </Page>
  );
}
