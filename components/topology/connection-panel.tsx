"use client";

import { useTranslations } from "next-intl";
import { healthTone } from "@/components/status/health";
import { HealthBadge, Status } from "@/components/status/status";
import { TunnelLine as LineShape } from "@/components/status/tunnel-pair";
import { Age } from "@/components/ui/age";
import { Button } from "@/components/ui/button";
import { Fact, Facts } from "@/components/ui/facts";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { PhraseText } from "@/components/ui/phrase";
import { consequenceOf } from "@/lib/domain/topology/consequence";
import type { Proposed, TunnelLine } from "@/lib/domain/topology/network";
import type { ConnectionRow } from "@/lib/domain/topology/topology-rows";
import { PanelPart, SidePanel } from "./side-panel";
import type { PieceLinks } from "./topology-links";
import { patternOf, shownHealth, toneOf } from "./tunnel-shown";

interface PanelControls {
  links: PieceLinks;
  isPathOnly: boolean;
  onPathOnly: () => void;
  onClose: () => void;
}

/** A connection: what its state means, its two tunnels, what it joins. */
export function ConnectionPanel({ row, links, ...controls }: PanelControls & { row: ConnectionRow }) {
  const t = useTranslations("topology");
  const { connection, vpc } = row;
  const consequence = consequenceOf(connection, vpc?.name ?? null);
  const health = shownHealth(connection);
  return (
    <SidePanel
      {...controls}
      kind={t("kind.vpn-connection")}
      name={connection.name}
      awsId={connection.awsId}
      badge={
        <>
          <HealthBadge health={health} />
          {connection.since && <Age since={connection.since} className="text-xs text-muted" />}
        </>
      }
      sections={
        <>
          <PanelPart title={t("panel.tunnels")}>
            {connection.tunnels.map((tunnel) => (
              <Tunnel key={tunnel.ordinal} tunnel={tunnel} routing={connection.routing} />
            ))}
          </PanelPart>
          <ConnectionFacts row={row} />
        </>
      }
    >
      {consequence && (
        <Notice tone={healthTone[health]} className="mt-3">
          <PhraseText phrase={consequence} />
        </Notice>
      )}
      {connection.proposed && (
        <ProposedNote proposed={connection.proposed} href={links.change(connection.proposed.changeNumber)} />
      )}
      {connection.awsId && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button asChild>
            <Link href={links.connection(connection.key)}>{t("panel.openConnection")}</Link>
          </Button>
          {links.remove && (
            <Button asChild variant="quiet">
              <Link href={links.remove(connection.key)}>{t("panel.remove")}</Link>
            </Button>
          )}
        </div>
      )}
    </SidePanel>
  );
}

/** Says which draft would touch the piece. */
export function ProposedNote({ proposed, href }: { proposed: Proposed; href: string }) {
  const t = useTranslations("topology.panel");
  return (
    <Notice tone="proposed" className="mt-3">
      {t(`proposed.${proposed.operation}`)}{" "}
      <Link href={href} className="link-inline">
        {t("change", { number: proposed.changeNumber })}
      </Link>
    </Notice>
  );
}
function Tunnel({ tunnel, routing }: { tunnel: TunnelLine; routing: "static" | "bgp" }) {
  const t = useTranslations("topology.panel");
  const word = useTunnelWord();
  return (
    <div className="grid grid-cols-[26px_minmax(0,1fr)_auto] items-start gap-x-2.5 border-t border-border py-2 first-of-type:border-t-0 first-of-type:pt-0 last:pb-0">
      <span className="grid h-5 items-center">
        <svg aria-hidden="true" width={26} height={12} fill="none" className="overflow-visible">
          <LineShape pattern={patternOf(tunnel.state)} width={26} y={6} />
        </svg>
      </span>
      <span className="mono truncate">{tunnel.outsideIpAddress}</span>
      <Status tone={toneOf(tunnel.state)} word={word(tunnel.state)} since={tunnel.since} />
      <div className="col-span-2 col-start-2 text-xs text-muted">
        {t("tunnel", { ordinal: tunnel.ordinal })}
        {routing === "bgp" && tunnel.outsideIpAddress && " · "}
        {routing === "bgp" && tunnel.outsideIpAddress && t("routes", { count: tunnel.routeCount })}
        {tunnel.insideCidr && " · "}
        {tunnel.insideCidr &&
          t.rich("inside", { cidr: tunnel.insideCidr, mono: (chunks) => <span className="mono">{chunks}</span> })}
        {tunnel.state !== "up" && tunnel.reason && (
          <div className="mt-1 text-text">
            <PhraseText phrase={tunnel.reason} />
          </div>
        )}
        {tunnel.state !== "up" && tunnel.message && <div className="mono">{tunnel.message}</div>}
      </div>
    </div>
  );
}

function useTunnelWord() {
  const state = useTranslations("common.tunnelState");
  const health = useTranslations("common.health");
  return (tunnelState: TunnelLine["state"]) =>
    tunnelState === "pending" || tunnelState === "proposed" ? health(tunnelState) : state(tunnelState);
}

function ConnectionFacts({ row: { connection, site, gateway, vpc } }: { row: ConnectionRow }) {
  const t = useTranslations("topology");
  return (
    <section>
      <Facts>
        {site && (
          <Fact name={t("kind.customer-gateway")}>
            {site.name} <span className="mono text-muted">{site.ipAddress}</span>
          </Fact>
        )}
        {gateway && <Fact name={t("panel.gateway")}>{gateway.name}</Fact>}
        {vpc && (
          <Fact name={t("kind.vpc")}>
            {vpc.name} <span className="mono text-muted">{vpc.cidr}</span>
          </Fact>
        )}
        <Fact name={t("panel.routing")}>{t(`node.${connection.routing}`)}</Fact>
        {connection.prefixes.length > 0 && (
          <Fact name={t("panel.prefixes")} className="mono">
            {connection.prefixes.join(", ")}
          </Fact>
        )}
      </Facts>
    </section>
  );
}
