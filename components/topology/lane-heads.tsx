"use client";

import { ViewportPortal } from "@xyflow/react";
import { useTranslations } from "next-intl";
import { GATEWAY, SITE, VPC } from "@/lib/domain/topology/measures";

const lanes = [
  { name: "sites", left: SITE.left },
  { name: "gateways", left: GATEWAY.left },
  { name: "vpcs", left: VPC.left },
] as const;

/** Names of the lanes, above them; they move with the map. */
export function LaneHeads() {
  const t = useTranslations("topology.lane");
  return (
    <ViewportPortal>
      {lanes.map(({ name, left }) => (
        <span
          key={name}
          className="pointer-events-none absolute text-xs font-medium text-muted group-data-[distance=far]/canvas:text-[24px]"
          style={{ transform: `translate(${left}px, 14px)` }}
        >
          {t(name)}
        </span>
      ))}
    </ViewportPortal>
  );
}
