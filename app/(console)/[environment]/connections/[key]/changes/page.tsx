import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page-header";
import { Panel, PanelHeader } from "@/components/ui/panel";
import { listChanges } from "@/lib/server/changes/queries";
import { type ConnectionParams, loadConnection } from "../load-connection";
import { ChangeTable } from "./change-table";

/** Every change that edited the connection or its static routes, open or past. */
export default async function ConnectionChangesPage(props: ConnectionParams) {
  const [{ found, network, viewer, slug, key }, t] = await Promise.all([
    loadConnection(props),
    getTranslations("connections.changesTab"),
  ]);
  if (!found) return null;
  const routes = network.resources.flatMap(({ kind, key: routeKey, spec }) =>
    kind === "vpn-connection-route" && spec.vpnConnection === key ? [routeKey] : [],
  );
  const changes = await listChanges(viewer, {
    environmentId: network.environment.id,
    filter: "all",
    keys: [key, ...routes],
  });
  return (
    <Page>
      <Panel>
        <PanelHeader title={t("title")} count={changes.length} />
        {changes.length === 0 ? (
          <EmptyState title={t("none", { name: found.row.name })}>{t("noneBody")}</EmptyState>
        ) : (
          <ChangeTable slug={slug} changes={changes} />
        )}
      </Panel>
    </Page>
  );
}
