import { useTranslations } from "next-intl";
import type { ConnectionRow } from "@/components/connections/connection-row";
import { Fact, Facts } from "@/components/ui/facts";
import { Panel, PanelBody, PanelHeader } from "@/components/ui/panel";
import type { ConnectionAttributes } from "@/lib/domain/kinds/vpn-connection/observe";

/** What does not change from one minute to the next. */
export function ConnectionFacts({ row, attributes }: { row: ConnectionRow; attributes: ConnectionAttributes }) {
  const t = useTranslations("connections.facts");
  const { site, gateway, routing, state } = row;
  const logs = attributes.tunnels.filter((tunnel) => tunnel.activityLog || tunnel.bgpLog).length;
  return (
    <Panel>
      <PanelHeader title={t("title")} />
      <PanelBody>
        <Facts>
          <Fact name={t("customerGateway")}>{site?.name ?? t("notKnown")}</Fact>
          <Fact name={t("device")} className="mono">
            {site?.ipAddress ?? t("notKnown")}
          </Fact>
          {gateway?.type === "transit-gateway" ? (
            <Fact name={t("transitGateway")} className="mono">
              {gateway.name}
            </Fact>
          ) : (
            <GatewayFacts gateway={gateway} />
          )}
          <Fact name={t("routing")}>
            {routing === "bgp"
              ? t("bgp", { device: String(site?.asn ?? "?"), aws: String(gateway?.asn ?? "?") })
              : t("static", { count: row.prefixes.length })}
          </Fact>
          <Fact name={t("logs")}>{t("logsOn", { count: logs })}</Fact>
          <Fact name={t("state")} className="mono">
            {state}
          </Fact>
        </Facts>
      </PanelBody>
    </Panel>
  );
}

function GatewayFacts({ gateway }: Pick<ConnectionRow, "gateway">) {
  const t = useTranslations("connections.facts");
  return (
    <>
      <Fact name={t("gateway")}>{gateway?.name ?? t("notKnown")}</Fact>
      <Fact name={t("vpc")}>
        {gateway?.vpc ? (
          <>
            {gateway.vpc.name} <span className="mono text-muted">{gateway.vpc.cidr}</span>
          </>
        ) : (
          t("notAttached")
        )}
      </Fact>
    </>
  );
}
