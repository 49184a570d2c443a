"use client";

import type { Node, NodeProps } from "@xyflow/react";
import { Router } from "lucide-react";
import { useTranslations } from "next-intl";
import { healthTone } from "@/components/status/health";
import { cn } from "@/components/ui/cn";
import { StatusIcon } from "@/components/ui/status-icon";
import type { Site } from "@/lib/domain/topology/network";
import { kindIcon, nameSize, nearOnly, statusIconSize } from "./canvas-text";
import { NodeFrame } from "./node-frame";
import { ProposedIcon } from "./proposed-icon";
import { proposedFrame } from "./tunnel-shown";

/** A customer gateway: one device, its address, and the worst of its connections. */
export function SiteNode({ id, data: { site } }: NodeProps<Node<{ site: Site }>>) {
  const t = useTranslations("topology.node");
  const health = useTranslations("common.health");
  const state = site.proposed
    ? t(`proposed.${site.proposed.operation}`)
    : site.health
      ? health(site.health)
      : t("noConnection");
  const label = t("site", { name: site.name, address: site.ipAddress ?? t("noAddress"), state });
  return (
    <NodeFrame
      id={id}
      label={label}
      drag="source"
      className={cn("flex items-start gap-2 px-[9px] pt-1.5", proposedFrame(site.proposed))}
    >
      <Router
        aria-hidden="true"
        className={cn("mt-0.5 size-3.5 shrink-0", kindIcon, site.proposed ? "text-proposed" : "text-muted")}
      />
      <div className="min-w-0 grow">
        <div className="flex items-center justify-between gap-2">
          <b className={cn("truncate", nameSize)}>{site.name}</b>
          {site.proposed ? (
            <ProposedIcon operation={site.proposed.operation} className={statusIconSize} />
          ) : (
            site.health && <StatusIcon tone={healthTone[site.health]} className={statusIconSize} />
          )}
        </div>
        <div className={cn("truncate text-2xs leading-[15px] text-muted", nearOnly)}>
          <span className="mono">{site.ipAddress ?? t("noAddress")}</span> · <SiteFact site={site} />
        </div>
      </div>
    </NodeFrame>
  );
}

function SiteFact({ site }: { site: Site }) {
  const t = useTranslations("topology.node");
  if (site.routing === null && !site.proposed) return t("noConnection");
  if (site.routing === "static") return t("static");
  return site.bgpAsn === null ? t("bgp") : t("asn", { asn: String(site.bgpAsn) });
}
