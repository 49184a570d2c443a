"use client";

import { ViewportPortal } from "@xyflow/react";
import { useTranslations } from "next-intl";
import { COLUMN_PITCH, GATEWAY, SITE, VPC } from "@/lib/domain/topology/measures";

const lanes = [
  { name: "sites", left: SITE.left },
  { name: "gateways", left: GATEWAY.left },
  { name: "vpcs", left: VPC.left },
] as const;

/** Names of the lanes above them, in every column; they move with the map. */
export function LaneHeads({ widthPx }: { widthPx: number }) {
  const t = useTranslations("topology.lane");
  const columns = Array.from({ length: Math.ceil(widthPx / COLUMN_PITCH) }, (_, column) => column * COLUMN_PITCH);
  return (
    <ViewportPortal>
      {columns.flatMap((columnLeft) =>
        lanes.map(({ name, left }) => (
          <span
            key={`${columnLeft} ${name}`}
            className="pointer-events-none absolute text-xs font-medium text-muted group-data-[distance=far]/canvas:text-[24px] group-data-[distance=mid]/canvas:text-[18px]"
            style={{ transform: `translate(${columnLeft + left}px, 14px)` }}
          >
            {t(name)}
          </span>
        )),
      )}
    </ViewportPortal>
  );
}
