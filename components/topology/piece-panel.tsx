"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { HealthBadge, HealthStatus } from "@/components/status/status";
import { Button } from "@/components/ui/button";
import { Fact, Facts } from "@/components/ui/facts";
import { Link } from "@/components/ui/link";
import type { DrawnTopology } from "@/lib/domain/topology/draw-topology";
import { ProposedNote } from "./connection-panel";
import { PanelPart, SidePanel } from "./side-panel";
import type { PieceLinks } from "./topology-links";
import { shownHealth } from "./tunnel-shown";

type DrawnNode = DrawnTopology["nodes"][number];

interface PiecePanelProps {
  node: Exclude<DrawnNode, { type: "outline" }>;
  drawn: DrawnTopology;
  links: PieceLinks;
  isPathOnly: boolean;
  onPathOnly: () => void;
  onClose: () => void;
  onSelect: (key: string) => void;
}

/** A site, a gateway, a VPC or a stack: its facts and the connections that meet it. */
export function PiecePanel({ node, drawn, links, onSelect, ...controls }: PiecePanelProps) {
  const t = useTranslations("topology");
  const facts = useFacts(node);
  const piece = pieceOf(node);
  // A gateway or a stack is not down because one of its sites is: its connections tell.
  const health = node.type === "site" ? node.site.health : null;
  const name =
    piece?.name ??
    (node.type === "stack" ? t(node.isAll ? "stack.all" : "stack.title", { count: node.siteCount }) : "");
  return (
    <SidePanel
      {...controls}
      kind={t(`kind.${kindOf(node)}`)}
      name={name}
      awsId={piece?.awsId ?? null}
      badge={health && <HealthBadge health={health} />}
      sections={
        <>
          <section>
            <Facts>
              {facts.map(([label, value]) => (
                <Fact key={label} name={label}>
                  {value}
                </Fact>
              ))}
            </Facts>
          </section>
          <Connections node={node} drawn={drawn} onSelect={onSelect} />
        </>
      }
    >
      {piece?.proposed && <ProposedNote proposed={piece.proposed} href={links.change(piece.proposed.changeNumber)} />}
      {piece?.awsId && kindOf(node) !== "transit-gateway" && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button asChild>
            <Link href={links.resource(piece.key)}>{t("panel.openResource")}</Link>
          </Button>
          {links.connect && (node.type === "site" || node.type === "gateway") && (
            <Button asChild variant="quiet">
              <Link href={links.connect(node.type === "site" ? { customerGateway: node.id } : { vpnGateway: node.id })}>
                {t("panel.connect")}
              </Link>
            </Button>
          )}
        </div>
      )}
    </SidePanel>
  );
}

/** A transit gateway has no page: nothing but its id is read of it. */
function kindOf(node: PiecePanelProps["node"]) {
  const kinds = { site: "customer-gateway", vpc: "vpc", stack: "stack" } as const;
  return node.type === "gateway" ? node.gateway.type : kinds[node.type];
}

function pieceOf(node: PiecePanelProps["node"]) {
  switch (node.type) {
    case "site":
      return node.site;
    case "gateway":
      return node.gateway;
    case "vpc":
      return node.vpc;
    case "stack":
      return null;
    default: {
      const impossible: never = node;
      throw new Error(`Unknown node: ${JSON.stringify(impossible)}`);
    }
  }
}

function useFacts(node: PiecePanelProps["node"]): [string, ReactNode][] {
  const t = useTranslations("topology.panel");
  const words = useTranslations("topology.node");
  const mono = (text: string | null) => <span className="mono">{text ?? t("unknownFact")}</span>;
  switch (node.type) {
    case "site":
      return [
        [t("address"), mono(node.site.ipAddress)],
        [t("asn"), mono(node.site.bgpAsn === null ? null : String(node.site.bgpAsn))],
        [t("connections"), node.site.connections.length],
      ];
    case "gateway":
      if (node.gateway.type === "transit-gateway")
        return [
          [t("attached"), t("notRead")],
          [t("connections"), node.gateway.connectionCount],
        ];
      return [
        [t("asn"), mono(node.gateway.amazonSideAsn === null ? null : String(node.gateway.amazonSideAsn))],
        [t("attached"), node.gateway.vpc ? node.gateway.vpc.slice("vpc/".length) : words("notAttached")],
        [t("connections"), node.gateway.connectionCount],
      ];
    case "vpc":
      return [
        [t("cidr"), mono(node.vpc.cidr)],
        [t("subnets"), node.vpc.subnetCount],
        [t("routeTables"), node.vpc.routeTableCount],
        [
          t("gateway"),
          node.vpc.gateways.length > 0
            ? node.vpc.gateways.map((key) => key.slice("vpn-gateway/".length)).join(", ")
            : t("noGateway"),
        ],
      ];
    case "stack":
      return [[t("sites"), node.siteCount]];
    default: {
      const impossible: never = node;
      throw new Error(`Unknown node: ${JSON.stringify(impossible)}`);
    }
  }
}

/** The connections of this piece that are drawn, each a way on. */
function Connections({ node, drawn, onSelect }: Pick<PiecePanelProps, "node" | "drawn" | "onSelect">) {
  const t = useTranslations("topology.panel");
  const edges = drawn.edges.filter(
    (edge) => edge.type === "connection" && (edge.source === node.id || edge.target === node.id),
  );
  if (edges.length === 0) return null;
  return (
    <PanelPart title={t("connections")}>
      <ul>
        {edges.map(
          (edge) =>
            edge.type === "connection" && (
              <li key={edge.id} className="flex items-center justify-between gap-3 py-1">
                <button type="button" className="link min-w-0 truncate" onClick={() => onSelect(edge.id)}>
                  {edge.connection.name}
                </button>
                <HealthStatus health={shownHealth(edge.connection)} since={edge.connection.since} />
              </li>
            ),
        )}
      </ul>
    </PanelPart>
  );
}
