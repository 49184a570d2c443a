import { getTranslations } from "next-intl/server";
import { connectionRoutes } from "@/components/connections/connection-routes";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page-header";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { kinds } from "@/lib/domain/kinds";
import type { NetworkResource } from "@/lib/server/network/known-resources";
import { type ConnectionParams, loadConnection } from "../load-connection";
import { RouteTable } from "./route-table";

/** What lies behind the device, and which route tables of the VPC lead there. */
export default async function RoutesPage(props: ConnectionParams) {
  const [{ found, network, slug }, t] = await Promise.all([
    loadConnection(props),
    getTranslations("connections.routes"),
  ]);
  if (!found) return null;
  const { row, attributes } = found;
  const routes = connectionRoutes({
    gatewayAwsId: attributes.vpnGatewayId ?? null,
    entered: attributes.routes.filter(({ state }) => state !== "deleted"),
    tables: tablesOf(network.resources, row.gateway?.vpc?.key),
  });
  const accepted = row.tunnels.reduce((sum, { routeCount }) => sum + routeCount, 0);
  const isBgp = row.routing === "bgp";
  return (
    <Page>
      <Panel>
        <PanelHeader title={t("title")} count={routes.length}>
          {row.gateway?.vpc && (
            <span className="text-xs text-muted">
              <span className="mono">{row.gateway.vpc.cidr}</span> ↔ {row.site?.name ?? row.name}
            </span>
          )}
        </PanelHeader>
        {isBgp && (
          <p className="border-b border-border px-4 py-2 text-xs text-muted">
            {t("bgpNote", { gateway: row.gateway?.name ?? "", count: accepted })}
          </p>
        )}
        {routes.length === 0 ? (
          <EmptyState title={isBgp ? t("noneLearned") : t("noneEntered")}>
            {isBgp ? t("noneLearnedBody") : t("noneEnteredBody")}
          </EmptyState>
        ) : (
          <RouteTable slug={slug} routes={routes} />
        )}
      </Panel>
    </Page>
  );
}

function tablesOf(resources: readonly NetworkResource[], vpcKey: string | undefined) {
  return resources.flatMap(({ kind, key, name, spec, observed }) => {
    if (kind !== "route-table" || observed === null || vpcKey === undefined || spec.vpc !== vpcKey) return [];
    const { routes, propagatingGatewayIds } = kinds["route-table"].attributes.parse(observed.attributes);
    return [{ key, name, routes, propagatingGatewayIds }];
  });
}
