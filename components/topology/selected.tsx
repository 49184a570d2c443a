"use client";

import { useTranslations } from "next-intl";
import type { DrawnTopology } from "@/lib/domain/topology/draw-topology";
import type { ConnectionRow } from "@/lib/domain/topology/topology-rows";
import { ConnectionPanel } from "./connection-panel";
import { PiecePanel } from "./piece-panel";
import { SidePanel } from "./side-panel";
import type { PieceLinks } from "./topology-links";

interface SelectedProps {
  focus: string;
  drawn: DrawnTopology;
  links: PieceLinks;
  isPathOnly: boolean;
  onPathOnly: () => void;
  onSelect: (key: string | null) => void;
}

/** The panel of the selected piece, as wide as the mock-ups have it; on a phone it takes the whole screen. */
export function Selected(props: SelectedProps) {
  return (
    <div className="grid w-[364px] min-h-0 motion-safe:animate-appear max-md:fixed max-md:inset-0 max-md:z-20 max-md:w-auto">
      <Panel {...props} />
    </div>
  );
}

function Panel({ focus, drawn, links, onSelect, ...path }: SelectedProps) {
  const t = useTranslations("topology.panel");
  const controls = { ...path, onClose: () => onSelect(null) };
  const row = connectionRow(focus, drawn);
  if (row) return <ConnectionPanel row={row} links={links} {...controls} />;
  const node = drawn.nodes.find((each) => each.id === focus);
  if (node && node.type !== "outline") {
    return <PiecePanel node={node} drawn={drawn} links={links} onSelect={onSelect} {...controls} />;
  }
  // A link may be older than the network, or lead to what a filter hides.
  const name = focus.slice(focus.indexOf("/") + 1);
  return (
    <SidePanel
      {...controls}
      kind={t("notShown")}
      name={name}
      awsId={null}
      sections={<section className="text-muted">{t("notShownHelp")}</section>}
    />
  );
}

/** A connection that is drawn or listed, with what it joins. */
function connectionRow(key: string, drawn: DrawnTopology): ConnectionRow | null {
  const listed = drawn.rows.connections.find((row) => row.connection.key === key);
  if (listed) return listed;
  const edge = drawn.edges.find((each) => each.id === key);
  if (edge?.type !== "connection") return null;
  const site = drawn.nodes.find((node) => node.id === edge.source);
  const gateway = drawn.nodes.find((node) => node.id === edge.target);
  const vpcKey = gateway?.type === "gateway" ? gateway.gateway.vpc : null;
  const vpc = drawn.nodes.find((node) => node.id === vpcKey);
  return {
    connection: edge.connection,
    site: site?.type === "site" ? site.site : null,
    gateway: gateway?.type === "gateway" ? gateway.gateway : null,
    vpc: vpc?.type === "vpc" ? vpc.vpc : null,
  };
}
