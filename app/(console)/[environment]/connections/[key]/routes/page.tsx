import { getTranslations } from "next-intl/server";
import { connectionRoutes, type TableFacts } from "@/components/connections/connection-routes";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page-header";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { kinds } from "@/lib/domain/kinds";
import type { NetworkResource } from "@/lib/server/network/known-resources";
import { type ConnectionParams, loadConnection } from "../load-connection";
import { RouteTable } from "./route-table";

/** What lies behind the device, and which route tables of the VPC lead there. */
export default async function RoutesPage(props: ConnectionParams) {
  const [{ found, network, rows, slug }, t] = await Promise.all([
    loadConnection(props),
    getTranslations("connections.routes"),
  ]);
  if (!found) return null;
  const { row, attributes } = found;
  const routes = connectionRoutes({
    routing: row.routing,
    gatewayAwsId: attributes.vpnGatewayId ?? null,
    entered: attributes.routes.filter(({ state }) => state !== "deleted"),
    enteredElsewhere: rows.flatMap(({ key, gateway, prefixes }) =>
      key !== row.key && gateway?.key === row.gateway?.key ? prefixes : [],
    ),
    tables: tablesOf(network.resources, row.gateway?.vpc?.key),
  });
  const accepted = row.tunnels.reduce((sum, { routeCount }) => sum + routeCount, 0);
  const isBgp = row.routing === "bgp";
  const isTransit = row.gateway?.type === "transit-gateway";
  const none = isTransit ? "noneRead" : isBgp ? "noneLearned" : "noneEntered";
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
            {t(isTransit ? "transitNote" : "bgpNote", { gateway: row.gateway?.name ?? "", count: accepted })}
          </p>
        )}
        {routes.length === 0 ? (
          <EmptyState title={t(`${none}.title`)}>{t(`${none}.body`)}</EmptyState>
        ) : (
          <RouteTable slug={slug} routes={routes} />
        )}
      </Panel>
    </Page>
  );
}

/** The route tables of a VPC; the main one is in use where a subnet names no other. */
function tablesOf(resources: readonly NetworkResource[], vpcKey: string | undefined): TableFacts[] {
  if (vpcKey === undefined) return [];
  const associated = new Set(
    resources.flatMap(({ kind, spec }) => (kind === "subnet-association" ? [spec.subnet] : [])),
  );
  const mainIsUsed = resources.some(
    ({ kind, key, spec }) => kind === "subnet" && spec.vpc === vpcKey && !associated.has(key),
  );
  return resources.flatMap(({ kind, key, name, spec, observed }) => {
    if (kind !== "route-table" || observed === null || spec.vpc !== vpcKey) return [];
    const { routes, subnetIds, isMain } = kinds["route-table"].attributes.parse(observed.attributes);
    return [{ key, name, routes, isUsed: subnetIds.length > 0 || (isMain && mainIsUsed) }];
  });
}
